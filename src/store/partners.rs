//! Partners: the tenants of the office.

use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};

use super::padding::padded;
use super::tables::partner::{ActiveModel, Column, Entity, Model};
use super::{Reach, StoreError, Tx};
use crate::domain::ids::PartnerId;
use crate::domain::partner::Partner;

/// The partner with this identity.
pub async fn open(reach: &impl Reach, id: PartnerId) -> Result<Partner, StoreError> {
    Entity::find_by_id(id.0).one(&reach.on()).await?.map(Partner::from).ok_or(StoreError::NotFound)
}

/// The partner with this code.
pub async fn with_code(reach: &impl Reach, code: &str) -> Result<Partner, StoreError> {
    let row = Entity::find().filter(Column::Code.eq(code)).one(&reach.on()).await?;
    row.map(Partner::from).ok_or(StoreError::NotFound)
}

/// All partners, in the order of their codes.
pub async fn all(reach: &impl Reach) -> Result<Vec<Partner>, StoreError> {
    let rows = Entity::find().order_by_asc(Column::Code).all(&reach.on()).await?;
    Ok(rows.into_iter().map(Partner::from).collect())
}

/// The partners with these identities, for naming them beside rows that are in scope.
pub async fn with_ids(reach: &impl Reach, ids: &[PartnerId]) -> Result<Vec<Partner>, StoreError> {
    let asked = Column::Id.is_in(padded(ids.iter().map(|id| id.0)));
    let rows = Entity::find().filter(asked).all(&reach.on()).await?;
    Ok(rows.into_iter().map(Partner::from).collect())
}

/// Adds a partner; a code in use is a `Duplicate`.
pub async fn add(tx: &Tx, partner: &Partner) -> Result<PartnerId, StoreError> {
    let row = ActiveModel {
        code: Set(partner.code.clone()),
        name: Set(partner.name.clone()),
        inn: Set(partner.inn.clone()),
        kpp: Set(partner.kpp.clone()),
        phone: Set(partner.phone.clone()),
        email: Set(partner.email.clone()),
        utc_offset_minutes: Set(partner.utc_offset_minutes),
        ..Default::default()
    };
    Ok(PartnerId(Entity::insert(row).exec(&tx.on()).await?.last_insert_id))
}

/// Overwrites the card of a partner.
pub(super) async fn write_card(tx: &Tx, partner: &Partner) -> Result<(), StoreError> {
    let row = ActiveModel {
        name: Set(partner.name.clone()),
        inn: Set(partner.inn.clone()),
        kpp: Set(partner.kpp.clone()),
        phone: Set(partner.phone.clone()),
        email: Set(partner.email.clone()),
        utc_offset_minutes: Set(partner.utc_offset_minutes),
        ..Default::default()
    };
    Entity::update_many().set(row).filter(Column::Id.eq(partner.id.0)).exec(&tx.on()).await?;
    Ok(())
}

impl From<Model> for Partner {
    fn from(row: Model) -> Self {
        Self {
            id: PartnerId(row.id),
            code: row.code,
            name: row.name,
            inn: row.inn,
            kpp: row.kpp,
            phone: row.phone,
            email: row.email,
            utc_offset_minutes: row.utc_offset_minutes,
        }
    }
}
