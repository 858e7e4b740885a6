//! Transfers of organisations to other partners.

use axum::http::StatusCode;
use serde::Deserialize;
use templates::paths;

use crate::operations::{Failure, transfer};
use crate::present::frame::Place;
use crate::present::operator::{Returned, TypedForm, transfer_page, transfer_search};
use crate::web::address::{Path, Query};
use crate::web::form::Form;
use crate::web::reader::Reader;
use crate::web::table::Routes;
use crate::web::trouble::{Answer, Trouble};

pub(super) fn routes(routes: Routes) -> Routes {
    routes.read(paths::TRANSFERS, search).read(paths::TRANSFER, look).change(paths::TRANSFER, give)
}

#[derive(Deserialize)]
struct TransferAsked {
    #[serde(default)]
    q: String,
}

/// The way to an organisation; the only one that is found opens at once.
async fn search(reader: Reader, Query(asked): Query<TransferAsked>) -> Answer {
    let found = transfer::find(&reader.desk, &asked.q).await?;
    match found.list.rows.as_slice() {
        [only] if !found.list.nearest => show(&reader, &only.organization.subscriber_code, None).await,
        _ => reader.page(&transfer_search(asked.q.trim(), &found), Place::Partners).await,
    }
}

async fn look(reader: Reader, Path(code): Path<String>) -> Answer {
    show(&reader, &code, None).await
}

async fn show(reader: &Reader, code: &str, returned: Option<Returned>) -> Answer {
    let status = if returned.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let found = transfer::look(&reader.desk, code).await?;
    reader.page_with(status, &transfer_page(&found, returned, reader.csrf()), Place::Partners).await
}

/// Gives it to another partner.
async fn give(Path(code): Path<String>, Form { reader, input }: Form<TypedForm>) -> Answer {
    let (partner, login, reason) = (input.get("partner"), input.get("login"), input.get("reason"));
    let here = paths::transfer(&code);
    match transfer::transfer(&reader.desk, &code, partner, login, reason).await {
        Ok(()) => Ok(reader.go(&here, "Организация передана новому партнеру.")),
        Err(Failure::Invalid(faults)) => show(&reader, &code, Some(Returned { typed: input, faults })).await,
        Err(failure) => Err(Trouble::from(failure).about(here)),
    }
}
