//! The support line: read-only pages of any organisation, with each look-up recorded; its only verb drops dead errands.

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect};
use templates::paths;

use super::address::{Path, Query};
use super::form::{Form, Why};
use super::reader::Reader;
use super::table::Routes;
use super::trouble::{Answer, Trouble};
use crate::domain::ids::ApplicationNumber;
use crate::operations::Failure;
use crate::operations::support::{self, DisclosureRequest, SupportCard};
use crate::present::frame::Place;
use crate::present::operator::ReturnedReason;
use crate::present::organizations::OrganizationsAsked;
use crate::present::support::{self as present, TypedDisclosure};
use crate::present::words::issuance::was_reset;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .read(paths::SUPPORT, search)
        .read(paths::SUPPORT_ORGANIZATION, card)
        .change(paths::SUPPORT_ORGANIZATION, reveal)
        .change(paths::SUPPORT_RESET, reset)
}

/// The search; the card of the only one that is found opens at once.
async fn search(reader: Reader, Query(asked): Query<OrganizationsAsked>) -> Answer {
    let found = support::search(&reader.desk, &asked.q, asked.after()).await?;
    match present::only(&found, &asked) {
        Some(card) => Ok(Redirect::to(&card).into_response()),
        None => {
            reader.page(&present::search(&reader.desk, &found, &asked, reader.zone), Place::Support).await
        }
    }
}

/// The card of an organisation.
async fn card(reader: Reader, Path(code): Path<String>, Query(asked): Query<OrganizationsAsked>) -> Answer {
    let found = support::open(&reader.desk, &code, &asked.q).await?;
    show(&reader, StatusCode::OK, &found, &TypedDisclosure { q: asked.q, ..TypedDisclosure::default() }).await
}

/// The same with personal data in the open, in this answer only.
async fn reveal(Path(code): Path<String>, form: Form<TypedDisclosure>) -> Answer {
    let Form { reader, input: typed } = form;
    let asking = DisclosureRequest { what: &typed.what, reason: &typed.reason, seen: &typed.seen };
    match support::reveal(&reader.desk, &code, &typed.q, &asking).await {
        Ok(found) => show(&reader, StatusCode::OK, &found, &typed).await,
        Err(Failure::Invalid(faults)) => {
            let found = support::open(&reader.desk, &code, &typed.q).await?;
            show(&reader, StatusCode::UNPROCESSABLE_ENTITY, &found, &TypedDisclosure { faults, ..typed })
                .await
        }
        Err(failure) => Err(Trouble::from(failure)),
    }
}

/// Drops the stuck errands of an application, and comes back to its organisation.
async fn reset(Path((code, number)): Path<(String, ApplicationNumber)>, form: Form<Why>) -> Answer {
    let Form { reader, input: Why { reason } } = form;
    let here = paths::support_organization(&code);
    match support::reset(&reader.desk, &code, number, &reason).await {
        Ok(moved) => Ok(reader.go(&here, was_reset(moved))),
        Err(Failure::Invalid(faults)) => {
            let action = paths::support_reset(&code, &number.to_string());
            let reset = Some(ReturnedReason { action, written: reason, faults });
            let found = support::open(&reader.desk, &code, "").await?;
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            show(&reader, status, &found, &TypedDisclosure { reset, ..TypedDisclosure::default() }).await
        }
        Err(failure) => Err(Trouble::from(failure).about(here)),
    }
}

async fn show(reader: &Reader, status: StatusCode, found: &SupportCard, typed: &TypedDisclosure) -> Answer {
    let page = present::card(&reader.desk, found, typed, reader.csrf(), reader.zone);
    reader.page_with(status, &page, Place::Support).await
}
