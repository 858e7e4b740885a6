//! «Подтверждение учетной записи»: the page on which whoever registered waits, and the link of the letter.

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect};
use templates::layout::Door;
use templates::pages::portal::ConfirmingPage;
use templates::paths;

use crate::operations::Failure;
use crate::operations::registration;
use crate::present::portal as present;
use crate::web::address::Path;
use crate::web::form::Empty;
use crate::web::form::OpenForm;
use crate::web::stranger::{Stranger, limited};
use crate::web::table::Routes;
use crate::web::trouble::Answer;

/// The routes.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .read(paths::CONFIRMATION, page)
        .change(paths::CONFIRMATION, enter)
        .change(paths::CONFIRMATION_LETTER, send_again)
        .read(paths::CONFIRMING, look)
        .change(paths::CONFIRMING, confirm)
}

/// Where the registration of this browser stands.
async fn page(stranger: Stranger) -> Answer {
    show(stranger, StatusCode::OK, false, false).await
}

/// That the letter's link was not followed yet: said to whoever presses «ОК» or signs in before.
pub(in crate::web) async fn too_early(stranger: Stranger) -> Answer {
    show(stranger, StatusCode::UNPROCESSABLE_ENTITY, true, false).await
}

async fn show(stranger: Stranger, status: StatusCode, too_early: bool, sent_again: bool) -> Answer {
    let word = stranger.word();
    let standing = registration::standing(stranger.office.house(), &word).await?;
    let page = present::confirmation(standing, too_early, sent_again, word.clone());
    Ok(stranger.page(status, Door::Portal, &page, word))
}

/// «ОК»
async fn enter(stranger: Stranger, form: OpenForm<Empty>) -> Answer {
    stranger.must_be_tied(&form.csrf)?;
    match registration::enter(stranger.office.house(), &form.csrf, &stranger.browser).await? {
        Some((token, session)) => {
            let jar = stranger.signed_in(token, session).await?;
            Ok((jar, Redirect::to(&paths::portal())).into_response())
        }
        None => too_early(stranger).await,
    }
}

/// «Отправить письмо повторно»
async fn send_again(stranger: Stranger, form: OpenForm<Empty>) -> Answer {
    stranger.must_be_tied(&form.csrf)?;
    match registration::send_again(stranger.office.house(), &stranger.caller(), &form.csrf).await {
        Ok(()) => show(stranger, StatusCode::OK, false, true).await,
        Err(Failure::NotFound) => page(stranger).await,
        Err(failure) => Err(limited(failure)),
    }
}

/// What the link of the letter opens; looking at it does not use it.
async fn look(stranger: Stranger, Path(token): Path<String>) -> Answer {
    match registration::look(stranger.office.house(), &token).await {
        Ok(applicant) => {
            let csrf = stranger.word();
            let (login, email) = (applicant.login, applicant.email);
            let page = ConfirmingPage::Asked { token, login, email, csrf: csrf.clone() };
            Ok(stranger.page(StatusCode::OK, Door::Portal, &page, csrf))
        }
        Err(failure) => refused(stranger, failure),
    }
}

/// Confirms the address.
async fn confirm(stranger: Stranger, Path(token): Path<String>, form: OpenForm<Empty>) -> Answer {
    stranger.must_be_tied(&form.csrf)?;
    match registration::confirm(stranger.office.house(), &token, &stranger.request_id).await {
        Ok(applicant) => {
            let page = ConfirmingPage::Done { login: applicant.login };
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
