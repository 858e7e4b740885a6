//! Preferences of a person: values under keys.

use std::collections::HashMap;

use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use super::tables::preference::{ActiveModel, Column, Entity};
use super::{Reach, StoreError, Tx};
use crate::domain::ids::PersonId;

/// The person's values by key.
pub async fn of(reach: &impl Reach, person: PersonId) -> Result<HashMap<String, String>, StoreError> {
    let rows = Entity::find().filter(Column::PersonId.eq(person.0)).all(&reach.on()).await?;
    Ok(rows.into_iter().map(|row| (row.key, row.value)).collect())
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
