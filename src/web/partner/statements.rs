//! The partner's months: agreements, disputes, exports.

use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use templates::components::Link;
use templates::pages::ReturnedForm;
use templates::paths;

use crate::domain::ids::ChargeId;
use crate::domain::month::Month;
use crate::domain::statement::StatementState;
use crate::operations::{Failure, contracts, settlement};
use crate::present::frame;
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
        .read(paths::STATEMENTS, months)
        .read(paths::STATEMENT, month)
        .change(paths::AGREEMENT, agree)
        .change(paths::DISPUTE, dispute)
        .change(paths::ACCEPTANCE, accept)
        .read(paths::EXPORT, export)
        .read(paths::CHARGE, explain)
}

/// The months, with the live one.
async fn months(reader: Reader) -> Answer {
    let rows = settlement::list(&reader.desk).await?;
    let live = settlement::live(&reader.desk).await?;
    let standing = contracts::noticed(&reader.desk).await?;
    let page = statements::months_page(&rows, live.as_ref(), &standing, reader.desk.now());
    reader.page(&page, frame::Place::Statements).await
}

/// One month with a page of its lines.
async fn month(reader: Reader, Path(month): Path<Month>, Query(place): Query<LinesAsked>) -> Answer {
    show(&reader, month, &place, None).await
}

/// The month; with a form that came back, as what was not done.
async fn show(reader: &Reader, month: Month, place: &LinesAsked, returned: Option<ReturnedForm>) -> Answer {
    let status = if returned.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let found = settlement::open_own(&reader.desk, month, place.part()).await?;
    if let Some(tab) = place.unknown() {
        return Ok(reader.go_to_known(&paths::statement(&month.to_string()), words::unknown_tab(tab)));
    }
    let view = View { desk: &reader.desk, side: Side::Partner, place, returned, csrf: reader.csrf() };
    reader.page_with(status, &statements::month_page(&view, &found), frame::Place::Statements).await
}

/// The version and the digest that the viewer saw.
#[derive(Deserialize)]
struct Seen {
    version: i32,
    sha256: String,
}

async fn agree(Path(month): Path<Month>, form: Form<Seen>) -> Answer {
    let here = Side::Partner.address(month);
    let Form { reader, input: Seen { version, sha256 } } = form;
    let agreed = settlement::agree(&reader.desk, month, version, &sha256).await;
    agreed.map_err(|failure| Trouble::from(failure).about(here.clone()))?;
    Ok(reader.go(&here, &terms::now_in(&words::month(month), StatementState::Agreed)))
}

/// Disputes a line; an invalid form is shown again.
async fn dispute(
    Path((month, line)): Path<(Month, ChargeId)>,
    Query(place): Query<LinesAsked>,
    Form { reader, input }: Form<TypedLine>,
) -> Answer {
    let done = match statements::disputed(&input) {
        Ok(words) => settlement::dispute(&reader.desk, month, line, &words).await,
        Err(failure) => Err(failure),
    };
    match done {
        Err(Failure::Invalid(faults)) => {
            show(&reader, month, &place, Some(input.returned(&line.to_string(), faults))).await
        }
        done => back(&reader, month, &place, line, done.map(|()| terms::DISPUTED)),
    }
}

/// Accepts a disputed line after all; a line is what it is, whatever the version of the month.
async fn accept(
    Path((month, line)): Path<(Month, ChargeId)>,
    Query(place): Query<LinesAsked>,
    form: Form<Empty>,
) -> Answer {
    let Form { reader, input: Empty {} } = form;
    let done = settlement::withdraw_dispute(&reader.desk, month, line).await;
    back(&reader, month, &place, line, done.map(|()| terms::WITHDRAWN))
}

/// Redirects to the line with a flash message; on failure shows the error with a link back.
fn back(
    reader: &Reader,
    month: Month,
    place: &LinesAsked,
    line: ChargeId,
    done: Result<&str, Failure>,
) -> Result<Response, Trouble> {
    let here = place.at_line(&Side::Partner.address(month), &line.to_string());
    match done {
        Ok(done) => Ok(reader.go(&here, done)),
        Err(failure) => Err(Trouble::from(failure).about(here)),
    }
}

async fn export(
    reader: Reader,
    Path((month, format)): Path<(Month, String)>,
    Query(asked): Query<file::ExportAsked>,
) -> Answer {
    let format = Format::from_code(&format).ok_or(Trouble::NotFound)?;
    let exported = settlement::export_own(&reader.desk, month).await?;
    let back = Link { label: words::capitalised(&words::month(month)), href: Side::Partner.address(month) };
    let address = |format: Format| paths::export(&month.to_string(), format.code());
    let shelf = ExportPlace { place: frame::Place::Statements, back: vec![back], address: &address };
    file::settlement(&reader, format, exported, &asked, shelf).await
}

/// The explanation of a line's price.
async fn explain(reader: Reader, Path(line): Path<ChargeId>) -> Answer {
    let found = settlement::explain(&reader.desk, line).await?;
    let place = if reader.desk.partner().is_some() {
        frame::Place::Statements
    } else {
        frame::Place::OperatorStatements
    };
    reader.page(&statements::explanation(&reader.desk, &found), place).await
}
