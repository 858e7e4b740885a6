//! «Подтверждение учетной записи»: the page on which whoever registered waits, the code of the SMS, the link of the letter.

use axum::http::StatusCode;
use serde::Deserialize;
use templates::layout::Door;
use templates::pages::portal::{CodeFor, CodeNews, ConfirmationPage, ConfirmingPage};
use templates::paths;

use crate::domain::form::FieldFaults;
use crate::operations::Failure;
use crate::operations::registration::{self, Standing};
use crate::present::portal::{self as present, ReturnedCode};
use crate::web::address::Path;
use crate::web::form::{Empty, OpenForm};
use crate::web::second_step;
use crate::web::stranger::{Stranger, limited};
use crate::web::table::Routes;
use crate::web::trouble::Answer;

/// The routes.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .read(paths::CONFIRMATION, page)
        .change(paths::CONFIRMATION, enter)
        .change(paths::CONFIRMATION_CODE, confirm_by_code)
        .change(paths::CONFIRMATION_LETTER, send_again)
        .read(paths::CONFIRMING, look)
        .change(paths::CONFIRMING, confirm)
}

/// What has just happened.
#[derive(Default)]
struct Happened {
    news: Option<CodeNews>,
    faults: FieldFaults,
}

/// Where the registration of this browser stands.
async fn page(stranger: Stranger) -> Answer {
    show(stranger, StatusCode::OK, Happened::default()).await
}

/// That the letter's link was not followed yet, or the code not typed: said to whoever presses «ОК» or signs in before.
pub(in crate::web) async fn too_early(stranger: Stranger) -> Answer {
    let early = Happened { news: Some(CodeNews::TooEarly), ..Happened::default() };
    show(stranger, StatusCode::UNPROCESSABLE_ENTITY, early).await
}

async fn show(stranger: Stranger, status: StatusCode, happened: Happened) -> Answer {
    let word = stranger.word();
    let (registration, code) = match registration::standing(stranger.office.house(), &word).await? {
        Standing::Waiting(registration, code) => (registration, code),
        // Whose link was followed presses «ОК» all the same: the page says so.
        Standing::Confirmed(registration) if registration.applicant.channel.email().is_some() => {
            (registration, None)
        }
        Standing::Confirmed(_) | Standing::Nothing => {
            return Ok(stranger.page(status, Door::Portal, &ConfirmationPage::Nothing, word));
        }
    };
    let Happened { news, faults } = happened;
    if let Some(code) = code {
        let purpose = CodeFor::Registration { login: registration.applicant.login };
        let returned = ReturnedCode { news, faults, csrf: word.clone() };
        let page = present::code(purpose, &code, stranger.office.house().clock.now(), returned);
        return Ok(stranger.page(status, Door::Portal, &page, word));
    }
    let (early, again) = (news == Some(CodeNews::TooEarly), news == Some(CodeNews::SentAgain));
    let page = present::confirmation(registration, early, again, word.clone());
    Ok(stranger.page(status, Door::Portal, &page, word))
}

/// «ОК»
async fn enter(stranger: Stranger, form: OpenForm<Empty>) -> Answer {
    stranger.must_be_tied(&form.csrf)?;
    let (house, caller) = (stranger.office.house(), stranger.caller());
    match registration::enter(house, &form.csrf, &stranger.browser, &caller).await? {
        Some(entered) => second_step::led(&stranger, entered, &paths::portal()).await,
        None => too_early(stranger).await,
    }
}

#[derive(Deserialize)]
struct TypedCode {
    #[serde(default)]
    code: String,
}

/// Confirms the number, and enters.
async fn confirm_by_code(stranger: Stranger, form: OpenForm<TypedCode>) -> Answer {
    stranger.must_be_tied(&form.csrf)?;
    let house = stranger.office.house();
    match registration::confirm_by_code(house, &stranger.caller(), &form.csrf, &form.input.code).await {
        Ok(()) => enter(stranger, OpenForm { csrf: form.csrf, input: Empty {} }).await,
        Err(Failure::Invalid(faults)) => {
            let faults = faults.into_iter().map(|(_, words)| ("code", words)).collect();
            let happened = Happened { faults, ..Happened::default() };
            show(stranger, StatusCode::UNPROCESSABLE_ENTITY, happened).await
        }
        Err(Failure::NotFound) => page(stranger).await,
        Err(failure) => Err(limited(failure)),
    }
}

/// «Отправить письмо повторно», «Отправить код повторно»
async fn send_again(stranger: Stranger, form: OpenForm<Empty>) -> Answer {
    stranger.must_be_tied(&form.csrf)?;
    match registration::send_again(stranger.office.house(), &stranger.caller(), &form.csrf).await {
        Ok(()) => {
            let again = Happened { news: Some(CodeNews::SentAgain), ..Happened::default() };
            show(stranger, StatusCode::OK, again).await
        }
        Err(Failure::NotFound) => page(stranger).await,
        Err(failure) => Err(limited(failure)),
    }
}

/// What the link of the letter opens; looking at it does not use it.
async fn look(stranger: Stranger, Path(token): Path<String>) -> Answer {
    match registration::look(stranger.office.house(), &token).await {
        Ok(found) => {
            let (csrf, added) = (stranger.word(), found.of.is_some());
            let (login, email) = (found.applicant.login, found.applicant.channel.as_str().to_owned());
            let page = ConfirmingPage::Asked { token, login, email, added, csrf: csrf.clone() };
            Ok(stranger.page(StatusCode::OK, Door::Portal, &page, csrf))
        }
        Err(failure) => refused(stranger, failure),
    }
}

/// Confirms the address.
async fn confirm(stranger: Stranger, Path(token): Path<String>, form: OpenForm<Empty>) -> Answer {
    stranger.must_be_tied(&form.csrf)?;
    match registration::confirm(stranger.office.house(), &token, &stranger.request_id).await {
        Ok(done) => {
            let page = ConfirmingPage::Done { login: done.applicant.login, added: done.of.is_some() };
            Ok(stranger.page(StatusCode::OK, Door::Portal, &page, form.csrf))
        }
        Err(failure) => refused(stranger, failure),
    }
}

fn refused(stranger: Stranger, failure: Failure) -> Answer {
    let (status, page) = if let Failure::Invalid(faults) = failure {
        let because = faults.into_iter().map(|(_, words)| words).collect::<Vec<_>>().join(". ");
        (StatusCode::CONFLICT, ConfirmingPage::Taken { because })
    } else if matches!(failure, Failure::NotFound) {
        (StatusCode::GONE, ConfirmingPage::Gone)
    } else {
        return Err(failure.into());
    };
    let word = stranger.word();
    Ok(stranger.page(status, Door::Portal, &page, word))
}
