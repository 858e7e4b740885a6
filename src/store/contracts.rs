//! Contracts of partners with their discounts. Every change locks the partner's row.

use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _,
};

use super::error::sound;
use super::tables::{contract, discount, its_login, organization, partner, role_assignment};
use super::{Reach, StoreError, Tx, partners};
use crate::domain::billing::BilledProduct;
use crate::domain::contract::{Conclusion, Contract};
use crate::domain::dated::Dated;
use crate::domain::ids::PartnerId;
use crate::domain::money::Rate;
use crate::domain::partner::{Enrolment, Partner};
use crate::domain::price::Discount;

/// The contracts of a partner, the earliest first.
pub async fn of_partner(reach: &impl Reach, partner: PartnerId) -> Result<Vec<Contract>, StoreError> {
    let contracts = contract::Entity::find()
        .filter(contract::Column::PartnerId.eq(partner.0))
        .order_by_asc(contract::Column::ValidFrom)
        .all(&reach.on())
        .await?;
    let discounts = discount::Entity::find()
        .filter(discount::Column::ContractId.is_in(contracts.iter().map(|contract| contract.id)))
        .order_by_asc(discount::Column::ValidFrom)
        .all(&reach.on())
        .await?;
    contracts.into_iter().map(|row| read(row, &discounts)).collect()
}

/// The contracts of all partners.
pub async fn all(reach: &impl Reach) -> Result<Vec<Contract>, StoreError> {
    let contracts =
        contract::Entity::find().order_by_asc(contract::Column::ValidFrom).all(&reach.on()).await?;
    contracts.into_iter().map(|row| read(row, &[])).collect()
}

/// The partner with this code and its contracts; locks the partner's row until the transaction ends.
pub async fn open_to_change(tx: &Tx, code: &str) -> Result<(Partner, Vec<Contract>), StoreError> {
    let row = partner::Entity::find().filter(partner::Column::Code.eq(code)).lock_exclusive();
    let found: Partner = row.one(&tx.on()).await?.map(Partner::from).ok_or(StoreError::NotFound)?;
    let contracts = of_partner(tx, found.id).await?;
    Ok((found, contracts))
}

/// The numbers of people, organisations and ITS logins of a partner.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PartnerCounts {
    /// People who have a role with it.
    pub people: u64,
    /// Organisations that the partner serves.
    pub organizations: u64,
    /// ITS logins that have a contract with it.
    pub logins: u64,
}

/// How many people, organisations and ITS logins a partner has.
pub async fn holdings(reach: &impl Reach, partner: PartnerId) -> Result<PartnerCounts, StoreError> {
    let people = role_assignment::Entity::find()
        .select_only()
        .column(role_assignment::Column::PersonId)
        .distinct()
        .filter(role_assignment::Column::Tenant.eq(partner.0));
    let organizations = organization::Entity::find().filter(organization::Column::PartnerId.eq(partner.0));
    let logins = its_login::Entity::find()
        .filter(its_login::Column::PartnerId.eq(partner.0))
        .filter(its_login::Column::AcceptedAt.is_not_null());
    Ok(PartnerCounts {
        people: people.count(&reach.on()).await?,
        organizations: organizations.count(&reach.on()).await?,
        logins: logins.count(&reach.on()).await?,
    })
}

/// Writes a new partner with its first contract; a code in use is a `Duplicate`.
pub(super) async fn enrol(tx: &Tx, new: &Enrolment) -> Result<(), StoreError> {
    let partner = partners::add(tx, &new.partner).await?;
    insert(tx, &Contract { partner, ..new.contract.clone() }).await
}

/// Writes a new contract. The end of the former one is written first.
pub(super) async fn conclude(tx: &Tx, conclusion: &Conclusion) -> Result<(), StoreError> {
    if let Some(ended) = &conclusion.ended {
        let end = contract::ActiveModel { valid_to: Set(ended.to), ..Default::default() };
        let row = contract::Entity::update_many().set(end).filter(contract::Column::Id.eq(ended.id));
        row.exec(&tx.on()).await?;
    }
    insert(tx, &conclusion.contract).await
}

async fn insert(tx: &Tx, new: &Contract) -> Result<(), StoreError> {
    let row = contract::ActiveModel {
        partner_id: Set(new.partner.0),
        number: Set(new.number.clone()),
        signed_on: Set(new.signed_on),
        valid_from: Set(new.from),
        valid_to: Set(new.to),
        ..Default::default()
    };
    let id = contract::Entity::insert(row).exec(&tx.on()).await?.last_insert_id;
    write_discounts(tx, &Contract { id, ..new.clone() }).await
}

/// Writes the discounts of a contract by their days: one that ends is written before its successor begins.
pub(super) async fn write_discounts(tx: &Tx, contract: &Contract) -> Result<(), StoreError> {
    use discount::{ActiveModel, Column, Entity};
    let mut discounts = contract.discounts.clone();
    discounts.sort_by_key(|discount| discount.from);
    for discount in discounts {
        let row = ActiveModel {
            contract_id: Set(contract.id),
            product: Set(discount.value.product.code().to_owned()),
            rate: Set(discount.value.rate.basis_points()),
            valid_from: Set(discount.from),
            valid_to: Set(discount.to),
            ..Default::default()
        };
        let start = OnConflict::columns([Column::ContractId, Column::Product, Column::ValidFrom])
            .update_columns([Column::Rate, Column::ValidTo])
            .to_owned();
        Entity::insert(row).on_conflict(start).exec_without_returning(&tx.on()).await?;
    }
    Ok(())
}

fn read(row: contract::Model, discounts: &[discount::Model]) -> Result<Contract, StoreError> {
    let own = discounts.iter().filter(|discount| discount.contract_id == row.id);
    let discounts = own.map(|discount| read_discount(discount, &row)).collect::<Result<_, _>>()?;
    Ok(Contract {
        id: row.id,
        partner: PartnerId(row.partner_id),
        number: row.number,
        signed_on: row.signed_on,
        from: row.valid_from,
        to: row.valid_to,
        discounts,
    })
}

fn read_discount(row: &discount::Model, contract: &contract::Model) -> Result<Dated<Discount>, StoreError> {
    let value = Discount {
        contract: contract.number.clone(),
        product: sound(BilledProduct::from_code(&row.product), "discounts", "product", row.id)?,
        rate: sound(Rate::from_basis_points(row.rate), "discounts", "rate", row.id)?,
    };
    Ok(Dated { from: row.valid_from, to: row.valid_to, value })
}
