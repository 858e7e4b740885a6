//! The HTTP client of the house: each question on a connection of its own over HTTP/1, plain or within TLS. A redirect is an
//! answer like any other, and both the answer and the time for it are limited.

use std::pin::pin;
use std::sync::LazyLock;
use std::time::Duration;

use http_body_util::{BodyExt as _, Full, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::{Request, Response};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::connect::{HttpConnector, capture_connection};
use hyper_util::client::legacy::{Client, Error};
use hyper_util::rt::TokioExecutor;
use tokio::time::{sleep, timeout};

/// The timeout for a connection.
const CONNECTING: Duration = Duration::from_secs(5);

/// Trusts the authorities that browsers trust. No connection is kept: one that its other end has closed meanwhile would
/// look like an answer that was lost.
static CLIENT: LazyLock<Client<HttpsConnector<HttpConnector>, Full<Bytes>>> = LazyLock::new(|| {
    let mut plain = HttpConnector::new();
    plain.enforce_http(false);
    let connector =
        HttpsConnectorBuilder::new().with_webpki_roots().https_or_http().enable_http1().wrap_connector(plain);
    Client::builder(TokioExecutor::new()).pool_max_idle_per_host(0).build(connector)
});

/// What an answer may take at most.
#[derive(Clone, Copy, Debug)]
pub(super) struct Most {
    /// The bytes of its body.
    pub(super) bytes: usize,
    /// The time from the connection on.
    pub(super) time: Duration,
}

/// Why a question has no answer, in words.
#[derive(Debug, thiserror::Error)]
pub(super) enum HttpFault {
    /// There was no connection: the question never went out.
    #[error("{0}")]
    Unreachable(String),
    /// The question may have arrived.
    #[error("{0}")]
    Lost(String),
}

/// Asks a question, whose address is whole, and reads the answer.
pub(super) async fn ask(
    mut question: Request<Full<Bytes>>,
    most: Most,
) -> Result<Response<Vec<u8>>, HttpFault> {
    let mut connected = capture_connection(&mut question);
    let mut asking = pin!(CLIENT.request(question));
    let early = tokio::select! {
        answer = &mut asking => Some(answer),
        _ = connected.wait_for_connection_metadata() => None,
        () = sleep(CONNECTING) => {
            return Err(HttpFault::Unreachable("соединение не установлено вовремя".to_owned()));
        }
    };
    let whole = async {
        let answer = match early {
            Some(answer) => answer,
            None => asking.await,
        };
        read(answer.map_err(|error| fault(&error))?, most.bytes).await
    };
    let late = |_| Err(HttpFault::Lost("истекло время ожидания".to_owned()));
    timeout(most.time, whole).await.unwrap_or_else(late)
}

async fn read(answer: Response<Incoming>, most: usize) -> Result<Response<Vec<u8>>, HttpFault> {
    let (head, body) = answer.into_parts();
    let body = Limited::new(body, most).collect().await;
    let body = body.map_err(|error| HttpFault::Lost(format!("ответ оборван или слишком велик ({error})")))?;
    Ok(Response::from_parts(head, body.to_bytes().to_vec()))
}

fn fault(error: &Error) -> HttpFault {
    let cause = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
    if error.is_connect() {
        HttpFault::Unreachable(cause)
    } else {
        HttpFault::Lost(format!("соединение прервано ({cause})"))
    }
}
