//! Products of accounts. Each query names the account: to everybody else its products do not exist.

use chrono::{DateTime, Datelike as _, Utc};
use sea_orm::sea_query::ExprTrait as _;
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _,
};

use super::audit::OPERATOR_CHAIN;
use super::error::sound;
use super::tables::product::{ActiveModel, Column, Entity, Model};
use super::tables::product_claim;
use super::{Reach, StoreError, Tx, deliveries, outbox};
use crate::domain::errand::Errand;
use crate::domain::identity::RegNumber;
use crate::domain::ids::{PersonId, ProductId};
use crate::domain::product::{FreeProduct, Origin, OwnProduct, ProductClaim};

/// The products of an account, the latest first.
pub async fn of_person(reach: &impl Reach, person: PersonId) -> Result<Vec<OwnProduct>, StoreError> {
    let own = Entity::find().filter(Column::PersonId.eq(person.0)).order_by_desc(Column::Id);
    read_all(reach, own.all(&reach.on()).await?).await
}

/// One of the products of an account.
pub async fn open(reach: &impl Reach, person: PersonId, id: ProductId) -> Result<OwnProduct, StoreError> {
    one(reach, Entity::find_by_id(id.0).filter(Column::PersonId.eq(person.0)).one(&reach.on()).await?).await
}

/// A product with its owner, for the letter to them.
pub async fn with_id(reach: &impl Reach, id: ProductId) -> Result<OwnProduct, StoreError> {
    one(reach, Entity::find_by_id(id.0).one(&reach.on()).await?).await
}

/// The product that was registered under a number, whosever it is: for telling its holder.
pub async fn with_number(reach: &impl Reach, number: &RegNumber) -> Result<Option<OwnProduct>, StoreError> {
    let delivery = match deliveries::id(reach, number).await {
        Err(StoreError::NotFound) => return Ok(None),
        found => found?,
    };
    let row = Entity::find().filter(Column::DeliveryId.eq(delivery)).one(&reach.on()).await?;
    Ok(read_all(reach, row.into_iter().collect()).await?.pop())
}

/// Writes a new product; a PIN that is used, or a free product that the account has, is a `Duplicate`.
pub(super) async fn write(tx: &Tx, product: &OwnProduct) -> Result<(), StoreError> {
    let new = ActiveModel {
        id: NotSet,
        person_id: Set(product.owner.0),
        since: Set(product.since),
        ..Default::default()
    };
    let row = match &product.origin {
        Origin::Delivered(delivery, answers) => ActiveModel {
            delivery_id: Set(Some(deliveries::id(tx, &delivery.number).await?)),
            questionnaire: Set(Some(
                serde_json::to_string(answers).map_err(|_| StoreError::Broken("a questionnaire"))?,
            )),
            ..new
        },
        Origin::Free(free) => ActiveModel { free: Set(Some(free.code().to_owned())), ..new },
    };
    Entity::insert(row).exec_without_returning(&tx.on()).await?;
    Ok(())
}

/// Owes whoever registered a number a letter, once a day: it was tried as often as may be.
pub async fn tell_holder(tx: &Tx, number: &RegNumber, at: DateTime<Utc>) -> Result<(), StoreError> {
    let Some(product) = with_number(tx, number).await? else { return Ok(()) };
    let errand = Errand::PinGuesses { product: product.id };
    let key = errand.deduplication(at.date_naive().num_days_from_ce());
    outbox::owe(tx, &outbox::Owed { errand, partner: OPERATOR_CHAIN, key, due_at: at, at }).await
}

/// Keeps that somebody knew a pair, and forgets what is over.
pub async fn claim(
    tx: &Tx,
    claim: &ProductClaim,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<(), StoreError> {
    use product_claim::{ActiveModel, Column, Entity};
    Entity::delete_many().filter(Column::ExpiresAt.lte(now)).exec(&tx.on()).await?;
    let row = ActiveModel {
        id: Set(claim.id.clone()),
        person_id: Set(claim.owner.0),
        delivery_id: Set(deliveries::id(tx, &claim.delivery.number).await?),
        expires_at: Set(until),
    };
    Entity::insert(row).exec_without_returning(&tx.on()).await?;
    Ok(())
}

/// What somebody has proved to have, until the questionnaire is answered.
pub async fn claimed(
    reach: &impl Reach,
    person: PersonId,
    id: &str,
    now: DateTime<Utc>,
) -> Result<ProductClaim, StoreError> {
    use product_claim::{Column, Entity};
    let own = Column::PersonId.eq(person.0).and(Column::ExpiresAt.gt(now));
    let row = Entity::find_by_id(id.to_owned()).filter(own).one(&reach.on()).await?;
    let row = row.ok_or(StoreError::NotFound)?;
    let mut found = deliveries::with_ids(reach, vec![row.delivery_id]).await?;
    let delivery = found.remove(&row.delivery_id).ok_or(StoreError::NotFound)?;
    Ok(ProductClaim { id: row.id, owner: person, delivery })
}

async fn one(reach: &impl Reach, row: Option<Model>) -> Result<OwnProduct, StoreError> {
    let row = row.ok_or(StoreError::NotFound)?;
    read_all(reach, vec![row]).await?.pop().ok_or(StoreError::NotFound)
}

pub(super) async fn read_all(reach: &impl Reach, rows: Vec<Model>) -> Result<Vec<OwnProduct>, StoreError> {
    let known = deliveries::with_ids(reach, rows.iter().filter_map(|row| row.delivery_id).collect()).await?;
    let read = |row: Model| {
        let delivery = row.delivery_id.and_then(|id| known.get(&id)).cloned().map(Box::new);
        let answers = row.questionnaire.as_deref().and_then(|text| serde_json::from_str(text).ok());
        let free = row.free.as_deref().and_then(FreeProduct::from_code);
        let origin = match (delivery, answers, free) {
            (Some(delivery), Some(answers), None) => Some(Origin::Delivered(delivery, answers)),
            (None, None, Some(free)) => Some(Origin::Free(free)),
            _ => None,
        };
        let origin = sound(origin, "products", "delivery_id", row.id)?;
        Ok(OwnProduct { id: ProductId(row.id), owner: PersonId(row.person_id), origin, since: row.since })
    };
    rows.into_iter().map(read).collect()
}
