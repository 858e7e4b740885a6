//! Saved filters of the queue, for oneself or shared with all colleagues.

use super::{Desk, Failure};
use crate::domain::cleaning::cleaned;
use crate::domain::ids::{PartnerId, PersonId};
use crate::policy::Permission;
use crate::store::saved_filters::{self, SavedFilter};
use crate::store::{StoreError, audit};

/// The maximum number of filters of a person, or of a partner's team.
pub const MOST: u64 = 20;
/// The maximum length of a name, in characters.
pub const LONGEST_NAME: usize = 60;

/// A new filter.
#[derive(Clone, Copy, Debug)]
pub struct NewFilter<'a> {
    /// Its name.
    pub name: &'a str,
    /// The filter as the query of a URL.
    pub query: &'a str,
    /// Whether it is shared with all colleagues.
    pub of_team: bool,
}

/// The viewer's filters, each with whether the viewer may delete it.
pub async fn list(desk: &Desk) -> Result<Vec<(SavedFilter, bool)>, Failure> {
    desk.may(Permission::ViewApplication).await?;
    let Ok((partner, person)) = owner(desk) else { return Ok(Vec::new()) };
    let manager = desk.allows(Permission::ManageTeamFilters);
    let found = saved_filters::of_person(desk.db(), partner, person).await?;
    let removable = |filter: SavedFilter| {
        let may = filter.author == person || manager;
        (filter, may)
    };
    Ok(found.into_iter().map(removable).collect())
}

/// Saves a filter.
pub async fn save(desk: &Desk, new: NewFilter<'_>) -> Result<(), Failure> {
    desk.may(Permission::ViewApplication).await?;
    let (partner, author) = owner(desk)?;
    let name = cleaned(new.name);
    if name.is_empty() {
        return Err(wrong("Назовите отбор"));
    }
    if name.chars().count() > LONGEST_NAME {
        return Err(wrong(&format!("Не больше {LONGEST_NAME} символов")));
    }
    let filter =
        SavedFilter { id: 0, partner, author, of_team: new.of_team, name, query: new.query.to_owned() };
    let tx = desk.begin().await?;
    if saved_filters::count_beside(&tx, &filter).await? >= MOST {
        return Err(wrong(&format!("Больше {MOST} отборов не сохранить: удалите лишний")));
    }
    match saved_filters::add(&tx, &filter, desk.now()).await {
        Ok(()) => Ok(tx.commit().await?),
        Err(StoreError::Duplicate(_)) => Err(wrong("Отбор с таким названием уже есть")),
        Err(other) => Err(other.into()),
    }
}

/// Deletes a filter: the viewer's own, or with the permission the team's.
pub async fn remove(desk: &Desk, id: i64) -> Result<(), Failure> {
    desk.may(Permission::ViewApplication).await?;
    let (partner, person) = owner(desk)?;
    let filter = saved_filters::open(desk.db(), partner, person, id).await?;
    if filter.author != person {
        return remove_of_team(desk, id).await;
    }
    let tx = desk.begin().await?;
    saved_filters::remove(&tx, filter.id).await?;
    Ok(tx.commit().await?)
}

/// Deletes a team filter of a colleague; the audit records it.
pub async fn remove_of_team(desk: &Desk, id: i64) -> Result<(), Failure> {
    desk.may(Permission::ManageTeamFilters).await?;
    let (partner, person) = owner(desk)?;
    let filter = saved_filters::open(desk.db(), partner, person, id).await?;
    let tx = desk.begin().await?;
    saved_filters::remove(&tx, filter.id).await?;
    let note = audit::AuditNote {
        verb: "filter_removed",
        subject: &format!("saved_filter:{}", filter.id),
        details: serde_json::json!({ "name": filter.name, "query": filter.query }).to_string(),
    };
    audit::note(&tx, &desk.keeper(), partner, note).await?;
    Ok(tx.commit().await?)
}

fn owner(desk: &Desk) -> Result<(PartnerId, PersonId), Failure> {
    Ok((desk.partner().ok_or(Failure::NotFound)?, desk.person()?))
}

fn wrong(words: &str) -> Failure {
    Failure::Invalid(vec![("name", words.to_owned())])
}
