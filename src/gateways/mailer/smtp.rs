//! Letters sent over SMTP: how the connection is secured and how the server's refusals are classified.

use std::error::Error as _;
use std::net::IpAddr;

use lettre::transport::smtp;
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};
use url::Url;

use crate::gateways::SendingFault;

/// The extension of mail (RFC 6531) that a server lacks, as the client says it: only its words tell this fault.
const SMTPUTF8: &str = "does not support SMTPUTF8";
/// The server's message is cut to this many characters.
const WORDS: usize = 300;

/// A mail server.
pub(super) struct Smtp(AsyncSmtpTransport<Tokio1Executor>);

impl Smtp {
    /// The server of a URL like `smtp://user:password@host:port`; `None` when the URL is invalid.
    pub(super) fn at(address: &str) -> Option<Self> {
        let url = secured(Url::parse(address).ok()?)?;
        Some(Self(AsyncSmtpTransport::<Tokio1Executor>::from_url(url.as_str()).ok()?.build()))
    }

    pub(super) async fn send(&self, message: Message) -> Result<(), SendingFault> {
        self.0.send(message).await.map(drop).map_err(|error| fault(&error))
    }
}

/// The URL with STARTTLS required where it must be; `None` for a URL with unknown parts.
fn secured(mut url: Url) -> Option<Url> {
    let bare = url.query().is_none() && url.fragment().is_none() && matches!(url.path(), "" | "/");
    let whole_login = url.username().is_empty() == url.password().is_none();
    let host = url.host_str().filter(|host| !host.is_empty())?;
    if !bare || !whole_login {
        return None;
    }
    if url.scheme() == "smtp" && !is_this_machine(host) {
        url.set_query(Some("tls=required"));
    }
    Some(url)
}

fn is_this_machine(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

fn fault(error: &smtp::Error) -> SendingFault {
    let cause = error.source().map(ToString::to_string).unwrap_or_default();
    let cause: String = cause.replace(char::is_control, " ").chars().take(WORDS).collect();
    match error.status() {
        Some(code) => SendingFault {
            permanent: error.is_permanent() && !is_about_our_login(&code.to_string()),
            away: false,
            words: format!("Почтовый сервер отказал ({code}): {cause}"),
        },
        None if cause.contains(SMTPUTF8) => SendingFault::permanent(
            "Почтовый сервер не принимает адресов, в которых до @ стоят не латинские буквы (SMTPUTF8)",
        ),
        // An error on our side, such as a missing authentication mechanism, is no sign of a silent server.
        None if error.is_client() => {
            SendingFault::passing(format!("Письмо не удалось передать почтовому серверу: {cause}"))
        }
        None => SendingFault::away(format!("Почтовый сервер недоступен: {cause}")),
    }
}

/// Whether the server rejects our credentials and not the letter: after the setting is corrected, the letter can be
/// sent.
fn is_about_our_login(code: &str) -> bool {
    matches!(code, "530" | "534" | "535" | "538")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secured_as(address: &str) -> Option<String> {
        secured(Url::parse(address).unwrap()).map(String::from)
    }

    #[test]
    fn letters_leave_this_machine_encrypted_only() {
        for plain in
            ["smtp://localhost:25", "smtp://127.0.0.1:2525", "smtp://u:p@[::1]:25", "smtps://mail.example"]
        {
            assert_eq!(secured_as(plain).as_deref(), Some(plain));
        }
        let outside = secured_as("smtp://u:p@mail.example:587").unwrap();
        assert_eq!(outside, "smtp://u:p@mail.example:587?tls=required");
        assert_eq!(secured_as("smtp://10.0.0.1").unwrap(), "smtp://10.0.0.1?tls=required");
        assert!(secured_as("smtp://localhost.example").unwrap().ends_with("tls=required"));
    }

    #[test]
    fn an_address_that_says_more_is_refused() {
        for address in ["smtp://h?tls=none", "smtp://h/name", "smtp://h#x", "smtp://user@h", "smtp://"] {
            assert_eq!(secured_as(address), None, "{address}");
        }
    }
}
