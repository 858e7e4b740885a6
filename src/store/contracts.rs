//! Sublicense contracts of a partner, with the discounts that they give.

use chrono::NaiveDate;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};

use super::tables::contract;
use super::{Reach, StoreError, tariffs};
use crate::domain::dated::Dated;
use crate::domain::ids::PartnerId;
use crate::domain::price::Discount;

/// A sublicense contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contract {
    /// Its number.
    pub number: String,
    /// When it was signed.
    pub signed_on: NaiveDate,
    /// The first day.
    pub valid_from: NaiveDate,
    /// The last day; without one it runs on.
    pub valid_to: Option<NaiveDate>,
    /// What it takes off, by product, the latest first.
    pub discounts: Vec<Dated<Discount>>,
}

/// The contracts of a partner, the latest first.
pub async fn of_partner(reach: &impl Reach, partner: PartnerId) -> Result<Vec<Contract>, StoreError> {
    let rows = contract::Entity::find()
        .filter(contract::Column::PartnerId.eq(partner.0))
        .order_by_desc(contract::Column::ValidFrom)
        .all(&reach.on())
        .await?;
    let mut discounts = tariffs::discounts(reach, partner).await?;
    discounts.sort_by_key(|row| (row.value.product, std::cmp::Reverse(row.from)));
    let contracts = rows.into_iter().map(|row| Contract {
        discounts: discounts.extract_if(.., |found| found.value.contract == row.number).collect(),
        number: row.number,
        signed_on: row.signed_on,
        valid_from: row.valid_from,
        valid_to: row.valid_to,
    });
    Ok(contracts.collect())
}
