//! Saved filters of the queue: saving and deleting.

use axum::http::StatusCode;
use templates::components::FieldError;
use templates::paths;

use crate::operations::saved_filters::{self, NewFilter};
use crate::operations::{Failure, queue};
use crate::present::frame::Place;
use crate::present::queue::{TypedFilter, origin, page as present, page_with};
use crate::web::address::Path;
use crate::web::form::{Empty, Form};
use crate::web::reader::Reader;
use crate::web::trouble::Answer;

pub(super) async fn save(form: Form<TypedFilter>) -> Answer {
    let (reader, typed) = (form.reader, form.input);
    let selection = origin(&typed.query);
    let query = selection.kept();
    let new = NewFilter { name: &typed.name, query: &query, of_team: !typed.team.is_empty() };
    match saved_filters::save(&reader.desk, new).await {
        Ok(()) => Ok(reader.go(&selection.list(), "Отбор сохранен.")),
        Err(Failure::Invalid(faults)) => {
            let errors = faults.into_iter().map(|(field, text)| FieldError { field: field.to_owned(), text });
            returned(&reader, TypedFilter { errors: errors.collect(), ..typed }).await
        }
        Err(failure) => Err(failure.into()),
    }
}

async fn returned(reader: &Reader, typed: TypedFilter) -> Answer {
    let selection = origin(&typed.query);
    let filter = selection.filter(reader.desk.now());
    let found = queue::page(&reader.desk, selection.tab(), &filter, selection.order(), None).await?;
    let page = present(&reader.desk, &found, &selection, reader.csrf(), reader.zone);
    let page = page_with(page, &found, &typed);
    reader.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page, Place::Queue).await
}

/// Takes a selection away.
pub(super) async fn remove(Path(id): Path<i64>, form: Form<Empty>) -> Answer {
    saved_filters::remove(&form.reader.desk, id).await?;
    Ok(form.reader.go(&paths::queue(), "Отбор удален."))
}
