//! Notes about an application, and the polling of an open card for presence.

use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use maud::Render as _;
use templates::components::FieldError;

use super::application::{card_of, reading, show};
use crate::domain::form::FieldFaults;
use crate::domain::ids::ApplicationNumber;
use crate::operations::{Failure, inspection, notes, presence};
use crate::present::application::{self as present, ReturnedForm, TypedNote};
use crate::present::onlookers;
use crate::web::address::{Fragment, Path};
use crate::web::form::{Empty, Form};
use crate::web::reader::Reader;
use crate::web::trouble::{Answer, Trouble};

/// Writes a note. A page that asks by a script gets the notes alone, and what is typed elsewhere on it stays.
pub(super) async fn write(
    Path(number): Path<ApplicationNumber>,
    part: Fragment,
    form: Form<TypedNote>,
) -> Answer {
    let typed = form.input;
    let card = card_of(number, &typed.from);
    let written = notes::write(&form.reader.desk, number, &typed.note).await;
    if let (Fragment(true), Ok(()) | Err(Failure::Invalid(_))) = (&part, &written) {
        return alone(&form.reader, number, typed, written.err()).await;
    }
    match written {
        Ok(()) => Ok(form.reader.go(&format!("{card}#notes"), "Заметка добавлена.")),
        Err(Failure::Invalid(faults)) => {
            let from = typed.from.clone();
            let returned = ReturnedForm::Note(TypedNote { errors: errors(faults), ..typed });
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            show(&form.reader, number, &from, status, Some(returned)).await
        }
        Err(failure) => Err(Trouble::from(failure).about(card)),
    }
}

/// Only the notes, with the refused one if there is one.
async fn alone(
    reader: &Reader,
    number: ApplicationNumber,
    typed: TypedNote,
    failure: Option<Failure>,
) -> Answer {
    let from = typed.from.clone();
    let (status, typed) = match failure {
        Some(Failure::Invalid(faults)) => {
            (StatusCode::UNPROCESSABLE_ENTITY, TypedNote { errors: errors(faults), ..typed })
        }
        Some(_) | None => (StatusCode::OK, TypedNote::default()),
    };
    let card = inspection::card(&reader.desk, number).await?;
    Ok((status, present::notes(&card, reading(reader, &from), typed).render()).into_response())
}

fn errors(faults: FieldFaults) -> Vec<FieldError> {
    faults.into_iter().map(|(field, text)| FieldError { field: field.to_owned(), text }).collect()
}

/// The reader still looks at the card: notes it, and answers who else does.
pub(super) async fn look(Path(number): Path<ApplicationNumber>, form: Form<Empty>) -> Answer {
    let names = presence::look(&form.reader.desk, number).await?;
    Ok(onlookers::of_card(number, &names, &form.reader.csrf()).render().into_response())
}
