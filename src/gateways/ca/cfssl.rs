//! A `cfssl serve`: it signs every request anew and knows no ids, so a request whose answer was lost is never repeated.

mod answer;
mod setting;

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::CONTENT_TYPE;
use hyper::{Request, Response};
use ring::hmac;
use secrecy::{ExposeSecret as _, SecretSlice};
use serde_json::json;

use super::{CaFault, SigningRequest};
use crate::domain::certificate::Certificate;
use crate::domain::certificate_request::KeyAlgorithm;
use crate::gateways::csr;
use crate::gateways::http::{self, HttpFault, Most};

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
        match self.ask(path, body).await {
            Ok(said) => answer::read(said.status(), said.body(), gost),
            Err(HttpFault::Unreachable(trouble)) => Err(unreachable(&trouble)),
            Err(HttpFault::Lost(trouble)) => Err(lost(&trouble)),
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

    /// Sends the request and reads the answer. Once it was connected, the authority may have signed.
    async fn ask(&self, path: &str, body: Vec<u8>) -> Result<Response<Vec<u8>>, HttpFault> {
        let host = if self.host.contains(':') { format!("[{}]", self.host) } else { self.host.clone() };
        let question = Request::post(format!("http://{host}:{}{path}", self.port))
            .header(CONTENT_TYPE, "application/json")
            .body(Full::new(Bytes::from(body)))
            .map_err(|error| HttpFault::Unreachable(error.to_string()))?;
        http::ask(question, Most { bytes: LARGEST, time: ANSWERING }).await
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
