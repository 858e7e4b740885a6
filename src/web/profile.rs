//! The viewer's profile, available at every desk.

use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use axum_extra::extract::cookie::SignedCookieJar;
use serde::Deserialize;
use templates::format::counted;
use templates::pages::ProfilePage;
use templates::paths;

use super::address::Path;
use super::desks::remembered;
use super::form::{Empty, Form};
use super::reader::Reader;
use super::table::Routes;
use super::trouble::{Answer, Trouble};
use crate::operations::profile::{self, ChangeFailure};
use crate::operations::{Failure, cloud, passkeys};
use crate::present::frame::Place;
use crate::present::profile as present;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .read(paths::PROFILE, page)
        .change(paths::OWN_PASSWORD, change_password)
        .change(paths::OWN_SESSIONS_ENDING, end_others)
        .change(paths::OWN_SESSION_ENDING, end_session)
}

async fn page(reader: Reader) -> Answer {
    show(&reader, StatusCode::OK, Vec::new()).await
}

async fn show(reader: &Reader, status: StatusCode, faults: Vec<(&'static str, String)>) -> Answer {
    let own = profile::own(&reader.desk).await?;
    let clouds = cloud::own(&reader.desk, &reader.office.settings().clouds).await?;
    let keys = passkeys::own(&reader.desk).await?;
    let page = present::page(&reader.desk, &own, &reader.session, reader.zone, faults);
    let protection = present::protection(&own, &keys, &clouds, reader.zone);
    let page = ProfilePage { protection, ..page };
    reader.page_with(status, &page, Place::Elsewhere).await
}

#[derive(Deserialize)]
struct TypedPasswords {
    old: String,
    password: String,
}

/// Changes the password, knowing the old one.
async fn change_password(jar: SignedCookieJar, Form { reader, input }: Form<TypedPasswords>) -> Answer {
    let TypedPasswords { old, password } = input;
    match profile::change_password(&reader.desk, &reader.session, &old, &password).await {
        Ok(()) => {
            let jar = remembered(&reader.office, jar, &reader.session).await?;
            let changed = reader.go(&paths::profile(), "Пароль изменен, остальные сеансы завершены.");
            Ok((jar, changed).into_response())
        }
        Err(ChangeFailure::Throttled(seconds)) => Err(Trouble::TooMany(seconds)),
        Err(ChangeFailure::Failure(Failure::Invalid(faults))) => {
            show(&reader, StatusCode::UNPROCESSABLE_ENTITY, faults).await
        }
        Err(ChangeFailure::Failure(failure)) => Err(Trouble::from(failure).about(paths::profile())),
    }
}

/// Ends all sessions of the viewer but this one.
async fn end_others(form: Form<Empty>) -> Answer {
    let ended = profile::end_others(&form.reader.desk, &form.reader.session).await?;
    Ok(form.reader.go(&paths::profile(), &told(ended)))
}

/// The flash message after sessions were ended.
pub(super) fn told(ended: u64) -> String {
    format!("Завершено: {}.", counted(ended, ["сеанс", "сеанса", "сеансов"]))
}

/// Ends one of the viewer's sessions.
async fn end_session(Path(mark): Path<String>, form: Form<Empty>) -> Answer {
    profile::end_session(&form.reader.desk, &mark).await?;
    Ok(form.reader.go(&paths::profile(), "Сеанс завершен."))
}
