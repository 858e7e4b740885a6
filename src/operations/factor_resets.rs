//! Taking the second factors off somebody who lost them.

use std::collections::HashMap;

use super::forwarding::{ErrandOutcome, settle};
use super::letters::{NoticeMatter, notice};
use super::{Desk, Failure, House};
use crate::domain::account::Account;
use crate::domain::colleague::PersonRefusal;
use crate::domain::errand::Errand;
use crate::domain::factor_reset::{FactorReset, REASON_MOST, ResetOutcome};
use crate::domain::form::FieldFaults;
use crate::domain::ids::{FactorResetId, PersonId};
use crate::gateways::tokens;
use crate::policy::Permission;
use crate::store::outbox::{Kept, Owed};
use crate::store::{
    Keeper, StoreError, Tx, accounts, colleagues, factor_resets, factors, keep, logins, outbox, sessions,
    sign_in_steps,
};

/// A request as an administrator sees it.
#[derive(Debug)]
pub struct SeenReset {
    /// The request.
    pub reset: FactorReset,
    /// Whose factors.
    pub account: Account,
    /// Whether the viewer may agree.
    pub to_confirm: bool,
}

/// The open requests in the viewer's reach.
#[derive(Debug)]
pub struct OpenResets {
    /// The requests, the earliest first.
    pub open: Vec<SeenReset>,
    /// The names of whoever asked.
    pub names: HashMap<PersonId, String>,
}

/// The open requests in the viewer's reach.
pub async fn look(desk: &Desk) -> Result<OpenResets, Failure> {
    desk.may(Permission::ManagePeople).await?;
    let viewer = desk.person()?;
    let resets = factor_resets::open_ones(desk.db()).await?;
    let people: Vec<_> = resets.iter().map(|reset| reset.person).collect();
    let owners = accounts::several(desk.db(), &people).await?;
    let mut seen = Vec::new();
    for reset in resets {
        let account = owners.get(&reset.person).cloned().ok_or(StoreError::NotFound)?;
        if reaches(desk, &account).await? {
            let to_confirm = reset.clone().confirm(viewer, desk.now()).is_ok();
            seen.push(SeenReset { reset, account, to_confirm });
        }
    }
    let askers: Vec<_> = seen.iter().map(|one| one.reset.asked_by).collect();
    let names = accounts::names(desk.db(), &askers).await?;
    Ok(OpenResets { open: seen, names })
}

/// Asks for it; the owner is told at once.
pub async fn ask(desk: &Desk, login: &str, reason: &str) -> Result<(), Failure> {
    desk.may(Permission::AppointPeople).await?;
    desk.must_be_proven().await?;
    let (login, reason) = (login.trim(), reason.trim());
    let mut faults = FieldFaults::new();
    let account = match accounts::find(desk.db(), login).await? {
        Some(account) if reaches(desk, &account).await? => Some(account),
        Some(_) | None => {
            faults.push(("login", "Такого логина среди ваших людей нет".to_owned()));
            None
        }
    };
    if reason.is_empty() {
        faults.push(("reason", "Напишите, как вы убедились, что просит владелец".to_owned()));
    } else if reason.chars().count() > REASON_MOST {
        faults.push(("reason", format!("Не длиннее {REASON_MOST} знаков")));
    }
    let Some(account) = account.filter(|_| faults.is_empty()) else { return Err(Failure::Invalid(faults)) };
    let tx = desk.begin().await?;
    let colleague = colleagues::oneself(&tx, account.id).await?;
    let desk = desk.at_present();
    if !factors::of_person(&tx, account.id).await?.any() {
        return Err(PersonRefusal::NothingToReset.into());
    }
    if factor_resets::of_person(&tx, account.id).await?.is_some() {
        return Err(PersonRefusal::ResetAsked.into());
    }
    let reset = FactorReset {
        id: FactorResetId(0),
        person: account.id,
        reason: reason.to_owned(),
        asked_by: desk.person()?,
        asked_at: desk.now(),
        confirmed_by: None,
        due_at: None,
        outcome: None,
        over_at: None,
    };
    let reset = factor_resets::add(&tx, reset).await?;
    keep(&tx, &desk.keeper(), colleague.ask_reset(reset.reason.clone())).await?;
    owe(&tx, &account, Errand::FactorResetLetter { reset: reset.id }, &reset, desk.now()).await?;
    Ok(desk.commit(tx).await?)
}

