//! The viewer's authenticator app and recovery codes, and proving again who one is.

use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Redirect};
use axum_extra::extract::cookie::SignedCookieJar;
use serde::Deserialize;
use templates::pages::OwnCodesPage;
use templates::paths;

use super::address::is_ours;
use super::browser_cookies::cookie;
use super::desks::remembered;
use super::form::{Empty, Form};
use super::office::WebState;
use super::passkeys::said;
use super::reader::{Reader, SESSION};
use super::recovery_codes::{self, shown};
use super::sender::Sender;
use super::sent_request::Unproven;
use super::table::Routes;
use super::trouble::{Answer, Trouble};
use crate::domain::factor::Factor;
use crate::domain::form::FieldFaults;
use crate::operations::accounts::{Session, StepFailure};
use crate::operations::{Failure, codes, proof};
use crate::present::codes as present;
use crate::present::frame::Place;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .read(paths::OWN_CODES, page)
        .change(paths::OWN_APP_START, start)
        .change(paths::OWN_APP, confirm)
        .change(paths::OWN_APP_REMOVAL, remove)
        .change(paths::OWN_RECOVERY_CODES, make_recovery_codes)
        .read(paths::OWN_RECOVERY_CODES, recovery_codes::page)
        .change(paths::PROOF, prove)
        .change(paths::PROOF_CHALLENGE, ask_for_key)
}

async fn page(reader: Reader) -> Answer {
    show(&reader, StatusCode::OK, FieldFaults::new()).await
}

async fn show(reader: &Reader, status: StatusCode, faults: FieldFaults) -> Answer {
    let own = codes::own(&reader.desk, &reader.session, reader.secret()).await?;
    let page = present::page(&own, reader.owed(), reader.desk.now(), reader.zone, faults);
    let page = OwnCodesPage { csrf: reader.csrf(), ..page };
    reader.page_with(status, &page, Place::Elsewhere).await
}

/// Shows a new secret.
async fn start(form: Form<Empty>) -> Answer {
    codes::start(&form.reader.desk, &form.reader.session, form.reader.secret()).await?;
    Ok(Redirect::to(&paths::own_codes()).into_response())
}

#[derive(Deserialize)]
struct FirstCode {
    code: String,
}

/// Puts the app into use.
async fn confirm(jar: SignedCookieJar, Form { reader, input }: Form<FirstCode>) -> Answer {
    let answer = match codes::confirm(&reader.desk, &reader.session, &input.code, reader.secret()).await {
        Ok(Some(fresh)) => shown(&reader, &fresh, Some("Приложение подключено"))?,
        Ok(None) => reader.go(&paths::own_codes(), "Приложение подключено, остальные сеансы завершены."),
        Err(Failure::Invalid(faults)) => {
            return show(&reader, StatusCode::UNPROCESSABLE_ENTITY, faults).await;
        }
        Err(failure) => return Err(Trouble::from(failure).about(paths::own_codes())),
    };
    let session = Session { factor: Factor::Code, ..reader.session };
    Ok((remembered(&reader.office, jar, &session).await?, answer).into_response())
}

async fn remove(form: Form<Empty>) -> Answer {
    let removed = codes::remove(&form.reader.desk).await;
    removed.map_err(|failure| Trouble::from(failure).about(paths::own_codes()))?;
    Ok(form.reader.go(&paths::own_codes(), "Приложение отключено."))
}

async fn make_recovery_codes(form: Form<Empty>) -> Answer {
    let fresh = codes::make_recovery_codes(&form.reader.desk).await?;
    shown(&form.reader, &fresh, None)
}

/// A proof: where that which waits for it was sent, how, and what was typed as the proof.
struct Going {
    to: String,
    form: bool,
    typed: String,
    key: Option<String>,
}

impl Going {
    /// Nothing when it leads elsewhere than to a page of ours.
    fn read(fields: &[(String, String)]) -> Option<Self> {
        let value =
            |name: &str| fields.iter().find(|(named, _)| named == name).map(|(_, value)| value.clone());
        let to = value("proof_to").filter(|to| is_ours(to))?;
        let form = value("proof_method").as_deref() == Some("post");
        let typed = value("proof").unwrap_or_default();
        let key = value("proof_key").filter(|key| !key.is_empty());
        Some(Self { to, form, typed, key })
    }
}

/// What the script asks the device.
async fn ask_for_key(form: Form<Vec<(String, String)>>) -> Answer {
    Ok(Json(proof::ask_for_key(&form.reader.desk, &form.reader.session).await?).into_response())
}

/// Looks at the proof. The browser then sends again what it had sent, to where it had sent it.
async fn prove(
    State(office): State<WebState>,
    jar: SignedCookieJar,
    Sender(sender): Sender,
    Form { reader, input }: Form<Vec<(String, String)>>,
) -> Answer {
    let going = Going::read(&input).ok_or(Trouble::NotFound)?;
    let sender = sender.to_string();
    let proven = match &going.key {
        Some(key) => match proof::prove_by_key(&reader.desk, &reader.session, key).await {
            Ok(token) => Ok(token),
            Err(failure) => Err(StepFailure::Wrong(said(failure)?)),
        },
        None => proof::prove(&reader.desk, &reader.session, &going.typed, &reader.caller(&sender)).await,
    };
    match proven {
        Ok(token) => {
            let jar = jar.add(cookie(&office, SESSION, token));
            let status = if going.form { StatusCode::TEMPORARY_REDIRECT } else { StatusCode::SEE_OTHER };
            Ok((status, jar, [(header::LOCATION, going.to)]).into_response())
        }
        Err(StepFailure::Wrong(words)) => {
            let factors = codes::own(&reader.desk, &reader.session, reader.secret()).await?.factors;
            Err(Trouble::Unproven(Box::new(Unproven { factors, error: Some(words.to_owned()) })))
        }
        Err(StepFailure::Throttled(seconds)) => Err(Trouble::TooMany(seconds)),
        Err(StepFailure::Over) => Err(Trouble::NotFound),
        Err(StepFailure::Failure(failure)) => Err(failure.into()),
    }
}
