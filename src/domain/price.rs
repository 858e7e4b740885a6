//! A licence's price for the partner: dated tariffs, and one calculation that rounds each amount once.

mod fault;
mod fixed;
mod ground;
mod list;
mod promotion;
mod quote;
#[cfg(test)]
mod samples;
mod tariffs;
#[cfg(test)]
mod tests;
mod version;

pub use fault::PriceFault;
pub use fixed::{FixedLine, ForwardedTerms, PromotionEffect, PromotionVerdict};
pub use ground::{
    Ground, GroundDifference, GroundEvent, GroundEventName, GroundRow, GroundTable, GroundVersion,
    PlannedTerm, ground_digest,
};
pub use list::{
    PlannedPrice, PriceDifference, PriceList, PriceVersion, PricesEvent, PricesEventName, RowFault, digest,
};
pub use promotion::{PromotionEvent, PromotionEventName, PromotionPlan, TypedPromotion};
pub use quote::{LaterTax, Quote};
pub use tariffs::{Discount, GroupBand, PriceRow, Promotion, Tariffs, Vat, VatRule, Zone};

use serde::{Deserialize, Serialize};

use super::billing::{Basis, BilledProduct};
use super::identity::Region;
use super::multi_user::Tier;
use super::submission::OrganizationKind;

/// An item to be priced: one licence of one organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// The product.
    pub product: BilledProduct,
    /// The legal form of the organisation.
    pub legal_form: OrganizationKind,
    /// The region of its legal address.
    pub region: Region,
    /// The term in months.
    pub term_months: u32,
    /// The tier, for the multi-user extension.
    pub tier: Option<Tier>,
    /// The basis of the licence.
    pub basis: Basis,
    /// The band of the group of companies, by its smallest number of organisations.
    pub group_band: Option<u32>,
    /// The promotion code given by the client.
    pub promotion: Option<String>,
}
