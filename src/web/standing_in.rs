//! Standing in: one's own page, and the forms on the page of one of the tenant's people.

use axum::http::StatusCode;
use axum::response::Response;
use templates::paths;

use super::address::Path;
use super::form::{Empty, Form};
use super::people::{Here, ReturnedParts, show_person};
use super::reader::Reader;
use super::table::Routes;
use super::trouble::{Answer, Trouble};
use crate::domain::ids::{PersonId, StandingInId};
use crate::operations::standing_in::{self, TypedStandingIn};
use crate::operations::{Failure, Refusal};
use crate::present::frame::Place;
use crate::present::standing_in::{self as present, ReturnedStandingIn};
use crate::present::words::standing_in::{field, refused};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .read(paths::OWN_STANDING_IN, own)
        .change(paths::OWN_STANDING_IN, hand_over)
        .change(paths::OWN_STANDING_IN_ENDING, end_own)
        .change(paths::STANDING_IN, arrange)
        .change(paths::STANDING_IN_ENDING, end)
        .change(paths::OPERATOR_STANDING_IN, arrange)
        .change(paths::OPERATOR_STANDING_IN_ENDING, end)
}

async fn own(reader: Reader) -> Answer {
    show(&reader, StatusCode::OK, ReturnedStandingIn::default()).await
}

async fn show(reader: &Reader, status: StatusCode, returned: ReturnedStandingIn) -> Answer {
    let board = standing_in::own(&reader.desk).await?;
    let page = present::page(&reader.desk, &board, returned, reader.csrf());
    reader.page_with(status, &page, Place::Elsewhere).await
}

async fn hand_over(Form { reader, input: typed }: Form<TypedStandingIn>) -> Answer {
    match faults(standing_in::hand_over(&reader.desk, &typed).await)? {
        None => Ok(reader.go(&paths::own_standing_in(), ARRANGED)),
        Some(faults) => {
            show(&reader, StatusCode::UNPROCESSABLE_ENTITY, ReturnedStandingIn { typed, faults }).await
        }
    }
}

const ARRANGED: &str = "Роль передана на время.";
const ENDED: &str = "Замещение завершено.";

/// What is wrong with a form, each beside its field, if anything is.
fn faults(done: Result<(), Failure>) -> Result<Option<Vec<(&'static str, String)>>, Trouble> {
    match done {
        Ok(()) => Ok(None),
        Err(Failure::Invalid(faults)) => Ok(Some(faults)),
        Err(Failure::Refused(Refusal::StandingIn(refusal))) => {
            Ok(Some(vec![(field(refusal), refused(refusal))]))
        }
        Err(failure) => Err(failure.into()),
    }
}

async fn end_own(Path(id): Path<StandingInId>, form: Form<Empty>) -> Answer {
    let done = standing_in::end_own(&form.reader.desk, id).await;
    back(&form.reader, &paths::own_standing_in(), done)
}

async fn arrange(
    here: Here,
    Path(id): Path<PersonId>,
    Form { reader, input: typed }: Form<TypedStandingIn>,
) -> Answer {
    let side = here.found_by(&reader.desk).await?;
    match faults(standing_in::arrange(&reader.desk, id, &typed).await)? {
        None => Ok(reader.go(&side.person(&id.to_string()), ARRANGED)),
        Some(faults) => {
            let returned = ReturnedStandingIn { typed, faults };
            let returned = ReturnedParts { standing_in: Some(returned), ..ReturnedParts::default() };
            show_person(&here, &reader, id, returned).await
        }
    }
}

async fn end(here: Here, Path((id, standing)): Path<(PersonId, StandingInId)>, form: Form<Empty>) -> Answer {
    let side = here.found_by(&form.reader.desk).await?;
    let done = standing_in::end(&form.reader.desk, id, standing).await;
    back(&form.reader, &side.person(&id.to_string()), done)
}

fn back(reader: &Reader, address: &str, done: Result<(), Failure>) -> Result<Response, Trouble> {
    match done {
        Ok(()) => Ok(reader.go(address, ENDED)),
        Err(failure) => Err(Trouble::from(failure).about(address.to_owned())),
    }
}