/// Another administrator agrees.
pub async fn confirm(desk: &Desk, id: FactorResetId) -> Result<(), Failure> {
    desk.may(Permission::AppointPeople).await?;
    desk.must_be_proven().await?;
    let (tx, desk, reset, account) = open(desk, id).await?;
    let reset = reset.confirm(desk.person()?, desk.now())?;
    factor_resets::write(&tx, &reset).await?;
    let colleague = colleagues::oneself(&tx, account.id).await?;
    keep(&tx, &desk.keeper(), colleague.confirm_reset()).await?;
    let due = reset.due_at.unwrap_or_else(|| desk.now());
    owe(&tx, &account, Errand::FactorReset { reset: id }, &reset, due).await?;
    Ok(desk.commit(tx).await?)
}

/// An administrator takes it back.
pub async fn cancel(desk: &Desk, id: FactorResetId) -> Result<(), Failure> {
    desk.may(Permission::ManagePeople).await?;
    let (tx, desk, reset, _) = open(desk, id).await?;
    end(&tx, &desk.keeper(), reset, ResetOutcome::Cancelled).await?;
    Ok(desk.commit(tx).await?)
}

async fn open(desk: &Desk, id: FactorResetId) -> Result<(Tx, Desk, FactorReset, Account), Failure> {
    let tx = desk.begin().await?;
    let reset = factor_resets::to_change(&tx, id).await?;
    let account = accounts::open(&tx, reset.person).await?;
    if !reaches(desk, &account).await? {
        return Err(Failure::NotFound);
    }
    Ok((tx, desk.at_present(), reset, account))
}

async fn end(tx: &Tx, keeper: &Keeper, reset: FactorReset, outcome: ResetOutcome) -> Result<(), Failure> {
    let reset = reset.end(outcome, keeper.at)?;
    factor_resets::write(tx, &reset).await?;
    let colleague = colleagues::oneself(tx, reset.person).await?;
    keep(tx, keeper, colleague.cancel_reset(outcome)).await?;
    Ok(())
}

/// The owner signed in with a factor: nothing is lost.
pub(super) async fn cancel_by_sign_in(
    house: &House,
    person: PersonId,
    request_id: &str,
) -> Result<(), Failure> {
    match factor_resets::of_person(&house.db, person).await? {
        Some(reset) => cancel_by_owner(house, reset.id, request_id).await,
        None => Ok(()),
    }
}

async fn cancel_by_owner(house: &House, id: FactorResetId, request_id: &str) -> Result<(), Failure> {
    let tx = house.db.begin().await?;
    let reset = factor_resets::to_change(&tx, id).await?;
    if reset.outcome.is_some() {
        return Ok(());
    }
    let account = accounts::open(&tx, reset.person).await?;
    let (actor, role) = (account.login.clone(), account.role());
    let keeper =
        Keeper { actor, role, request_id: request_id.to_owned(), at: house.clock.now(), instead_of: None };
    end(&tx, &keeper, reset, ResetOutcome::CancelledByOwner).await?;
    tx.commit().await?;
    Ok(())
}

/// Whose request the link of a letter is about, while it is open.
pub async fn link(house: &House, token: &str) -> Result<(FactorReset, Account), Failure> {
    let found = factor_resets::with_digest(&house.db, &tokens::digest(token)).await?;
    let reset = found.filter(|reset| reset.outcome.is_none()).ok_or(Failure::NotFound)?;
    let account = accounts::open(&house.db, reset.person).await?;
    Ok((reset, account))
}

