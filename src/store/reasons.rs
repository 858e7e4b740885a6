//! Reasons: the canned ones, each in its latest wording.

use sea_orm::{EntityTrait as _, QueryOrder as _};

use super::tables::reason::{Column, Entity, Model};
use super::{Reach, StoreError};
use crate::domain::reason::CannedReason;

/// Every reason that can be given, in the order in which they are offered, each in its latest wording.
pub async fn current(reach: &impl Reach) -> Result<Vec<CannedReason>, StoreError> {
    let ordered = Entity::find().order_by_asc(Column::Place).order_by_desc(Column::Version);
    let rows = ordered.all(&reach.on()).await?;
    let mut reasons: Vec<CannedReason> = rows.into_iter().map(read).collect();
    // The order puts the wordings of a reason beside each other, the latest first.
    reasons.dedup_by(|later, earlier| later.code == earlier.code);
    reasons.retain(|reason| reason.returns || reason.rejects);
    Ok(reasons)
}

fn read(row: Model) -> CannedReason {
    CannedReason {
        code: row.code,
        version: row.version,
        returns: row.returns,
        rejects: row.rejects,
        title: row.title,
        text: row.text,
    }
}
