//! One verb for several applications: the preview, and doing it.

use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use templates::components::FieldError;
use templates::pages::partner::BulkResultPage;

use crate::operations::{Failure, bulk};
use crate::present::frame::Place;
use crate::present::queue::TypedBulk;
use crate::present::queue::bulk as present;
use crate::web::form::Form;
use crate::web::reader::Reader;
use crate::web::trouble::{Answer, Trouble};

/// A form in which names come more than once.
type Pairs = Vec<(String, String)>;

/// What a verb would come to for the chosen applications.
pub(super) async fn preview(form: Form<Pairs>) -> Answer {
    let typed = TypedBulk::read(form.input);
    if typed.numbers.is_empty() {
        return Ok(form
            .reader
            .go(&typed.list(), "Ничего не изменено: в списке не выбрано ни одного заявления."));
    }
    show(&form.reader, &typed, StatusCode::OK).await
}

/// Does it, and says what became of each.
pub(super) async fn run(form: Form<Pairs>) -> Answer {
    let (reader, typed) = (form.reader, TypedBulk::read(form.input));
    let step = match typed.step() {
        Ok(step) => step,
        Err(fault) => return returned(&reader, typed.clone(), vec![fault]).await,
    };
    match bulk::run(&reader.desk, step, &typed.seen).await {
        Ok(done) => {
            let page = present::result(step.bulk(), &done, &typed, reader.zone, reader.csrf());
            let page = BulkResultPage { undo: present::undo(&reader.desk, &done, &typed), ..page };
            reader.page(&page, Place::Queue).await
        }
        Err(Failure::Invalid(faults)) => {
            let faults = faults.into_iter().map(|(field, text)| FieldError { field: field.to_owned(), text });
            returned(&reader, typed.clone(), faults.collect()).await
        }
        Err(failure) => Err(Trouble::from(failure).about(typed.list())),
    }
}

async fn returned(reader: &Reader, typed: TypedBulk, errors: Vec<FieldError>) -> Answer {
    show(reader, &TypedBulk { errors, ..typed }, StatusCode::UNPROCESSABLE_ENTITY).await
}

async fn show(reader: &Reader, typed: &TypedBulk, status: StatusCode) -> Answer {
    let Some(verb) = typed.verb else {
        return Ok(Trouble::Unreadable("Выберите действие.".to_owned()).into_response());
    };
    let found = bulk::preview(&reader.desk, verb, typed.mode, &typed.numbers).await?;
    reader.page_with(status, &present::preview(&found, typed, reader.csrf()), Place::Queue).await
}
