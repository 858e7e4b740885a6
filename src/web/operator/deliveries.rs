//! The deliveries whose PINs register products: counted, previewed and published.

use axum::http::StatusCode;
use templates::format::counted;
use templates::paths;

use crate::operations::Failure;
use crate::operations::deliveries::{self, HandedIn};
use crate::present::frame::Place;
use crate::present::operator::{Returned, TypedForm, deliveries_page, delivery_file, delivery_preview_page};
use crate::web::form::Form;
use crate::web::reader::Reader;
use crate::web::table::Routes;
use crate::web::trouble::Answer;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .read(paths::DELIVERIES, page)
        .change(paths::DELIVERY_PREVIEW, preview)
        .change(paths::DELIVERY_PUBLICATION, publish)
}

async fn page(reader: Reader) -> Answer {
    show(&reader, None).await
}

async fn show(reader: &Reader, returned: Option<Returned>) -> Answer {
    let status = if returned.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let count = deliveries::count(&reader.desk).await?;
    reader.page_with(status, &deliveries_page(count, returned, reader.csrf()), Place::Deliveries).await
}

/// Reads the pasted rows beside what is published already.
async fn rows(reader: &Reader, typed: &TypedForm) -> Result<Vec<HandedIn>, Failure> {
    let text = typed.get("rows");
    let known = deliveries::known(&reader.desk, &delivery_file::numbers(text)).await?;
    delivery_file::read(text, &known).map_err(Failure::Invalid)
}

/// What would be published.
async fn preview(Form { reader, input }: Form<TypedForm>) -> Answer {
    match rows(&reader, &input).await {
        Ok(rows) => {
            let page = delivery_preview_page(&rows, input, reader.csrf());
            reader.page(&page, Place::Deliveries).await
        }
        Err(Failure::Invalid(faults)) => show(&reader, Some(Returned { typed: input, faults })).await,
        Err(failure) => Err(failure.into()),
    }
}

/// Publishes deliveries as they were looked at.
async fn publish(Form { reader, input }: Form<TypedForm>) -> Answer {
    let secret = reader.office.settings().key.signing().to_vec();
    let published = match rows(&reader, &input).await {
        Ok(rows) => deliveries::publish(&reader.desk, &secret, rows).await,
        Err(failure) => Err(failure),
    };
    match published {
        Ok(count) => {
            let count = u64::try_from(count).unwrap_or(u64::MAX);
            let said = counted(count, ["комплект", "комплекта", "комплектов"]);
            Ok(reader.go(&paths::deliveries(), &format!("Загружено: {said}.")))
        }
        Err(Failure::Invalid(faults)) => show(&reader, Some(Returned { typed: input, faults })).await,
        Err(failure) => Err(failure.into()),
    }
}
