//! The files of a partner's folder that cannot be taken, as the last look at the folder found them.

use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _,
};

use crate::domain::document::{DropFault, FaultyFile};
use crate::domain::ids::PartnerId;
use crate::store::error::sound;
use crate::store::tables::document_fault::{ActiveModel, Column, Entity};
use crate::store::{Reach, StoreError, Tx};

/// How many rows one statement writes: the engines limit the bound values.
const ROWS: usize = 5000;

/// The faulty files of a partner, by name.
pub async fn of_partner(
    reach: &impl Reach,
    partner: PartnerId,
    limit: u64,
) -> Result<Vec<FaultyFile>, StoreError> {
    let rows = Entity::find()
        .filter(Column::PartnerId.eq(partner.0))
        .order_by_asc(Column::Name)
        .limit(limit)
        .all(&reach.on())
        .await?;
    let read = |row: super::super::tables::document_fault::Model| {
        let fault = sound(DropFault::from_code(&row.reason), "document_faults", "reason", row.partner_id)?;
        Ok(FaultyFile { name: row.name, fault })
    };
    rows.into_iter().map(read).collect()
}

/// How many there are.
pub async fn count(reach: &impl Reach, partner: PartnerId) -> Result<u64, StoreError> {
    Ok(Entity::find().filter(Column::PartnerId.eq(partner.0)).count(&reach.on()).await?)
}

/// Replaces those of a partner. Of two workers that do so at once the first one is believed until the next look.
pub async fn replace(tx: &Tx, partner: PartnerId, found: &[FaultyFile]) -> Result<(), StoreError> {
    Entity::delete_many().filter(Column::PartnerId.eq(partner.0)).exec(&tx.on()).await?;
    for some in found.chunks(ROWS) {
        let rows = some.iter().map(|file| ActiveModel {
            partner_id: Set(partner.0),
            name: Set(file.name.clone()),
            reason: Set(file.fault.code().to_owned()),
        });
        let twice = OnConflict::columns([Column::PartnerId, Column::Name]).do_nothing().to_owned();
        Entity::insert_many(rows).on_conflict(twice).exec_without_returning(&tx.on()).await?;
    }
    Ok(())
}
