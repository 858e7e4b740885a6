//! Invoicing: an agreed statement gets its number, in the last short transaction; or it is closed without one, when it
//! comes to nothing or less.

use chrono::Datelike as _;

use super::changing::open_statement;
use super::settlement::whose;
use super::{Desk, Failure};
use crate::domain::credit::take_off;
use crate::domain::month::{Month, moscow_day};
use crate::domain::statement::Statement;
use crate::policy::Permission;
use crate::store::invoices::{NewInvoice, issue, take_place};
use crate::store::{Tx, credits, keep};

/// Issues the invoice of an agreed statement and answers with its number. What is left of the partner's credit is taken
/// off what is to be paid.
pub async fn invoice(desk: &Desk, partner: &str, month: Month, seen: i32) -> Result<String, Failure> {
    desk.may(Permission::InvoiceStatement).await?;
    let partner = whose(desk, Some(partner)).await?;
    let (tx, desk) = desk.begin_settling(partner.id).await?;
    let year = moscow_day(desk.now()).year();
    let agreed = open_statement(&desk, &tx, partner.id, month, seen).await?;
    let sequence = take_place(&tx, year).await?;
    let number = format!("{year}-{sequence:06}");
    // When this is refused, the place goes back with the transaction: numbers have no gaps.
    let invoiced = agreed.clone().invoice(number.clone(), desk.now())?;
    let new = NewInvoice {
        statement: &agreed,
        year,
        sequence,
        number: &number,
        total: agreed.totals.total,
        lines: agreed.totals.lines,
        at: desk.now(),
        by: &desk.who().actor,
    };
    issue(&tx, &new).await?;
    keep(&tx, &desk.keeper(), invoiced).await?;
    use_credit(&desk, &tx, &agreed, &number).await?;
    desk.commit(tx).await?;
    Ok(number)
}

/// Takes what is left of the partner's credit off an invoice.
async fn use_credit(desk: &Desk, tx: &Tx, agreed: &Statement, number: &str) -> Result<(), Failure> {
    let left = credits::left(tx, agreed.partner).await?;
    for taken in take_off(left, agreed.totals.total, number) {
        keep(tx, &desk.keeper(), taken).await?;
    }
    Ok(())
}

/// Closes an agreed statement that comes to nothing or less, without an invoice. What is below zero is the partner's credit.
pub async fn close(desk: &Desk, partner: &str, month: Month, seen: i32) -> Result<(), Failure> {
    desk.may(Permission::CloseStatement).await?;
    let partner = whose(desk, Some(partner)).await?;
    let (tx, desk) = desk.begin_settling(partner.id).await?;
    let agreed = open_statement(&desk, &tx, partner.id, month, seen).await?;
    let closed = keep(&tx, &desk.keeper(), agreed.close()?).await?;
    credits::add(&tx, &closed, desk.now()).await?;
    Ok(desk.commit(tx).await?)
}
