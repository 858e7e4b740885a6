//! «Доступ к личному кабинету 1С-Отчетность»: whoever fills an application needs an account. It is registered as in the
//! portal; its login is made of the address.

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect};
use serde::Deserialize;
use templates::layout::Door;
use templates::paths;

use crate::domain::form::FieldFaults;
use crate::domain::registration::{Channel, TypedRegistration};
use crate::gateways::tokens;
use crate::operations::Failure;
use crate::operations::captcha::{self as captchas, CaptchaAnswer, CaptchaForm, ShownCaptcha};
use crate::operations::registration::{self, RegistrationAsked};
use crate::present::drafts as present;
use crate::present::portal::{FormState, too_often};
use crate::web::form::OpenForm;
use crate::web::stranger::{Stranger, limited, to_be_sent_later};
use crate::web::table::Routes;
use crate::web::trouble::Answer;

/// The routes.
pub(super) fn routes(routes: Routes) -> Routes {
    routes.change(paths::CABINET_ACCOUNT, create)
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct AccountForm {
    email: String,
    password: String,
    agreement: Option<String>,
    personal_data: Option<String>,
    captcha: String,
    symbols: String,
    sum: String,
    /// «Обновить» was pressed.
    refresh: Option<String>,
}

/// The window.
pub(super) async fn window(stranger: Stranger) -> Answer {
    let shown = captchas::show(stranger.office.house(), &stranger.caller(), CaptchaForm::Registration)
        .await
        .map_err(limited)?;
    Ok(show(stranger, StatusCode::OK, AccountForm::default(), shown, FieldFaults::new()))
}

/// Creates the account: it waits for its letter, as every registration does.
async fn create(stranger: Stranger, OpenForm { csrf, input: typed }: OpenForm<AccountForm>) -> Answer {
    stranger.must_be_tied(&csrf)?;
    let captcha =
        CaptchaAnswer { id: typed.captcha.clone(), symbols: typed.symbols.clone(), sum: typed.sum.clone() };
    let house = stranger.office.house();
    let (mut later, mut faults) = (None, FieldFaults::new());
    if typed.refresh.is_none() {
        let wanted = TypedRegistration {
            login: login_of(&typed.email),
            channel: Channel::Email(typed.email.clone()),
            agreement: typed.agreement.is_some(),
            personal_data: typed.personal_data.is_some(),
            ..TypedRegistration::default()
        };
        let (typed, password) = (&wanted, typed.password.as_str());
        let asked = RegistrationAsked { typed, password, captcha: &captcha, browser: &csrf };
        match registration::register(house, &stranger.caller(), &asked).await {
            Ok(()) => return Ok(Redirect::to(&paths::confirmation()).into_response()),
            Err(Failure::Invalid(found)) => faults = found,
            Err(Failure::TooOften(seconds)) => {
                later = Some(seconds);
                faults = vec![("email", too_often(seconds))];
            }
            Err(failure) => return Err(failure.into()),
        }
    }
    let shown = captchas::show_again(house, &stranger.caller(), CaptchaForm::Registration, &captcha.id)
        .await
        .map_err(limited)?;
    let status = if typed.refresh.is_some() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let form = show(stranger, status, typed, shown, faults);
    Ok(match later {
        Some(seconds) => to_be_sent_later(form, seconds),
        None => form,
    })
}

fn show(
    stranger: Stranger,
    status: StatusCode,
    typed: AccountForm,
    captcha: ShownCaptcha,
    faults: FieldFaults,
) -> axum::response::Response {
    let csrf = stranger.word();
    // The login is ours: what is wrong with it is told of the address it was made of.
    let told =
        faults.into_iter().map(|(field, words)| (if field == "login" { "email" } else { field }, words));
    let returned = FormState { captcha, faults: told.collect(), csrf: csrf.clone() };
    let accepted = [typed.agreement.is_some(), typed.personal_data.is_some()];
    let page = present::account(typed.email, accepted, returned);
    stranger.page(status, Door::Cabinet, &page, csrf)
}

/// A login made of the name in the address, with a few random signs, so that it tells nothing of other logins.
fn login_of(email: &str) -> String {
    let name = email.trim().split('@').next().unwrap_or_default().to_lowercase();
    let plain: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    let usable = (3..=40).contains(&plain.len()) && plain.starts_with(|sign: char| sign.is_ascii_lowercase());
    let name = if usable { plain.as_str() } else { "client" };
    let fresh = tokens::fresh();
    format!("{name}-{}", fresh.get(..6).unwrap_or_default())
}
