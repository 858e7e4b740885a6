//! Business settings: dated values; on a day the latest valid one counts.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};

use super::tables::setting::{ActiveModel, Column, Entity};
use super::{Keeper, Reach, StoreError, Tx};
use crate::domain::settings::{PlannedSetting, SettingRow, SettingsBook};

/// The values that hold on a day, by key.
pub async fn on(reach: &impl Reach, day: NaiveDate) -> Result<BTreeMap<String, String>, StoreError> {
    let rows = Entity::find()
        .filter(Column::ValidFrom.lte(day))
        .order_by_asc(Column::ValidFrom)
        .all(&reach.on())
        .await?;
    Ok(rows.into_iter().map(|row| (row.key, row.value)).collect())
}

/// All values, past, current and planned.
pub async fn book(reach: &impl Reach) -> Result<SettingsBook, StoreError> {
    let rows = Entity::find().order_by_asc(Column::ValidFrom).all(&reach.on()).await?;
    let read = rows.into_iter().map(|row| SettingRow {
        key: row.key,
        from: row.valid_from,
        value: row.value,
        set_by: row.set_by,
        set_at: row.set_at,
    });
    Ok(SettingsBook::new(read.collect()))
}

/// Adds a value that holds from a day on.
pub async fn add(tx: &Tx, key: &str, valid_from: NaiveDate, value: &str) -> Result<(), StoreError> {
    let row = ActiveModel {
        key: Set(key.to_owned()),
        valid_from: Set(valid_from),
        value: Set(value.to_owned()),
        set_by: Set(None),
        set_at: Set(None),
    };
    Entity::insert(row).exec_without_returning(&tx.on()).await?;
    Ok(())
}

/// Writes a planned value over another one of the same day.
pub(super) async fn write(tx: &Tx, keeper: &Keeper, planned: &PlannedSetting) -> Result<(), StoreError> {
    let row = ActiveModel {
        key: Set(planned.setting.code().to_owned()),
        valid_from: Set(planned.from),
        value: Set(planned.value.clone()),
        set_by: Set(Some(keeper.actor.clone())),
        set_at: Set(Some(keeper.at)),
    };
    let same_day = OnConflict::columns([Column::Key, Column::ValidFrom])
        .update_columns([Column::Value, Column::SetBy, Column::SetAt])
        .to_owned();
    Entity::insert(row).on_conflict(same_day).exec_without_returning(&tx.on()).await?;
    Ok(())
}
