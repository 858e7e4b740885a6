//! Forms: parsed at the edge, with their CSRF token verified.

use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{FromRequest, FromRequestParts as _, Request};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use subtle::ConstantTimeEq as _;

use super::office::WebState;
use super::reader::Reader;
use super::trouble::Trouble;

/// The field with the CSRF token.
pub(super) const CSRF: &str = "csrf";

/// The fields of a form, kept for an error page, from which the form can be sent again.
#[derive(Clone, Default)]
pub(super) struct SentSlot(Arc<Mutex<Option<Fields>>>);

/// Names and values in the order sent.
type Fields = Vec<(String, String)>;

impl SentSlot {
    fn put(&self, body: &[u8]) {
        let fields: Fields = url::form_urlencoded::parse(body).into_owned().collect();
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(fields);
    }

    pub(super) fn take(&self) -> Option<Fields> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// A form of a signed-in viewer, with the session's CSRF token.
pub(super) struct Form<T> {
    pub(super) reader: Reader,
    /// The parsed fields.
    pub(super) input: T,
}

/// A form with nothing but its token.
#[derive(Deserialize)]
pub(super) struct Empty {}

/// A form that says which version was seen.
#[derive(Deserialize)]
pub(super) struct Seen {
    pub(super) version: i32,
}

/// A form that says why something is done.
#[derive(Deserialize)]
pub(super) struct Why {
    pub(super) reason: String,
}

impl<T: DeserializeOwned> FromRequest<WebState> for Form<T> {
    type Rejection = Response;

    async fn from_request(request: Request, office: &WebState) -> Result<Self, Response> {
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

/// A form of a signed-out visitor; the handler compares the token with the cookie.
pub(super) struct OpenForm<T> {
    /// The CSRF token that was sent.
    pub(super) csrf: String,
    /// The parsed fields.
    pub(super) input: T,
}

impl<T: DeserializeOwned> FromRequest<WebState> for OpenForm<T> {
    type Rejection = Response;

    async fn from_request(request: Request, _: &WebState) -> Result<Self, Response> {
        let body = body_of(request).await?;
        Ok(Self {
            csrf: token(&body).unwrap_or_default(),
            input: read(&body).map_err(Trouble::into_response)?,
        })
    }
}

/// Compares two tokens in constant time.
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
    // NUL is refused: no database stores it and no user types it.
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
