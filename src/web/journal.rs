//! The journal: of a partner for its managers and administrators, of the operator for its administrators.

use axum::http::StatusCode;
use templates::paths;

use super::address::Query;
use super::file::named;
use super::reader::Reader;
use super::table::Routes;
use super::trouble::{Answer, Trouble};
use crate::domain::form::FieldFaults;
use crate::operations::Failure;
use crate::operations::journal::{self, Journal};
use crate::present::frame::Place;
use crate::present::journal::{self as present, JournalAsked};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .read(paths::JOURNAL, of_partner)
        .read(paths::JOURNAL_FILE, file_of_partner)
        .read(paths::OPERATOR_JOURNAL, of_operator)
        .read(paths::OPERATOR_JOURNAL_FILE, file_of_operator)
}

async fn of_partner(reader: Reader, Query(asked): Query<JournalAsked>) -> Answer {
    stands(&reader, true)?;
    show(&reader, &asked).await
}

async fn of_operator(reader: Reader, Query(asked): Query<JournalAsked>) -> Answer {
    stands(&reader, false)?;
    show(&reader, &asked).await
}

async fn file_of_partner(reader: Reader, Query(asked): Query<JournalAsked>) -> Answer {
    stands(&reader, true)?;
    file(&reader, &asked).await
}

async fn file_of_operator(reader: Reader, Query(asked): Query<JournalAsked>) -> Answer {
    stands(&reader, false)?;
    file(&reader, &asked).await
}

/// Each tenant has a URL of its own; the other's URL gives «not found». A viewer without the permission gets
/// «forbidden».
fn stands(reader: &Reader, at_partner: bool) -> Result<(), Trouble> {
    let reads = reader.desk.allows(crate::policy::Permission::ViewJournal);
    if reads && reader.desk.partner().is_some() != at_partner { Err(Trouble::NotFound) } else { Ok(()) }
}

/// The page; what is wrong with the question stands at its field.
async fn show(reader: &Reader, asked: &JournalAsked) -> Answer {
    let read = match asked.question(reader.zone) {
        Ok(question) => journal::read(&reader.desk, &question, asked.after()).await,
        Err(faults) => Err(Failure::Invalid(faults)),
    };
    match read {
        Err(Failure::Invalid(faults)) => refused(reader, asked, &faults).await,
        read => page(reader, asked, &read?, StatusCode::OK, &FieldFaults::new()).await,
    }
}

async fn refused(reader: &Reader, asked: &JournalAsked, faults: &FieldFaults) -> Answer {
    let closed = journal::closed(&reader.desk).await?;
    page(reader, asked, &closed, StatusCode::UNPROCESSABLE_ENTITY, faults).await
}

async fn page(
    reader: &Reader,
    asked: &JournalAsked,
    journal: &Journal,
    status: StatusCode,
    faults: &FieldFaults,
) -> Answer {
    let place = if reader.desk.partner().is_some() { Place::Journal } else { Place::OperatorJournal };
    let page = present::page(&reader.desk, journal, asked, reader.zone, faults);
    reader.page_with(status, &page, place).await
}

/// The file; a selection that does not fit into one comes back to its page.
async fn file(reader: &Reader, asked: &JournalAsked) -> Answer {
    let exported = match asked.question(reader.zone) {
        Ok(question) => journal::export(&reader.desk, &question).await,
        Err(faults) => Err(Failure::Invalid(faults)),
    };
    match exported {
        Err(Failure::Invalid(faults)) => refused(reader, asked, &faults).await,
        exported => {
            let (exported, zone) = (exported?, reader.zone);
            let bytes = tokio::task::spawn_blocking(move || present::file(&exported, zone)).await;
            let bytes = bytes.map_err(|error| Trouble::Broken(error.to_string()))?;
            let day = reader.desk.now().with_timezone(&zone.offset).format("%Y-%m-%d");
            Ok(named(&format!("zhurnal-{day}.csv"), "text/csv; charset=utf-8", bytes))
        }
    }
}
