//! What programs, people and spreadsheets send: read as it is meant, or refused in words that name the cause.

mod intake;
mod kinds;
mod pasted;
mod requests;
mod texts;

use axum::http::StatusCode;
use registrar::domain::ids::ApplicationNumber;
use registrar::domain::submission::Submission;
use registrar::store::applications;

use crate::support::{Api, Portal, Reply};

/// A portal with a program at its API.
async fn portal() -> (Portal, Api) {
    let portal = Portal::open().await;
    let api = portal.api(&portal.program().await);
    (portal, api)
}

impl Portal {
    /// Our reading of an application that was taken in.
    async fn read(&self, reply: &Reply) -> Submission {
        let number = ApplicationNumber(reply.number().parse().unwrap());
        applications::original(self.db(), number).await.unwrap().content
    }

    /// Sends a body under a key of its own.
    async fn posted(&self, api: &Api, body: impl Into<axum::body::Body>) -> Reply {
        api.post_text(&format!("inputs-{}", self.next()), body).await
    }
}

/// The words about the only fault of a refused application, which stands at this place.
fn words(reply: &Reply, pointer: &str) -> String {
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", reply.text());
    let faults = reply.json()["errors"].as_array().unwrap().clone();
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert_eq!(faults[0]["pointer"], pointer, "{faults:?}");
    faults[0]["detail"].as_str().unwrap().to_owned()
}
