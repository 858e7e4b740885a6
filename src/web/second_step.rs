//! The second factor of a sign-in, whatever door it began at.

use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum_extra::extract::cookie::{Cookie, SignedCookieJar};
use serde::Deserialize;
use templates::Page as _;
use templates::format::waiting;
use templates::layout::{Door, Frame};
use templates::paths;

use super::address::{Query, is_ours};
use super::browser_cookies::cookie;
use super::desks::FORM;
use super::form::OpenForm;
use super::passkeys::said;
use super::stranger::Stranger;
use super::table::Routes;
use super::trouble::{Answer, Trouble};
use crate::operations::accounts::{self, Entered, SecondStep, StepFailure};
use crate::operations::{passkeys, recovery};
use crate::present::{codes as present, frame};

/// The cookie with the token of a sign-in that waits for its second factor.
const STEP: &str = "registrar-step";

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .read(paths::SECOND_STEP, page)
        .change(paths::SECOND_STEP, take)
        .change(paths::SECOND_STEP_CHALLENGE, challenge)
}

/// Where a sign-in leads: on, or to the question for the second factor.
pub(super) async fn led(stranger: &Stranger, entered: Entered, next: &str) -> Answer {
    match entered {
        Entered::Signed(signed) => {
            let (token, session) = *signed;
            let jar = stranger.signed_in(token, session).await?;
            Ok((jar, Redirect::to(next)).into_response())
        }
        Entered::Waits(token) => {
            let jar = stranger.jar.clone().add(cookie(&stranger.office, STEP, token));
            let question = paths::with_query(&paths::second_step(), &[("next", next)]);
            Ok((jar, Redirect::to(&question)).into_response())
        }
    }
}

#[derive(Deserialize)]
struct StepAsked {
    next: Option<String>,
}

async fn page(stranger: Stranger, Query(asked): Query<StepAsked>) -> Answer {
    show(stranger, StatusCode::OK, asked.next, None).await
}

/// The question; who has not begun to sign in, or waited too long, is led to where one begins.
async fn show(stranger: Stranger, status: StatusCode, next: Option<String>, error: Option<String>) -> Answer {
    let house = stranger.office.house();
    let waiting = accounts::waiting(house, &token(&stranger)).await?;
    let Some((account, factors)) = waiting else { return Ok(anew(next.as_deref())) };
    let contacts = recovery::contacts(house).await?;
    let csrf = stranger.word();
    let next = next.filter(|next| is_ours(next));
    let page = present::second_step(&account, factors, &contacts, csrf.clone());
    let page = templates::pages::SecondStepPage { next, error, ..page };
    let door = (!account.is_of_desk()).then_some(Door::Portal);
    let banners = frame::banners(stranger.office.settings().training_authority);
    let document = page.within(&Frame { door, banners, ..Frame::default() });
    let jar = stranger.jar.clone().add(cookie(&stranger.office, FORM, csrf));
    Ok((status, jar, document).into_response())
}

#[derive(Deserialize)]
struct TypedStep {
    #[serde(default)]
    code: String,
    answer: Option<String>,
    next: Option<String>,
}

/// What the script asks the device.
async fn challenge(stranger: Stranger, form: OpenForm<StepAsked>) -> Answer {
    stranger.must_be_tied(&form.csrf)?;
    let (house, waiting) = (stranger.office.house(), token(&stranger));
    let asked = passkeys::ask_at_the_second_step(house, &stranger.caller(), &waiting).await?;
    Ok(Json(asked).into_response())
}

async fn take(stranger: Stranger, form: OpenForm<TypedStep>) -> Answer {
    stranger.must_be_tied(&form.csrf)?;
    let next = form.input.next.filter(|next| is_ours(next));
    let (known, device) = (token(&stranger), stranger.device());
    let (house, key) = (stranger.office.house(), form.input.answer);
    let answer = SecondStep {
        token: &known,
        typed: key.as_deref().unwrap_or(&form.input.code),
        device: device.as_deref(),
        caller: stranger.caller(),
    };
    let signed = if key.is_some() {
        match passkeys::take_at_the_second_step(house, &answer).await {
            Ok(signed) => Ok(signed),
            Err(failure) => Err(StepFailure::Wrong(said(failure)?)),
        }
    } else {
        accounts::take_step(house, &answer).await
    };
    match signed {
        Ok((token, session)) => {
            let jar = without_step(&stranger, stranger.signed_in(token, session).await?);
            Ok((jar, Redirect::to(next.as_deref().unwrap_or(&paths::home()))).into_response())
        }
        Err(StepFailure::Wrong(words)) => {
            show(stranger, StatusCode::UNPROCESSABLE_ENTITY, next, Some(words.to_owned())).await
        }
        Err(StepFailure::Over) => Ok(anew(next.as_deref())),
        Err(StepFailure::Throttled(seconds)) => shut(stranger, next, seconds).await,
        Err(StepFailure::Failure(failure)) => Err(failure.into()),
    }
}

/// The question again, which says until when no code is looked at; whatever else is open stays open.
async fn shut(stranger: Stranger, next: Option<String>, seconds: u64) -> Answer {
    let words = format!(
        "Слишком много неверных кодов. Следующий примем через {}: так мы защищаем учетную запись от подбора",
        waiting(seconds)
    );
    let answer = show(stranger, StatusCode::TOO_MANY_REQUESTS, next, Some(words)).await?;
    if answer.status() == StatusCode::TOO_MANY_REQUESTS {
        Ok(([(header::RETRY_AFTER, seconds.to_string())], answer).into_response())
    } else {
        Err(Trouble::TooMany(seconds))
    }
}

fn token(stranger: &Stranger) -> String {
    let known = stranger.jar.get(&stranger.office.cookie_name(STEP));
    known.map(|cookie| cookie.value().to_owned()).unwrap_or_default()
}

fn without_step(stranger: &Stranger, jar: SignedCookieJar) -> SignedCookieJar {
    let (office, name) = (&stranger.office, stranger.office.cookie_name(STEP));
    jar.remove(Cookie::build((name, "")).path("/").secure(office.settings().tls).build())
}

/// The door of the page to which the sign-in was to lead.
fn anew(next: Option<&str>) -> Response {
    let client = next.is_some_and(|next| next.starts_with(&paths::portal()));
    let door = if client { paths::portal_sign_in() } else { paths::sign_in() };
    let next = next.filter(|next| is_ours(next));
    let door = next.map_or(door.clone(), |next| paths::with_query(&door, &[("next", next)]));
    Redirect::to(&door).into_response()
}
