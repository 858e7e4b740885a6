//! Heads: once a week, or once a day where the office has said so, those who answer for a chain get its head by letter.
//! It lies then where nobody of the office can change it.

use std::collections::HashMap;

use crate::domain::errand::Errand;
use crate::domain::head::Head;
use crate::domain::ids::{PartnerId, PersonId};
use crate::domain::month::moscow_day;
use crate::domain::role::Role;
use crate::operations::{Desk, Failure};
use crate::policy::Permission;
use crate::store::outbox::{self, Owed};
use crate::store::{audit, colleagues, settings};

/// Owes the letters of this week or day, each once, however many workers look; answers with how many there were.
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
    let keys: Vec<String> = owed.iter().map(|owed| owed.key.clone()).collect();
    // Nearly always all of them were owed before: nobody waits for a lock then.
    if outbox::known_keys(desk.db(), &keys).await?.len() == keys.len() {
        return Ok(0);
    }
    let tx = desk.begin().await?;
    let fresh = outbox::owe_all(&tx, &owed).await?;
    desk.commit(tx).await?;
    Ok(fresh)
}

fn letter(desk: &Desk, head: &Head, person: PersonId, period: &str) -> Owed {
    let (partner, at) = (head.chain, desk.now());
    let errand = Errand::JournalHead { person, head: head.clone(), period: period.to_owned() };
    Owed { key: errand.deduplication(0), errand, partner, due_at: at, at }
}

/// Who answers for each chain: the managers of a partner, its administrators where it has none; the administrators of
/// the operator for the operator's own.
async fn keepers(desk: &Desk) -> Result<HashMap<PartnerId, Vec<PersonId>>, Failure> {
    const ROLES: [Role; 3] = [Role::PartnerManager, Role::PartnerAdmin, Role::OperatorAdmin];
    let mut keepers: HashMap<PartnerId, Vec<PersonId>> = HashMap::new();
    let mut chosen: HashMap<PartnerId, Role> = HashMap::new();
    let mut bearers = colleagues::bearers(desk.db(), &ROLES).await?;
    // The managers of a house come first, and whoever comes first decides for which role the letter is.
    bearers.sort_by_key(|(house, role, person)| (*house, *role, *person));
    for (house, role, person) in bearers {
        if *chosen.entry(house).or_insert(role) == role {
            keepers.entry(house).or_default().push(person);
        }
    }
    Ok(keepers)
}
