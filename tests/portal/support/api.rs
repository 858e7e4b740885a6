//! A client's program at the intake API. It calls the real router without a network.

use std::net::SocketAddr;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Request, StatusCode, header};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use tower::ServiceExt as _;

use super::people::PASSWORD;
use super::{Draft, Portal, Program};

/// The path to which programs send applications.
pub(crate) const APPLICATIONS: &str = "/api/v1/applications";

/// A client's program at the intake API.
#[derive(Clone)]
pub(crate) struct Api {
    door: Router,
    authorization: Option<String>,
}

/// An answer of the API.
pub(crate) struct Reply {
    /// The status.
    pub(crate) status: StatusCode,
    /// The headers.
    pub(crate) headers: HeaderMap,
    /// The body.
    pub(crate) bytes: Vec<u8>,
}

impl Portal {
    /// The API with this program's login and password.
    pub(crate) fn api(&self, program: &Program) -> Api {
        self.api_with(&program.login.login, PASSWORD)
    }

    /// The API with this login and password.
    pub(crate) fn api_with(&self, login: &str, password: &str) -> Api {
        self.api_for_all().typing(login, password)
    }

    /// The API without a login and password.
    pub(crate) fn api_for_all(&self) -> Api {
        Api { door: self.door(false), authorization: None }
    }
}

impl Api {
    /// The same door with this login and password.
    pub(crate) fn typing(&self, login: &str, password: &str) -> Self {
        let pair = STANDARD.encode(format!("{login}:{password}"));
        Self { authorization: Some(format!("Basic {pair}")), ..self.clone() }
    }

    /// Sends an application with an idempotency key.
    pub(crate) async fn post(&self, key: &str, draft: &Draft) -> Reply {
        self.post_text(key, draft.text()).await
    }

    /// Sends any body with an idempotency key.
    pub(crate) async fn post_text(&self, key: &str, body: impl Into<Body>) -> Reply {
        let headers = [("content-type", "application/json"), ("idempotency-key", key)];
        self.ask("POST", APPLICATIONS, &headers, body).await
    }

    /// Requests a path.
    pub(crate) async fn get(&self, address: &str) -> Reply {
        self.ask("GET", address, &[], Body::empty()).await
    }

    /// Requests the state of an application.
    pub(crate) async fn application(&self, number: impl std::fmt::Display) -> Reply {
        self.get(&format!("{APPLICATIONS}/{number}")).await
    }

    /// Reports that the set-up is finished.
    pub(crate) async fn complete(&self, number: impl std::fmt::Display) -> Reply {
        self.ask("POST", &format!("{APPLICATIONS}/{number}/completion"), &[], Body::empty()).await
    }

    /// Sends any request.
    pub(crate) async fn ask(
        &self,
        method: &str,
        address: &str,
        headers: &[(&str, &str)],
        body: impl Into<Body>,
    ) -> Reply {
        let from = ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 50_000)));
        let mut request = Request::builder().method(method).uri(address).extension(from);
        if let Some(authorization) = &self.authorization {
            request = request.header(header::AUTHORIZATION, authorization);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = self.door.clone().oneshot(request.body(body.into()).unwrap()).await.unwrap();
        let (parts, body) = answer.into_parts();
        let bytes = to_bytes(body, 64 << 20).await.unwrap().to_vec();
        Reply { status: parts.status, headers: parts.headers, bytes }
    }
}

impl Reply {
    /// The body as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// The body as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// A header as text.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The number of the new application.
    pub(crate) fn number(&self) -> String {
        assert_eq!(self.status, StatusCode::CREATED, "{}", self.text());
        self.json()["number"].as_str().unwrap().to_owned()
    }

    /// The last word of the problem's type. Fails when the problem document is incomplete.
    pub(crate) fn problem(&self) -> String {
        assert_eq!(self.header("content-type"), "application/problem+json", "{}", self.text());
        let problem = self.json();
        assert_eq!(problem["status"], self.status.as_u16());
        for member in ["title", "detail"] {
            let text = problem[member].as_str().unwrap();
            assert!(text.chars().any(|letter| ('А'..='я').contains(&letter)), "{member}: «{text}»");
        }
        let instance = format!("urn:uuid:{}", self.header("x-request-id"));
        assert_eq!(problem["instance"], instance.as_str());
        assert!(problem["errors"].is_array());
        let kind = problem["type"].as_str().unwrap();
        kind.strip_prefix("urn:registrar:problem:").unwrap().to_owned()
    }

    /// The faults, each as «pointer code».
    pub(crate) fn faults(&self) -> Vec<String> {
        let problem = self.json();
        let text = |fault: &Value, member: &str| fault[member].as_str().unwrap().to_owned();
        let faults = problem["errors"].as_array().unwrap().iter();
        faults.map(|fault| format!("{} {}", text(fault, "pointer"), text(fault, "code"))).collect()
    }
}
