//! What the worker does about a request: it tells the owner, takes the factors off, or ends what has lapsed; and what whoever
//! runs the machine does without one.

use super::{FactorResetId, end};
use crate::domain::factor_reset::{FactorReset, ResetOutcome};
use crate::domain::ids::PersonId;
use crate::gateways::tokens;
use crate::operations::forwarding::{ErrandOutcome, settle};
use crate::operations::letters::{NoticeMatter, notice};
use crate::operations::{Desk, Failure};
use crate::policy::Permission;
use crate::store::outbox::Kept;
use crate::store::{Tx, accounts, colleagues, factor_resets, factors, keep, sessions};

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
    let colleague = colleagues::oneself(tx, person).await?;
    factors::drop_all(tx, person).await?;
    sessions::end_all(tx, person, None).await?;
    keep(tx, &desk.keeper(), colleague.lose_factors()).await?;
    Ok(())
}

/// Takes the factors off when their time has come, and all sessions end; or ends the request that has lapsed.
pub async fn run(desk: &Desk, errand: &Kept, id: FactorResetId) -> Result<ErrandOutcome, Failure> {
    desk.may(Permission::RunErrand).await?;
    let tx = desk.begin().await?;
    let reset = factor_resets::to_change(&tx, id).await?;
    let desk = desk.at_present();
    if reset.is_due(desk.now()) {
        let person = reset.person;
        factor_resets::write(&tx, &reset.end(ResetOutcome::Done, desk.now())?).await?;
        take_all(&tx, &desk, person).await?;
    } else if reset.has_lapsed(desk.now()) {
        end(&tx, &desk.keeper(), reset, ResetOutcome::Lapsed).await?;
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
