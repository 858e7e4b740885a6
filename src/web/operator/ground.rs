//! The tariff tables (zones, bands, VAT): viewed, previewed and published one at a time.

use axum::http::StatusCode;
use templates::{format, paths};

use crate::domain::price::{GroundRow, GroundTable};
use crate::operations::{Failure, price_ground};
use crate::present::frame::Place;
use crate::present::operator::{Returned, TypedForm, ground_file, ground_page, ground_preview_page};
use crate::web::address::Path;
use crate::web::form::Form;
use crate::web::reader::Reader;
use crate::web::table::Routes;
use crate::web::trouble::{Answer, Trouble};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .read(paths::PRICE_GROUND, table)
        .change(paths::GROUND_PREVIEW, preview)
        .change(paths::GROUND_PUBLICATION, publish)
}

fn named(code: &str) -> Result<GroundTable, Trouble> {
    GroundTable::from_code(code).ok_or(Trouble::NotFound)
}

async fn table(reader: Reader, Path(code): Path<String>) -> Answer {
    show(&reader, named(&code)?, None).await
}

async fn show(reader: &Reader, table: GroundTable, returned: Option<Returned>) -> Answer {
    let status = if returned.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let ground = price_ground::tables(&reader.desk).await?;
    let page = ground_page(&reader.desk, &ground, table, returned, reader.csrf());
    reader.page_with(status, &page, Place::Prices).await
}

fn rows(table: GroundTable, typed: &TypedForm) -> Result<Vec<GroundRow>, Failure> {
    ground_file::read(table, typed.get("rows")).map_err(Failure::Invalid)
}

/// What a version would change.
async fn preview(Path(code): Path<String>, Form { reader, input }: Form<TypedForm>) -> Answer {
    let table = named(&code)?;
    let read = rows(table, &input);
    let known = read.as_deref().unwrap_or_default().to_vec();
    let checked = price_ground::preview(&reader.desk, table, input.get("from"), known).await;
    match super::prices::both(read, checked) {
        Ok(preview) => {
            let page = ground_preview_page(table, &preview, input, reader.csrf());
            reader.page(&page, Place::Prices).await
        }
        Err(Failure::Invalid(faults)) => show(&reader, table, Some(Returned { typed: input, faults })).await,
        Err(failure) => Err(failure.into()),
    }
}

/// Publishes a version as it was looked at.
async fn publish(Path(code): Path<String>, Form { reader, input }: Form<TypedForm>) -> Answer {
    let (table, here) = (named(&code)?, paths::price_ground(&code));
    let published = match rows(table, &input) {
        Ok(rows) => {
            let (from, seen) = (input.get("from"), input.get("seen"));
            price_ground::publish(&reader.desk, table, from, rows, seen).await
        }
        Err(failure) => Err(failure),
    };
    match published {
        Ok((from, changed)) => {
            let said = format!("Версия с {} опубликована, изменено строк: {changed}.", format::date(from));
            Ok(reader.go(&here, &said))
        }
        Err(Failure::Invalid(faults)) => show(&reader, table, Some(Returned { typed: input, faults })).await,
        Err(failure) => Err(Trouble::from(failure).about(here)),
    }
}
