//! Notes about an application, and the sign of life of an open card.

use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use maud::Render as _;
use serde::Deserialize;
use templates::components::FieldError;

use super::application::show;
use super::onward::card_of;
use crate::domain::ids::ApplicationNumber;
use crate::operations::{Failure, notes, presence};
use crate::present::application::{ReturnedForm, TypedNote};
use crate::present::onlookers;
use crate::web::form::{Form, Path};
use crate::web::trouble::{Answer, Trouble};

/// Writes a note.
pub(super) async fn write(Path(number): Path<i64>, form: Form<TypedNote>) -> Answer {
    let (number, typed) = (ApplicationNumber(number), form.input);
    let card = card_of(number, &typed.from);
    match notes::write(&form.reader.desk, number, &typed.note).await {
        Ok(()) => Ok(form.reader.go(&format!("{card}#notes"), "Заметка добавлена.")),
        Err(Failure::Invalid(faults)) => {
            let errors = faults.into_iter().map(|(field, text)| FieldError { field: field.to_owned(), text });
            let from = typed.from.clone();
            let returned = ReturnedForm::Note(TypedNote { errors: errors.collect(), ..typed });
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            show(&form.reader, number, status, (Some(returned), &from)).await
        }
        Err(failure) => Err(Trouble::from(failure).about(card)),
    }
}

/// Nothing but the token.
#[derive(Deserialize)]
pub(super) struct Nothing {}

/// The reader still looks at the card: notes it, and answers who else does.
pub(super) async fn look(Path(number): Path<i64>, form: Form<Nothing>) -> Answer {
    let number = ApplicationNumber(number);
    let names = presence::look(&form.reader.desk, number).await?;
    Ok(onlookers::of_card(number, &names, &form.reader.csrf()).render().into_response())
}