/// The owner says no by the link of the letter.
pub async fn refuse(house: &House, token: &str, request_id: &str) -> Result<(), Failure> {
    let (reset, _) = link(house, token).await?;
    cancel_by_owner(house, reset.id, request_id).await
}

/// Takes the factors off at once, by whoever runs the machine: for the operator's last administrator.
pub async fn take_off(desk: &Desk, login: &str) -> Result<(), Failure> {
    desk.may(Permission::AddPerson).await?;
    let account = accounts::find(desk.db(), login).await?.ok_or(Failure::NotFound)?;
    let tx = desk.begin().await?;
    let desk = desk.at_present();
    if let Some(reset) = factor_resets::of_person(&tx, account.id).await? {
        factor_resets::write(&tx, &reset.end(ResetOutcome::Done, desk.now())?).await?;
    }
    take_all(&tx, &desk, account.id).await?;
    Ok(desk.commit(tx).await?)
}

async fn take_all(tx: &Tx, desk: &Desk, person: PersonId) -> Result<(), Failure> {
    factors::drop_all(tx, person).await?;
    sessions::end_all(tx, person, None).await?;
    sign_in_steps::end_all(tx, person).await?;
    let colleague = colleagues::oneself(tx, person).await?;
    keep(tx, &desk.keeper(), colleague.lose_factors()).await?;
    Ok(())
}

/// Takes the factors off when their time has come; all sessions end.
pub async fn run(desk: &Desk, errand: &Kept, id: FactorResetId) -> Result<ErrandOutcome, Failure> {
    desk.may(Permission::RunErrand).await?;
    let tx = desk.begin().await?;
    let reset = factor_resets::to_change(&tx, id).await?;
    let desk = desk.at_present();
    if reset.is_due(desk.now()) {
        let person = reset.person;
        factor_resets::write(&tx, &reset.end(ResetOutcome::Done, desk.now())?).await?;
        take_all(&tx, &desk, person).await?;
    }
    settle(&desk, tx, errand).await
}

/// What the letter tells the owner.
#[derive(Debug)]
pub struct ResetMatter {
    /// To whom.
    pub to: NoticeMatter,
    /// The request.
    pub reset: FactorReset,
    /// The token of the link that says no.
    pub token: String,
}

/// What the letter tells the owner; nothing when the request is over.
pub async fn matter(desk: &Desk, id: FactorResetId) -> Result<Option<ResetMatter>, Failure> {
    desk.may(Permission::RunErrand).await?;
    let tx = desk.begin().await?;
    let reset = factor_resets::to_change(&tx, id).await?;
    if reset.outcome.is_some() {
        return Ok(None);
    }
    let token = tokens::fresh();
    factor_resets::write_digest(&tx, id, &tokens::digest(&token)).await?;
    tx.commit().await?;
    Ok(Some(ResetMatter { to: notice(desk, reset.person).await?, reset, token }))
}

/// A partner's administrator reaches their own people and the holders of logins that the partner issued; the operator's
/// reaches everybody.
async fn reaches(desk: &Desk, account: &Account) -> Result<bool, StoreError> {
    let Some(partner) = desk.partner() else { return Ok(true) };
    if account.house() == Some(partner) {
        return Ok(true);
    }
    let logins = logins::of_account(desk.db(), account.id).await?;
    Ok(!account.is_of_desk() && logins.iter().any(|login| login.partner == partner && login.issued))
}

async fn owe(
    tx: &Tx,
    account: &Account,
    errand: Errand,
    reset: &FactorReset,
    due_at: chrono::DateTime<chrono::Utc>,
) -> Result<(), StoreError> {
    let key = errand.deduplication(0);
    let (partner, at) = (colleagues::chain(account.house()), reset.asked_at);
    outbox::owe_all(tx, &[Owed { errand, partner, key, due_at, at }]).await.map(drop)
}
