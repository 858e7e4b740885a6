//! Writing tariffs: a seed writes whole tables, a published price list single rows.

use chrono::NaiveDate;
use sea_orm::{ActiveValue::Set, EntityTrait as _};

use super::ANY;
use crate::domain::billing::BilledProduct;
use crate::domain::dated::Dated;
use crate::domain::ids::PartnerId;
use crate::domain::multi_user::Tier;
use crate::domain::price::{Discount, GroupBand, PriceRow, Promotion, Vat, VatRule, Zone};
use crate::domain::submission::OrganizationKind;
use crate::store::tables::{contract, discount, group_band, price, promotion, vat_rate, zone};
use crate::store::{Reach as _, StoreError, Tx};

/// Adds rows of the price list.
pub async fn add_prices(tx: &Tx, rows: &[Dated<PriceRow>]) -> Result<(), StoreError> {
    price::Entity::insert_many(rows.iter().map(price_row)).exec_without_returning(&tx.on()).await?;
    Ok(())
}

pub(in crate::store) fn price_row(row: &Dated<PriceRow>) -> price::ActiveModel {
    price::ActiveModel {
        product: Set(row.value.product.code().to_owned()),
        legal_form: Set(row.value.legal_form.map_or(ANY, OrganizationKind::code).to_owned()),
        zone: Set(row.value.zone.clone().unwrap_or_else(|| ANY.to_owned())),
        term_months: Set(small(row.value.term_months)),
        tier: Set(row.value.tier.map_or("", Tier::code).to_owned()),
        group_band: Set(row.value.group_band.map_or(0, small)),
        amount: Set(row.value.amount.kopecks()),
        valid_from: Set(row.from),
        valid_to: Set(row.to),
        ..Default::default()
    }
}

/// Adds price zones of regions.
pub async fn add_zones(tx: &Tx, rows: &[Dated<Zone>]) -> Result<(), StoreError> {
    let rows = rows.iter().map(|row| zone::ActiveModel {
        region: Set(row.value.region.as_str().to_owned()),
        zone: Set(row.value.zone.clone()),
        valid_from: Set(row.from),
    });
    zone::Entity::insert_many(rows).exec_without_returning(&tx.on()).await?;
    Ok(())
}

/// Adds bands of groups of companies.
pub async fn add_bands(tx: &Tx, rows: &[Dated<GroupBand>]) -> Result<(), StoreError> {
    group_band::Entity::insert_many(rows.iter().map(band_row)).exec_without_returning(&tx.on()).await?;
    Ok(())
}

pub(in crate::store) fn band_row(row: &Dated<GroupBand>) -> group_band::ActiveModel {
    group_band::ActiveModel {
        from_count: Set(small(row.value.from_count)),
        to_count: Set(row.value.to_count.map(small)),
        rate: Set(row.value.share.basis_points()),
        valid_from: Set(row.from),
    }
}

/// Adds promotions.
pub async fn add_promotions(tx: &Tx, rows: &[Dated<Promotion>]) -> Result<(), StoreError> {
    let rows = rows.iter().map(|row| promotion::ActiveModel {
        code: Set(row.value.code.clone()),
        name: Set(row.value.name.clone()),
        product: Set(row.value.product.map_or(ANY, BilledProduct::code).to_owned()),
        rate: Set(row.value.discount.basis_points()),
        valid_from: Set(row.from),
        valid_to: Set(row.to),
        ..Default::default()
    });
    promotion::Entity::insert_many(rows).exec_without_returning(&tx.on()).await?;
    Ok(())
}

/// Adds rules of VAT.
pub async fn add_vat(tx: &Tx, rows: &[Dated<VatRule>]) -> Result<(), StoreError> {
    vat_rate::Entity::insert_many(rows.iter().map(vat_row)).exec_without_returning(&tx.on()).await?;
    Ok(())
}

pub(in crate::store) fn vat_row(row: &Dated<VatRule>) -> vat_rate::ActiveModel {
    vat_rate::ActiveModel {
        product: Set(row.value.product.code().to_owned()),
        rate: Set(match row.value.vat {
            Vat::Exempt => None,
            Vat::Rate(rate) => Some(rate.basis_points()),
        }),
        valid_from: Set(row.from),
    }
}

/// A sublicense contract to be added.
#[derive(Debug)]
pub struct NewContract {
    /// The partner.
    pub partner: PartnerId,
    /// Its number.
    pub number: String,
    /// When it was signed.
    pub signed_on: NaiveDate,
    /// The first day, included.
    pub valid_from: NaiveDate,
    /// The last day, included; `None` without an end.
    pub valid_to: Option<NaiveDate>,
}

/// Adds a contract with its discounts.
pub async fn add_contract(tx: &Tx, new: &NewContract, rows: &[Dated<Discount>]) -> Result<(), StoreError> {
    let row = contract::ActiveModel {
        partner_id: Set(new.partner.0),
        number: Set(new.number.clone()),
        signed_on: Set(new.signed_on),
        valid_from: Set(new.valid_from),
        valid_to: Set(new.valid_to),
        ..Default::default()
    };
    let id = contract::Entity::insert(row).exec(&tx.on()).await?.last_insert_id;
    let rows = rows.iter().map(|row| discount::ActiveModel {
        contract_id: Set(id),
        product: Set(row.value.product.code().to_owned()),
        rate: Set(row.value.rate.basis_points()),
        valid_from: Set(row.from),
        valid_to: Set(row.to),
        ..Default::default()
    });
    discount::Entity::insert_many(rows).exec_without_returning(&tx.on()).await?;
    Ok(())
}

fn small(count: u32) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
