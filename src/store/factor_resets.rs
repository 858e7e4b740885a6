//! Requests to take the second factors off somebody who lost them.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::ExprTrait as _;
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};

use super::error::sound;
use super::outbox::{self, Owed};
use super::tables::factor_reset::{ActiveModel, Column, Entity, Model};
use super::{Reach, StoreError, Tx, accounts, colleagues};
use crate::domain::errand::Errand;
use crate::domain::factor_reset::{FactorReset, ResetOutcome};
use crate::domain::ids::{FactorResetId, PartnerId, PersonId};

/// All that are open, the earliest first.
pub async fn open_ones(reach: &impl Reach) -> Result<Vec<FactorReset>, StoreError> {
    let found = Entity::find().filter(Column::Outcome.is_null()).order_by_asc(Column::Id);
    found.all(&reach.on()).await?.into_iter().map(read).collect()
}

/// The open one of a person.
pub async fn of_person(reach: &impl Reach, person: PersonId) -> Result<Option<FactorReset>, StoreError> {
    let open = Column::PersonId.eq(person.0).and(Column::Outcome.is_null());
    Entity::find().filter(open).one(&reach.on()).await?.map(read).transpose()
}

/// The one with this identity.
pub async fn with_id(reach: &impl Reach, id: FactorResetId) -> Result<FactorReset, StoreError> {
    read(Entity::find_by_id(id.0).one(&reach.on()).await?.ok_or(StoreError::NotFound)?)
}

/// Like [`with_id`], for changing; locks the row.
pub async fn to_change(tx: &Tx, id: FactorResetId) -> Result<FactorReset, StoreError> {
    let row = Entity::find_by_id(id.0).lock_exclusive().one(&tx.on()).await?;
    read(row.ok_or(StoreError::NotFound)?)
}

/// The one whose letter has the link with this digest.
pub async fn with_digest(reach: &impl Reach, digest: &str) -> Result<Option<FactorReset>, StoreError> {
    Entity::find().filter(Column::Digest.eq(digest)).one(&reach.on()).await?.map(read).transpose()
}

/// Adds one.
pub async fn add(tx: &Tx, reset: FactorReset) -> Result<FactorReset, StoreError> {
    let id = Entity::insert(row(&reset)).exec(&tx.on()).await?.last_insert_id;
    Ok(FactorReset { id: FactorResetId(id), ..reset })
}

/// Writes one that changed.
pub async fn write(tx: &Tx, reset: &FactorReset) -> Result<(), StoreError> {
    Entity::update_many().set(row(reset)).filter(Column::Id.eq(reset.id.0)).exec(&tx.on()).await?;
    Ok(())
}

/// Gives the letter's link its token; an earlier one is void.
pub async fn write_digest(tx: &Tx, id: FactorResetId, digest: &str) -> Result<(), StoreError> {
    let written = ActiveModel { digest: Set(Some(digest.to_owned())), ..Default::default() };
    Entity::update_many().set(written).filter(Column::Id.eq(id.0)).exec(&tx.on()).await?;
    Ok(())
}

/// Notes that the owner was told: from now on the day counts that they have to say no.
pub async fn note_told(tx: &Tx, id: FactorResetId, at: DateTime<Utc>) -> Result<(), StoreError> {
    let before = to_change(tx, id).await?;
    let was_due = before.due_at;
    let reset = before.tell(at);
    write(tx, &reset).await?;
    match reset.due_at.filter(|due| was_due != Some(*due)) {
        Some(due) => {
            let house = accounts::open(tx, reset.person).await?.house();
            owe(tx, house, Errand::FactorReset { reset: id }, &reset, due).await
        }
        None => Ok(()),
    }
}

/// Owes work for a request of somebody of this house: once as long as its day is not fixed, and once more from then on.
pub async fn owe(
    tx: &Tx,
    house: Option<PartnerId>,
    errand: Errand,
    reset: &FactorReset,
    due_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let key = errand.deduplication(i32::from(reset.due_at.is_some()));
    let (partner, at) = (colleagues::chain(house), reset.asked_at);
    outbox::owe_all(tx, &[Owed { errand, partner, key, due_at, at }]).await.map(drop)
}

fn row(reset: &FactorReset) -> ActiveModel {
    ActiveModel {
        id: NotSet,
        person_id: Set(reset.person.0),
        reason: Set(reset.reason.clone()),
        asked_by: Set(reset.asked_by.0),
        asked_at: Set(reset.asked_at),
        told_at: Set(reset.told_at),
        confirmed_by: Set(reset.confirmed_by.map(|by| by.0)),
        due_at: Set(reset.due_at),
        outcome: Set(reset.outcome.map(|outcome| outcome.code().to_owned())),
        over_at: Set(reset.over_at),
        digest: NotSet,
    }
}

fn read(row: Model) -> Result<FactorReset, StoreError> {
    let outcome = match &row.outcome {
        Some(code) => Some(sound(ResetOutcome::from_code(code), "factor_resets", "outcome", row.id)?),
        None => None,
    };
    Ok(FactorReset {
        id: FactorResetId(row.id),
        person: PersonId(row.person_id),
        reason: row.reason,
        asked_by: PersonId(row.asked_by),
        asked_at: row.asked_at,
        told_at: row.told_at,
        confirmed_by: row.confirmed_by.map(PersonId),
        due_at: row.due_at,
        outcome,
        over_at: row.over_at,
    })
}
