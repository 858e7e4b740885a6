//! The viewer's passkeys: the list, adding, renaming, removing.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use serde_json::json;
use templates::paths;

use super::address::Path;
use super::form::{Empty, Form};
use super::reader::Reader;
use super::recovery_codes::shown;
use super::table::Routes;
use super::trouble::{Answer, Trouble};
use crate::domain::ids::PasskeyId;
use crate::operations::Failure;
use crate::operations::passkeys::{self, KeyFailure};
use crate::present::frame::Place;
use crate::present::passkeys::{self as present, TypedKey};
use crate::present::words;

/// The routes of one's own passkeys.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .read(paths::PASSKEYS, page)
        .change(paths::PASSKEYS, add)
        .change(paths::PASSKEY_CHALLENGE, challenge)
        .change(paths::PASSKEY_NAME, rename)
        .change(paths::PASSKEY_REMOVAL, remove)
}

async fn page(reader: Reader) -> Answer {
    show(&reader, StatusCode::OK, &TypedKey::default()).await
}

async fn show(reader: &Reader, status: StatusCode, typed: &TypedKey) -> Answer {
    let own = passkeys::own(&reader.desk).await?;
    let page = present::page(&reader.desk, &own, reader.csrf(), reader.zone, typed);
    reader.page_with(status, &page, Place::Elsewhere).await
}

#[derive(Deserialize)]
struct TypedName {
    name: String,
}

/// What the script asks the device: the options, or why there are none, in words.
async fn challenge(Form { reader, input }: Form<TypedName>) -> Answer {
    match passkeys::ask_for_another(&reader.desk, &reader.session, &input.name).await {
        Ok(options) => Ok(Json(options).into_response()),
        Err(Failure::Invalid(faults)) => Ok(refused(&sentence(faults))),
        Err(Failure::Refused(refusal)) => Ok(refused(&words::refusal(&refusal))),
        Err(failure) => Err(failure.into()),
    }
}

fn refused(words: &str) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, Json(json!({ "text": words }))).into_response()
}

fn sentence(faults: Vec<(&'static str, String)>) -> String {
    faults.into_iter().map(|(_, words)| words).collect::<Vec<_>>().join(". ") + "."
}

#[derive(Deserialize)]
struct MadeByDevice {
    name: String,
    answer: String,
}

/// Adds the key that the device has made.
async fn add(Form { reader, input }: Form<MadeByDevice>) -> Answer {
    let MadeByDevice { name, answer } = input;
    let failure = match passkeys::add(&reader.desk, &reader.session, &name, &answer).await {
        Ok(Some(fresh)) => return shown(&reader, &fresh, Some("Ключ доступа добавлен")),
        Ok(None) => return Ok(reader.go(&paths::passkeys(), "Ключ доступа добавлен.")),
        Err(failure) => failure,
    };
    let faults = if let KeyFailure::Failure(Failure::Invalid(faults)) = failure {
        faults
    } else {
        let words = said(failure).map_err(|trouble| trouble.about(paths::passkeys()))?;
        vec![("name", words.to_owned())]
    };
    show(&reader, StatusCode::UNPROCESSABLE_ENTITY, &TypedKey { key: None, name, faults }).await
}

/// What the form says of an answer that is not accepted; a limit and a failure of ours have pages of their own.
pub(super) fn said(failure: KeyFailure) -> Result<&'static str, Trouble> {
    match failure {
        KeyFailure::Late => Ok(present::LATE),
        KeyFailure::Unproven => Ok(present::UNPROVEN),
        KeyFailure::Suspended => Ok(present::SUSPENDED),
        KeyFailure::Throttled(seconds) => Err(Trouble::TooMany(seconds)),
        KeyFailure::Failure(failure) => Err(failure.into()),
    }
}

/// Gives a key another name.
async fn rename(Path(id): Path<PasskeyId>, Form { reader, input }: Form<TypedName>) -> Answer {
    match passkeys::rename(&reader.desk, id, &input.name).await {
        Ok(()) => Ok(reader.go(&paths::passkeys(), "Ключ доступа переименован.")),
        Err(Failure::Invalid(faults)) => {
            let typed = TypedKey { key: Some(id.to_string()), name: input.name, faults };
            show(&reader, StatusCode::UNPROCESSABLE_ENTITY, &typed).await
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Removes a key.
async fn remove(Path(id): Path<PasskeyId>, form: Form<Empty>) -> Answer {
    passkeys::remove(&form.reader.desk, &form.reader.session, id).await?;
    Ok(form.reader.go(&paths::passkeys(), "Ключ доступа удален, остальные сеансы завершены."))
}
