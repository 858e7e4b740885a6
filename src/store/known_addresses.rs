//! Known addresses: keyed digests of a login, the client's network and the password hash, written when a sign-in
//! succeeds. Neither login nor address can be read from them.

use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::{Expr, ExprTrait as _, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use super::tables::known_address::{ActiveModel, Column, Entity};
use super::{Reach, StoreError};

/// A digest's instant is refreshed at most once an hour, since an API client signs in all day long.
const NOTED_EVERY: Duration = Duration::hours(1);

/// Whether this digest was seen after an instant.
pub async fn is_known(reach: &impl Reach, digest: &str, after: DateTime<Utc>) -> Result<bool, StoreError> {
    let row = Entity::find_by_id(digest.to_owned()).one(&reach.on()).await?;
    Ok(row.is_some_and(|row| row.seen_at > after))
}

/// Records that this digest was seen.
pub async fn note(reach: &impl Reach, digest: &str, at: DateTime<Utc>) -> Result<(), StoreError> {
    let seen = ActiveModel { digest: Set(digest.to_owned()), seen_at: Set(at) };
    Entity::insert(seen)
        .on_conflict(
            OnConflict::column(Column::Digest)
                .update_column(Column::SeenAt)
                .action_and_where(Expr::col((Entity, Column::SeenAt)).lt(at - NOTED_EVERY))
                .to_owned(),
        )
        .exec_without_returning(&reach.on())
        .await?;
    Ok(())
}

/// Deletes the digests last seen before an instant.
pub async fn sweep(reach: &impl Reach, seen_before: DateTime<Utc>) -> Result<u64, StoreError> {
    Ok(Entity::delete_many().filter(Column::SeenAt.lt(seen_before)).exec(&reach.on()).await?.rows_affected)
}
