//! Applications at the authority and dead errands, with the verbs of the operator's clerk.

use axum::http::StatusCode;
use templates::paths;

use crate::domain::ids::ApplicationNumber;
use crate::operations::{Failure, attention};
use crate::present::frame::Place;
use crate::present::operator::{IssuanceAsked, IssuancePart, ReturnedReason, issuance_page};
use crate::present::words::issuance::{WAS_REFUSED, resent, was_reset};
use crate::present::words::unknown_tab;
use crate::web::address::{Path, Query};
use crate::web::form::{Form, Why};
use crate::web::reader::Reader;
use crate::web::table::Routes;
use crate::web::trouble::{Answer, Trouble};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .read(paths::OPERATOR_APPLICATIONS, applications)
        .change(paths::RESENDING, resend)
        .change(paths::RESET, reset)
        .change(paths::REFUSAL, refuse)
}

/// Applications at the authority, those that need a person, or undelivered ones.
async fn applications(reader: Reader, Query(asked): Query<IssuanceAsked>) -> Answer {
    show(&reader, &asked, None).await
}

async fn show(reader: &Reader, asked: &IssuanceAsked, returned: Option<ReturnedReason>) -> Answer {
    let status = if returned.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let found = attention::issuance(&reader.desk, asked.words(), asked.after()).await?;
    if let Some(tab) = asked.unknown() {
        return Ok(reader.go_to_known(&paths::operator_applications(), unknown_tab(tab)));
    }
    let page = issuance_page(&reader.desk, &found, asked, returned.as_ref(), reader.csrf());
    reader.page_with(status, &page, Place::Issuance).await
}

/// Lets the worker try the stuck errands of an application again.
async fn resend(Path(number): Path<ApplicationNumber>, form: Form<Why>) -> Answer {
    let done = attention::resend(&form.reader.desk, number, &form.input.reason).await.map(resent);
    after(form, IssuancePart::Stuck, paths::resending(&number.to_string()), done).await
}

/// Drops the dead errands of an application.
async fn reset(Path(number): Path<ApplicationNumber>, form: Form<Why>) -> Answer {
    let done = attention::reset(&form.reader.desk, number, &form.input.reason).await.map(was_reset);
    after(form, IssuancePart::Stuck, paths::reset(&number.to_string()), done).await
}

/// Refuses an application at the authority.
async fn refuse(Path(number): Path<ApplicationNumber>, form: Form<Why>) -> Answer {
    let done = attention::refuse(&form.reader.desk, number, &form.input.reason).await.map(|()| WAS_REFUSED);
    after(form, IssuancePart::Waiting, paths::refusal(&number.to_string()), done).await
}

/// On with a sentence, or the part of the page with the form as it was sent.
async fn after(form: Form<Why>, part: IssuancePart, action: String, done: Result<&str, Failure>) -> Answer {
    let here = IssuanceAsked::of(part);
    let Form { reader, input: Why { reason } } = form;
    match done {
        Ok(words) => Ok(reader.go(&here.address(), words)),
        Err(Failure::Invalid(faults)) => {
            show(&reader, &here, Some(ReturnedReason { action, written: reason, faults })).await
        }
        Err(failure) => Err(Trouble::from(failure).about(here.address())),
    }
}
