//! «Регистрация нового пользователя».

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect};
use serde::Deserialize;
use templates::layout::Door;
use templates::paths;

use crate::domain::form::FieldFaults;
use crate::domain::registration::{Profile, TypedRegistration};
use crate::operations::captcha::{self as captchas, CaptchaAnswer, CaptchaForm, ShownCaptcha};
use crate::operations::registration::{self, RegistrationAsked};
use crate::operations::{Failure, consents};
use crate::present::portal::{self as present, FormState};
use crate::web::form::OpenForm;
use crate::web::stranger::{Stranger, limited, to_be_sent_later};
use crate::web::table::Routes;
use crate::web::trouble::Answer;

/// The routes.
pub(super) fn routes(routes: Routes) -> Routes {
    routes.read(paths::REGISTRATION, form).change(paths::REGISTRATION, register)
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct RegistrationForm {
    login: String,
    password: String,
    email: String,
    last_name: String,
    first_name: String,
    middle_name: String,
    place_of_work: String,
    city: String,
    phone: String,
    agreement: Option<String>,
    personal_data: Option<String>,
    captcha: String,
    symbols: String,
    sum: String,
    /// «Обновить» was pressed.
    refresh: Option<String>,
}

/// The form.
async fn form(stranger: Stranger) -> Answer {
    let shown = captchas::show(stranger.office.house(), &stranger.caller(), CaptchaForm::Registration)
        .await
        .map_err(limited)?;
    Ok(show(stranger, StatusCode::OK, TypedRegistration::default(), shown, FieldFaults::new()))
}

/// Registers; a form with faults comes back with everything that was typed, but the password.
async fn register(stranger: Stranger, OpenForm { csrf, input: typed }: OpenForm<RegistrationForm>) -> Answer {
    stranger.must_be_tied(&csrf)?;
    let (password, refresh) = (typed.password.clone(), typed.refresh.is_some());
    let captcha =
        CaptchaAnswer { id: typed.captcha.clone(), symbols: typed.symbols.clone(), sum: typed.sum.clone() };
    let typed = TypedRegistration::from(typed);
    let house = stranger.office.house();
    let mut later = None;
    let faults = if refresh {
        FieldFaults::new()
    } else {
        let asked =
            RegistrationAsked { typed: &typed, password: &password, captcha: &captcha, browser: &csrf };
        match registration::register(house, &stranger.caller(), &asked).await {
            Ok(()) => return Ok(Redirect::to(&paths::confirmation()).into_response()),
            Err(Failure::Invalid(faults)) => faults,
            Err(Failure::TooOften(seconds)) => {
                later = Some(seconds);
                vec![("login", present::too_often(seconds))]
            }
            Err(failure) => return Err(failure.into()),
        }
    };
    let shown = captchas::show_again(house, &stranger.caller(), CaptchaForm::Registration, &captcha.id)
        .await
        .map_err(limited)?;
    let status = if refresh { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let form = show(stranger, status, typed, shown, faults);
    Ok(match later {
        Some(seconds) => to_be_sent_later(form, seconds),
        None => form,
    })
}

fn show(
    stranger: Stranger,
    status: StatusCode,
    typed: TypedRegistration,
    captcha: ShownCaptcha,
    faults: FieldFaults,
) -> axum::response::Response {
    let (csrf, versions) = (stranger.word(), consents::current(stranger.office.house()));
    let returned = FormState { captcha, faults, csrf: csrf.clone() };
    let page = present::registration(typed, versions, returned);
    stranger.page(status, Door::Portal, &page, csrf)
}

impl From<RegistrationForm> for TypedRegistration {
    fn from(typed: RegistrationForm) -> Self {
        let RegistrationForm { last_name, first_name, middle_name, place_of_work, city, phone, .. } = typed;
        Self {
            login: typed.login,
            email: typed.email,
            profile: Profile { last_name, first_name, middle_name, place_of_work, city, phone },
            agreement: typed.agreement.is_some(),
            personal_data: typed.personal_data.is_some(),
        }
    }
}
