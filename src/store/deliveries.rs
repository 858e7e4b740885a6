//! Deliveries: found by their number, of their PINs only keyed digests.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use sea_orm::sea_query::ExprTrait as _;
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QuerySelect as _,
    QueryTrait as _,
};

use super::error::sound;
use super::tables::delivery::{ActiveModel, Column, Entity, Model};
use super::tables::product;
use super::{Reach, StoreError, Tx};
use crate::domain::delivery::{DeliveryBatch, ProductDelivery};
use crate::domain::identity::RegNumber;

/// How many numbers one query compares.
const AT_ONCE: usize = 1_000;

/// Which of these numbers are published already.
pub async fn known(reach: &impl Reach, numbers: &[String]) -> Result<BTreeSet<String>, StoreError> {
    let mut known = BTreeSet::new();
    for some in numbers.chunks(AT_ONCE) {
        let rows: Vec<String> = Entity::find()
            .select_only()
            .column(Column::Number)
            .filter(Column::Number.is_in(some.iter().cloned()))
            .into_tuple()
            .all(&reach.on())
            .await?;
        known.extend(rows);
    }
    Ok(known)
}

/// How many there are, and how many of them are registered.
pub async fn count(reach: &impl Reach) -> Result<[u64; 2], StoreError> {
    let registered = product::Entity::find().filter(product::Column::DeliveryId.is_not_null());
    Ok([Entity::find().count(&reach.on()).await?, registered.count(&reach.on()).await?])
}

/// The delivery with this number and PIN, unless somebody has registered it.
pub async fn unused(
    reach: &impl Reach,
    number: &str,
    pin_digest: &str,
) -> Result<Option<ProductDelivery>, StoreError> {
    let used = product::Entity::find()
        .select_only()
        .column(product::Column::DeliveryId)
        .filter(product::Column::DeliveryId.is_not_null())
        .into_query();
    let pair = Column::Number.eq(number).and(Column::PinDigest.eq(pin_digest));
    let row = Entity::find().filter(pair).filter(Column::Id.not_in_subquery(used)).one(&reach.on()).await?;
    row.map(read).transpose()
}

/// The identity of the delivery with this number.
pub(super) async fn id(reach: &impl Reach, number: &RegNumber) -> Result<i64, StoreError> {
    let row = Entity::find().filter(Column::Number.eq(number.as_str())).one(&reach.on()).await?;
    Ok(row.ok_or(StoreError::NotFound)?.id)
}

/// The deliveries with these identities.
pub(super) async fn with_ids(
    reach: &impl Reach,
    ids: Vec<i64>,
) -> Result<HashMap<i64, ProductDelivery>, StoreError> {
    let rows = Entity::find().filter(Column::Id.is_in(ids)).all(&reach.on()).await?;
    rows.into_iter().map(|row| Ok((row.id, read(row)?))).collect()
}

/// Writes deliveries that are published; a number that is known is a `Duplicate`.
pub(super) async fn write(tx: &Tx, batch: &DeliveryBatch, at: DateTime<Utc>) -> Result<(), StoreError> {
    for some in batch.list.chunks(AT_ONCE / 10) {
        let rows = some.iter().map(|delivery| row(delivery, at)).collect::<Result<Vec<_>, _>>()?;
        Entity::insert_many(rows).exec_without_returning(&tx.on()).await?;
    }
    Ok(())
}

fn row(delivery: &ProductDelivery, at: DateTime<Utc>) -> Result<ActiveModel, StoreError> {
    let length = i32::try_from(delivery.pin_length).map_err(|_| StoreError::Broken("a length of a PIN"))?;
    Ok(ActiveModel {
        id: NotSet,
        number: Set(delivery.number.to_string()),
        name: Set(delivery.name.clone()),
        kit: Set(delivery.kit.clone()),
        pin_length: Set(length),
        pin_digest: Set(delivery.pin_digest.clone()),
        published_at: Set(at),
    })
}

fn read(row: Model) -> Result<ProductDelivery, StoreError> {
    Ok(ProductDelivery {
        number: sound(RegNumber::parse(&row.number).ok(), "deliveries", "number", row.id)?,
        name: row.name,
        kit: row.kit,
        pin_length: sound(usize::try_from(row.pin_length).ok(), "deliveries", "pin_length", row.id)?,
        pin_digest: row.pin_digest,
    })
}
