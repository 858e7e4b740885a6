//! Presence: who is viewing an application now. It locks nothing and expires within a minute.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};

use super::tables::presence::{ActiveModel, Column, Entity};
use super::{Reach, StoreError, Tx};
use crate::domain::ids::{ApplicationNumber, PartnerId, PersonId};

/// Records that a person of a partner views an application.
pub async fn note(
    tx: &Tx,
    person: PersonId,
    partner: PartnerId,
    number: ApplicationNumber,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = ActiveModel {
        person_id: Set(person.0),
        application_number: Set(number.0),
        partner_id: Set(partner.0),
        seen_at: Set(at),
    };
    Entity::insert(row)
        .on_conflict(
            OnConflict::columns([Column::PersonId, Column::ApplicationNumber])
                .update_columns([Column::PartnerId, Column::SeenAt])
                .to_owned(),
        )
        .exec_without_returning(&tx.on())
        .await?;
    Ok(())
}

/// The people of a partner who have viewed these applications since an instant, the earliest first.
pub async fn of_applications(
    reach: &impl Reach,
    partner: PartnerId,
    numbers: &[ApplicationNumber],
    since: DateTime<Utc>,
) -> Result<Vec<(ApplicationNumber, PersonId)>, StoreError> {
    let rows = Entity::find()
        .filter(Column::ApplicationNumber.is_in(numbers.iter().map(|number| number.0)))
        .filter(Column::PartnerId.eq(partner.0))
        .filter(Column::SeenAt.gt(since))
        .order_by_asc(Column::ApplicationNumber)
        .order_by_asc(Column::PersonId)
        .all(&reach.on())
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| (ApplicationNumber(row.application_number), PersonId(row.person_id)))
        .collect())
}

/// When a person was last recorded as viewing an application.
pub async fn last(
    reach: &impl Reach,
    person: PersonId,
    number: ApplicationNumber,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    Ok(Entity::find_by_id((person.0, number.0)).one(&reach.on()).await?.map(|row| row.seen_at))
}

/// Deletes the marks that are not newer than an instant.
pub async fn sweep(tx: &Tx, before: DateTime<Utc>) -> Result<u64, StoreError> {
    Ok(Entity::delete_many().filter(Column::SeenAt.lte(before)).exec(&tx.on()).await?.rows_affected)
}
