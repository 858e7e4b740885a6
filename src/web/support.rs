//! The support line: any organisation; each look is noted, and nothing is done but dropping what is stuck.

use axum::http::StatusCode;
use serde::Deserialize;
use templates::paths;

use super::form::{Form, Path, Query};
use super::reader::Reader;
use super::routes::Routes;
use super::trouble::{Answer, Trouble};
use crate::domain::ids::ApplicationNumber;
use crate::operations::{Failure, attention, support};
use crate::present::frame::Place;
use crate::present::operator::ReturnedReason;
use crate::present::organizations::Asked;
use crate::present::support as present;
use crate::present::words::issuance::WAS_RESET;

/// The routes of the support line.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .read(paths::SUPPORT, search)
        .read(paths::SUPPORT_ORGANIZATION, card)
        .change(paths::SUPPORT_RESET, reset)
}

/// The search.
async fn search(reader: Reader, Query(asked): Query<Asked>) -> Answer {
    let (found, partners) = support::search(&reader.desk, &asked.q, asked.after()).await?;
    let page = present::search(&reader.desk, &found, &partners, &asked, reader.zone);
    reader.page(&page, Place::Support).await
}

/// The card of an organisation.
async fn card(reader: Reader, Path(code): Path<String>) -> Answer {
    show(&reader, &code, None).await
}

async fn show(reader: &Reader, code: &str, returned: Option<ReturnedReason>) -> Answer {
    let status = if returned.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let found = support::open(&reader.desk, code).await?;
    let page = present::card(&reader.desk, &found, returned.as_ref(), reader.csrf(), reader.zone);
    reader.page_with(status, &page, Place::Support).await
}

/// Why it is done.
#[derive(Deserialize)]
struct Why {
    reason: String,
}

/// Drops the stuck errands of an application, and comes back to its organisation.
async fn reset(Path((code, number)): Path<(String, ApplicationNumber)>, form: Form<Why>) -> Answer {
    let Form { reader, input: Why { reason } } = form;
    let here = paths::support_organization(&code);
    match attention::reset(&reader.desk, number, &reason).await {
        Ok(()) => Ok(reader.go(&here, WAS_RESET)),
        Err(Failure::Invalid(faults)) => {
            let action = paths::support_reset(&code, &number.to_string());
            show(&reader, &code, Some(ReturnedReason { action, written: reason, faults })).await
        }
        Err(failure) => Err(Trouble::from(failure).about(here)),
    }
}
