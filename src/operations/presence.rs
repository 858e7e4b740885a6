//! Presence: colleagues see who is viewing an application now. It locks no one out.

use std::collections::HashMap;

use chrono::{DateTime, Duration, Utc};

use super::admission::admit;
use super::{Desk, Failure};
use crate::domain::ids::{ApplicationNumber, PartnerId, PersonId};
use crate::policy::Permission;
use crate::store::{accounts, presence};

/// How long a mark is valid; an open card polls every fifteen seconds.
const VALID: Duration = Duration::seconds(45);
/// How old a mark must be to be refreshed.
const FRESH: Duration = Duration::seconds(10);

/// The viewers of each application, by name.
pub type Onlookers = HashMap<ApplicationNumber, Vec<String>>;

/// Records that the viewer has the application open; returns the colleagues who do too.
pub async fn look(desk: &Desk, number: ApplicationNumber) -> Result<Vec<String>, Failure> {
    admit(desk, number).await?;
    let (Some(partner), Some(person)) = (desk.partner(), desk.who().person) else { return Ok(Vec::new()) };
    if let Err(failure) = note(desk, person, partner, number).await {
        // Nobody is kept from a card because others do not see who reads it.
        tracing::warn!(%failure, "who looks at the application was not noted");
    }
    Ok(others(desk, &[number]).await?.remove(&number).unwrap_or_default())
}

/// Refreshes the viewer's mark at most every 10 s. Expired marks are deleted here; they are hidden already.
async fn note(
    desk: &Desk,
    person: PersonId,
    partner: PartnerId,
    number: ApplicationNumber,
) -> Result<(), Failure> {
    let last = presence::last(desk.db(), person, number).await?;
    if last.is_some_and(|last| last > desk.now() - FRESH) {
        return Ok(());
    }
    let tx = desk.begin().await?;
    presence::sweep(&tx, oldest(desk)).await?;
    presence::note(&tx, person, partner, number, desk.now()).await?;
    Ok(tx.commit().await?)
}

/// The colleagues who are viewing these applications now.
pub async fn onlookers(desk: &Desk, numbers: &[ApplicationNumber]) -> Result<Onlookers, Failure> {
    desk.may(Permission::ViewApplication).await?;
    others(desk, numbers).await
}

pub(super) async fn others(desk: &Desk, numbers: &[ApplicationNumber]) -> Result<Onlookers, Failure> {
    let Some(partner) = desk.partner() else { return Ok(Onlookers::new()) };
    let looks = presence::of_applications(desk.db(), partner, numbers, oldest(desk)).await?;
    let looks: Vec<_> = looks.into_iter().filter(|(_, person)| Some(*person) != desk.who().person).collect();
    if looks.is_empty() {
        return Ok(Onlookers::new());
    }
    let people: Vec<PersonId> = looks.iter().map(|(_, person)| *person).collect();
    let names = accounts::names(desk.db(), &people).await?;
    let mut found = Onlookers::new();
    for (number, person) in looks {
        found.entry(number).or_default().extend(names.get(&person).cloned());
    }
    Ok(found)
}

fn oldest(desk: &Desk) -> DateTime<Utc> {
    desk.now() - VALID
}
