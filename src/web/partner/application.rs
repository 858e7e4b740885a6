//! The card of an application: to a reader who came from a list, with a form that came back.

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use maud::Render as _;
use serde::Deserialize;
use templates::paths;

use crate::domain::ids::ApplicationNumber;
use crate::operations::{Failure, inspection, presence};
use crate::present::application::{self as present, Reading, ReturnedForm};
use crate::present::frame::Place;
use crate::web::address::{Path, Query};
use crate::web::reader::Reader;
use crate::web::trouble::{Answer, Trouble};

/// The list that the reader came from.
#[derive(Deserialize)]
pub(super) struct CameFrom {
    #[serde(default)]
    from: String,
}

/// The card.
pub(super) async fn card(
    reader: Reader,
    Path(number): Path<ApplicationNumber>,
    Query(query): Query<CameFrom>,
) -> Answer {
    presence::look(&reader.desk, number).await?;
    show(&reader, number, &query.from, StatusCode::OK, None).await
}

/// Where it stands, as a fragment.
pub(super) async fn progress(
    reader: Reader,
    Path(number): Path<ApplicationNumber>,
    Query(query): Query<CameFrom>,
) -> Answer {
    let standing = match inspection::standing(&reader.desk, number).await {
        Err(Failure::NotFound) if reader.desk.partner().is_none() => return Ok(no_longer_here()),
        found => found?,
    };
    // When the last automatic step is done, the whole page has news: the browser loads it anew.
    match present::moving(&standing, reading(&reader, &query.from)) {
        Some(fragment) => Ok(fragment.render().into_response()),
        None => Ok([("hx-refresh", "true")].into_response()),
    }
}

/// What is no longer the operator's business is left for the list of what is.
fn no_longer_here() -> Response {
    ([("hx-redirect", paths::operator_applications())], Trouble::NotFound).into_response()
}

/// What the client sent, beside what stands now.
pub(super) async fn original(reader: Reader, Path(number): Path<ApplicationNumber>) -> Answer {
    let card = inspection::card(&reader.desk, number).await?;
    reader.page(&present::original(&card, reader.zone), place(&reader)).await
}

/// The card with the form that came back, for a reader who came from this list.
pub(super) async fn show(
    reader: &Reader,
    number: ApplicationNumber,
    from: &str,
    status: StatusCode,
    returned: Option<ReturnedForm>,
) -> Answer {
    let chosen = match &returned {
        Some(ReturnedForm::Parameters(typed)) => typed.read().ok(),
        Some(ReturnedForm::Decision(..) | ReturnedForm::Note(_) | ReturnedForm::Refused(..)) | None => None,
    };
    let card = match chosen {
        Some(chosen) => inspection::offering(&reader.desk, number, chosen).await?,
        None => inspection::card(&reader.desk, number).await?,
    };
    reader.page_with(status, &present::page(&card, reading(reader, from), returned), place(reader)).await
}

/// The place in the rail: the clerk comes from the issuance.
fn place(reader: &Reader) -> Place {
    if reader.desk.partner().is_some() { Place::Queue } else { Place::Issuance }
}

/// The address of the card, which knows the way back to the list.
pub(super) fn card_of(number: ApplicationNumber, from: &str) -> String {
    paths::with_query(&paths::application(&number.to_string()), &[("from", from)])
}

pub(super) fn reading<'a>(reader: &'a Reader, from: &'a str) -> Reading<'a> {
    Reading { desk: &reader.desk, csrf: &reader.session.csrf, zone: reader.zone, from }
}
