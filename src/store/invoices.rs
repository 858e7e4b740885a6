//! Invoices: numbered without gaps within a year, never changed.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, EntityTrait as _, QuerySelect as _};

use super::tables::{counter, invoice};
use super::{Reach as _, StoreError, Tx};
use crate::domain::money::Money;
use crate::domain::statement::Statement;

/// An invoice about to be issued.
#[derive(Debug)]
pub struct NewInvoice<'a> {
    /// The agreed statement that it is for.
    pub statement: &'a Statement,
    /// The year of its numbering.
    pub year: i32,
    /// Its place in the year, from 1.
    pub sequence: i64,
    /// Its number.
    pub number: &'a str,
    /// Its sum.
    pub total: Money,
    /// The number of lines.
    pub lines: u64,
    /// When it is issued.
    pub at: DateTime<Utc>,
    /// The login of its issuer.
    pub by: &'a str,
}

/// Takes the next number of a year. It locks the counter until the transaction ends, so it should come last.
pub async fn take_place(tx: &Tx, year: i32) -> Result<i64, StoreError> {
    let name = format!("invoices_{year}");
    counter::Entity::insert(counter::ActiveModel { name: Set(name.clone()), last: Set(0) })
        .on_conflict(OnConflict::column(counter::Column::Name).do_nothing().to_owned())
        .exec_without_returning(&tx.on())
        .await?;
    let taken = counter::Entity::find_by_id(name.clone()).lock_exclusive().one(&tx.on()).await?;
    let next = taken.ok_or(StoreError::Broken("the counter of invoices"))?.last + 1;
    counter::Entity::update(counter::ActiveModel { name: Set(name), last: Set(next) }).exec(&tx.on()).await?;
    Ok(next)
}

/// Keeps an issued invoice.
pub async fn issue(tx: &Tx, new: &NewInvoice<'_>) -> Result<(), StoreError> {
    invoice::Entity::insert(row(new)).exec_without_returning(&tx.on()).await?;
    Ok(())
}

pub(super) fn row(new: &NewInvoice<'_>) -> invoice::ActiveModel {
    invoice::ActiveModel {
        year: Set(new.year),
        sequence: Set(new.sequence),
        number: Set(new.number.to_owned()),
        statement_id: Set(new.statement.id.0),
        partner_id: Set(new.statement.partner.0),
        month: Set(new.statement.month.to_string()),
        total: Set(new.total.kopecks()),
        lines: Set(i32::try_from(new.lines).unwrap_or(i32::MAX)),
        issued_at: Set(new.at),
        issued_by: Set(new.by.to_owned()),
    }
}
