//! Rights: why something is not allowed, who may what, and the policy.

use axum::http::StatusCode;
use serde::Deserialize;
use templates::paths;

use super::address::{Path, Query};
use super::reader::Reader;
use super::table::Routes;
use super::trouble::{Answer, Trouble};
use crate::domain::ids::PersonId;
use crate::operations::rights::RightsQuestion;
use crate::operations::{Failure, policies, rights, why};
use crate::policy::Permission;
use crate::present::frame::Place;
use crate::present::rights::{self as present, RightsAsked};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .read(paths::WHY, explain)
        .read(paths::RIGHTS, of_partner)
        .read(paths::RIGHTS_OF, person_of_partner)
        .read(paths::OPERATOR_RIGHTS, of_operator)
        .read(paths::OPERATOR_RIGHTS_OF, person_of_operator)
        .read(paths::POLICY, policy)
}

async fn explain(reader: Reader, Path((object, act)): Path<(String, String)>) -> Answer {
    let permission = Permission::named(&object, &act).ok_or(Trouble::NotFound)?;
    let explained = why::explain(&reader.desk, permission).await?;
    reader.page(&crate::present::why::page(&explained, reader.zone), Place::Elsewhere).await
}

/// Each tenant has a URL of its own; the other's URL gives «not found». A viewer without the permission gets
/// «forbidden».
fn stands(reader: &Reader, at_partner: bool) -> Result<(), Trouble> {
    let reads = reader.desk.allows(Permission::ViewRights);
    if reads && reader.desk.partner().is_some() != at_partner { Err(Trouble::NotFound) } else { Ok(()) }
}

async fn of_partner(reader: Reader, Query(asked): Query<RightsAsked>) -> Answer {
    stands(&reader, true)?;
    show(&reader, &asked).await
}

async fn of_operator(reader: Reader, Query(asked): Query<RightsAsked>) -> Answer {
    stands(&reader, false)?;
    show(&reader, &asked).await
}

/// The page; what is wrong with the question stands at its field.
async fn show(reader: &Reader, asked: &RightsAsked) -> Answer {
    let (mut status, question, mut faults) = match asked.question(reader.desk.now(), reader.zone) {
        Ok(question) => (StatusCode::OK, question, Vec::new()),
        Err(faults) => (StatusCode::UNPROCESSABLE_ENTITY, RightsQuestion::default(), faults),
    };
    let board = match rights::who(&reader.desk, &question).await {
        // A partner has no such field: what it types into the address is not found.
        Err(Failure::NotFound) if question.names_subscriber() && reader.desk.partner().is_none() => {
            status = StatusCode::UNPROCESSABLE_ENTITY;
            faults.push(("subscriber", "Абонента с таким кодом нет".to_owned()));
            rights::who(&reader.desk, &RightsQuestion { subscriber: String::new(), ..question }).await?
        }
        found => found?,
    };
    let page = present::page(&reader.desk, &board, asked, reader.zone, &faults);
    reader.page_with(status, &page, present::place(&reader.desk)).await
}

async fn person_of_partner(reader: Reader, Path(id): Path<PersonId>, asked: Query<RightsAsked>) -> Answer {
    stands(&reader, true)?;
    person(&reader, id, &asked.0).await
}

async fn person_of_operator(reader: Reader, Path(id): Path<PersonId>, asked: Query<RightsAsked>) -> Answer {
    stands(&reader, false)?;
    person(&reader, id, &asked.0).await
}

async fn person(reader: &Reader, id: PersonId, asked: &RightsAsked) -> Answer {
    let when = asked.when(reader.desk.now(), reader.zone);
    let (status, faults) = match &when {
        Ok(_) => (StatusCode::OK, Vec::new()),
        Err(faults) => (StatusCode::UNPROCESSABLE_ENTITY, faults.clone()),
    };
    let found = rights::of(&reader.desk, id, when.unwrap_or_default()).await?;
    let page = present::person(&reader.desk, &found, asked, reader.zone, &faults);
    reader.page_with(status, &page, present::place(&reader.desk)).await
}

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
struct Compared {
    from: String,
    to: String,
}

async fn policy(reader: Reader, Query(compared): Query<Compared>) -> Answer {
    let (from, to) = (compared.from.parse().ok(), compared.to.parse().ok());
    let board = policies::board(&reader.desk, from, to).await?;
    reader.page(&crate::present::policy::page(&board, reader.zone), Place::Policy).await
}
