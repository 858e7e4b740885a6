//! Invoicing: an agreed statement gets its number, in the last short transaction.

use chrono::Datelike as _;

use super::settlement::{open_seen, whose};
use super::{Desk, Failure};
use crate::domain::month::{Month, moscow_day};
use crate::policy::Permission;
use crate::store::invoices::{NewInvoice, issue, take_place};
use crate::store::keep;

/// Issues the invoice of an agreed statement and answers with its number.
pub async fn invoice(desk: &Desk, partner: &str, month: Month, seen: i32) -> Result<String, Failure> {
    desk.may(Permission::InvoiceStatement).await?;
    let partner = whose(desk, Some(partner)).await?;
    let year = moscow_day(desk.now()).year();
    let tx = desk.begin().await?;
    let statement = open_seen(desk, &tx, partner.id, month, Some(seen)).await?;
    let agreed = statement.clone();
    let sequence = take_place(&tx, year).await?;
    let number = format!("{year}-{sequence:06}");
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
    // When this is refused, the place goes back with the transaction: numbers have no gaps.
    keep(&tx, &desk.keeper(), statement.invoice(number.clone(), desk.now())?).await?;
    desk.commit(tx).await?;
    Ok(number)
}
