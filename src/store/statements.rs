//! Statements: one per partner and month.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{ExprTrait as _, OnConflict};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};

use super::error::sound;
use super::tables::statement::{ActiveModel, Column, Entity, Model};
use super::{Reach, StoreError, Tx};
use crate::domain::agreed_months::AgreedMonths;
use crate::domain::charge::DigestVersion;
use crate::domain::ids::{PartnerId, StatementId};
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::role::Scope;
use crate::domain::statement::{Agreement, Invoiced, Statement, StatementState, Totals};

const TABLE: &str = "statements";

fn within(scope: &Scope) -> Condition {
    match scope {
        Scope::Everything => Condition::all(),
        // A partner does not see a statement that the operator still forms.
        Scope::Partner(partner) => Condition::all()
            .add(Column::PartnerId.eq(partner.0))
            .add(Column::State.ne(StatementState::Forming.code())),
        Scope::Organizations(_) | Scope::Client { .. } | Scope::ItsLogin(_) => {
            Condition::all().add(Column::Id.eq(0))
        }
    }
}

/// The statement of a partner's month.
pub async fn open(
    reach: &impl Reach,
    scope: &Scope,
    partner: PartnerId,
    month: Month,
) -> Result<Statement, StoreError> {
    let row = Entity::find().filter(of(scope, partner, month)).one(&reach.on()).await?;
    read(row.ok_or(StoreError::NotFound)?)
}

/// Like [`open`], but locks the row until the transaction ends.
pub async fn open_to_change(
    tx: &Tx,
    scope: &Scope,
    partner: PartnerId,
    month: Month,
) -> Result<Statement, StoreError> {
    let row = Entity::find().filter(of(scope, partner, month)).lock_exclusive().one(&tx.on()).await?;
    read(row.ok_or(StoreError::NotFound)?)
}

/// The statement of a partner's month, if there is one, visible to the partner or not; locks the row.
pub async fn find_to_change(
    tx: &Tx,
    partner: PartnerId,
    month: Month,
) -> Result<Option<Statement>, StoreError> {
    let query = Entity::find()
        .filter(Column::PartnerId.eq(partner.0).and(Column::Month.eq(month.to_string())))
        .lock_exclusive();
    query.one(&tx.on()).await?.map(read).transpose()
}

/// Which months of a partner are agreed. The result is stable while the head of the partner's chain is locked.
pub async fn agreed_months(tx: &Tx, partner: PartnerId) -> Result<AgreedMonths, StoreError> {
    let rows: Vec<(i64, String, Option<DateTime<Utc>>)> = Entity::find()
        .select_only()
        .columns([Column::Id, Column::Month, Column::AgreedAt])
        .filter(Column::PartnerId.eq(partner.0))
        .into_tuple()
        .all(&tx.on())
        .await?;
    let read = |(id, month, agreed_at): (i64, String, Option<DateTime<Utc>>)| {
        Ok((sound(Month::parse(&month), TABLE, "month", id)?, agreed_at.is_some()))
    };
    rows.into_iter().map(read).collect()
}

fn of(scope: &Scope, partner: PartnerId, month: Month) -> Condition {
    within(scope).add(Column::PartnerId.eq(partner.0)).add(Column::Month.eq(month.to_string()))
}

/// The statements in scope, the latest month first.
pub async fn all(reach: &impl Reach, scope: &Scope, limit: u64) -> Result<Vec<Statement>, StoreError> {
    let rows = Entity::find()
        .filter(within(scope))
        .order_by_desc(Column::Month)
        .order_by_asc(Column::PartnerId)
        .limit(limit)
        .all(&reach.on())
        .await?;
    rows.into_iter().map(read).collect()
}

/// The statements of a month in scope.
pub async fn of_month(reach: &impl Reach, scope: &Scope, month: Month) -> Result<Vec<Statement>, StoreError> {
    let rows = Entity::find()
        .filter(within(scope))
        .filter(Column::Month.eq(month.to_string()))
        .order_by_asc(Column::PartnerId)
        .all(&reach.on())
        .await?;
    rows.into_iter().map(read).collect()
}

/// The statements on review, of all partners.
pub async fn on_review(reach: &impl Reach) -> Result<Vec<Statement>, StoreError> {
    let rows = Entity::find()
        .filter(Column::State.eq(StatementState::OnReview.code()))
        .order_by_asc(Column::Id)
        .all(&reach.on())
        .await?;
    rows.into_iter().map(read).collect()
}

/// Creates the statement of a partner's month unless it exists; its lines are gathered afterwards.
pub async fn begin(tx: &Tx, partner: PartnerId, month: Month, at: DateTime<Utc>) -> Result<(), StoreError> {
    let row = ActiveModel {
        partner_id: Set(partner.0),
        month: Set(month.to_string()),
        state: Set(StatementState::Forming.code().to_owned()),
        version: Set(1),
        formed_at: Set(at),
        agreed_digest_version: Set(DigestVersion::CURRENT.number()),
        ..sums(&Totals::default())
    };
    Entity::insert(row)
        .on_conflict(OnConflict::columns([Column::PartnerId, Column::Month]).do_nothing().to_owned())
        .exec_without_returning(&tx.on())
        .await?;
    Ok(())
}

