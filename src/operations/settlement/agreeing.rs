//! Agreeing: the partner agrees to a statement or disputes its lines; the operator answers.

use super::{digest_of_lines, placing, whose};
use crate::domain::change::Change;
use crate::domain::charge::{Charge, DigestVersion, LineState};
use crate::domain::cleaning::cleaned_lines;
use crate::domain::dispute::Resolution;
use crate::domain::ids::ChargeId;
use crate::domain::month::Month;
use crate::domain::statement::{Agreement, Statement, StatementRefusal};
use crate::operations::changing::open_statement;
use crate::operations::{Desk, Failure};
use crate::policy::Permission;
use crate::store::{StoreError, Tx, charges, keep, statements};

/// The comment of a line whose dispute was withdrawn.
const WITHDRAWN: &str = "Партнер снял расхождение";
/// The maximum length of a comment, in characters.
const LONGEST: usize = 1000;

/// The partner's manager agrees to the lines with this digest.
pub async fn agree(desk: &Desk, month: Month, seen: i32, sha256: &str) -> Result<(), Failure> {
    desk.may(Permission::AgreeStatement).await?;
    let partner = desk.partner().ok_or(Failure::NotFound)?;
    // The lines are read without a lock: if they change meanwhile, so does the statement's version, and the check below
    // fails.
    let looked_at = statements::open(desk.db(), desk.scope(), partner, month).await?;
    let lines = digest_of_lines(desk, looked_at.id).await?;
    let (tx, desk) = desk.begin_settling(partner).await?;
    let statement = open_statement(&desk, &tx, partner, month, seen).await?;
    let (id, by) = (statement.id, desk.who().actor.clone());
    let (at, digest) = (desk.now(), DigestVersion::CURRENT);
    let agreed = statement.agree(Agreement { at, by, sha256: sha256.to_owned(), digest })?;
    if lines != sha256 {
        return Err(StatementRefusal::LinesChanged.into());
    }
    charges::agree_all(&tx, id).await?;
    keep(&tx, &desk.keeper(), agreed).await?;
    placing::move_on(&desk, &tx, partner, month).await?;
    Ok(desk.commit(tx).await?)
}

/// The partner's manager disputes a line, with a comment.
pub async fn dispute(desk: &Desk, month: Month, line: ChargeId, comment: &str) -> Result<(), Failure> {
    desk.may(Permission::DisputeStatement).await?;
    let partner = desk.partner().ok_or(Failure::NotFound)?;
    let comment = words(comment, "Напишите, в чем расхождение")?;
    let (tx, desk) = desk.begin_settling(partner).await?;
    let statement = statements::open_to_change(&tx, desk.scope(), partner, month).await?;
    let charge = line_of(&desk, &tx, &statement, line).await?;
    let disputed = statement.dispute(&charge, comment.clone())?;
    mark(&tx, &charge, LineState::Disputed, &comment).await?;
    keep(&tx, &desk.keeper(), disputed).await?;
    Ok(desk.commit(tx).await?)
}

/// The partner's manager withdraws the dispute about a line.
pub async fn withdraw_dispute(desk: &Desk, month: Month, line: ChargeId) -> Result<(), Failure> {
    desk.may(Permission::DisputeStatement).await?;
    let partner = desk.partner().ok_or(Failure::NotFound)?;
    let (tx, desk) = desk.begin_settling(partner).await?;
    let statement = statements::open_to_change(&tx, desk.scope(), partner, month).await?;
    let charge = line_of(&desk, &tx, &statement, line).await?;
    let resolved = statement.resolve(&charge, WITHDRAWN.to_owned(), None, desk.now())?;
    settle(&desk, &tx, &charge, resolved, WITHDRAWN).await?;
    Ok(desk.commit(tx).await?)
}

/// The operator answers a disputed line, with a comment; the partner can agree to it or dispute it again. With the
/// answer «corrected later», a correction is written into a later month, once. If the answer is changed to «line
/// stands», another line reverses that correction.
pub async fn resolve(
    desk: &Desk,
    partner: &str,
    month: Month,
    line: ChargeId,
    resolution: Resolution,
) -> Result<(), Failure> {
    desk.may(Permission::ResolveStatement).await?;
    let partner = whose(desk, Some(partner)).await?;
    let comment = words(&resolution.comment, "Напишите, что решено")?;
    let (tx, desk) = desk.begin_settling(partner.id).await?;
    let statement = statements::open_to_change(&tx, desk.scope(), partner.id, month).await?;
    let charge = line_of(&desk, &tx, &statement, line).await?;
    let corrections = charges::corrections(&tx, line).await?;
    let correction = charge.answered(&corrections, resolution.outcome, desk.now(), comment.clone());
    let resolved = statement.resolve(&charge, comment.clone(), correction.as_ref(), desk.now())?;
    settle(&desk, &tx, &charge, resolved, &comment).await?;
    placing::record(&desk, &tx, partner.id, correction.into_iter().collect()).await?;
    Ok(desk.commit(tx).await?)
}

/// Ends the dispute about a line, with the last word about it.
async fn settle(
    desk: &Desk,
    tx: &Tx,
    line: &Charge,
    resolved: Change<Statement>,
    comment: &str,
) -> Result<(), Failure> {
    mark(tx, line, LineState::Open, comment).await?;
    keep(tx, &desk.keeper(), resolved).await?;
    Ok(())
}

/// Sets the state of a line and its comment.
async fn mark(tx: &Tx, line: &Charge, state: LineState, words: &str) -> Result<(), StoreError> {
    let agreed = statements::agreed_months(tx, line.partner).await?;
    charges::mark(tx, line, state, &line.beside(words, &agreed)).await
}

/// A line of this statement.
async fn line_of(desk: &Desk, tx: &Tx, statement: &Statement, line: ChargeId) -> Result<Charge, StoreError> {
    let charge = charges::open(tx, desk.scope(), line).await?;
    if charge.statement == Some(statement.id) { Ok(charge) } else { Err(StoreError::NotFound) }
}

fn words(comment: &str, missing: &str) -> Result<String, Failure> {
    let comment = cleaned_lines(comment);
    if comment.is_empty() {
        return Err(Failure::Invalid(vec![("comment", missing.to_owned())]));
    }
    if comment.chars().count() > LONGEST {
        return Err(Failure::Invalid(vec![("comment", format!("Не больше {LONGEST} символов"))]));
    }
    Ok(comment)
}
