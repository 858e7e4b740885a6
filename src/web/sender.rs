//! The client's address, under which guesses are counted.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use axum::response::{IntoResponse as _, Response};

use super::office::WebState;
use super::trouble::Trouble;

/// The header with the addresses that a proxy acts for; the last one was written by the nearest proxy.
const FORWARDED: &str = "x-forwarded-for";

/// The client's address.
pub(super) struct Sender(pub(super) IpAddr);

impl FromRequestParts<WebState> for Sender {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, office: &WebState) -> Result<Self, Response> {
        let ConnectInfo(peer) =
            ConnectInfo::<SocketAddr>::from_request_parts(parts, office).await.map_err(|_| {
                Trouble::Unreadable("Не удалось определить адрес отправителя.".to_owned()).into_response()
            })?;
        Ok(Self(of(peer.ip(), &parts.headers, &office.settings().proxies)))
    }
}

/// The peer; for a trusted proxy, the address that it names.
fn of(peer: IpAddr, headers: &HeaderMap, proxies: &[IpAddr]) -> IpAddr {
    let peer = peer.to_canonical();
    if !peer.is_loopback() && !proxies.contains(&peer) {
        return peer;
    }
    let last = headers.get_all(FORWARDED).iter().next_back().and_then(|value| value.to_str().ok());
    let named = last.and_then(|value| value.rsplit(',').next()).map(str::trim).and_then(address);
    named.map_or(peer, |named| named.to_canonical())
}

/// Parses an address with or without a port.
fn address(text: &str) -> Option<IpAddr> {
    let bare = text.trim_start_matches('[').trim_end_matches(']');
    bare.parse().ok().or_else(|| text.parse::<SocketAddr>().ok().map(|address| address.ip()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROXY: &str = "10.0.0.7";

    fn sender(peer: &str, forwarded: &[&'static str]) -> String {
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append(FORWARDED, axum::http::HeaderValue::from_static(value));
        }
        of(peer.parse().unwrap(), &headers, &[PROXY.parse().unwrap()]).to_string()
    }

    #[test]
    fn behind_a_proxy_of_ours_the_sender_is_the_last_that_it_names() {
        for peer in ["127.0.0.1", "::1", "::ffff:127.0.0.1", PROXY] {
            assert_eq!(sender(peer, &["192.0.2.66, 198.51.100.9"]), "198.51.100.9", "{peer}");
            assert_eq!(sender(peer, &["192.0.2.66", "198.51.100.9:4711"]), "198.51.100.9", "{peer}");
            assert_eq!(sender(peer, &["[2001:db8::7]"]), "2001:db8::7", "{peer}");
        }
    }

    #[test]
    fn a_stranger_who_names_somebody_else_stays_who_they_are() {
        assert_eq!(sender("203.0.113.5", &["198.51.100.9"]), "203.0.113.5");
        assert_eq!(sender("127.0.0.1", &["nonsense"]), "127.0.0.1");
        assert_eq!(sender("127.0.0.1", &[]), "127.0.0.1");
    }
}
