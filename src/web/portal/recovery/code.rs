//! The code that opens the form of another password.

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect};
use serde::Deserialize;
use templates::layout::Door;
use templates::pages::portal::CodeFor;
use templates::paths;

use crate::domain::form::FieldFaults;
use crate::operations::{Failure, recovery};
use crate::present::portal::{self as present, ReturnedCode};
use crate::web::form::OpenForm;
use crate::web::stranger::{Stranger, limited};
use crate::web::table::Routes;
use crate::web::trouble::Answer;

/// The routes.
pub(super) fn routes(routes: Routes) -> Routes {
    routes.read(paths::RECOVERY_CODE, form).change(paths::RECOVERY_CODE, open)
}

/// The form; who has asked for no code is led to where one is asked for.
async fn form(stranger: Stranger) -> Answer {
    show(stranger, StatusCode::OK, FieldFaults::new()).await
}

#[derive(Deserialize)]
struct OpeningForm {
    #[serde(default)]
    code: String,
}

/// Leads to the form of another password.
async fn open(stranger: Stranger, form: OpenForm<OpeningForm>) -> Answer {
    stranger.must_be_tied(&form.csrf)?;
    let (house, caller) = (stranger.office.house(), stranger.caller());
    match recovery::open_by_code(house, &caller, &form.csrf, &form.input.code).await {
        Ok(token) => Ok(Redirect::to(&paths::set_password(&token)).into_response()),
        Err(Failure::Invalid(faults)) => show(stranger, StatusCode::UNPROCESSABLE_ENTITY, faults).await,
        Err(Failure::NotFound) => Ok(Redirect::to(&paths::recovery_by_phone()).into_response()),
        Err(failure) => Err(limited(failure)),
    }
}

async fn show(stranger: Stranger, status: StatusCode, faults: FieldFaults) -> Answer {
    let (house, word) = (stranger.office.house(), stranger.word());
    let Some(code) = recovery::awaited(house, &word).await? else {
        return Ok(Redirect::to(&paths::recovery_by_phone()).into_response());
    };
    let returned = ReturnedCode { news: None, faults, csrf: word.clone() };
    let page = present::code(CodeFor::Recovery, &code, house.clock.now(), returned);
    Ok(stranger.page(status, Door::Portal, &page, word))
}
