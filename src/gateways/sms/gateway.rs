//! A gateway that takes `{"to", "text"}` as JSON over HTTPS, and how its refusals are classified.

use std::net::IpAddr;
use std::time::Duration;

use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{AUTHORIZATION, CONTENT_TYPE};
use hyper::{Request, StatusCode};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::json;
use url::Url;

use super::OutgoingSms;
use crate::gateways::SendingFault;
use crate::gateways::http::{self, Most};

/// The limit of an answer's length in bytes: only its first words are kept.
const LARGEST: usize = 64 * 1024;
/// The gateway's answer is cut to this many characters.
const WORDS: usize = 300;

/// A gateway.
pub(super) struct Gateway {
    address: String,
    /// What we show as our right to send.
    bearer: Option<SecretString>,
}

impl Gateway {
    /// The gateway at `https://[TOKEN@]host[:port][/path]`; plain HTTP is taken only on this machine.
    pub(super) fn at(address: &str) -> Option<Self> {
        let mut url = Url::parse(address).ok()?;
        let host = url.host_str().filter(|host| !host.is_empty())?;
        let secure = url.scheme() == "https" || url.scheme() == "http" && is_this_machine(host);
        let whole = url.password().is_none() && url.fragment().is_none();
        let bearer = Some(url.username()).filter(|token| !token.is_empty()).map(SecretString::from);
        url.set_username("").ok()?;
        (secure && whole).then(|| Self { address: url.to_string(), bearer })
    }

    pub(super) async fn send(&self, message: &OutgoingSms, patience: Duration) -> Result<(), SendingFault> {
        let question = self.question(message).map_err(|error| SendingFault::passing(error.to_string()))?;
        let answer = http::ask(question, Most { bytes: LARGEST, time: patience }).await;
        let answer = answer.map_err(|fault| SendingFault::away(format!("Шлюз SMS недоступен: {fault}")))?;
        judged(answer.status(), answer.body())
    }

    fn question(&self, message: &OutgoingSms) -> Result<Request<Full<Bytes>>, hyper::http::Error> {
        let body = json!({ "to": message.to, "text": message.text }).to_string();
        let mut question = Request::post(&self.address).header(CONTENT_TYPE, "application/json");
        if let Some(bearer) = &self.bearer {
            question = question.header(AUTHORIZATION, format!("Bearer {}", bearer.expose_secret()));
        }
        question.body(Full::new(Bytes::from(body)))
    }
}

fn is_this_machine(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

/// What an answer means: a refusal of the message is for ever, one of our own right to send or of the moment is not.
fn judged(status: StatusCode, said: &[u8]) -> Result<(), SendingFault> {
    if status.is_success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(said).replace(char::is_control, " ");
    let said: String = said.trim().chars().take(WORDS).collect();
    let words = format!("Шлюз SMS отказал ({}): {said}", status.as_u16());
    let of_the_moment = [
        StatusCode::UNAUTHORIZED,
        StatusCode::PAYMENT_REQUIRED,
        StatusCode::FORBIDDEN,
        StatusCode::NOT_FOUND,
        StatusCode::REQUEST_TIMEOUT,
        StatusCode::TOO_MANY_REQUESTS,
    ];
    let permanent = status.is_client_error() && !of_the_moment.contains(&status);
    Err(if permanent { SendingFault::permanent(words) } else { SendingFault::passing(words) })
}
