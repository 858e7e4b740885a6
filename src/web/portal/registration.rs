//! «Регистрация нового пользователя», by e-mail or by phone.

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect};
use serde::Deserialize;
use templates::layout::Door;
use templates::paths;

use crate::domain::form::FieldFaults;
use crate::domain::registration::{Channel, Profile, TypedRegistration};
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
    routes
        .read(paths::REGISTRATION, form)
        .change(paths::REGISTRATION, register)
        .read(paths::REGISTRATION_BY_PHONE, form_by_phone)
        .change(paths::REGISTRATION_BY_PHONE, register_by_phone)
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct RegistrationForm {
    login: String,
    password: String,
    email: String,
    mobile: String,
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
    empty(stranger, TypedRegistration::default()).await
}

/// The form that asks for a mobile number.
async fn form_by_phone(stranger: Stranger) -> Answer {
    let channel = Channel::Phone(String::new());
    empty(stranger, TypedRegistration { channel, ..TypedRegistration::default() }).await
}

async fn empty(stranger: Stranger, typed: TypedRegistration) -> Answer {
    let shown = captchas::show(stranger.office.house(), &stranger.caller(), CaptchaForm::Registration)
        .await
        .map_err(limited)?;
    Ok(show(stranger, StatusCode::OK, typed, shown, FieldFaults::new()))
}

/// Registers by e-mail.
async fn register(stranger: Stranger, OpenForm { csrf, input: typed }: OpenForm<RegistrationForm>) -> Answer {
    let channel = Channel::Email(typed.email.clone());
    answer(stranger, csrf, typed, channel).await
}

/// Registers by phone.
async fn register_by_phone(
    stranger: Stranger,
    OpenForm { csrf, input: typed }: OpenForm<RegistrationForm>,
) -> Answer {
    let channel = Channel::Phone(typed.mobile.clone());
    answer(stranger, csrf, typed, channel).await
}

/// Registers; a form with faults comes back with everything that was typed, but the password.
async fn answer(stranger: Stranger, csrf: String, typed: RegistrationForm, channel: Channel) -> Answer {
    stranger.must_be_tied(&csrf)?;
    let (password, refresh) = (typed.password.clone(), typed.refresh.is_some());
    let captcha =
        CaptchaAnswer { id: typed.captcha.clone(), symbols: typed.symbols.clone(), sum: typed.sum.clone() };
    let typed = typed.by(channel);
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

impl RegistrationForm {
    /// What was typed, with the way by which the person can be reached.
    fn by(self, channel: Channel) -> TypedRegistration {
        let Self { last_name, first_name, middle_name, place_of_work, city, phone, .. } = self;
        TypedRegistration {
            login: self.login,
            channel,
            profile: Profile { last_name, first_name, middle_name, place_of_work, city, phone },
            agreement: self.agreement.is_some(),
            personal_data: self.personal_data.is_some(),
        }
    }
}
