//! Business settings: dated values, the latest that is valid on a day counts.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};

use super::tables::setting::{ActiveModel, Column, Entity};
use super::{Reach, StoreError, Tx};

/// The values that hold on a day, by key.
pub async fn on(reach: &impl Reach, day: NaiveDate) -> Result<BTreeMap<String, String>, StoreError> {
    let rows = Entity::find()
        .filter(Column::ValidFrom.lte(day))
        .order_by_asc(Column::ValidFrom)
        .all(&reach.on())
        .await?;
    Ok(rows.into_iter().map(|row| (row.key, row.value)).collect())
}

/// Adds a value that holds from a day on.
pub async fn add(tx: &Tx, key: &str, valid_from: NaiveDate, value: &str) -> Result<(), StoreError> {
    let row =
        ActiveModel { key: Set(key.to_owned()), valid_from: Set(valid_from), value: Set(value.to_owned()) };
    Entity::insert(row).exec_without_returning(&tx.on()).await?;
    Ok(())
}
