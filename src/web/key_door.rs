//! Signing in with a passkey, at any of the doors.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect};
use serde::Deserialize;
use templates::paths;

use super::address::is_ours;
use super::doors::{At, ShownSignIn, show};
use super::form::OpenForm;
use super::passkeys::said;
use super::stranger::{Stranger, limited};
use super::table::Routes;
use super::trouble::{Answer, Trouble};
use crate::operations::Failure;
use crate::operations::passkeys::{self, KeyAttempt};

/// The routes.
pub(super) fn routes(routes: Routes) -> Routes {
    routes.change(paths::PASSKEY_SIGN_IN, sign_in).change(paths::PASSKEY_SIGN_IN_CHALLENGE, challenge)
}

#[derive(Deserialize)]
struct AtTheDoor {}

/// What the script asks the device: the same for everybody, since nobody is named.
async fn challenge(stranger: Stranger, form: OpenForm<AtTheDoor>) -> Answer {
    stranger.must_be_tied(&form.csrf)?;
    let house = stranger.office.house();
    let asked = passkeys::ask_at_the_door(house, &stranger.caller(), &form.csrf).await;
    // The form is shown only where keys are possible.
    let options = asked.map_err(|failure| match failure {
        Failure::Invalid(_) => Trouble::NotFound,
        failure @ (Failure::Forbidden(_)
        | Failure::Unproven(_)
        | Failure::NotAPerson
        | Failure::NotFound
        | Failure::Stale(_)
        | Failure::Refused(_)
        | Failure::TooOften(_)
        | Failure::Store(_)) => limited(failure),
    })?;
    Ok(Json(options).into_response())
}

#[derive(Deserialize)]
struct ShownByDevice {
    door: String,
    answer: String,
    next: Option<String>,
    foreign_computer: Option<String>,
}

/// Signs in: a new session, never an old one.
async fn sign_in(stranger: Stranger, form: OpenForm<ShownByDevice>) -> Answer {
    stranger.must_be_tied(&form.csrf)?;
    let typed = form.input;
    let at = At::from_code(&typed.door);
    let next = typed.next.filter(|next| is_ours(next));
    let device = stranger.device();
    let attempt = KeyAttempt {
        word: &form.csrf,
        answer: &typed.answer,
        foreign_computer: typed.foreign_computer.is_some(),
        browser: &stranger.browser,
        device: device.as_deref(),
    };
    let failure = match passkeys::sign_in(stranger.office.house(), &stranger.caller(), &attempt).await {
        Ok((token, session)) => {
            let jar = stranger.signed_in(token, session).await?;
            return Ok((jar, Redirect::to(next.as_deref().unwrap_or(&at.home()))).into_response());
        }
        Err(failure) => failure,
    };
    let error = Some(said(failure)?.to_owned());
    let shown = ShownSignIn { login: String::new(), error, next };
    Ok(show(stranger, at, StatusCode::UNPROCESSABLE_ENTITY, shown))
}
