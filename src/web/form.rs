//! What comes from outside, read at the edge: forms with their token, addresses, queries.

use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse as _, Response};
use serde::de::DeserializeOwned;
use subtle::ConstantTimeEq as _;

use super::office::Office;
use super::reader::Reader;
use super::trouble::Trouble;

/// The field that carries the token against forgery.
pub(super) const CSRF: &str = "csrf";

/// Where the fields of a form are left for a page of trouble, from which they can be sent again.
#[derive(Clone, Default)]
pub(super) struct SentSlot(Arc<Mutex<Option<Fields>>>);

/// Names and values, in the order in which they were sent.
type Fields = Vec<(String, String)>;

impl SentSlot {
    /// Leaves the fields; a form with a password is not kept.
    fn put(&self, body: &[u8]) {
        let fields: Fields = url::form_urlencoded::parse(body).into_owned().collect();
        if !fields.iter().any(|(name, _)| name.contains("password")) {
            *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(fields);
        }
    }

    pub(super) fn take(&self) -> Option<Fields> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// A form of a signed-in person, sent with the token of their own session.
pub(super) struct Form<T> {
    /// Who sent it.
    pub(super) reader: Reader,
    /// What was typed.
    pub(super) input: T,
}

impl<T: DeserializeOwned> FromRequest<Office> for Form<T> {
    type Rejection = Response;

    async fn from_request(request: Request, office: &Office) -> Result<Self, Response> {
        // Read first: also when it cannot be told whose it is just now, it can be sent again.
        let (mut parts, body) = request.into_parts();
        let body = body_of(Request::from_parts(parts.clone(), body)).await?;
        if let Some(slot) = parts.extensions.get::<SentSlot>() {
            slot.put(&body);
        }
        let reader = Reader::from_request_parts(&mut parts, office).await?;
        if !carries(&body, &reader.session.csrf) {
            return Err(Trouble::Forged.into_response());
        }
        Ok(Self { reader, input: read(&body).map_err(Trouble::into_response)? })
    }
}

/// A form of somebody who is not signed in: the token is checked by the handler against its cookie.
pub(super) struct OpenForm<T> {
    /// The token that was sent.
    pub(super) csrf: String,
    /// What was typed.
    pub(super) input: T,
}

impl<T: DeserializeOwned> FromRequest<Office> for OpenForm<T> {
    type Rejection = Response;

    async fn from_request(request: Request, _: &Office) -> Result<Self, Response> {
        let body = body_of(request).await?;
        Ok(Self {
            csrf: token(&body).unwrap_or_default(),
            input: read(&body).map_err(Trouble::into_response)?,
        })
    }
}

/// The parts of an address; one that does not fit is not found.
pub(super) struct Path<T>(pub(super) T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        match axum::extract::Path::<T>::from_request_parts(parts, state).await {
            Ok(path) => Ok(Self(path.0)),
            Err(_) => Err(Trouble::NotFound.into_response()),
        }
    }
}

/// Whether a script asks for a part of its page, and not for a page.
pub(super) struct Part(pub(super) bool);

impl<S: Send + Sync> FromRequestParts<S> for Part {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Self(parts.headers.contains_key("hx-request")))
    }
}

/// The query of an address; one that does not fit is unreadable.
pub(super) struct Query<T>(pub(super) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Response> {
        let query = parts.uri.query().unwrap_or_default();
        serde_urlencoded::from_str(query)
            .map(Self)
            .map_err(|_| Trouble::Unreadable("В адресе страницы ошибка.".to_owned()).into_response())
    }
}

/// Whether two tokens are the same, in a time that does not tell where they differ.
pub(super) fn same(one: &str, other: &str) -> bool {
    !one.is_empty() && one.as_bytes().ct_eq(other.as_bytes()).into()
}

fn carries(body: &[u8], csrf: &str) -> bool {
    token(body).is_some_and(|sent| same(&sent, csrf))
}

fn token(body: &[u8]) -> Option<String> {
    url::form_urlencoded::parse(body).find(|(name, _)| name == CSRF).map(|(_, value)| value.into_owned())
}

fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Trouble> {
    // What databases cannot keep nobody can have typed.
    if body.windows(3).any(|three| three == b"%00") || body.contains(&0) {
        return Err(Trouble::Unreadable("В форме недопустимый знак.".to_owned()));
    }
    serde_urlencoded::from_bytes(body)
        .map_err(|_| Trouble::Unreadable("Форма заполнена не полностью.".to_owned()))
}

async fn body_of(request: Request) -> Result<axum::body::Bytes, Response> {
    axum::body::Bytes::from_request(request, &()).await.map_err(|rejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Trouble::TooLarge.into_response(),
        _ => Trouble::Unreadable("Форма оборвалась по дороге.".to_owned()).into_response(),
    })
}
