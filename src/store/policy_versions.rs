//! The versions of the policy, each kept when it first came into force.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _,
};

use super::tables::policy_version::{ActiveModel, Column, Entity, Model};
use super::{Reach, StoreError, Tx};
use crate::domain::policy_version::PolicyVersion;

/// A version of the policy as it was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptPolicy {
    /// Its identity.
    pub id: i64,
    /// Since when it was in force.
    pub at: DateTime<Utc>,
    /// The version.
    pub version: PolicyVersion,
}

/// All versions, the newest first.
pub async fn all(reach: &impl Reach) -> Result<Vec<KeptPolicy>, StoreError> {
    let rows = Entity::find().order_by_desc(Column::Id).all(&reach.on()).await?;
    Ok(rows.into_iter().map(kept).collect())
}

/// The version that was kept last.
pub async fn last(reach: &impl Reach) -> Result<Option<KeptPolicy>, StoreError> {
    Ok(Entity::find().order_by_desc(Column::Id).one(&reach.on()).await?.map(kept))
}

/// The versions that came into force before an instant, the newest first.
pub async fn before(reach: &impl Reach, at: DateTime<Utc>) -> Result<Vec<KeptPolicy>, StoreError> {
    let rows = Entity::find().filter(Column::At.lt(at)).order_by_desc(Column::Id).all(&reach.on()).await?;
    Ok(rows.into_iter().map(kept).collect())
}

pub(super) async fn write(tx: &Tx, version: &PolicyVersion, at: DateTime<Utc>) -> Result<(), StoreError> {
    let row = ActiveModel {
        id: NotSet,
        at: Set(at),
        sha256: Set(version.sha256.clone()),
        matching: Set(version.model.clone()),
        rows: Set(version.rows.clone()),
    };
    Entity::insert(row).exec_without_returning(&tx.on()).await?;
    Ok(())
}

fn kept(row: Model) -> KeptPolicy {
    let version = PolicyVersion { model: row.matching, rows: row.rows, sha256: row.sha256 };
    KeptPolicy { id: row.id, at: row.at, version }
}
