//! Forming and publishing: the operator's first steps with a month.

use super::{open_seen, whose};
use crate::domain::ids::PartnerId;
use crate::domain::month::Month;
use crate::domain::refusal::Refusal;
use crate::domain::role::Scope;
use crate::operations::{Desk, Failure};
use crate::policy::Permission;
use crate::store::{charges, keep, partners, statements};

/// Forms the statements of a month that is over: of one partner, or of all that have charges. Safe to repeat; a
/// statement that is agreed is left alone. Answers with how many statements and lines there are.
pub async fn form(
    desk: &Desk,
    month: Month,
    partner: Option<&str>,
    mut formed_one: impl FnMut(usize, usize) + Send,
) -> Result<(u64, u64), Failure> {
    desk.may(Permission::FormStatement).await?;
    if !month.is_over(desk.now()) {
        return Err(Refusal::MonthNotOver.into());
    }
    let whose = match partner {
        Some(code) => vec![partners::with_code(desk.db(), code).await?.id],
        None => charges::partners_of(desk.db(), month).await?,
    };
    let (mut statements, mut lines) = (0, 0);
    for (place, partner) in whose.iter().enumerate() {
        lines += form_one(desk, *partner, month).await?;
        statements += 1;
        formed_one(place + 1, whose.len());
    }
    Ok((statements, lines))
}

async fn form_one(desk: &Desk, partner: PartnerId, month: Month) -> Result<u64, Failure> {
    let tx = desk.begin().await?;
    statements::begin(&tx, partner, month, desk.now()).await?;
    let statement = statements::open_to_change(&tx, &Scope::Everything, partner, month).await?;
    if statement.agreement.is_some() {
        return Ok(statement.totals.lines);
    }
    let gathered = charges::gather(&tx, statement.id, partner, month).await?;
    let mut lines = statement.totals.lines;
    if gathered > 0 || lines == 0 {
        let totals = charges::totals(&tx, statement.id).await?;
        keep(&tx, &desk.keeper(), statement.formed(totals, desk.now())?).await?;
        lines = totals.lines;
    }
    desk.commit(tx).await?;
    Ok(lines)
}

/// Shows a statement to its partner.
pub async fn publish(desk: &Desk, partner: &str, month: Month, seen: i32) -> Result<(), Failure> {
    desk.may(Permission::PublishStatement).await?;
    let partner = whose(desk, Some(partner)).await?;
    let tx = desk.begin().await?;
    let statement = open_seen(desk, &tx, partner.id, month, Some(seen)).await?;
    keep(&tx, &desk.keeper(), statement.publish(desk.now())?).await?;
    Ok(desk.commit(tx).await?)
}
