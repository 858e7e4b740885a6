//! The caller of the API: a client's program that authenticates with an ITS login.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::problem::Problem;
use crate::operations::Desk;
use crate::operations::accounts::{self, Attempt};
use crate::web::office::WebState;
use crate::web::request_id::request_id;
use crate::web::sender::Sender;

/// An authenticated program.
pub(super) struct Caller {
    /// The desk of its login.
    pub(super) desk: Desk,
}

impl FromRequestParts<WebState> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, office: &WebState) -> Result<Self, Problem> {
        let (login, password) = pair(parts)?;
        let Sender(address) = Sender::from_request_parts(parts, office).await.map_err(|_| no_address())?;
        let request_id = request_id(&parts.headers);
        let attempt = Attempt {
            login: &login,
            password: &password,
            address: &address.to_string(),
            secret: office.settings().key.signing(),
            request_id: &request_id,
            ..Attempt::default()
        };
        let login = accounts::its_login(office.house(), &attempt).await?;
        Ok(Self { desk: Desk::of_its_login(office.house(), &login, request_id) })
    }
}

/// Login and password of HTTP Basic authentication.
fn pair(parts: &Parts) -> Result<(String, String), Problem> {
    let header = parts.headers.get(header::AUTHORIZATION).ok_or_else(missing_pair)?;
    let (scheme, token) =
        header.to_str().ok().and_then(|text| text.split_once(' ')).ok_or_else(missing_pair)?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return Err(missing_pair());
    }
    let text = STANDARD.decode(token.trim()).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let text = text.ok_or_else(Problem::wrong_pair)?;
    let (login, password) = text.split_once(':').ok_or_else(Problem::wrong_pair)?;
    Ok((login.to_owned(), password.to_owned()))
}

fn missing_pair() -> Problem {
    let detail = "Укажите логин и пароль портала 1С:ИТС (HTTP Basic).";
    Problem::new(StatusCode::UNAUTHORIZED, "unauthorized", detail)
}

fn no_address() -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, "bad_request", "Не удалось определить адрес отправителя.")
}
