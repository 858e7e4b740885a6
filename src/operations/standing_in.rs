//! Standing in: an administrator, or whoever holds a role, hands it over to a colleague for some days. Both of them and the
//! administrators may end it.

mod ending;

use std::collections::HashMap;

use chrono::NaiveDate;
pub(super) use ending::end_lending;
use serde::Deserialize;

use super::people::{house, steward};
use super::{Desk, Failure};
use crate::domain::account::{Account, AccountState};
use crate::domain::colleague::Colleague;
use crate::domain::errand::StandingInNews;
use crate::domain::form::FieldFaults;
use crate::domain::ids::{PersonId, StandingInId};
use crate::domain::role::Role;
use crate::domain::standing_in::{EndedBy, Handover, StandingIn};
use crate::policy::Permission;
use crate::store::{Tx, accounts, colleagues, keep, standing_in};

/// What somebody handed over and stands in for.
#[derive(Debug)]
pub struct StandingBoard {
    /// The person.
    pub person: PersonId,
    /// All of it, the newest first.
    pub all: Vec<StandingIn>,
    /// The names of those in it.
    pub names: HashMap<PersonId, String>,
    /// The roles that the person holds and the reader may hand over.
    pub roles: Vec<Role>,
    /// The colleagues who can stand in.
    pub colleagues: Vec<Account>,
}

/// A standing in as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct TypedStandingIn {
    /// The identity of the colleague.
    pub deputy: String,
    /// The code of the role.
    pub role: String,
    /// The first day: `2026-12-01`.
    pub first: String,
    /// The last day.
    pub last: String,
}

/// What a letter about a standing in tells.
#[derive(Debug)]
pub struct StandingMatter {
    /// The standing in.
    pub standing: StandingIn,
    /// Who is told.
    pub reader: Account,
    /// The other of the two.
    pub other: Account,
}

/// What the viewer handed over and stands in for.
pub async fn own(desk: &Desk) -> Result<StandingBoard, Failure> {
    house(desk)?;
    board(desk, desk.person()?).await
}

/// The viewer hands a role of their own over.
pub async fn hand_over(desk: &Desk, typed: &TypedStandingIn) -> Result<(), Failure> {
    desk.must_be_proven().await?;
    house(desk)?;
    add(desk, desk.person()?, typed).await
}

/// The viewer, who is one of the two, ends it.
pub async fn end_own(desk: &Desk, id: StandingInId) -> Result<(), Failure> {
    let person = desk.person()?;
    let tx = desk.begin().await?;
    let standing = standing_in::open_to_change(&tx, house(desk)?, id).await?;
    let by = standing.ender(person).ok_or(Failure::NotFound)?;
    finish(desk, tx, standing, by).await
}

/// What one of the tenant's people handed over and stands in for.
pub async fn of(desk: &Desk, person: PersonId) -> Result<StandingBoard, Failure> {
    desk.may(Permission::ManagePeople).await?;
    let board = board(desk, person).await?;
    let roles = if desk.allows(Permission::AppointPeople) { board.roles } else { Vec::new() };
    Ok(StandingBoard { roles, ..board })
}

/// Everything that runs in the tenant, with the names of those in it.
pub async fn running(desk: &Desk) -> Result<(Vec<StandingIn>, HashMap<PersonId, String>), Failure> {
    desk.may(Permission::ManagePeople).await?;
    let mut all = standing_in::of_house(desk.db(), house(desk)?).await?;
    all.retain(|standing| standing.runs(desk.now()));
    let names = names(desk, &all).await?;
    Ok((all, names))
}

/// Hands a role of one of the tenant's people over to another.
pub async fn arrange(desk: &Desk, giver: PersonId, typed: &TypedStandingIn) -> Result<(), Failure> {
    desk.may(Permission::AppointPeople).await?;
    desk.must_be_proven().await?;
    add(desk, giver, typed).await
}

/// Ends a standing in of one of the tenant's people.
pub async fn end(desk: &Desk, person: PersonId, id: StandingInId) -> Result<(), Failure> {
    desk.may(Permission::ManagePeople).await?;
    let tx = desk.begin().await?;
    let standing = standing_in::open_to_change(&tx, house(desk)?, id).await?;
    standing.ender(person).ok_or(Failure::NotFound)?;
    let by = standing.ender(desk.person()?).unwrap_or(EndedBy::Administrator);
    finish(desk, tx, standing, by).await
}

