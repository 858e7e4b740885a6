//! A gateway that takes `{"to", "text"}` as JSON over HTTPS, and how its refusals are classified.

use std::net::IpAddr;
use std::sync::{Arc, LazyLock};

use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{AUTHORIZATION, CONTENT_TYPE, HOST};
use hyper::{Request, StatusCode};
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, RootCertStore};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::json;
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use url::Url;

use super::OutgoingSms;
use crate::gateways::{SendingFault, http};

/// The limit of an answer's length in bytes: only its first words are kept.
const LARGEST: usize = 64 * 1024;
/// The gateway's answer is cut to this many characters.
const WORDS: usize = 300;

static TRUST: LazyLock<Arc<ClientConfig>> = LazyLock::new(|| {
    let roots: RootCertStore = webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect();
    Arc::new(ClientConfig::builder().with_root_certificates(roots).with_no_client_auth())
});

/// A gateway.
pub(super) struct Gateway {
    tls: bool,
    host: String,
    port: u16,
    path: String,
    /// What we show as our right to send.
    bearer: Option<SecretString>,
}

impl Gateway {
    /// The gateway at `https://[TOKEN@]host[:port][/path]`; plain HTTP is taken only on this machine.
    pub(super) fn at(address: &str) -> Option<Self> {
        let url = Url::parse(address).ok()?;
        let host = url.host_str().filter(|host| !host.is_empty())?.to_owned();
        let tls = url.scheme() == "https";
        let plain = url.scheme() == "http" && is_this_machine(&host);
        let whole = url.password().is_none() && url.fragment().is_none();
        let bearer = Some(url.username()).filter(|token| !token.is_empty()).map(SecretString::from);
        let path = url.query().map_or(url.path().to_owned(), |query| format!("{}?{query}", url.path()));
        let port = url.port_or_known_default()?;
        ((tls || plain) && whole).then_some(Self { tls, host, port, path, bearer })
    }

    pub(super) async fn send(&self, message: &OutgoingSms) -> Result<(), SendingFault> {
        let question = self.question(message).map_err(|error| SendingFault::passing(error.to_string()))?;
        let away = |error: String| SendingFault::away(format!("Шлюз SMS недоступен: {error}"));
        let bare = self.host.trim_start_matches('[').trim_end_matches(']');
        let stream = TcpStream::connect((bare, self.port)).await.map_err(|error| away(error.to_string()))?;
        let answer = if self.tls {
            let name = ServerName::try_from(bare.to_owned()).map_err(|error| away(error.to_string()))?;
            let stream = TlsConnector::from(Arc::clone(&TRUST)).connect(name, stream).await;
            http::ask(stream.map_err(|error| away(error.to_string()))?, question, LARGEST).await
        } else {
            http::ask(stream, question, LARGEST).await
        };
        let (status, said) = answer.map_err(away)?;
        judged(status, &said)
    }

    fn question(&self, message: &OutgoingSms) -> Result<Request<Full<Bytes>>, hyper::http::Error> {
        let body = json!({ "to": message.to, "text": message.text }).to_string();
        let mut question = Request::post(&self.path)
            .header(HOST, format!("{}:{}", self.host, self.port))
            .header(CONTENT_TYPE, "application/json");
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
