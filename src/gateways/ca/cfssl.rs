//! A `cfssl serve`: it signs every request anew and knows no ids, so a request whose answer was lost is never repeated.

mod answer;
mod setting;

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{CONTENT_TYPE, HOST};
use hyper::{Request, StatusCode};
use ring::hmac;
use secrecy::{ExposeSecret as _, SecretSlice};
use serde_json::json;
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::{CaFault, SigningRequest};
use crate::domain::certificate::Certificate;
use crate::domain::certificate_request::KeyAlgorithm;
use crate::gateways::{csr, http};

/// The timeout for connecting.
const CONNECTING: Duration = Duration::from_secs(5);
/// The timeout for the answer after the request is sent.
const ANSWERING: Duration = Duration::from_secs(20);
/// The limit of an answer's length in bytes: a certificate is a few kilobytes.
const LARGEST: usize = 256 * 1024;

/// The authority's address and credentials.
#[derive(Clone, Debug)]
pub struct Cfssl {
    host: String,
    port: u16,
    /// Authenticates our requests; without it the authority signs for every client that reaches it.
    key: Option<SecretSlice<u8>>,
    profile: Option<String>,
}

impl Cfssl {
    /// The authority at `http://[HEXKEY@]host:port[/?profile=NAME]`.
    pub(super) fn at(address: &str) -> Result<Self, &'static str> {
        setting::read(address)
    }

    /// Sends a request for signing.
    pub(super) async fn submit(&self, request: &SigningRequest) -> Result<Certificate, CaFault> {
        let gost = csr::decode_der(request.csr_der.clone())
            .is_ok_and(|decoded| matches!(decoded.request.key_algorithm, KeyAlgorithm::Gost2012 { .. }));
        let (path, body) = self.question(&request.csr_der);
        let stream = self.connect().await?;
        match timeout(ANSWERING, self.ask(stream, path, body)).await {
            Ok(Ok((status, said))) => answer::read(status, &said, gost),
            Ok(Err(trouble)) => Err(lost(&trouble)),
            Err(_) => Err(lost("истекло время ожидания")),
        }
    }

    async fn connect(&self) -> Result<TcpStream, CaFault> {
        match timeout(CONNECTING, TcpStream::connect((self.host.as_str(), self.port))).await {
            Ok(Ok(stream)) => Ok(stream),
            Ok(Err(error)) => Err(unreachable(&error.to_string())),
            Err(_) => Err(unreachable("соединение не установлено вовремя")),
        }
    }

    /// The path and the body of a request. With a key, the body carries an HMAC of the request as a token.
    fn question(&self, csr_der: &[u8]) -> (&'static str, Vec<u8>) {
        let mut asked = json!({ "certificate_request": pem(csr_der) });
        if let Some(profile) = &self.profile {
            asked["profile"] = json!(profile);
        }
        let asked = asked.to_string().into_bytes();
        let Some(key) = &self.key else { return ("/api/v1/cfssl/sign", asked) };
        let token = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key.expose_secret()), &asked);
        let signed = json!({ "token": BASE64.encode(token), "request": BASE64.encode(&asked) });
        ("/api/v1/cfssl/authsign", signed.to_string().into_bytes())
    }

    /// Sends the request and reads the answer. After any failure here the authority may have signed.
    async fn ask(
        &self,
        stream: TcpStream,
        path: &str,
        body: Vec<u8>,
    ) -> Result<(StatusCode, Vec<u8>), String> {
        let question = Request::post(path)
            .header(HOST, format!("{}:{}", self.host, self.port))
            .header(CONTENT_TYPE, "application/json")
            .body(Full::new(Bytes::from(body)))
            .map_err(|error| error.to_string())?;
        http::ask(stream, question, LARGEST).await
    }
}

fn pem(csr_der: &[u8]) -> String {
    let text = BASE64.encode(csr_der);
    let lines: Vec<&str> =
        (0..text.len()).step_by(64).filter_map(|at| text.get(at..(at + 64).min(text.len()))).collect();
    format!("-----BEGIN CERTIFICATE REQUEST-----\n{}\n-----END CERTIFICATE REQUEST-----\n", lines.join("\n"))
}

fn unreachable(what: &str) -> CaFault {
    CaFault::Unreachable {
        words: format!("Удостоверяющий центр недоступен: {what}")
    }
}

fn lost(what: &str) -> CaFault {
    CaFault::AnswerLost {
        words: format!("Ответ удостоверяющего центра не получен: {what}")
    }
}

#[cfg(test)]
mod tests;
