//! Credits: what months with a negative sum leave to their partners, and what invoices use of them. Rows are only
//! added.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _,
};

use super::error::sound;
use super::tables::{credit, credit_use};
use super::{Reach, StoreError, Tx};
use crate::domain::credit::{Credit, CreditUse};
use crate::domain::ids::{CreditId, PartnerId, StatementId};
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::statement::Statement;

/// The part of a credit that an invoice used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The month that left the credit.
    pub month: Month,
    /// The number of the invoice.
    pub invoice: String,
    /// How much.
    pub amount: Money,
}

/// Records the credit that a month closed without an invoice leaves to its partner. A sum of zero or more leaves none.
pub async fn add(tx: &Tx, closed: &Statement, at: DateTime<Utc>) -> Result<(), StoreError> {
    let amount = (-closed.totals.total).kopecks();
    if amount <= 0 {
        return Ok(());
    }
    let row = credit::ActiveModel {
        id: NotSet,
        partner_id: Set(closed.partner.0),
        statement_id: Set(closed.id.0),
        month: Set(closed.month.to_string()),
        amount: Set(amount),
        noted_at: Set(at),
    };
    credit::Entity::insert(row).exec_without_returning(&tx.on()).await?;
    Ok(())
}

/// Records the use of a credit by an invoice.
pub(super) async fn write_use(tx: &Tx, taken: &CreditUse, at: DateTime<Utc>) -> Result<(), StoreError> {
    let row = credit_use::ActiveModel {
        credit_id: Set(taken.credit.id.0),
        invoice_number: Set(taken.invoice.clone()),
        amount: Set(taken.amount.kopecks()),
        used_at: Set(at),
    };
    credit_use::Entity::insert(row).exec_without_returning(&tx.on()).await?;
    Ok(())
}

/// What is left of a partner's credits, the oldest first. The result is stable while the head of the partner's chain is
/// locked.
pub async fn left(reach: &impl Reach, partner: PartnerId) -> Result<Vec<Credit>, StoreError> {
    let credits = credit::Entity::find()
        .filter(credit::Column::PartnerId.eq(partner.0))
        .order_by_asc(credit::Column::Id)
        .all(&reach.on())
        .await?;
    let spent = uses(reach, credits.iter().map(|credit| credit.id).collect()).await?;
    let mut used: HashMap<i64, i64> = HashMap::new();
    for taken in spent {
        *used.entry(taken.credit_id).or_default() += taken.amount;
    }
    let left = credits.into_iter().map(|row| {
        let left = row.amount - used.get(&row.id).copied().unwrap_or_default();
        Ok(Credit {
            id: CreditId(row.id),
            partner: PartnerId(row.partner_id),
            month: read_month(&row)?,
            left: Money::from_kopecks(left),
        })
    });
    let left: Vec<Credit> = left.collect::<Result<_, StoreError>>()?;
    Ok(left.into_iter().filter(|credit| credit.left > Money::ZERO).collect())
}

/// What the invoice of a statement used of earlier credits.
pub async fn taken_by(reach: &impl Reach, statement: &Statement) -> Result<Vec<Taken>, StoreError> {
    let Some(invoice) = &statement.invoice else { return Ok(Vec::new()) };
    let taken = credit_use::Entity::find()
        .filter(credit_use::Column::InvoiceNumber.eq(&invoice.number))
        .order_by_asc(credit_use::Column::CreditId)
        .all(&reach.on())
        .await?;
    let of = credit::Entity::find()
        .filter(credit::Column::Id.is_in(taken.iter().map(|taken| taken.credit_id)))
        .all(&reach.on())
        .await?;
    let of: HashMap<i64, credit::Model> = of.into_iter().map(|row| (row.id, row)).collect();
    let found = taken.into_iter().filter_map(|taken| Some((of.get(&taken.credit_id)?, taken)));
    found.map(|(credit, taken)| read_taken(credit, taken)).collect()
}

/// What later invoices used of a statement's credit.
pub async fn taken_from(reach: &impl Reach, statement: StatementId) -> Result<Vec<Taken>, StoreError> {
    let left = credit::Entity::find().filter(credit::Column::StatementId.eq(statement.0));
    let Some(credit) = left.one(&reach.on()).await? else { return Ok(Vec::new()) };
    let spent = uses(reach, vec![credit.id]).await?;
    spent.into_iter().map(|taken| read_taken(&credit, taken)).collect()
}

async fn uses(reach: &impl Reach, credits: Vec<i64>) -> Result<Vec<credit_use::Model>, StoreError> {
    let uses = credit_use::Entity::find()
        .filter(credit_use::Column::CreditId.is_in(credits))
        .order_by_asc(credit_use::Column::UsedAt)
        .order_by_asc(credit_use::Column::InvoiceNumber);
    Ok(uses.all(&reach.on()).await?)
}

fn read_taken(credit: &credit::Model, taken: credit_use::Model) -> Result<Taken, StoreError> {
    let amount = Money::from_kopecks(taken.amount);
    Ok(Taken { month: read_month(credit)?, invoice: taken.invoice_number, amount })
}

fn read_month(row: &credit::Model) -> Result<Month, StoreError> {
    sound(Month::parse(&row.month), "credits", "month", row.id)
}