/// What a letter tells somebody; nothing when it is outdated.
pub async fn matter(
    desk: &Desk,
    id: StandingInId,
    reader: PersonId,
    news: StandingInNews,
) -> Result<Option<StandingMatter>, Failure> {
    desk.may(Permission::RunErrand).await?;
    let standing = standing_in::with_id(desk.db(), id).await?;
    let due = match news {
        StandingInNews::Begins => standing.runs(desk.now()),
        StandingInNews::Ends => standing.ended_at.is_none(),
        StandingInNews::EndedEarly => true,
    };
    if !due {
        return Ok(None);
    }
    let other = if reader == standing.giver { standing.deputy } else { standing.giver };
    Ok(Some(StandingMatter {
        reader: accounts::open(desk.db(), reader).await?,
        other: accounts::open(desk.db(), other).await?,
        standing,
    }))
}

async fn board(desk: &Desk, person: PersonId) -> Result<StandingBoard, Failure> {
    let house = house(desk)?;
    let own = colleagues::open(desk.db(), house, person).await?.colleague;
    let all = standing_in::of_person(desk.db(), house, person).await?;
    let rank = steward(desk)?.role.rank();
    let everybody = colleagues::all(desk.db(), house).await?.into_iter().map(|one| one.colleague.account);
    let able = |account: &Account| {
        account.id != person && account.state() == AccountState::Working && account.house() == house
    };
    Ok(StandingBoard {
        person,
        names: names(desk, &all).await?,
        all,
        roles: own.roles().into_iter().filter(|role| role.rank() <= rank).collect(),
        colleagues: everybody.filter(able).collect(),
    })
}

async fn names(desk: &Desk, all: &[StandingIn]) -> Result<HashMap<PersonId, String>, Failure> {
    let ids: Vec<PersonId> = all.iter().flat_map(|one| [one.giver, one.deputy]).collect();
    Ok(accounts::names(desk.db(), &ids).await?)
}

async fn add(desk: &Desk, giver: PersonId, typed: &TypedStandingIn) -> Result<(), Failure> {
    let (deputy, handover) = read(typed)?;
    let tx = desk.begin().await?;
    let (giver, deputy) = pair(desk, &tx, giver, deputy).await?;
    let desk = &desk.at_present();
    let before = standing_in::of_person(&tx, giver.house, deputy.account.id).await?;
    let before: Vec<StandingIn> = before.into_iter().filter(|one| one.deputy == deputy.account.id).collect();
    let new = handover.between((&giver, &deputy), steward(desk)?, &before, desk.now())?;
    let standing = standing_in::add(&tx, new).await?;
    keep(&tx, &desk.keeper(), standing.arrange()).await?;
    Ok(desk.commit(tx).await?)
}

/// Both people with their rows locked: the lower identity first, so that two who do the same never wait for each other.
async fn pair(
    desk: &Desk,
    tx: &Tx,
    giver: PersonId,
    deputy: PersonId,
) -> Result<(Colleague, Colleague), Failure> {
    let house = house(desk)?;
    let deputy_wrong = || Failure::Invalid(vec![("deputy", "Выберите сотрудника".to_owned())]);
    let (first, second) = if giver <= deputy { (giver, deputy) } else { (deputy, giver) };
    let mut found = Vec::new();
    for person in [first, second] {
        match colleagues::open_to_change(tx, house, person).await {
            Err(crate::store::StoreError::NotFound) if person == deputy => return Err(deputy_wrong()),
            opened => found.push(opened?.0),
        }
    }
    let of = |person: PersonId| found.iter().find(|one| one.account.id == person).cloned();
    Ok((of(giver).ok_or(Failure::NotFound)?, of(deputy).ok_or_else(deputy_wrong)?))
}

/// The form as a whole, with every fault beside its field.
fn read(typed: &TypedStandingIn) -> Result<(PersonId, Handover), Failure> {
    let mut faults = FieldFaults::new();
    let mut missing = |field, words: &str| faults.push((field, words.to_owned()));
    let deputy = typed.deputy.parse().map(PersonId);
    if deputy.is_err() {
        missing("deputy", "Выберите сотрудника");
    }
    let role = Role::from_code(&typed.role);
    if role.is_none() {
        missing("role", "Выберите роль");
    }
    let (first, last) = (typed.first.parse::<NaiveDate>(), typed.last.parse::<NaiveDate>());
    if first.is_err() {
        missing("first", "Укажите первый день");
    }
    if last.is_err() {
        missing("last", "Укажите последний день");
    }
    match (deputy, role, first, last) {
        (Ok(deputy), Some(role), Ok(first), Ok(last)) => Ok((deputy, Handover { role, first, last })),
        (Err(_), _, _, _) | (_, None, _, _) | (_, _, Err(_), _) | (_, _, _, Err(_)) => {
            Err(Failure::Invalid(faults))
        }
    }
}

async fn finish(desk: &Desk, tx: Tx, standing: StandingIn, by: EndedBy) -> Result<(), Failure> {
    let desk = &desk.at_present();
    let change = standing.end(by, desk.now())?;
    keep(&tx, &desk.keeper(), change).await?;
    Ok(desk.commit(tx).await?)
}
