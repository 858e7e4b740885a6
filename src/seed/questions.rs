//! Two questions of the demo's client: one that waits, and one that its partner answered.

use std::sync::Arc;

use super::SeedError;
use super::office::SeededOffice;
use crate::domain::question::TypedQuestion;
use crate::domain::role::{Role, Scope};
use crate::operations::{Desk, Failure, House, Requester, questions};
use crate::store::{accounts, organizations};

const ANSWERED: &str = "Здравствуйте! Можно ли получить акт за прошлый месяц на бумаге?";
const ANSWER: &str = "Здравствуйте! Да, распечатаем и отправим с курьером в четверг.";
const WAITS: &str = "Добрый день! Мы сменили банк. Какие реквизиты нужно прислать для счета?";

/// Asks them, and answers the first.
pub(super) async fn ask(house: &Arc<House>, office: &SeededOffice) -> Result<(), SeedError> {
    let Some(client) = accounts::find(&house.db, "client").await? else { return Ok(()) };
    let memberships = accounts::memberships(&house.db, client.id).await?;
    let Some(first) = memberships.first().copied() else { return Ok(()) };
    let organization = organizations::with_id(&house.db, &Scope::Everything, first).await?;
    let request_id = "seed-questions";
    let desk = Desk::of_person(house, &client, memberships, request_id.to_owned()).proven(house.clock.now());
    let caller = Requester { address: "192.0.2.1", secret: &[], request_id };
    let typed = |text: &str| TypedQuestion {
        about: organization.subscriber_code.clone(),
        name: organization.requisites.short_name.clone(),
        email: client.email.clone(),
        text: text.to_owned(),
        ..TypedQuestion::default()
    };
    let asked = questions::ask(&desk, &caller, &typed(ANSWERED)).await.map_err(refused)?;
    questions::ask(&desk, &caller, &typed(WAITS)).await.map_err(refused)?;
    let staff = office.holder(Role::PartnerStaff, Some(organization.partner))?;
    let staff = Desk::of_person(house, staff, Vec::new(), request_id.to_owned()).proven(house.clock.now());
    questions::answer(&staff, asked, 1, ANSWER).await.map_err(refused)
}

fn refused(failure: Failure) -> SeedError {
    SeedError::Refused { what: "the client's questions".to_owned(), failure }
}
