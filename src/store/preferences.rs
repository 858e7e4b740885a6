//! Preferences of a person: values under keys.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, EntityTrait as _};

use super::tables::preference::{ActiveModel, Column, Entity};
use super::{Reach, StoreError, Tx};
use crate::domain::ids::PersonId;

/// The person's value under a key, if there is one.
pub async fn find(reach: &impl Reach, person: PersonId, key: &str) -> Result<Option<String>, StoreError> {
    let row = Entity::find_by_id((person.0, key.to_owned())).one(&reach.on()).await?;
    Ok(row.map(|row| row.value))
}

/// Writes the person's value under a key over the former one.
pub async fn keep(tx: &Tx, person: PersonId, key: &str, value: &str) -> Result<(), StoreError> {
    let row =
        ActiveModel { person_id: Set(person.0), key: Set(key.to_owned()), value: Set(value.to_owned()) };
    Entity::insert(row)
        .on_conflict(
            OnConflict::columns([Column::PersonId, Column::Key]).update_column(Column::Value).to_owned(),
        )
        .exec_without_returning(&tx.on())
        .await?;
    Ok(())
}
