//! The installation: its id, the key of its training authority, and whether a seed is running.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _};

use super::tables::installation::{ActiveModel, Column, Entity, Model};
use super::{Db, Reach, StoreError, Tx};
use crate::domain::sealing::Sealing;

/// The key of the only row.
const ROW: i32 = 1;

/// The data of this installation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Installation {
    /// The id of the installation, drawn once. It sets its letters apart from those of other installations.
    pub code: String,
    /// The fingerprint of the training authority's key, once a worker has noted one.
    pub authority_key: Option<String>,
    /// When the running seed began; an interrupted seed leaves it set.
    pub seeding_since: Option<DateTime<Utc>>,
}

/// The installation as it is.
pub async fn read(reach: &impl Reach) -> Result<Installation, StoreError> {
    let row = Entity::find_by_id(ROW).one(&reach.on()).await?;
    row.map(known).ok_or(StoreError::NotFound)
}

/// Like [`read`], but locks the row until the transaction ends.
pub async fn to_change(tx: &Tx) -> Result<Installation, StoreError> {
    let row = Entity::find_by_id(ROW).lock_exclusive().one(&tx.on()).await?;
    row.map(known).ok_or(StoreError::NotFound)
}

/// Records that a seed begins, or with `None` that it has ended.
pub async fn note_seeding(db: &Db, since: Option<DateTime<Utc>>) -> Result<(), StoreError> {
    update(db, ActiveModel { seeding_since: Set(since), ..Default::default() }).await
}

pub(super) async fn write(tx: &Tx, sealing: &Sealing) -> Result<(), StoreError> {
    let key = Set(Some(sealing.key.clone()));
    update(tx, ActiveModel { authority_key: key, ..Default::default() }).await
}

async fn update(reach: &impl Reach, change: ActiveModel) -> Result<(), StoreError> {
    Entity::update_many().set(change).filter(Column::Id.eq(ROW)).exec(&reach.on()).await?;
    Ok(())
}

fn known(row: Model) -> Installation {
    Installation { code: row.code, authority_key: row.authority_key, seeding_since: row.seeding_since }
}
