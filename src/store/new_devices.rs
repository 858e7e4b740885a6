//! Sign-ins in browsers that the person had not used before, and the errands that tell of them.

use chrono::{DateTime, Duration, Utc};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _,
};

use super::tables::new_device::{ActiveModel, Column, Entity, Model};
use super::{Reach, StoreError, Tx, colleagues, outbox};
use crate::domain::colleague::Colleague;
use crate::domain::errand::Errand;
use crate::domain::ids::NewDeviceId;

/// After a sign-in of which was told at once, those of this time are told together at its end.
const TOGETHER: Duration = Duration::hours(1);

/// A sign-in in a browser that the person had not used before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDevice {
    /// Its identity.
    pub id: NewDeviceId,
    /// When it was.
    pub at: DateTime<Utc>,
    /// The browser's `User-Agent`.
    pub browser: String,
    /// From which address.
    pub address: String,
}

/// Notes such a sign-in and owes its letter; `who` was read with a lock, so that those who come at once are told apart.
pub async fn note(
    tx: &Tx,
    who: &Colleague,
    browser: &str,
    address: &str,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let person = who.account.id;
    let before = Entity::find()
        .filter(Column::PersonId.eq(person.0))
        .filter(Column::ToldAtOnce.eq(true))
        .filter(Column::At.gt(at - TOGETHER))
        .order_by_desc(Column::Id)
        .one(&tx.on())
        .await?;
    let row = ActiveModel {
        id: NotSet,
        person_id: Set(person.0),
        at: Set(at),
        browser: Set(browser.to_owned()),
        address: Set(address.to_owned()),
        told_at_once: Set(before.is_none()),
    };
    let id = Entity::insert(row).exec(&tx.on()).await?.last_insert_id;
    let (device, others, due_at) = match &before {
        None => (id, false, at),
        Some(first) => (first.id, true, first.at + TOGETHER),
    };
    let errand = Errand::NewDevice { person, device: NewDeviceId(device), others };
    let (key, partner) = (errand.deduplication(0), colleagues::chain(who.house));
    outbox::owe(tx, &outbox::Owed { errand, partner, key, due_at, at }).await
}

/// The sign-in with this identity, if it is still known.
pub async fn find(reach: &impl Reach, id: NewDeviceId) -> Result<Option<NewDevice>, StoreError> {
    let row = Entity::find_by_id(id.0).one(&reach.on()).await?;
    Ok(row.map(NewDevice::from))
}

/// Those that followed within the hour of a sign-in of which was told at once, the last one first.
pub async fn after(reach: &impl Reach, id: NewDeviceId) -> Result<Vec<NewDevice>, StoreError> {
    let Some(first) = Entity::find_by_id(id.0).one(&reach.on()).await? else { return Ok(Vec::new()) };
    let rows = Entity::find()
        .filter(Column::PersonId.eq(first.person_id))
        .filter(Column::ToldAtOnce.eq(false))
        .filter(Column::Id.gt(first.id))
        .filter(Column::At.lt(first.at + TOGETHER))
        .order_by_desc(Column::Id)
        .all(&reach.on())
        .await?;
    Ok(rows.into_iter().map(NewDevice::from).collect())
}

/// Forgets those before an instant.
pub async fn sweep(reach: &impl Reach, before: DateTime<Utc>) -> Result<u64, StoreError> {
    Ok(Entity::delete_many().filter(Column::At.lt(before)).exec(&reach.on()).await?.rows_affected)
}

impl From<Model> for NewDevice {
    fn from(row: Model) -> Self {
        Self { id: NewDeviceId(row.id), at: row.at, browser: row.browser, address: row.address }
    }
}
