//! The tariffs: dated rows of the operator, and the choice of the row that applies to an item.

use chrono::{Days, NaiveDate};

use super::{Item, PriceFault};
use crate::domain::billing::{Basis, BilledProduct};
use crate::domain::contract::Standing;
use crate::domain::dated::{self, Dated};
use crate::domain::identity::Region;
use crate::domain::money::{Money, Rate};
use crate::domain::multi_user::Tier;
use crate::domain::submission::OrganizationKind;

/// All inputs of a partner's prices.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tariffs {
    /// The price list.
    pub prices: Vec<Dated<PriceRow>>,
    /// The price zones of the regions.
    pub zones: Vec<Dated<Zone>>,
    /// The bands of groups of companies.
    pub bands: Vec<Dated<GroupBand>>,
    /// The promotions.
    pub promotions: Vec<Dated<Promotion>>,
    /// The discounts of the partner's contracts.
    pub discounts: Vec<Dated<Discount>>,
    /// The partner's contracts by number.
    pub contracts: Vec<Dated<String>>,
    /// For how many days after a contract's end its discounts hold.
    pub grace_days: u32,
    /// VAT; a product without a rule has no price.
    pub vat: Vec<Dated<VatRule>>,
}

/// A row of the price list; an absent field matches every item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceRow {
    /// The product.
    pub product: BilledProduct,
    /// The legal form; `None` matches all.
    pub legal_form: Option<OrganizationKind>,
    /// The price zone; `None` matches all.
    pub zone: Option<String>,
    /// The term in months.
    pub term_months: u32,
    /// The tier, for the multi-user extension.
    pub tier: Option<Tier>,
    /// The band of a group of companies, for a price of its own instead of the band's share.
    pub group_band: Option<u32>,
    /// The price.
    pub amount: Money,
}

/// The price zone of a region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    /// The region.
    pub region: Region,
    /// The code of its zone.
    pub zone: String,
}

/// What an organisation of a group pays, by the number of organisations in the group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupBand {
    /// The smallest number of organisations, which is the band's key.
    pub from_count: u32,
    /// The largest number of organisations; `None` in the last band.
    pub to_count: Option<u32>,
    /// The share of the usual price.
    pub share: Rate,
}

/// A promotion; it never applies to the multi-user extension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promotion {
    /// The code that the client names.
    pub code: String,
    /// The name for people.
    pub name: String,
    /// The only product to which it applies; `None` means all but the extension.
    pub product: Option<BilledProduct>,
    /// Its discount.
    pub discount: Rate,
}

/// A discount of the partner's contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Discount {
    /// The number of the contract.
    pub contract: String,
    /// The product that it is for.
    pub product: BilledProduct,
    /// What it takes off.
    pub rate: Rate,
}

/// The VAT of a product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VatRule {
    /// The product.
    pub product: BilledProduct,
    /// The treatment.
    pub vat: Vat,
}

/// The treatment of value-added tax (VAT).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Vat {
    /// «Без НДС»: exempt, which differs from a rate of zero.
    #[default]
    Exempt,
    /// Taxed at a rate.
    Rate(Rate),
}

impl Vat {
    /// The VAT on an amount.
    #[must_use]
    pub fn on(self, amount: Money) -> Money {
        match self {
            Self::Exempt => Money::ZERO,
            Self::Rate(rate) => rate.of(amount),
        }
    }
}

impl Tariffs {
    /// The standing of the partner's contracts on a day.
    #[must_use]
    pub fn standing(&self, day: NaiveDate) -> Standing {
        Standing::on(&self.contracts, day, self.grace_days)
    }

    /// The zone of a region on a day.
    pub(super) fn zone(&self, region: &Region, day: NaiveDate) -> Option<&Dated<Zone>> {
        dated::on(&self.zones, day).find(|zone| zone.value.region == *region)
    }

    /// The price row of an item on a day; of several, the most specific one.
    pub(super) fn price(
        &self,
        item: &Item,
        band: Option<u32>,
        day: NaiveDate,
    ) -> Result<&Dated<PriceRow>, PriceFault> {
        let zone = self.zone(&item.region, day).map(|zone| zone.value.zone.as_str());
        let rows = || dated::on(&self.prices, day).filter(|row| row.value.is_for(item, band));
        let known = rows().filter(|row| row.value.zone.is_none() || row.value.zone.as_deref() == zone);
        let missing =
            if zone.is_none() && rows().next().is_some() { PriceFault::NoZone } else { PriceFault::NoPrice };
        known.max_by_key(|row| row.value.closeness()).ok_or(missing)
    }

