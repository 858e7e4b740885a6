//! Prints that failed: they are tried again until they succeed.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};

use super::{Kept, kept, of_lane};
use crate::domain::errand::Lane;
use crate::domain::ids::PartnerId;
use crate::store::tables::errand::{Column, Entity};
use crate::store::{Reach, StoreError};

/// The prints of a partner whose last attempt failed, the oldest first.
pub async fn failed_prints(reach: &impl Reach, partner: PartnerId) -> Result<Vec<Kept>, StoreError> {
    let failed = format!("state = 'due' and last_error is not null{}", of_lane(Some(Lane::Press)));
    let rows = Entity::find().filter(Expr::cust(failed)).filter(Column::PartnerId.eq(partner.0));
    let rows = rows.order_by_asc(Column::Id).all(&reach.on()).await?;
    rows.into_iter().map(kept).collect()
}
