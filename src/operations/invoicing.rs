//! Invoicing: gives an agreed statement its invoice number in a short transaction, or closes one with a sum of zero or
//! less without an invoice.

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

/// Issues the invoice of an agreed statement and returns its number. The rest of the partner's credit lowers «К
/// оплате».
pub async fn invoice(desk: &Desk, partner: &str, month: Month, seen: i32) -> Result<String, Failure> {
    desk.may(Permission::InvoiceStatement).await?;
    let partner = whose(desk, Some(partner)).await?;
    let (tx, desk) = desk.begin_settling(partner.id).await?;
    let year = moscow_day(desk.now()).year();
    let agreed = open_statement(&desk, &tx, partner.id, month, seen).await?;
    let sequence = take_place(&tx, year).await?;
    let number = format!("{year}-{sequence:06}");
    // If this is refused, the number is rolled back with the transaction: numbers have no gaps.
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

/// Uses the rest of the partner's credit for an invoice.
async fn use_credit(desk: &Desk, tx: &Tx, agreed: &Statement, number: &str) -> Result<(), Failure> {
    let left = credits::left(tx, agreed.partner).await?;
    for taken in take_off(left, agreed.totals.total, number) {
        keep(tx, &desk.keeper(), taken).await?;
    }
    Ok(())
}

/// Closes an agreed statement with a sum of zero or less, without an invoice. A negative sum is the partner's credit.
pub async fn close(desk: &Desk, partner: &str, month: Month, seen: i32) -> Result<(), Failure> {
    desk.may(Permission::CloseStatement).await?;
    let partner = whose(desk, Some(partner)).await?;
    let (tx, desk) = desk.begin_settling(partner.id).await?;
    let agreed = open_statement(&desk, &tx, partner.id, month, seen).await?;
    let closed = keep(&tx, &desk.keeper(), agreed.close()?).await?;
    credits::add(&tx, &closed, desk.now()).await?;
    Ok(desk.commit(tx).await?)
}
