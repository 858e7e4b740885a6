//! Taking the second factors off somebody who lost them.

mod agreeing;
mod running;

use std::collections::HashMap;

pub use agreeing::confirm;
use agreeing::confirmer;
pub use running::{ResetMatter, matter, run, take_off};

use super::{Desk, Failure, House};
use crate::domain::account::Account;
use crate::domain::cleaning::{cleaned, cleaned_lines};
use crate::domain::colleague::{Colleague, ResetRefusal};
use crate::domain::errand::{Errand, ToldReset};
use crate::domain::factor_reset::{FactorReset, REASON_MOST, ResetOutcome};
use crate::domain::form::FieldFaults;
use crate::domain::ids::{FactorResetId, PersonId};
use crate::gateways::tokens;
use crate::policy::Permission;
use crate::store::{
    Keeper, Reach, StoreError, Tx, accounts, colleagues, factor_resets, factors, keep, logins,
};

/// A request as an administrator sees it.
#[derive(Debug)]
pub struct SeenReset {
    /// The request.
    pub reset: FactorReset,
    /// Whose factors.
    pub account: Account,
    /// Why the viewer may not agree, if that is so; somebody else may have to.
    pub refused: Option<ResetRefusal>,
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
    let viewer = confirmer(desk.db(), desk.person()?).await?;
    let resets = factor_resets::open_ones(desk.db()).await?;
    let people: Vec<_> = resets.iter().flat_map(|reset| [reset.person, reset.asked_by]).collect();
    let known = accounts::several(desk.db(), &people).await?;
    let mut seen = Vec::new();
    for reset in resets {
        let account = known.get(&reset.person).cloned().ok_or(StoreError::NotFound)?;
        if reaches(desk.db(), desk, &account).await? {
            let asker = known.get(&reset.asked_by).map_or("", |asker| asker.login.as_str());
            let refused = reset.clone().confirm(&viewer, asker, desk.now()).err();
            seen.push(SeenReset { reset, account, refused });
        }
    }
    let askers: Vec<_> = seen.iter().map(|one| one.reset.asked_by).collect();
    let names = accounts::names(desk.db(), &askers).await?;
    Ok(OpenResets { open: seen, names })
}

/// Asks for it; the owner is told at once, by letter or by SMS.
pub async fn ask(desk: &Desk, login: &str, reason: &str) -> Result<(), Failure> {
    desk.may(Permission::AppointPeople).await?;
    desk.must_be_proven().await?;
    let (login, reason) = (&cleaned(login), &cleaned_lines(reason));
    let mut faults = FieldFaults::new();
    if reason.is_empty() {
        faults.push(("reason", "Напишите, как вы убедились, что просит владелец".to_owned()));
    } else if reason.chars().count() > REASON_MOST {
        faults.push(("reason", format!("Не длиннее {REASON_MOST} знаков")));
    }
    let found = accounts::find(desk.db(), login).await?;
    let tx = desk.begin().await?;
    let colleague = match found {
        Some(account) => Some(colleagues::oneself(&tx, account.id).await?),
        None => None,
    };
    // Under the lock of the person: whom the viewer reaches cannot change any more.
    let within = match &colleague {
        Some(colleague) => reaches(&tx, desk, &colleague.account).await?,
        None => false,
    };
    if !within {
        faults.insert(0, ("login", "Такого логина среди ваших людей нет".to_owned()));
    }
    let Some(colleague) = colleague.filter(|_| faults.is_empty()) else {
        return Err(Failure::Invalid(faults));
    };
    let desk = desk.at_present();
    add(&tx, &desk, colleague, reason).await?;
    Ok(desk.commit(tx).await?)
}

async fn add(tx: &Tx, desk: &Desk, colleague: Colleague, reason: &str) -> Result<(), Failure> {
    let account = colleague.account.clone();
    if !factors::of_person(tx, account.id).await?.asked() {
        return Err(ResetRefusal::Nothing.into());
    }
    if factor_resets::of_person(tx, account.id).await?.is_some() {
        return Err(ResetRefusal::Asked.into());
    }
    let reset = FactorReset {
        id: FactorResetId(0),
        person: account.id,
        reason: reason.to_owned(),
        asked_by: desk.person()?,
        asked_at: desk.now(),
        told_at: None,
        confirmed_by: None,
        due_at: None,
        outcome: None,
        over_at: None,
    };
    let reset = factor_resets::add(tx, reset).await?;
    keep(tx, &desk.keeper(), colleague.ask_reset(reset.reason.clone())).await?;
    let told = telling(tx, &account, reset.id).await?;
    factor_resets::owe(tx, account.house(), told, &reset, desk.now()).await?;
    let ends = Errand::FactorReset { reset: reset.id };
    Ok(factor_resets::owe(tx, account.house(), ends, &reset, reset.lapses_at()).await?)
}

/// How the owner is told; refused where nobody can tell them.
async fn telling(tx: &Tx, account: &Account, reset: FactorResetId) -> Result<Errand, Failure> {
    if !account.email.is_empty() {
        return Ok(Errand::FactorResetLetter(ToldReset { reset }));
    }
    match accounts::phone(tx, account.id).await? {
        Some(_) => Ok(Errand::FactorResetSms(ToldReset { reset })),
        None => Err(ResetRefusal::OwnerUnreachable.into()),
    }
}

/// An administrator takes it back.
pub async fn cancel(desk: &Desk, id: FactorResetId) -> Result<(), Failure> {
    desk.may(Permission::ManagePeople).await?;
    let (tx, desk, reset, _) = open(desk, id).await?;
    end(&tx, &desk.keeper(), reset, ResetOutcome::Cancelled).await?;
    Ok(desk.commit(tx).await?)
}

/// A request in the viewer's reach, with its row and that of its owner locked.
async fn open(desk: &Desk, id: FactorResetId) -> Result<(Tx, Desk, FactorReset, Account), Failure> {
    let tx = desk.begin().await?;
    let reset = factor_resets::to_change(&tx, id).await?;
    let account = colleagues::oneself(&tx, reset.person).await?.account;
    if !reaches(&tx, desk, &account).await? {
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

/// The owner showed a factor, at a sign-in or in a session: nothing is lost.
pub(super) async fn cancel_by_owners_factor(
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

/// A partner's administrator reaches their own people and the holders of logins that the partner issued; the operator's
/// reaches everybody.
async fn reaches(reach: &impl Reach, desk: &Desk, account: &Account) -> Result<bool, StoreError> {
    let Some(partner) = desk.partner() else { return Ok(true) };
    if account.house() == Some(partner) {
        return Ok(true);
    }
    let logins = logins::of_account(reach, account.id).await?;
    Ok(!account.is_of_desk() && logins.iter().any(|login| login.partner == partner && login.issued))
}
