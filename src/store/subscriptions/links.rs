//! The links of the letters of subscriptions. Only digests of their tokens are kept.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::ExprTrait as _;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use crate::domain::ids::SubscriptionId;
use crate::domain::subscription::SubscriptionLinkPurpose;
use crate::store::tables::subscription_link::{ActiveModel, Column, Entity};
use crate::store::{Reach, StoreError, Tx};

/// Adds a link under the digest of its token; without an end it is good for ever.
pub async fn add(
    tx: &Tx,
    digest: &str,
    subscription: SubscriptionId,
    purpose: SubscriptionLinkPurpose,
    until: Option<DateTime<Utc>>,
) -> Result<(), StoreError> {
    let row = ActiveModel {
        digest: Set(digest.to_owned()),
        subscription_id: Set(subscription.0),
        purpose: Set(purpose.code().to_owned()),
        expires_at: Set(until),
    };
    Entity::insert(row).exec_without_returning(&tx.on()).await?;
    Ok(())
}

/// The subscription to which the link for a purpose belongs whose token has this digest, while it is good.
pub async fn find(
    reach: &impl Reach,
    digest: &str,
    purpose: SubscriptionLinkPurpose,
    now: DateTime<Utc>,
) -> Result<Option<SubscriptionId>, StoreError> {
    let lasts = Column::ExpiresAt.is_null().or(Column::ExpiresAt.gt(now));
    let good = Column::Purpose.eq(purpose.code()).and(lasts);
    let row = Entity::find_by_id(digest.to_owned()).filter(good).one(&reach.on()).await?;
    Ok(row.map(|row| SubscriptionId(row.subscription_id)))
}
