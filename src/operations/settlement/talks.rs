//! The talks over a statement: the partner agrees to it or disputes lines, the operator answers.

use super::{all_lines, open_seen, whose};
use crate::domain::charge::digest;
use crate::domain::ids::ChargeId;
use crate::domain::month::Month;
use crate::domain::refusal::Refusal;
use crate::domain::statement::{Agreement, LineState};
use crate::operations::{Desk, Failure};
use crate::policy::Permission;
use crate::store::{charges, keep};

/// The partner's manager agrees to exactly the lines with this digest.
pub async fn agree(desk: &Desk, month: Month, seen: i32, sha256: &str) -> Result<(), Failure> {
    desk.may(Permission::AgreeStatement).await?;
    let partner = desk.partner().ok_or(Failure::NotFound)?;
    let tx = desk.begin().await?;
    let statement = open_seen(desk, &tx, partner, month, Some(seen)).await?;
    if digest(&all_lines(&tx, &statement).await?) != sha256 {
        return Err(Refusal::LinesChanged.into());
    }
    let totals = charges::totals(&tx, statement.id).await?;
    let agreement = Agreement { at: desk.now(), by: desk.who().actor.clone(), sha256: sha256.to_owned() };
    charges::agree_all(&tx, statement.id).await?;
    keep(&tx, &desk.keeper(), statement.agree(agreement, &totals)?).await?;
    Ok(desk.commit(tx).await?)
}

/// The partner's manager disputes a line, with words.
pub async fn dispute(desk: &Desk, month: Month, line: ChargeId, comment: &str) -> Result<(), Failure> {
    desk.may(Permission::DisputeStatement).await?;
    let partner = desk.partner().ok_or(Failure::NotFound)?;
    let comment = words(comment)?;
    let tx = desk.begin().await?;
    let statement = open_seen(desk, &tx, partner, month, None).await?;
    charges::mark(&tx, statement.id, line, LineState::Disputed, Some(&comment)).await?;
    keep(&tx, &desk.keeper(), statement.dispute(line.0, comment)?).await?;
    Ok(desk.commit(tx).await?)
}

/// The operator answers a disputed line, with words; it is open again for the partner.
pub async fn resolve(
    desk: &Desk,
    partner: &str,
    month: Month,
    line: ChargeId,
    comment: &str,
) -> Result<(), Failure> {
    desk.may(Permission::ResolveStatement).await?;
    let partner = whose(desk, Some(partner)).await?;
    let comment = words(comment)?;
    let tx = desk.begin().await?;
    let statement = open_seen(desk, &tx, partner.id, month, None).await?;
    charges::mark(&tx, statement.id, line, LineState::Open, Some(&comment)).await?;
    let last = charges::totals(&tx, statement.id).await?.disputed == 0;
    keep(&tx, &desk.keeper(), statement.resolve(line.0, comment, last)?).await?;
    Ok(desk.commit(tx).await?)
}

fn words(comment: &str) -> Result<String, Failure> {
    let comment = comment.trim();
    if comment.is_empty() {
        return Err(Failure::Invalid(vec![("comment", "Напишите, в чем расхождение".to_owned())]));
    }
    if comment.chars().count() > 1000 {
        return Err(Failure::Invalid(vec![("comment", "Не больше 1000 символов".to_owned())]));
    }
    Ok(comment.to_owned())
}
