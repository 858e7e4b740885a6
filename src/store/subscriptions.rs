//! Subscriptions to closing documents. An account finds its own, as long as it acts for the organisation.

pub mod links;
mod rows;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::ExprTrait as _;
use sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};

use super::tables::archive;
use super::tables::subscription::{Column, Entity};
use super::{Reach, StoreError, Tx};
use crate::domain::ids::{OrganizationId, PersonId, SubscriptionId};
use crate::domain::month::Month;
use crate::domain::role::Scope;
use crate::domain::subscription::ClosingSubscription;
use rows::read;
pub(super) use rows::write;

fn within(scope: &Scope) -> Condition {
    match scope {
        Scope::Everything => Condition::all(),
        Scope::Partner(partner) => Condition::all().add(Column::PartnerId.eq(partner.0)),
        Scope::Client { account, organizations } => Condition::all()
            .add(Column::PersonId.eq(account.0))
            .add(Column::OrganizationId.is_in(organizations.iter().map(|id| id.0))),
        Scope::Organizations(_) | Scope::ItsLogin(_) => Condition::all().add(Column::Id.eq(0)),
    }
}

/// One of the subscriptions in scope.
pub async fn open(
    reach: &impl Reach,
    scope: &Scope,
    id: SubscriptionId,
) -> Result<ClosingSubscription, StoreError> {
    let row = Entity::find_by_id(id.0).filter(within(scope)).one(&reach.on()).await?;
    read(row.ok_or(StoreError::NotFound)?)
}

/// Like [`open`], but locks the row until the transaction ends.
pub async fn open_to_change(
    tx: &Tx,
    scope: &Scope,
    id: SubscriptionId,
) -> Result<ClosingSubscription, StoreError> {
    let row = Entity::find_by_id(id.0).filter(within(scope)).lock_exclusive().one(&tx.on()).await?;
    read(row.ok_or(StoreError::NotFound)?)
}

/// The subscriptions in scope that have not ended: of an account at most one for each of its
/// organisations, and beside it one that waits for its address.
pub async fn running(reach: &impl Reach, scope: &Scope) -> Result<Vec<ClosingSubscription>, StoreError> {
    let rows = Entity::find().filter(within(scope).add(Column::EndedAt.is_null())).order_by_asc(Column::Id);
    rows.all(&reach.on()).await?.into_iter().map(read).collect()
}

/// The subscriptions of an account for an organisation that have not ended, locked until the transaction ends: the running one,
/// and one that waits for its address.
pub async fn running_to_change(
    tx: &Tx,
    account: PersonId,
    organization: OrganizationId,
) -> Result<Vec<ClosingSubscription>, StoreError> {
    let one = Column::PersonId.eq(account.0).and(Column::OrganizationId.eq(organization.0));
    let found = Entity::find().filter(one.and(Column::EndedAt.is_null())).order_by_asc(Column::Id);
    found.lock_exclusive().all(&tx.on()).await?.into_iter().map(read).collect()
}

/// Whether another subscription of the same account asked for the documents of a month already.
pub async fn asked_before(
    reach: &impl Reach,
    held: &ClosingSubscription,
    month: Month,
) -> Result<bool, StoreError> {
    let others = archive::Column::SubscriptionId
        .ne(held.id.0)
        .and(archive::Column::PersonId.eq(held.account.0))
        .and(archive::Column::OrganizationId.eq(held.organization.0))
        .and(archive::Column::FirstDay.eq(month.first_day()));
    Ok(archive::Entity::find().filter(others).one(&reach.on()).await?.is_some())
}

/// Some confirmed subscriptions that have not settled this month, whoever holds them, by identity after `after`.
pub async fn behind(
    reach: &impl Reach,
    month: Month,
    after: SubscriptionId,
    limit: u64,
) -> Result<Vec<SubscriptionId>, StoreError> {
    let behind = Column::Settled
        .lt(month.to_string())
        .and(Column::EndedAt.is_null())
        .and(Column::ConfirmedAt.is_not_null())
        .and(Column::Id.gt(after.0));
    let rows = Entity::find().filter(behind).order_by_asc(Column::Id).limit(limit).all(&reach.on()).await?;
    Ok(rows.into_iter().map(|row| SubscriptionId(row.id)).collect())
}

/// When the `nth` last subscription for an organisation since an instant began, if there were so many.
pub async fn nth_last(
    tx: &Tx,
    organization: OrganizationId,
    since: DateTime<Utc>,
    nth: u64,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    let begun = Column::OrganizationId.eq(organization.0).and(Column::BegunAt.gt(since));
    let rows = Entity::find().filter(begun).order_by_desc(Column::Id).offset(nth - 1);
    Ok(rows.one(&tx.on()).await?.map(|row| row.begun_at))
}

/// Whether an account confirmed this address for an organisation by a subscription.
pub async fn is_confirmed(
    reach: &impl Reach,
    account: PersonId,
    organization: OrganizationId,
    email: &str,
) -> Result<bool, StoreError> {
    let confirmed = Column::PersonId
        .eq(account.0)
        .and(Column::OrganizationId.eq(organization.0))
        .and(Column::Email.eq(email))
        .and(Column::ConfirmedAt.is_not_null());
    Ok(Entity::find().filter(confirmed).one(&reach.on()).await?.is_some())
}

/// Gives a subscription its place, before its first event is kept.
pub async fn place(tx: &Tx, new: ClosingSubscription) -> Result<ClosingSubscription, StoreError> {
    let id = SubscriptionId(Entity::insert(rows::active(&new)).exec(&tx.on()).await?.last_insert_id);
    Ok(ClosingSubscription { id, ..new })
}
