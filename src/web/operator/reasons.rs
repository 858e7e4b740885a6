//! The canned reasons: their wordings and counts.

use axum::http::StatusCode;
use templates::paths;

use crate::operations::{Failure, reasons};
use crate::present::frame::Place;
use crate::present::operator::{Returned, TypedForm};
use crate::present::reasons::{self as present, CountAsked};
use crate::web::address::{Path, Query};
use crate::web::form::Form;
use crate::web::reader::Reader;
use crate::web::table::Routes;
use crate::web::trouble::{Answer, Trouble};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .read(paths::REASONS, all)
        .change(paths::REASONS, add)
        .read(paths::REASON, one)
        .change(paths::REASON, reword)
        .read(paths::REASON_COUNT, count)
}

async fn all(reader: Reader) -> Answer {
    show_all(&reader, None).await
}

async fn show_all(reader: &Reader, returned: Option<Returned>) -> Answer {
    let status = if returned.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let found = reasons::all(&reader.desk).await?;
    reader.page_with(status, &present::list_page(&found, returned, reader.csrf()), Place::Reasons).await
}

/// Adds a reason.
async fn add(Form { reader, input }: Form<TypedForm>) -> Answer {
    match reasons::add(&reader.desk, input.get("code"), present::typed(&input)).await {
        Err(Failure::Invalid(faults)) => show_all(&reader, Some(Returned { typed: input, faults })).await,
        Err(failure) => Err(Trouble::from(failure).about(paths::reasons())),
        Ok(()) => Ok(reader.go(&paths::reason(input.get("code").trim()), "Причина добавлена.")),
    }
}

/// A reason with its wordings.
async fn one(reader: Reader, Path(code): Path<String>) -> Answer {
    show(&reader, &code, None).await
}

async fn show(reader: &Reader, code: &str, returned: Option<Returned>) -> Answer {
    let status = if returned.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let found = reasons::open(&reader.desk, code).await?;
    reader.page_with(status, &present::reason_page(&found, returned, reader.csrf()), Place::Reasons).await
}

/// Gives it another wording.
async fn reword(Path(code): Path<String>, Form { reader, input }: Form<TypedForm>) -> Answer {
    let seen = input.get("version").parse().unwrap_or_default();
    match reasons::reword(&reader.desk, &code, seen, present::typed(&input)).await {
        Err(Failure::Invalid(faults)) => show(&reader, &code, Some(Returned { typed: input, faults })).await,
        Err(failure) => Err(Trouble::from(failure).about(paths::reason(&code))),
        Ok(()) => Ok(reader.go(&paths::reason(&code), "Новая редакция действует.")),
    }
}

async fn count(reader: Reader, Query(asked): Query<CountAsked>) -> Answer {
    let counted = reasons::count(&reader.desk, asked.month(&reader.desk)).await?;
    let page = present::count_page(&reader.desk, &counted, &asked);
    reader.page(&page, present::place_of_count(&reader.desk)).await
}
