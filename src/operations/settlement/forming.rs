//! Forming and publishing: the operator's first steps with a month.

use std::collections::BTreeSet;

use super::{placing, whose};
use crate::domain::ids::PartnerId;
use crate::domain::month::Month;
use crate::domain::statement::StatementRefusal;
use crate::operations::changing::open_statement;
use crate::operations::{Desk, Failure};
use crate::policy::Permission;
use crate::store::{Tx, charges, keep, partners, statements};

/// Forms the statements of a month that is over: of one partner, or of all with charges. It is idempotent. An agreed
/// statement stays as it is; charges outside of it move to the first open month. An empty statement is deleted. Returns
/// the number of statements and of lines.
pub async fn form(
    desk: &Desk,
    month: Month,
    partner: Option<&str>,
    mut formed_one: impl FnMut(usize, usize) + Send,
) -> Result<(u64, u64), Failure> {
    desk.may(Permission::FormStatement).await?;
    if !month.is_over(desk.at_present().now()) {
        return Err(StatementRefusal::MonthNotOver.into());
    }
    let whose: BTreeSet<PartnerId> = if let Some(code) = partner {
        BTreeSet::from([partners::with_code(desk.db(), code).await?.id])
    } else {
        let charged = charges::partners_of(desk.db(), month).await?;
        charged.into_iter().chain(statements::empty_of_month(desk.db(), month).await?).collect()
    };
    let (mut statements, mut lines) = (0, 0);
    for (place, partner) in whose.iter().enumerate() {
        let formed = form_one(desk, *partner, month).await?;
        statements += u64::from(formed > 0);
        lines += formed;
        formed_one(place + 1, whose.len());
    }
    Ok((statements, lines))
}

/// Forms one partner's statement; returns the number of its lines, zero when there is no statement.
async fn form_one(desk: &Desk, partner: PartnerId, month: Month) -> Result<u64, Failure> {
    let (tx, desk) = desk.begin_settling(partner).await?;
    placing::move_on(&desk, &tx, partner, month).await?;
    let lines = gathered(&desk, &tx, partner, month).await?;
    desk.commit(tx).await?;
    Ok(lines)
}

async fn gathered(desk: &Desk, tx: &Tx, partner: PartnerId, month: Month) -> Result<u64, Failure> {
    let mut found = statements::find_to_change(tx, partner, month).await?;
    if found.is_none() && charges::loose_of(tx, partner, month).await?.lines > 0 {
        statements::begin(tx, partner, month, desk.now()).await?;
        found = statements::find_to_change(tx, partner, month).await?;
    }
    let Some(statement) = found else { return Ok(0) };
    if statement.agreement.is_some() {
        return Ok(statement.totals.lines);
    }
    let statement = placing::gather(desk, tx, statement).await?;
    let (id, lines) = (statement.id, statement.totals.lines);
    if lines == 0 {
        keep(tx, &desk.keeper(), statement.withdraw()?).await?;
        statements::remove(tx, id).await?;
    }
    Ok(lines)
}

/// Publishes a statement to its partner.
pub async fn publish(desk: &Desk, partner: &str, month: Month, seen: i32) -> Result<(), Failure> {
    desk.may(Permission::PublishStatement).await?;
    let partner = whose(desk, Some(partner)).await?;
    let (tx, desk) = desk.begin_settling(partner.id).await?;
    let statement = open_statement(&desk, &tx, partner.id, month, seen).await?;
    keep(&tx, &desk.keeper(), statement.publish(desk.now())?).await?;
    Ok(desk.commit(tx).await?)
}
