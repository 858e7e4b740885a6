//! A client's ITS contracts: what partners offer and what was accepted, and whether the account is connected.

use chrono::NaiveDate;
use serde::Deserialize;
use templates::paths;

use super::address::Path;
use super::form::Form;
use super::reader::Reader;
use super::table::Routes;
use super::trouble::{Answer, Trouble};
use crate::domain::ids::ItsLoginId;
use crate::operations::{Failure, own_contracts};
use crate::present::frame::Place;
use crate::present::own_contracts as present;

/// The routes of one's own contracts.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .read(paths::OWN_ITS_CONTRACTS, list)
        .change(paths::OFFER_ACCEPTANCE, accept)
        .change(paths::OFFER_REFUSAL, decline)
        .read(paths::PORTAL_SUPPORT, support)
}

/// The contracts and the offers.
async fn list(reader: Reader) -> Answer {
    let own = own_contracts::list(&reader.desk).await?;
    let page = present::list(&reader.desk, &own, reader.csrf());
    reader.page(&page, Place::Elsewhere).await
}

/// Whether the account is connected.
async fn support(reader: Reader) -> Answer {
    let own = own_contracts::list(&reader.desk).await?;
    reader.page(&present::support(&reader.desk, &own), Place::Elsewhere).await
}

/// The offer as it was seen.
#[derive(Deserialize)]
struct Seen {
    until: Option<NaiveDate>,
}

async fn accept(Path(offer): Path<ItsLoginId>, form: Form<Seen>) -> Answer {
    let done = own_contracts::accept(&form.reader.desk, offer, form.input.until).await;
    back(&form.reader, done, "Договор принят.")
}

async fn decline(Path(offer): Path<ItsLoginId>, form: Form<Seen>) -> Answer {
    let done = own_contracts::decline(&form.reader.desk, offer).await;
    back(&form.reader, done, "Предложение отклонено.")
}

fn back(reader: &Reader, done: Result<(), Failure>, sentence: &str) -> Answer {
    let address = paths::own_its_contracts();
    match done {
        Ok(()) => Ok(reader.go(&address, sentence)),
        Err(failure) => Err(Trouble::from(failure).about(address)),
    }
}
