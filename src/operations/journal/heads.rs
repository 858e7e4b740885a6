//! Heads: weekly, or daily by a setting, the people responsible for a chain get its head by e-mail. There no one of the
//! office can change it.

use std::collections::HashMap;

use crate::domain::errand::Errand;
use crate::domain::head::Head;
use crate::domain::ids::{PartnerId, PersonId};
use crate::domain::month::moscow_day;
use crate::domain::role::Role;
use crate::operations::{Desk, Failure};
use crate::policy::Permission;
use crate::store::outbox::Owed;
use crate::store::{audit, colleagues, settings};

/// Adds the letters of this week or day, once each, however many workers run; returns how many were added.
pub async fn owe_heads(desk: &Desk) -> Result<u64, Failure> {
    desk.may(Permission::RunErrand).await?;
    let day = moscow_day(desk.now());
    let period = settings::book(desk.db()).await?.on(day).journal_letters.period(day);
    let heads = audit::heads(desk.db()).await?;
    let keepers = keepers(desk).await?;
    let owed = heads.iter().flat_map(|head| {
        let people = keepers.get(&head.chain).into_iter().flatten();
        people.map(|person| letter(desk, head, *person, &period))
    });
    let owed: Vec<Owed> = owed.collect();
    Ok(desk.owe_new(&owed).await?)
}

fn letter(desk: &Desk, head: &Head, person: PersonId, period: &str) -> Owed {
    let (partner, at) = (head.chain, desk.now());
    let errand = Errand::JournalHead { person, head: head.clone(), period: period.to_owned() };
    Owed { key: errand.deduplication(0), errand, partner, due_at: at, at }
}

/// The people responsible for each chain: a partner's managers, or its administrators if it has none; the operator's
/// administrators for the operator's chain.
async fn keepers(desk: &Desk) -> Result<HashMap<PartnerId, Vec<PersonId>>, Failure> {
    const ROLES: [Role; 3] = [Role::PartnerManager, Role::PartnerAdmin, Role::OperatorAdmin];
    let mut keepers: HashMap<PartnerId, Vec<PersonId>> = HashMap::new();
    let mut chosen: HashMap<PartnerId, Role> = HashMap::new();
    let mut bearers = colleagues::bearers(desk.db(), &ROLES).await?;
    // Managers sort first; the first role found in a tenant is the one that gets the letter.
    bearers.sort_by_key(|(house, role, person)| (*house, *role, *person));
    for (house, role, person) in bearers {
        if *chosen.entry(house).or_insert(role) == role {
            keepers.entry(house).or_default().push(person);
        }
    }
    Ok(keepers)
}
