//! Placing: every charge belongs to exactly one month, the first open one. The caller has locked the head of the
//! partner's chain.

use std::collections::BTreeSet;

use crate::domain::charge::Charge;
use crate::domain::ids::PartnerId;
use crate::domain::month::Month;
use crate::domain::statement::Statement;
use crate::operations::{Desk, Failure};
use crate::store::{Tx, charges, keep, statements};

/// Writes new charges of a partner, each into the first open month, and into that month's statement if there is one.
pub(in crate::operations) async fn record(
    desk: &Desk,
    tx: &Tx,
    partner: PartnerId,
    charges: Vec<Charge>,
) -> Result<(), Failure> {
    if charges.is_empty() {
        return Ok(());
    }
    let agreed = statements::agreed_months(tx, partner).await?;
    let placed: Vec<Charge> = charges.into_iter().map(|charge| charge.placed(&agreed)).collect();
    charges::record(tx, &placed).await?;
    add_to_statements(desk, tx, partner, placed.iter().map(|charge| charge.month).collect()).await
}

/// Moves charges that belong to no statement out of agreed months, up to and including a month.
pub(super) async fn move_on(desk: &Desk, tx: &Tx, partner: PartnerId, until: Month) -> Result<(), Failure> {
    let agreed = statements::agreed_months(tx, partner).await?;
    let mut months = BTreeSet::new();
    for charge in charges::loose_until(tx, partner, until).await? {
        if let Some(change) = charge.move_on(&agreed) {
            months.insert(change.after().month);
            keep(tx, &desk.keeper(), change).await?;
        }
    }
    add_to_statements(desk, tx, partner, months).await
}

/// Adds the charges of these months that belong to no statement to the existing statements.
async fn add_to_statements(
    desk: &Desk,
    tx: &Tx,
    partner: PartnerId,
    months: BTreeSet<Month>,
) -> Result<(), Failure> {
    for month in months {
        if let Some(statement) = statements::find_to_change(tx, partner, month).await? {
            gather(desk, tx, statement).await?;
        }
    }
    Ok(())
}

/// Assigns its month's charges that belong to no statement to a statement that is not agreed; returns the changed
/// statement.
pub(super) async fn gather(desk: &Desk, tx: &Tx, statement: Statement) -> Result<Statement, Failure> {
    let gathered = charges::gather(tx, statement.id, statement.partner, statement.month).await?;
    if gathered == 0 {
        return Ok(statement);
    }
    let totals = charges::totals(tx, statement.id).await?;
    Ok(keep(tx, &desk.keeper(), statement.formed(totals, desk.now())?).await?)
}
