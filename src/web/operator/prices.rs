//! The price list and the promotions: viewed, exported, previewed, published.

use axum::http::StatusCode;
use axum::response::Response;
use chrono::NaiveDate;
use templates::paths;

use crate::domain::price::PriceRow;
use crate::operations::{Failure, price_list};
use crate::present::frame::Place;
use crate::present::operator::{
    self as present, PricesAsked, Returned, ReturnedPrices, TypedForm, price_file,
};
use crate::web::address::{Path, Query};
use crate::web::file;
use crate::web::form::Form;
use crate::web::reader::Reader;
use crate::web::table::Routes;
use crate::web::trouble::{Answer, Trouble};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .read(paths::PRICES, list)
        .read(paths::PRICE_FILE, export)
        .change(paths::PRICE_PREVIEW, preview)
        .change(paths::PRICE_PUBLICATION, publish)
        .change(paths::PROMOTIONS, add_promotion)
        .change(paths::PROMOTION_END, end_promotion)
}

async fn list(reader: Reader, Query(asked): Query<PricesAsked>) -> Answer {
    show(&reader, &asked, None).await
}

async fn show(reader: &Reader, asked: &PricesAsked, returned: Option<ReturnedPrices>) -> Answer {
    let status = if returned.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let terms = price_list::terms(&reader.desk).await?;
    let page = present::prices_page(&reader.desk, &terms, asked, returned, reader.csrf());
    reader.page_with(status, &page, Place::Prices).await
}

async fn again(reader: &Reader, returned: ReturnedPrices) -> Answer {
    show(reader, &PricesAsked::default(), Some(returned)).await
}

/// The prices of a day as a CSV file.
async fn export(reader: Reader, Path(day): Path<NaiveDate>) -> Result<Response, Trouble> {
    let terms = price_list::terms(&reader.desk).await?;
    let (name, bytes) = price_file::written(&terms.list, day);
    Ok(file::named(&name, "text/csv; charset=utf-8", bytes))
}

/// Reads the pasted rows against the list as it is.
async fn rows(reader: &Reader, typed: &TypedForm) -> Result<Vec<PriceRow>, Failure> {
    let terms = price_list::terms(&reader.desk).await?;
    price_file::read(typed.get("rows"), &terms.list).map_err(Failure::Invalid)
}

/// What a version would change.
async fn preview(Form { reader, input }: Form<TypedForm>) -> Answer {
    let read = rows(&reader, &input).await;
    let checked =
        price_list::preview(&reader.desk, input.get("from"), read.as_deref().unwrap_or_default().to_vec());
    match both(read, checked.await) {
        Ok(preview) => {
            let page = present::preview_page(&reader.desk, &preview, input, reader.csrf());
            reader.page(&page, Place::Prices).await
        }
        Err(Failure::Invalid(faults)) => {
            again(&reader, ReturnedPrices::Version(Returned { typed: input, faults })).await
        }
        Err(failure) => Err(failure.into()),
    }
}

/// The second result, or the faults of both together.
pub(super) fn both<A, B>(read: Result<A, Failure>, checked: Result<B, Failure>) -> Result<B, Failure> {
    match (read, checked) {
        (Ok(_), checked) => checked,
        (Err(Failure::Invalid(rows)), Err(Failure::Invalid(day))) => {
            Err(Failure::Invalid(day.into_iter().chain(rows).collect()))
        }
        (Err(failure), _) => Err(failure),
    }
}

/// Publishes a version as it was looked at.
async fn publish(Form { reader, input }: Form<TypedForm>) -> Answer {
    let published = match rows(&reader, &input).await {
        Ok(rows) => price_list::publish(&reader.desk, input.get("from"), rows, input.get("seen")).await,
        Err(failure) => Err(failure),
    };
    match published {
        Ok((from, changed)) => {
            let said =
                format!("Версия с {} опубликована, изменено цен: {changed}.", templates::format::date(from));
            Ok(reader.go(&paths::prices(), &said))
        }
        Err(Failure::Invalid(faults)) => {
            again(&reader, ReturnedPrices::Version(Returned { typed: input, faults })).await
        }
        Err(failure) => Err(Trouble::from(failure).about(paths::prices())),
    }
}

/// Adds a promotion.
async fn add_promotion(Form { reader, input }: Form<TypedForm>) -> Answer {
    match price_list::add_promotion(&reader.desk, present::typed_promotion(&input)).await {
        Err(Failure::Invalid(faults)) => {
            again(&reader, ReturnedPrices::Promotion(Returned { typed: input, faults })).await
        }
        added => {
            added?;
            Ok(reader.go(&paths::prices(), "Акция добавлена."))
        }
    }
}

async fn end_promotion(
    Path((code, from)): Path<(String, NaiveDate)>,
    Form { reader, input }: Form<TypedForm>,
) -> Answer {
    match price_list::end_promotion(&reader.desk, &code, from, input.get("to")).await {
        Err(Failure::Invalid(faults)) => {
            let returned = Returned { typed: input, faults };
            again(&reader, ReturnedPrices::End(code, from.to_string(), returned)).await
        }
        ended => {
            ended?;
            Ok(reader.go(&paths::prices(), "Последний день акции сохранен."))
        }
    }
}
