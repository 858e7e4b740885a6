//! «Восстановление пароля».

use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use templates::layout::Door;
use templates::pages::portal::RecoveryPage;
use templates::paths;

use crate::domain::form::FieldFaults;
use crate::operations::Failure;
use crate::operations::captcha::{self as captchas, CaptchaAnswer, CaptchaForm, ShownCaptcha};
use crate::operations::recovery;
use crate::present::portal::{self as present, FormState};
use crate::web::form::OpenForm;
use crate::web::stranger::{Stranger, limited, to_be_sent_later};
use crate::web::table::Routes;
use crate::web::trouble::{Answer, Trouble};

/// The routes.
pub(super) fn routes(routes: Routes) -> Routes {
    routes.read(paths::RECOVERY, form).change(paths::RECOVERY, recover)
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct RecoveryForm {
    email: String,
    captcha: String,
    symbols: String,
    sum: String,
    /// «Обновить» was pressed.
    refresh: Option<String>,
}

/// The form.
async fn form(stranger: Stranger) -> Answer {
    let shown = captchas::show(stranger.office.house(), &stranger.caller(), CaptchaForm::Recovery)
        .await
        .map_err(limited)?;
    show(stranger, StatusCode::OK, String::new(), shown, FieldFaults::new()).await
}

/// Asks for the letter; the answer is the same whoever has that address.
async fn recover(stranger: Stranger, OpenForm { csrf, input: typed }: OpenForm<RecoveryForm>) -> Answer {
    stranger.must_be_tied(&csrf)?;
    let house = stranger.office.house();
    let answer = CaptchaAnswer { id: typed.captcha, symbols: typed.symbols, sum: typed.sum };
    let (mut faults, mut later) = (FieldFaults::new(), None);
    let refresh = typed.refresh.is_some();
    if !refresh {
        match recovery::recover(house, &stranger.caller(), &typed.email, &answer).await {
            Ok(()) => return asked(stranger).await,
            Err(Failure::Invalid(wrong)) => faults = wrong,
            Err(Failure::TooOften(seconds)) => {
                later = Some(seconds);
                faults = vec![("email", present::too_often(seconds))];
            }
            Err(failure) => return Err(failure.into()),
        }
    }
    let shown = captchas::show_again(house, &stranger.caller(), CaptchaForm::Recovery, &answer.id)
        .await
        .map_err(limited)?;
    let status = if refresh { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let form = show(stranger, status, typed.email, shown, faults).await?;
    Ok(match later {
        Some(seconds) => to_be_sent_later(form, seconds),
        None => form,
    })
}

async fn asked(stranger: Stranger) -> Answer {
    let contacts = present::contacts(recovery::contacts(stranger.office.house()).await?);
    let page = RecoveryPage { asked: true, contacts, ..RecoveryPage::default() };
    let word = stranger.word();
    Ok(stranger.page(StatusCode::OK, Door::Portal, &page, word))
}

async fn show(
    stranger: Stranger,
    status: StatusCode,
    email: String,
    captcha: ShownCaptcha,
    faults: FieldFaults,
) -> Result<Response, Trouble> {
    let support = recovery::contacts(stranger.office.house()).await?;
    let csrf = stranger.word();
    let page = present::recovery(email, support, FormState { captcha, faults, csrf: csrf.clone() });
    Ok(stranger.page(status, Door::Portal, &page, csrf))
}
