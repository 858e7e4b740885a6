//! Another administrator agrees: one of their own right, who was there before it was asked for.

use super::{Errand, FactorResetId, open};
use crate::domain::account::Account;
use crate::domain::colleague::{Colleague, PersonEvent, PersonEventName};
use crate::domain::factor_reset::{Confirmer, LetIn};
use crate::domain::ids::PersonId;
use crate::domain::role::Role;
use crate::operations::{Desk, Failure};
use crate::policy::Permission;
use crate::store::{Reach, StoreError, accounts, audit, colleagues, factor_resets, keep};

/// What lets somebody be an administrator who works.
const LETTING_IN: [PersonEventName; 4] = [
    PersonEventName::PersonInvited,
    PersonEventName::PersonAdded,
    PersonEventName::RoleGiven,
    PersonEventName::PersonEnabled,
];

/// Another administrator agrees.
pub async fn confirm(desk: &Desk, id: FactorResetId) -> Result<(), Failure> {
    desk.may(Permission::AppointPeople).await?;
    desk.must_be_proven().await?;
    let (tx, desk, reset, account) = open(desk, id).await?;
    let asker = accounts::open(&tx, reset.asked_by).await?.login;
    let reset = reset.confirm(&confirmer(&tx, desk.person()?).await?, &asker, desk.now())?;
    factor_resets::write(&tx, &reset).await?;
    let colleague = colleagues::oneself(&tx, account.id).await?;
    keep(&tx, &desk.keeper(), colleague.confirm_reset()).await?;
    if let Some(due) = reset.due_at {
        factor_resets::owe(&tx, account.house(), Errand::FactorReset { reset: id }, &reset, due).await?;
    }
    Ok(desk.commit(tx).await?)
}

/// An administrator with what the audit of their house tells of how they became one.
pub(super) async fn confirmer(reach: &impl Reach, person: PersonId) -> Result<Confirmer, StoreError> {
    let account = accounts::open(reach, person).await?;
    let (chain, subject) = (colleagues::chain(account.house()), audit::person_subject(person));
    let verbs = LETTING_IN.map(PersonEventName::code);
    let entries = audit::history_of_all::<Colleague>(reach, chain, &[subject], &verbs).await?;
    let told = entries
        .into_iter()
        .filter(|entry| entry.event.as_ref().is_some_and(|event| lets_in(&account, event)));
    let let_in = told.map(|entry| LetIn { at: entry.at, by: entry.actor }).collect();
    Ok(Confirmer { person, let_in })
}

/// Whether an event let the account in, or made it an administrator; another role says nothing of that.
fn lets_in(account: &Account, event: &PersonEvent) -> bool {
    let administrator = Role::administrator(account.house());
    if let PersonEvent::RoleGiven { role } = event { *role == administrator } else { true }
}
