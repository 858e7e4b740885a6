//! «Восстановление пароля», by e-mail or by phone.

mod code;

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;
use templates::layout::Door;
use templates::pages::portal::RecoveryPage;
use templates::paths;

use crate::domain::form::FieldFaults;
use crate::domain::registration::Channel;
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
    let routes = routes
        .read(paths::RECOVERY, form)
        .change(paths::RECOVERY, recover)
        .read(paths::RECOVERY_BY_PHONE, form_by_phone)
        .change(paths::RECOVERY_BY_PHONE, recover_by_phone);
    code::routes(routes)
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct RecoveryForm {
    email: String,
    mobile: String,
    captcha: String,
    symbols: String,
    sum: String,
    /// «Обновить» was pressed.
    refresh: Option<String>,
}

/// The form.
async fn form(stranger: Stranger) -> Answer {
    empty(stranger, Channel::default()).await
}

/// The form that asks for a mobile number.
async fn form_by_phone(stranger: Stranger) -> Answer {
    empty(stranger, Channel::Phone(String::new())).await
}

async fn empty(stranger: Stranger, typed: Channel) -> Answer {
    let shown = captchas::show(stranger.office.house(), &stranger.caller(), CaptchaForm::Recovery)
        .await
        .map_err(limited)?;
    show(stranger, StatusCode::OK, &typed, shown, FieldFaults::new()).await
}

/// Asks for the letter; the answer is the same whoever has that address.
async fn recover(stranger: Stranger, OpenForm { csrf, input: typed }: OpenForm<RecoveryForm>) -> Answer {
    let channel = Channel::Email(typed.email.clone());
    answer(stranger, csrf, typed, channel).await
}

/// Asks for the code; the answer is the same whoever has that number.
async fn recover_by_phone(
    stranger: Stranger,
    OpenForm { csrf, input: typed }: OpenForm<RecoveryForm>,
) -> Answer {
    let channel = Channel::Phone(typed.mobile.clone());
    answer(stranger, csrf, typed, channel).await
}

async fn answer(stranger: Stranger, csrf: String, typed: RecoveryForm, channel: Channel) -> Answer {
    stranger.must_be_tied(&csrf)?;
    let house = stranger.office.house();
    let answer = CaptchaAnswer { id: typed.captcha, symbols: typed.symbols, sum: typed.sum };
    let (mut faults, mut later) = (FieldFaults::new(), None);
    let refresh = typed.refresh.is_some();
    if !refresh {
        let asked = match &channel {
            Channel::Email(email) => recovery::recover(house, &stranger.caller(), email, &answer).await,
            Channel::Phone(phone) => {
                recovery::recover_by_phone(house, &stranger.caller(), phone, &answer, &csrf).await
            }
        };
        match asked {
            Ok(()) if channel.phone().is_some() => {
                return Ok(Redirect::to(&paths::recovery_code()).into_response());
            }
            Ok(()) => return asked_by_letter(stranger).await,
            Err(Failure::Invalid(wrong)) => faults = wrong,
            Err(Failure::TooOften(seconds)) => {
                later = Some(seconds);
                faults = vec![(channel.field(), present::too_often(seconds))];
            }
            Err(failure) => return Err(failure.into()),
        }
    }
    let shown = captchas::show_again(house, &stranger.caller(), CaptchaForm::Recovery, &answer.id)
        .await
        .map_err(limited)?;
    let status = if refresh { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let form = show(stranger, status, &channel, shown, faults).await?;
    Ok(match later {
        Some(seconds) => to_be_sent_later(form, seconds),
        None => form,
    })
}

async fn asked_by_letter(stranger: Stranger) -> Answer {
    let contacts = present::contacts(recovery::contacts(stranger.office.house()).await?);
    let page = RecoveryPage { asked: true, contacts, ..RecoveryPage::default() };
    let word = stranger.word();
    Ok(stranger.page(StatusCode::OK, Door::Portal, &page, word))
}

async fn show(
    stranger: Stranger,
    status: StatusCode,
    typed: &Channel,
    captcha: ShownCaptcha,
    faults: FieldFaults,
) -> Result<Response, Trouble> {
    let support = recovery::contacts(stranger.office.house()).await?;
    let csrf = stranger.word();
    let page = present::recovery(typed, support, FormState { captcha, faults, csrf: csrf.clone() });
    Ok(stranger.page(status, Door::Portal, &page, csrf))
}
