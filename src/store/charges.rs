//! Charges: written once per source, gathered into statements by set-based updates, never changed after invoicing.

mod rows;
mod sums;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait as _, SimpleExpr};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
};

pub(super) use rows::{active, read};
pub use sums::{loose, loose_of, partners_of, totals};

use super::tables::charge::{ActiveModel, Column, Entity};
use super::{Reach, StoreError, Tx};
use crate::domain::billing::BilledProduct;
use crate::domain::charge::{Charge, LineState};
use crate::domain::ids::{ApplicationNumber, ChargeId, PartnerId, StatementId};
use crate::domain::month::Month;
use crate::domain::role::Scope;

/// The place after which a page of lines begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct After {
    /// The activation of the last line shown.
    pub activated_at: DateTime<Utc>,
    /// Its application.
    pub application: ApplicationNumber,
    /// Its product.
    pub product: BilledProduct,
}

impl After {
    /// The place after a line.
    #[must_use]
    pub fn line(line: &Charge) -> Self {
        Self { activated_at: line.activated_at, application: line.application, product: line.product }
    }

    /// A row comparison, so that a later page starts within the index.
    fn condition(self) -> SimpleExpr {
        let order = [Column::ActivatedAt, Column::ApplicationNumber, Column::Product];
        let shown = [
            Expr::value(self.activated_at),
            Expr::value(self.application.0),
            Expr::value(self.product.code()),
        ];
        Expr::tuple(order.map(Expr::col)).gt(Expr::tuple(shown))
    }
}

/// Writes charges; a second one of the same source is a `Duplicate`.
pub async fn record(tx: &Tx, charges: &[Charge]) -> Result<(), StoreError> {
    if charges.is_empty() {
        return Ok(());
    }
    Entity::insert_many(charges.iter().map(active)).exec_without_returning(&tx.on()).await?;
    Ok(())
}

/// The corrections of a charge, each of which reverses the line before it.
pub async fn corrections(reach: &impl Reach, charge: ChargeId) -> Result<Vec<Charge>, StoreError> {
    let (mut found, mut last) = (Vec::new(), charge);
    loop {
        let next = Entity::find().filter(Column::Source.eq(format!("correction:{last}")));
        let Some(row) = next.one(&reach.on()).await? else { return Ok(found) };
        last = ChargeId(row.id);
        found.push(read(row)?);
    }
}

/// A partner's charges that belong to no statement, up to and including a month.
pub async fn loose_until(
    reach: &impl Reach,
    partner: PartnerId,
    month: Month,
) -> Result<Vec<Charge>, StoreError> {
    let query = Entity::find()
        .filter(Column::PartnerId.eq(partner.0))
        .filter(Column::Month.lte(month.to_string()))
        .filter(Column::StatementId.is_null());
    in_order(query).all(&reach.on()).await?.into_iter().map(read).collect()
}

/// Writes the month of a charge that belongs to no statement.
pub(super) async fn write_month(tx: &Tx, charge: &Charge) -> Result<(), StoreError> {
    let month = ActiveModel {
        month: Set(charge.month.to_string()),
        comment: Set(charge.comment.clone()),
        ..Default::default()
    };
    let written = Entity::update_many()
        .set(month)
        .filter(Column::Id.eq(charge.id.0))
        .filter(Column::StatementId.is_null())
        .exec(&tx.on())
        .await?;
    if written.rows_affected == 1 { Ok(()) } else { Err(StoreError::Stale) }
}

/// Assigns the charges of a partner's month that belong to no statement to the month's statement, in one update.
pub async fn gather(
    tx: &Tx,
    statement: StatementId,
    partner: PartnerId,
    month: Month,
) -> Result<u64, StoreError> {
    let gathered = Entity::update_many()
        .set(ActiveModel { statement_id: Set(Some(statement.0)), ..Default::default() })
        .filter(Column::PartnerId.eq(partner.0))
        .filter(Column::Month.eq(month.to_string()))
        .filter(Column::StatementId.is_null())
        .exec(&tx.on())
        .await?;
    Ok(gathered.rows_affected)
}

