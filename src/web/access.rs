//! Pages for signed-out visitors: requesting a link that sets a password, and setting the password.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use axum_extra::extract::cookie::SignedCookieJar;
use serde::Deserialize;
use templates::pages::{ForgottenPage, SetPasswordForm, SetPasswordPage};
use templates::paths;

use super::address::Path;
use super::desks::{for_anybody, must_be_tied};
use super::form::OpenForm;
use super::office::WebState;
use super::request_id::request_id;
use super::sender::Sender;
use super::table::Routes;
use super::trouble::{Answer, Trouble};
use crate::operations::Failure;
use crate::operations::access::{self, Asking, LinkHolder};
use crate::present::people::errors;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .read(paths::FORGOTTEN, forgotten)
        .change(paths::FORGOTTEN, ask)
        .read(paths::SET_PASSWORD, link)
        .change(paths::SET_PASSWORD, set)
}

/// «Забыли пароль?»
async fn forgotten(State(office): State<WebState>, jar: SignedCookieJar) -> Response {
    for_anybody(&office, jar, |csrf| ForgottenPage { csrf, ..ForgottenPage::default() })
}

#[derive(Deserialize)]
struct Name {
    name: String,
}

/// Requests a link; the answer is the same whether the name exists or not.
async fn ask(
    State(office): State<WebState>,
    Sender(address): Sender,
    jar: SignedCookieJar,
    headers: HeaderMap,
    OpenForm { csrf, input: Name { name } }: OpenForm<Name>,
) -> Answer {
    must_be_tied(&office, &jar, &csrf)?;
    let (address, request_id) = (address.to_string(), request_id(&headers));
    let asking = Asking { name: &name, address: &address, request_id: &request_id };
    match access::ask(office.house(), &asking).await {
        Ok(()) => Ok(for_anybody(&office, jar, |csrf| ForgottenPage {
            asked: true,
            csrf,
            ..ForgottenPage::default()
        })),
        Err(Failure::TooOften(seconds)) => Err(Trouble::TooMany(seconds)),
        Err(Failure::Invalid(faults)) => {
            let page = |csrf| ForgottenPage { name, errors: errors(faults), csrf, asked: false };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, for_anybody(&office, jar, page)).into_response())
        }
        Err(failure) => Err(failure.into()),
    }
}

/// The form that sets a password; looking at it does not use the link.
async fn link(State(office): State<WebState>, jar: SignedCookieJar, Path(token): Path<String>) -> Answer {
    match access::link(office.house(), &token).await {
        Ok(named) => Ok(for_anybody(&office, jar, |csrf| form(token, named, Vec::new(), csrf))),
        Err(Failure::NotFound) => Ok(gone(&office, jar)),
        Err(failure) => Err(failure.into()),
    }
}

#[derive(Deserialize)]
struct ChosenPassword {
    password: String,
}

async fn set(
    State(office): State<WebState>,
    jar: SignedCookieJar,
    headers: HeaderMap,
    Path(token): Path<String>,
    OpenForm { csrf, input: ChosenPassword { password } }: OpenForm<ChosenPassword>,
) -> Answer {
    must_be_tied(&office, &jar, &csrf)?;
    match access::set_password(office.house(), &token, &password, &request_id(&headers)).await {
        Ok(LinkHolder { login, client, program, .. }) => {
            let sign_in = if client { paths::portal_sign_in() } else { paths::sign_in() };
            Ok(for_anybody(&office, jar, |_| SetPasswordPage::Done { login, program, sign_in }))
        }
        Err(Failure::Invalid(faults)) => {
            let named = access::link(office.house(), &token).await?;
            let page = for_anybody(&office, jar, |csrf| form(token, named, faults, csrf));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(Failure::NotFound) => Ok(gone(&office, jar)),
        Err(failure) => Err(failure.into()),
    }
}

fn form(
    token: String,
    named: LinkHolder,
    faults: Vec<(&'static str, String)>,
    csrf: String,
) -> SetPasswordPage {
    let LinkHolder { login, full_name: name, .. } = named;
    SetPasswordPage::Form(SetPasswordForm { token, login, name, errors: errors(faults), csrf })
}

fn gone(office: &WebState, jar: SignedCookieJar) -> Response {
    (StatusCode::GONE, for_anybody(office, jar, |_| SetPasswordPage::Gone)).into_response()
}
