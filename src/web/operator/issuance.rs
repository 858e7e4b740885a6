//! What is at the authority, and sending what is stuck again.

use axum::http::StatusCode;
use serde::Deserialize;
use templates::paths;

use crate::domain::ids::ApplicationNumber;
use crate::operations::{Failure, attention};
use crate::present::frame::Place;
use crate::present::operator::{IssuanceAsked, ReturnedReason, issuance_page};
use crate::present::words;
use crate::web::form::{Form, Path, Query};
use crate::web::reader::Reader;
use crate::web::routes::Routes;
use crate::web::trouble::{Answer, Trouble};

/// The routes of the issuance.
pub(super) fn routes(routes: Routes) -> Routes {
    routes.read(paths::OPERATOR_APPLICATIONS, applications).change(paths::RESENDING, resend)
}

/// What is at the authority, or what needs a person.
async fn applications(reader: Reader, Query(asked): Query<IssuanceAsked>) -> Answer {
    show(&reader, &asked, None).await
}

async fn show(reader: &Reader, asked: &IssuanceAsked, returned: Option<ReturnedReason>) -> Answer {
    let status = if returned.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let found = attention::issuance(&reader.desk, asked.after()).await?;
    let page = issuance_page(&reader.desk, &found, asked, returned, reader.csrf());
    reader.page_with(status, &page, Place::Issuance).await
}

/// Why it is sent again.
#[derive(Deserialize)]
struct Why {
    reason: String,
}

/// Lets the worker try the stuck errands of an application again.
async fn resend(Path(number): Path<ApplicationNumber>, form: Form<Why>) -> Answer {
    let here = IssuanceAsked::stuck();
    let Form { reader, input: Why { reason } } = form;
    match attention::resend(&reader.desk, number, &reason).await {
        Ok(errands) => Ok(reader.go(&here.address(), words::issuance::resent(errands))),
        Err(Failure::Invalid(faults)) => {
            show(&reader, &here, Some(ReturnedReason { number, written: reason, faults })).await
        }
        Err(failure) => Err(Trouble::from(failure).about(here.address())),
    }
}