/// Sets the state of a line with these words, if the line still belongs to its statement.
pub async fn mark(tx: &Tx, line: &Charge, state: LineState, words: &str) -> Result<(), StoreError> {
    let change = ActiveModel {
        line_state: Set(state.code().to_owned()),
        comment: Set(Some(words.to_owned())),
        ..Default::default()
    };
    let marked = Entity::update_many()
        .set(change)
        .filter(Column::Id.eq(line.id.0))
        .filter(Column::StatementId.eq(line.statement.map(|statement| statement.0)))
        .exec(&tx.on())
        .await?;
    if marked.rows_affected == 1 { Ok(()) } else { Err(StoreError::NotFound) }
}

/// Marks all open lines of a statement as agreed; returns how many there were.
pub async fn agree_all(tx: &Tx, statement: StatementId) -> Result<u64, StoreError> {
    let agreed = Entity::update_many()
        .set(ActiveModel { line_state: Set(LineState::Agreed.code().to_owned()), ..Default::default() })
        .filter(Column::StatementId.eq(statement.0))
        .filter(Column::LineState.eq(LineState::Open.code()))
        .exec(&tx.on())
        .await?;
    Ok(agreed.rows_affected)
}

/// A page of a statement's lines, in the order of the export.
pub async fn of_statement(
    reach: &impl Reach,
    statement: StatementId,
    after: Option<After>,
    limit: u64,
) -> Result<Vec<Charge>, StoreError> {
    part_of_statement(reach, statement, None, after, limit).await
}

/// Like [`of_statement`], filtered by the state of the line.
pub async fn part_of_statement(
    reach: &impl Reach,
    statement: StatementId,
    only: Option<LineState>,
    after: Option<After>,
    limit: u64,
) -> Result<Vec<Charge>, StoreError> {
    let mut query = Entity::find().filter(Column::StatementId.eq(statement.0));
    query = match only {
        None => query,
        // The literal makes both engines use the partial index over disputed lines.
        Some(LineState::Disputed) => query.filter(Expr::cust("line_state = 'disputed'")),
        Some(state) => query.filter(Column::LineState.eq(state.code())),
    };
    if let Some(after) = after {
        query = query.filter(after.condition());
    }
    in_order(query).limit(limit).all(&reach.on()).await?.into_iter().map(read).collect()
}

/// A page of all charges in the order in which they were written, after `after`.
pub async fn page(reach: &impl Reach, after: i64, limit: u64) -> Result<Vec<Charge>, StoreError> {
    let page = Entity::find().filter(Column::Id.gt(after)).order_by_asc(Column::Id).limit(limit);
    page.all(&reach.on()).await?.into_iter().map(read).collect()
}

/// The charges of a partner's month, in a statement or not: the live month.
pub async fn of_month(
    reach: &impl Reach,
    partner: PartnerId,
    month: Month,
    limit: u64,
) -> Result<Vec<Charge>, StoreError> {
    let query =
        Entity::find().filter(Column::PartnerId.eq(partner.0)).filter(Column::Month.eq(month.to_string()));
    in_order(query).limit(limit).all(&reach.on()).await?.into_iter().map(read).collect()
}

/// The charges of an application that was opened in scope.
pub async fn of_application(
    reach: &impl Reach,
    application: ApplicationNumber,
) -> Result<Vec<Charge>, StoreError> {
    let query = Entity::find().filter(Column::ApplicationNumber.eq(application.0));
    in_order(query).all(&reach.on()).await?.into_iter().map(read).collect()
}

/// The order of lines on pages, in files and in digests.
fn in_order(query: sea_orm::Select<Entity>) -> sea_orm::Select<Entity> {
    query
        .order_by_asc(Column::ActivatedAt)
        .order_by_asc(Column::ApplicationNumber)
        .order_by_asc(Column::Product)
}

/// The charge in scope with this identity.
pub async fn open(reach: &impl Reach, scope: &Scope, id: ChargeId) -> Result<Charge, StoreError> {
    let within = match scope {
        Scope::Everything => Condition::all(),
        Scope::Partner(partner) => Condition::all().add(Column::PartnerId.eq(partner.0)),
        // Clients and their programs see nothing of the settlement.
        Scope::Organizations(_) | Scope::Client { .. } | Scope::ItsLogin(_) => {
            Condition::all().add(Expr::cust("1 = 0"))
        }
    };
    read(Entity::find_by_id(id.0).filter(within).one(&reach.on()).await?.ok_or(StoreError::NotFound)?)
}