    /// The band of the item's group on a day; only the main product has prices for groups.
    pub(super) fn band(&self, item: &Item, day: NaiveDate) -> Result<Option<&Dated<GroupBand>>, PriceFault> {
        if item.basis != Basis::Group || item.product != BilledProduct::Main {
            return Ok(None);
        }
        let count = item.group_band.ok_or(PriceFault::NoBand)?;
        dated::on(&self.bands, day).find(|band| band.value.holds(count)).map(Some).ok_or(PriceFault::NoBand)
    }

    /// The promotion with this code in force on a day, otherwise a past or planned one.
    pub(super) fn promotion(&self, code: &str, day: NaiveDate) -> Option<&Dated<Promotion>> {
        let named = |promotion: &&Dated<Promotion>| promotion.value.code == code;
        dated::on(&self.promotions, day).find(named).or_else(|| self.promotions.iter().find(named))
    }

    /// The discount of the partner's contract on a product and a day.
    pub(super) fn discount(&self, product: BilledProduct, day: NaiveDate) -> Option<&Dated<Discount>> {
        dated::on(&self.discounts, day).find(|discount| discount.value.product == product)
    }

    /// The VAT of a product on a day.
    pub(super) fn vat(&self, product: BilledProduct, day: NaiveDate) -> Option<&Dated<VatRule>> {
        dated::on(&self.vat, day).find(|rule| rule.value.product == product)
    }

    /// The next different VAT of a product within `days` days after a day.
    pub(super) fn next_vat(
        &self,
        product: BilledProduct,
        day: NaiveDate,
        days: u64,
    ) -> Option<&Dated<VatRule>> {
        let now = self.vat(product, day).map(|rule| rule.value.vat);
        let soon = |rule: &&Dated<VatRule>| day < rule.from && rule.from <= day + Days::new(days);
        let other = |rule: &&Dated<VatRule>| rule.value.product == product && Some(rule.value.vat) != now;
        self.vat.iter().filter(soon).filter(other).min_by_key(|rule| rule.from)
    }

    /// The first two rows with the same key that overlap, with their table's name.
    #[must_use]
    pub fn overlap(&self) -> Option<(&'static str, usize, usize)> {
        let found = |table: &'static str, pair: Option<(usize, usize)>| pair.map(|(a, b)| (table, a, b));
        found("prices", dated::overlap(&self.prices, PriceRow::is_about_the_same))
            .or_else(|| found("zones", dated::overlap(&self.zones, |a, b| a.region == b.region)))
            .or_else(|| found("bands", dated::overlap(&self.bands, GroupBand::shares_a_count)))
            .or_else(|| found("promotions", dated::overlap(&self.promotions, |a, b| a.code == b.code)))
            .or_else(|| found("discounts", dated::overlap(&self.discounts, |a, b| a.product == b.product)))
            .or_else(|| found("vat", dated::overlap(&self.vat, |a, b| a.product == b.product)))
    }
}

impl PriceRow {
    fn is_for(&self, item: &Item, band: Option<u32>) -> bool {
        self.product == item.product
            && self.term_months == item.term_months
            && self.tier == item.tier
            && self.group_band == band
            && self.legal_form.is_none_or(|form| form == item.legal_form.priced_as())
    }

    /// How specific the row is: its number of fields that are not absent, weighted.
    fn closeness(&self) -> u8 {
        u8::from(self.zone.is_some()) * 2 + u8::from(self.legal_form.is_some())
    }

    /// Whether two rows have the same key.
    #[must_use]
    pub fn is_about_the_same(&self, other: &Self) -> bool {
        let Self { product, legal_form, zone, term_months, tier, group_band, amount: _ } = self;
        (*product, *term_months, *tier, *legal_form, *group_band)
            == (other.product, other.term_months, other.tier, other.legal_form, other.group_band)
            && *zone == other.zone
    }
}

impl GroupBand {
    /// Whether a group of this size belongs to the band.
    #[must_use]
    pub fn holds(&self, count: u32) -> bool {
        self.from_count <= count && self.to_count.is_none_or(|last| count <= last)
    }

    fn shares_a_count(&self, other: &Self) -> bool {
        let first = self.from_count.max(other.from_count);
        self.holds(first) && other.holds(first)
    }
}
