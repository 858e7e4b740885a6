//! Managing one of the tenant's people: roles, the account, sessions, the invitation.

use super::succession::{Successor, pass_on};
use super::{house, steward};
use crate::domain::change::Change;
use crate::domain::colleague::{Colleague, PersonRefusal};
use crate::domain::ids::PersonId;
use crate::domain::password_link::Holder;
use crate::domain::role::Role;
use crate::operations::changing::as_seen;
use crate::operations::standing_in::end_lending;
use crate::operations::{Desk, Failure};
use crate::policy::Permission;
use crate::store::{Tx, colleagues, keep, links, members, sessions};

/// Mails the invitation again; the earlier link becomes invalid.
pub async fn invite_again(desk: &Desk, id: PersonId, seen: i32) -> Result<(), Failure> {
    desk.may(Permission::ManagePeople).await?;
    let (tx, colleague, _) = open_seen(desk, id, seen).await?;
    finish(desk, tx, colleague.invite_again()).await
}

/// Gives a role; all sessions of the person end.
pub async fn give_role(desk: &Desk, id: PersonId, seen: i32, role: Role) -> Result<(), Failure> {
    desk.may(Permission::AppointPeople).await?;
    desk.must_be_proven().await?;
    let by = steward(desk)?;
    let (tx, colleague, _) = open_seen(desk, id, seen).await?;
    let change = colleague.give(role, by)?;
    // Open sessions have the rights of the former roles.
    sessions::end_all(&tx, id, None).await?;
    finish(desk, tx, Ok(change)).await
}

/// Ends a role; all sessions of the person end.
pub async fn end_role(desk: &Desk, id: PersonId, seen: i32, role: Role) -> Result<(), Failure> {
    desk.may(Permission::AppointPeople).await?;
    desk.must_be_proven().await?;
    let by = steward(desk)?;
    let (tx, colleague, others) = open_seen(desk, id, seen).await?;
    let change = colleague.end(role, by, others)?;
    sessions::end_all(&tx, id, None).await?;
    if role == Role::PartnerAdmin {
        take_back(desk, &tx, id).await?;
    }
    end_lending(desk, &tx, id, Some(role)).await?;
    finish(desk, tx, Ok(change)).await
}

/// Disables a person; all sessions end and all links become invalid. What the person is reviewing goes to the successor;
/// returns how many applications that are.
pub async fn disable(desk: &Desk, id: PersonId, seen: i32, successor: Successor) -> Result<usize, Failure> {
    desk.may(Permission::AppointPeople).await?;
    let by = steward(desk)?;
    let settings = desk.house().settings().await?;
    let (tx, colleague, others) = open_seen(desk, id, seen).await?;
    let leaver = colleague.account.clone();
    let change = colleague.disable(by, others, desk.now())?;
    let passed_on = pass_on(desk, &tx, &leaver, successor, &settings).await?;
    sessions::end_all(&tx, id, None).await?;
    links::close_all(&tx, Holder::Person(id), desk.now()).await?;
    take_back(desk, &tx, id).await?;
    end_lending(desk, &tx, id, None).await?;
    finish(desk, tx, Ok(change)).await?;
    Ok(passed_on)
}

/// Takes back whom somebody invited to administer organisations of the partner: they might be that themselves.
async fn take_back(desk: &Desk, tx: &Tx, id: PersonId) -> Result<(), Failure> {
    match house(desk)? {
        Some(partner) => Ok(members::settle_all_for(tx, partner, id).await?),
        None => Ok(()),
    }
}

/// Enables a person again.
pub async fn enable(desk: &Desk, id: PersonId, seen: i32) -> Result<(), Failure> {
    desk.may(Permission::AppointPeople).await?;
    desk.must_be_proven().await?;
    let by = steward(desk)?;
    let (tx, colleague, _) = open_seen(desk, id, seen).await?;
    finish(desk, tx, colleague.enable(by)).await
}

/// Ends one session of a person.
pub async fn end_session(desk: &Desk, id: PersonId, mark: &str) -> Result<(), Failure> {
    desk.may(Permission::ManagePeople).await?;
    let tx = desk.begin().await?;
    let (colleague, _) = colleagues::open_to_change(&tx, house(desk)?, id).await?;
    if !sessions::end_marked(&tx, id, mark).await? {
        return Err(Failure::NotFound);
    }
    finish(desk, tx, Ok(colleague.end_sessions(1))).await
}

/// Ends all sessions of a person; returns how many there were.
pub async fn end_sessions(desk: &Desk, id: PersonId) -> Result<u64, Failure> {
    desk.may(Permission::ManagePeople).await?;
    let tx = desk.begin().await?;
    let (colleague, _) = colleagues::open_to_change(&tx, house(desk)?, id).await?;
    let ended = sessions::end_all(&tx, id, None).await?;
    if ended > 0 {
        finish(desk, tx, Ok(colleague.end_sessions(ended))).await?;
    }
    Ok(ended)
}

async fn open_seen(desk: &Desk, id: PersonId, seen: i32) -> Result<(Tx, Colleague, u64), Failure> {
    let tx = desk.begin().await?;
    let (colleague, others) = colleagues::open_to_change(&tx, house(desk)?, id).await?;
    let colleague = as_seen(&tx, colleague, seen).await?;
    Ok((tx, colleague, others))
}

async fn finish(
    desk: &Desk,
    tx: Tx,
    change: Result<Change<Colleague>, PersonRefusal>,
) -> Result<(), Failure> {
    keep(&tx, &desk.keeper(), change?).await?;
    Ok(desk.commit(tx).await?)
}
