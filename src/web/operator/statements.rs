//! The operator's months: forming, publishing, answering disputes, invoicing.

use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use templates::components::Link;
use templates::pages::ReturnedForm;
use templates::paths;

use crate::domain::ids::ChargeId;
use crate::domain::month::Month;
use crate::domain::statement::StatementState;
use crate::operations::{Failure, invoicing, settlement};
use crate::present::frame;
use crate::present::operator::{MonthAsked, closing_page};
use crate::present::settlement_file::Format;
use crate::present::statements::{self, LinesAsked, Side, TypedLine, View};
use crate::present::words::{self, settlement as terms};
use crate::web::address::{Path, Query};
use crate::web::file::{self, ExportPlace};
use crate::web::form::{Empty, Form};
use crate::web::reader::Reader;
use crate::web::table::Routes;
use crate::web::trouble::{Answer, Trouble};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .read(paths::OPERATOR_STATEMENTS, months)
        .change(paths::FORMATION, form)
        .read(paths::OPERATOR_STATEMENT, month)
        .change(paths::PUBLICATION, publish)
        .change(paths::INVOICE, invoice)
        .change(paths::CLOSURE, close)
        .change(paths::RESOLUTION, resolve)
        .read(paths::OPERATOR_EXPORT, export)
}

async fn months(reader: Reader, Query(asked): Query<MonthAsked>) -> Answer {
    let month = asked.month(&reader.desk);
    let found = settlement::closing(&reader.desk, month).await?;
    let page = closing_page(&reader.desk, &asked, &found, reader.csrf());
    reader.page(&page, frame::Place::OperatorStatements).await
}

/// Forms a month of all partners.
async fn form(Path(month): Path<Month>, form: Form<Empty>) -> Answer {
    let here = list(month);
    let Form { reader, input: Empty {} } = form;
    let formed = settlement::form(&reader.desk, month, None, |_, _| ()).await;
    let (statements, lines) = formed.map_err(|failure| Trouble::from(failure).about(here.clone()))?;
    Ok(reader.go(&here, &terms::formed(statements, lines)))
}

async fn month(
    reader: Reader,
    Path((month, partner)): Path<(Month, String)>,
    Query(place): Query<LinesAsked>,
) -> Answer {
    show(&reader, month, &partner, &place, None).await
}

/// The month's page, with the refused form if one was sent.
async fn show(
    reader: &Reader,
    month: Month,
    partner: &str,
    place: &LinesAsked,
    returned: Option<ReturnedForm>,
) -> Answer {
    let status = if returned.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let found = settlement::open_of_partner(&reader.desk, partner, month, place.part()).await?;
    let side = Side::Operator(partner);
    let view = View { desk: &reader.desk, side, place, returned, csrf: reader.csrf() };
    let page = statements::month_page(&view, &found);
    reader.page_with(status, &page, frame::Place::OperatorStatements).await
}

/// The version that the viewer saw, and whether the form stood in the list of partners.
#[derive(Deserialize)]
struct Seen {
    version: i32,
    stay: Option<String>,
}

/// Publishes a month to its partner.
async fn publish(Path((month, partner)): Path<(Month, String)>, form: Form<Seen>) -> Answer {
    let Form { reader, input: Seen { version, stay } } = form;
    let done = settlement::publish(&reader.desk, &partner, month, version).await;
    let said = done.map(|()| terms::now_in(&words::month(month), StatementState::OnReview));
    went_on(&reader, &whence(month, Some(&*partner).filter(|_| stay.is_none())), said)
}

async fn invoice(Path((month, partner)): Path<(Month, String)>, form: Form<Seen>) -> Answer {
    let Form { reader, input: Seen { version, stay } } = form;
    let done = invoicing::invoice(&reader.desk, &partner, month, version).await;
    let said = done.map(|number| terms::invoiced(&number));
    went_on(&reader, &whence(month, Some(&*partner).filter(|_| stay.is_none())), said)
}

async fn close(Path((month, partner)): Path<(Month, String)>, form: Form<Seen>) -> Answer {
    let Form { reader, input: Seen { version, stay } } = form;
    let done = invoicing::close(&reader.desk, &partner, month, version).await;
    let said = done.map(|()| terms::now_in(&words::month(month), StatementState::Closed));
    went_on(&reader, &whence(month, Some(&*partner).filter(|_| stay.is_none())), said)
}

/// Answers a disputed line; an invalid form is shown again.
async fn resolve(
    Path((month, partner, line)): Path<(Month, String, ChargeId)>,
    Query(place): Query<LinesAsked>,
    Form { reader, input }: Form<TypedLine>,
) -> Answer {
    let done = match statements::resolved(&input) {
        Ok(resolution) => settlement::resolve(&reader.desk, &partner, month, line, resolution).await,
        Err(failure) => Err(failure),
    };
    match done {
        Err(Failure::Invalid(faults)) => {
            let returned = input.returned(&line.to_string(), faults);
            show(&reader, month, &partner, &place, Some(returned)).await
        }
        done => {
            let here = place.at_line(&Side::Operator(&partner).address(month), &line.to_string());
            went_on(&reader, &here, done.map(|()| terms::RESOLVED.to_owned()))
        }
    }
}

/// The month as a file, for all partners or for one.
async fn export(
    reader: Reader,
    Path((month, format)): Path<(Month, String)>,
    Query(asked): Query<file::ExportAsked>,
) -> Answer {
    let format = Format::from_code(&format).ok_or(Trouble::NotFound)?;
    let partner = asked.partner.as_deref();
    let exported = settlement::export(&reader.desk, month, partner).await?;
    let back = Link { label: words::capitalised(&words::month(month)), href: whence(month, partner) };
    let address = |format: Format| {
        let whole = paths::operator_export(&month.to_string(), format.code());
        paths::with_query(&whole, &[("partner", partner.unwrap_or_default())])
    };
    let shelf = ExportPlace { place: frame::Place::OperatorStatements, back: vec![back], address: &address };
    file::settlement(&reader, format, exported, &asked, shelf).await
}

/// Redirects with a flash message; on failure shows the error with a link back.
fn went_on(reader: &Reader, here: &str, done: Result<String, Failure>) -> Result<Response, Trouble> {
    match done {
        Ok(done) => Ok(reader.go(here, &done)),
        Err(failure) => Err(Trouble::from(failure).about(here.to_owned())),
    }
}

fn whence(month: Month, partner: Option<&str>) -> String {
    partner.map_or_else(|| list(month), |partner| Side::Operator(partner).address(month))
}

fn list(month: Month) -> String {
    paths::with_query(&paths::operator_statements(), &[("month", &month.to_string())])
}
