//! The rows of subscriptions.

use sea_orm::sea_query::ExprTrait as _;
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait as _, EntityTrait as _, QueryFilter as _,
};

use crate::domain::ids::{ArchiveId, OrganizationId, PartnerId, PersonId, SubscriptionId};
use crate::domain::month::Month;
use crate::domain::subscription::{ClosingSubscription, MonthOutcome, MonthOutcomeCode, SubscriptionEnd};
use crate::store::error::sound;
use crate::store::tables::subscription::{ActiveModel, Column, Entity, Model};
use crate::store::{Reach as _, StoreError, Tx};

const TABLE: &str = "subscriptions";

/// Writes a subscription over the version that was read.
pub(in crate::store) async fn write(tx: &Tx, held: &ClosingSubscription) -> Result<(), StoreError> {
    let row = ActiveModel { version: Set(held.version + 1), ..active(held) };
    let seen = Column::Id.eq(held.id.0).and(Column::Version.eq(held.version));
    if Entity::update_many().set(row).filter(seen).exec(&tx.on()).await?.rows_affected != 1 {
        return Err(StoreError::Stale);
    }
    Ok(())
}

/// The row of a subscription; its identity is the database's.
pub(super) fn active(held: &ClosingSubscription) -> ActiveModel {
    ActiveModel {
        id: NotSet,
        partner_id: Set(held.partner.0),
        organization_id: Set(held.organization.0),
        person_id: Set(held.account.0),
        email: Set(held.email.clone()),
        begun_at: Set(held.begun_at),
        confirmed_at: Set(held.confirmed_at),
        settled: Set(held.settled.to_string()),
        outcome: Set(held.outcome.map(|outcome| outcome.code().code().to_owned())),
        archive_id: Set(held.outcome.and_then(MonthOutcome::archive).map(|id| id.0)),
        ended_at: Set(held.ended.map(|(at, _)| at)),
        ended_how: Set(held.ended.map(|(_, how)| how.code().to_owned())),
        version: Set(held.version),
    }
}

/// Reads a subscription.
pub(super) fn read(row: Model) -> Result<ClosingSubscription, StoreError> {
    let (outcome, ended) = (outcome(&row)?, ended(&row)?);
    Ok(ClosingSubscription {
        id: SubscriptionId(row.id),
        partner: PartnerId(row.partner_id),
        organization: OrganizationId(row.organization_id),
        account: PersonId(row.person_id),
        email: row.email,
        begun_at: row.begun_at,
        confirmed_at: row.confirmed_at,
        settled: sound(Month::parse(&row.settled), TABLE, "settled", row.id)?,
        outcome,
        ended,
        version: row.version,
    })
}

fn outcome(row: &Model) -> Result<Option<MonthOutcome>, StoreError> {
    let Some(code) = &row.outcome else { return Ok(None) };
    Ok(Some(match sound(MonthOutcomeCode::from_code(code), TABLE, "outcome", row.id)? {
        MonthOutcomeCode::Asked => {
            MonthOutcome::Asked(sound(row.archive_id.map(ArchiveId), TABLE, "archive_id", row.id)?)
        }
        MonthOutcomeCode::Nothing => MonthOutcome::Nothing,
        MonthOutcomeCode::TooMuch => MonthOutcome::TooMuch,
        MonthOutcomeCode::Before => MonthOutcome::Before,
    }))
}

fn ended(row: &Model) -> Result<Option<(chrono::DateTime<chrono::Utc>, SubscriptionEnd)>, StoreError> {
    let Some(at) = row.ended_at else { return Ok(None) };
    let how = row.ended_how.as_deref().and_then(SubscriptionEnd::from_code);
    Ok(Some((at, sound(how, TABLE, "ended_how", row.id)?)))
}
