//! Showing the card of an application: to a reader who came from a list, with a form that came back.

use axum::http::StatusCode;
use templates::paths;

use crate::domain::ids::ApplicationNumber;
use crate::operations::inspection;
use crate::present::application::{self as present, Reading, ReturnedForm, Typed};
use crate::present::frame::Place;
use crate::web::reader::Reader;
use crate::web::trouble::Answer;

/// The card with the parameters as they were typed, and what is wrong with them.
pub(super) async fn returned(reader: &Reader, number: ApplicationNumber, typed: Typed) -> Answer {
    let from = typed.from.clone();
    let returned = Some(ReturnedForm::Parameters(typed));
    show(reader, number, StatusCode::UNPROCESSABLE_ENTITY, (returned, &from)).await
}

/// The card with the form that came back, for a reader who came from this list.
pub(super) async fn show(
    reader: &Reader,
    number: ApplicationNumber,
    status: StatusCode,
    (typed, from): (Option<ReturnedForm>, &str),
) -> Answer {
    let chosen = match &typed {
        Some(ReturnedForm::Parameters(typed)) => typed.read().ok(),
        Some(ReturnedForm::Decision(..) | ReturnedForm::Note(_) | ReturnedForm::Refused(..)) | None => None,
    };
    let card = match chosen {
        Some(chosen) => inspection::offering(&reader.desk, number, chosen).await?,
        None => inspection::card(&reader.desk, number).await?,
    };
    reader.page_with(status, &present::page(&card, reading(reader, from), typed), place(reader)).await
}

/// The place in the rail: the clerk comes from the issuance.
pub(super) fn place(reader: &Reader) -> Place {
    if reader.desk.partner().is_some() { Place::Queue } else { Place::Issuance }
}

/// The address of the card, which knows the way back to the list.
pub(super) fn card_of(number: ApplicationNumber, from: &str) -> String {
    paths::with_query(&paths::application(&number.to_string()), &[("from", from)])
}

pub(super) fn reading<'a>(reader: &'a Reader, from: &'a str) -> Reading<'a> {
    Reading { desk: &reader.desk, csrf: &reader.session.csrf, zone: reader.zone, from }
}
