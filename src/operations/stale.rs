//! Stale: somebody else was faster; who, and what they did.

use super::{Clash, Failure};
use crate::domain::ids::PartnerId;
use crate::store::{Tx, accounts, audit};

/// Refuses to go on from a version that is no longer the one that is there.
/// Only what was done in one's own house is told: the chain is that of the house, beside the subject.
pub(super) async fn must_be_fresh(
    tx: &Tx,
    (chain, subject): (PartnerId, &str),
    seen: i32,
    version: i32,
) -> Result<(), Failure> {
    if seen == version {
        return Ok(());
    }
    let last = audit::last_change(tx, chain, subject).await?;
    let names = accounts::names_of_logins(tx, std::slice::from_ref(&last.actor)).await?;
    Err(Failure::Stale(Box::new(Clash {
        by: names.get(&last.actor).cloned().unwrap_or_else(|| last.actor.clone()),
        login: last.actor,
        at: last.at,
        verb: last.verb,
        stage: None,
        version,
    })))
}