/// Deletes a withdrawn statement, which has no lines.
pub async fn remove(tx: &Tx, statement: StatementId) -> Result<(), StoreError> {
    Entity::delete_by_id(statement.0).exec(&tx.on()).await?;
    Ok(())
}

/// The partners whose statement of a month has no lines and is not agreed.
pub async fn empty_of_month(reach: &impl Reach, month: Month) -> Result<Vec<PartnerId>, StoreError> {
    let ids: Vec<i64> = Entity::find()
        .select_only()
        .column(Column::PartnerId)
        .filter(Column::Month.eq(month.to_string()))
        .filter(Column::Lines.eq(0))
        .filter(Column::AgreedAt.is_null())
        .order_by_asc(Column::PartnerId)
        .into_tuple()
        .all(&reach.on())
        .await?;
    Ok(ids.into_iter().map(PartnerId).collect())
}

/// Writes a statement if its row still has the version that was read; otherwise the error is `Stale`.
pub(super) async fn write(tx: &Tx, statement: &Statement) -> Result<(), StoreError> {
    let written = Entity::update_many()
        .set(row(statement))
        .filter(Column::Id.eq(statement.id.0))
        .filter(Column::Version.eq(statement.version))
        .exec(&tx.on())
        .await?;
    if written.rows_affected == 1 { Ok(()) } else { Err(StoreError::Stale) }
}

/// The row of a statement, without its key. The version written is one above the version read.
pub(super) fn row(statement: &Statement) -> ActiveModel {
    let agreement = statement.agreement.as_ref();
    let invoice = statement.invoice.as_ref();
    ActiveModel {
        id: NotSet,
        partner_id: NotSet,
        month: NotSet,
        state: Set(statement.state.code().to_owned()),
        version: Set(statement.version + 1),
        formed_at: Set(statement.formed_at),
        published_at: Set(statement.published_at),
        waiting_since: Set(statement.waiting_since),
        agreed_at: Set(agreement.map(|agreement| agreement.at)),
        agreed_by: Set(agreement.map(|agreement| agreement.by.clone())),
        agreed_sha256: Set(agreement.map(|agreement| agreement.sha256.clone())),
        agreed_digest_version: Set(agreement.map_or(DigestVersion::CURRENT, |one| one.digest).number()),
        invoice_number: Set(invoice.map(|invoice| invoice.number.clone())),
        invoiced_at: Set(invoice.map(|invoice| invoice.at)),
        ..sums(&statement.totals)
    }
}

/// The columns of the sums alone.
fn sums(totals: &Totals) -> ActiveModel {
    let count = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    ActiveModel {
        lines: Set(count(totals.lines)),
        disputed: Set(count(totals.disputed)),
        promotion_discount: Set(totals.promotion_discount.kopecks()),
        amount: Set(totals.amount.kopecks()),
        vat: Set(totals.vat.kopecks()),
        total: Set(totals.total.kopecks()),
        disputed_total: Set(totals.disputed_total.kopecks()),
        ..Default::default()
    }
}

fn read_sums(row: &Model) -> Result<Totals, StoreError> {
    Ok(Totals {
        lines: sound(u64::try_from(row.lines).ok(), TABLE, "lines", row.id)?,
        disputed: sound(u64::try_from(row.disputed).ok(), TABLE, "disputed", row.id)?,
        promotion_discount: Money::from_kopecks(row.promotion_discount),
        amount: Money::from_kopecks(row.amount),
        vat: Money::from_kopecks(row.vat),
        total: Money::from_kopecks(row.total),
        disputed_total: Money::from_kopecks(row.disputed_total),
    })
}

fn read(row: Model) -> Result<Statement, StoreError> {
    let totals = read_sums(&row)?;
    let version = DigestVersion::try_from(row.agreed_digest_version).ok();
    let digest = sound(version, TABLE, "agreed_digest_version", row.id)?;
    let agreement = row
        .agreed_at
        .zip(row.agreed_by)
        .zip(row.agreed_sha256)
        .map(|((at, by), sha256)| Agreement { at, by, sha256, digest });
    Ok(Statement {
        id: StatementId(row.id),
        totals,
        partner: PartnerId(row.partner_id),
        month: sound(Month::parse(&row.month), TABLE, "month", row.id)?,
        state: sound(StatementState::from_code(&row.state), TABLE, "state", row.id)?,
        formed_at: row.formed_at,
        published_at: row.published_at,
        waiting_since: row.waiting_since,
        agreement,
        invoice: row.invoice_number.zip(row.invoiced_at).map(|(number, at)| Invoiced { number, at }),
        version: row.version,
    })
}
