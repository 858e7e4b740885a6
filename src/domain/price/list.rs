//! The price list: what a new version would change, and how it is planned.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::{GroupBand, PriceRow, Zone};
use crate::domain::billing::BilledProduct;
use crate::domain::change::{Change, Subject};
use crate::domain::dated::{self, Dated};
use crate::domain::money::Money;
use crate::domain::multi_user::Tier;
use crate::domain::submission::OrganizationKind;

/// The price list with the zones and bands that it refers to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PriceList {
    /// The prices.
    pub prices: Vec<Dated<PriceRow>>,
    /// The zones of the regions.
    pub zones: Vec<Dated<Zone>>,
    /// The bands of groups of companies.
    pub bands: Vec<Dated<GroupBand>>,
}

/// A price of a version, with the price that it replaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceDifference {
    /// The row of the version.
    pub row: PriceRow,
    /// The price that would hold on that day.
    pub was: Option<Money>,
}

/// A version of the price list: the rows to write, ending rows first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceVersion {
    /// The first day.
    pub from: NaiveDate,
    /// The rows.
    pub rows: Vec<Dated<PriceRow>>,
}

codes! {
    /// A fault in a row of the price list.
    pub enum RowFault {
        /// A price of the extension lacks its tier.
        TierMissing = "tier_missing",
        /// Only the extension has tiers.
        TierNeedless = "tier_needless",
        /// No region and no price belongs to this zone.
        ZoneUnknown = "zone_unknown",
        /// There is no such band.
        BandUnknown = "band_unknown",
        /// Only the main product has prices for groups.
        BandNeedless = "band_needless",
        /// The product is not sold for this term.
        Term = "term",
        /// The price is implausibly high.
        Amount = "amount",
    }
}

/// The maximum term, in months.
const TERM_MOST: u32 = 60;
/// The maximum price, in kopecks: ten million roubles.
const AMOUNT_MOST: i64 = 1_000_000_000;

events! {
    /// An event of the price list.
    pub enum PricesEvent, named PricesEventName {
        /// Prices were planned from a day on.
        PricesPlanned = "prices_planned" {
            /// The first day.
            from: NaiveDate,
            /// The changed prices.
            prices: Vec<PlannedPrice>,
        },
    }
}

/// A changed price.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedPrice {
    /// Its key: `main/legal_entity/z01/12//`.
    pub matter: String,
    /// The former price, in kopecks.
    pub was: Option<i64>,
    /// The new price, in kopecks.
    pub now: i64,
}

impl Subject for PriceVersion {
    type Event = PricesEvent;
}

impl PriceRow {
    /// Its key in the audit: `main/legal_entity/z01/12//`.
    #[must_use]
    pub fn matter(&self) -> String {
        let form = self.legal_form.map_or("any", OrganizationKind::code);
        let zone = self.zone.as_deref().unwrap_or("any");
        let tier = self.tier.map_or("", Tier::code);
        let band = self.group_band.map_or_else(String::new, |band| band.to_string());
        format!("{}/{form}/{zone}/{}/{tier}/{band}", self.product.code(), self.term_months)
    }
}

impl PriceDifference {
    /// Whether the row changes anything.
    #[must_use]
    pub fn is_one(&self) -> bool {
        self.was != Some(self.row.amount)
    }
}

impl PriceList {
    /// The rows that hold on a day, in the order of the list.
    #[must_use]
    pub fn on(&self, day: NaiveDate) -> Vec<&Dated<PriceRow>> {
        let mut rows: Vec<_> = dated::on(&self.prices, day).collect();
        rows.sort_by(|one, other| order(&one.value).cmp(&order(&other.value)));
        rows
    }

    /// The first days of later versions, the nearest first.
    #[must_use]
    pub fn planned_after(&self, day: NaiveDate) -> Vec<NaiveDate> {
        let mut days: Vec<_> = self.prices.iter().map(|row| row.from).filter(|from| *from > day).collect();
        days.sort_unstable();
        days.dedup();
        days
    }

    /// The faults of a row.
    #[must_use]
    pub fn faults(&self, row: &PriceRow) -> Vec<RowFault> {
        let extension = row.product == BilledProduct::MultiUser;
        // A price may wait for the regions of its zone.
        let zone = |wanted: &String| {
            let priced = self.prices.iter().filter_map(|price| price.value.zone.as_ref());
            self.zones.iter().map(|zone| &zone.value.zone).chain(priced).any(|known| known == wanted)
        };
        let band = |wanted: u32| self.bands.iter().any(|band| band.value.from_count == wanted);
        let found = [
            (extension && row.tier.is_none(), RowFault::TierMissing),
            (!extension && row.tier.is_some(), RowFault::TierNeedless),
            (row.zone.as_ref().is_some_and(|wanted| !zone(wanted)), RowFault::ZoneUnknown),
            (row.group_band.is_some() && row.product != BilledProduct::Main, RowFault::BandNeedless),
            (row.group_band.is_some_and(|wanted| !band(wanted)), RowFault::BandUnknown),
            (!(1..=TERM_MOST).contains(&row.term_months), RowFault::Term),
            (row.amount.kopecks() > AMOUNT_MOST, RowFault::Amount),
        ];
        found.into_iter().filter(|(wrong, _)| *wrong).map(|(_, fault)| fault).collect()
    }

    /// The rows of a version, each with the price that would hold on the version's first day.
    #[must_use]
    pub fn differences(&self, from: NaiveDate, rows: Vec<PriceRow>) -> Vec<PriceDifference> {
        let holding = self.on(from);
        let was = |row: &PriceRow| {
            holding.iter().find(|held| held.value.is_about_the_same(row)).map(|held| held.value.amount)
        };
        rows.into_iter().map(|row| PriceDifference { was: was(&row), row }).collect()
    }

    /// Plans a version. Rows that it does not name stay. `None` when it changes nothing.
    #[must_use]
    pub fn plan(&self, from: NaiveDate, rows: Vec<PriceRow>) -> Option<Change<PriceVersion>> {
        let changed: Vec<_> =
            self.differences(from, rows).into_iter().filter(PriceDifference::is_one).collect();
        if changed.is_empty() {
            return None;
        }
        let prices = changed.iter().map(|difference| PlannedPrice {
            matter: difference.row.matter(),
            was: difference.was.map(Money::kopecks),
            now: difference.row.amount.kopecks(),
        });
        let event = PricesEvent::PricesPlanned { from, prices: prices.collect() };
        let rows = changed.into_iter().flat_map(|difference| self.written(from, &difference.row)).collect();
        Some(Change::new(PriceVersion { from, rows }, event))
    }

    /// The rows with this row's key that change, ending rows first.
    fn written(&self, from: NaiveDate, row: &PriceRow) -> Vec<Dated<PriceRow>> {
        let same = |held: &&Dated<PriceRow>| held.value.is_about_the_same(row);
        let own: Vec<_> = self.prices.iter().filter(same).cloned().collect();
        let after = dated::planned(&own, from, row.clone());
        after.into_iter().filter(|planned| !own.contains(planned)).collect()
    }
}

/// The digest of differences, which proves that the published version is the previewed one.
#[must_use]
pub fn digest(from: NaiveDate, differences: &[PriceDifference]) -> String {
    let mut hash = Sha256::new();
    hash.update(from.to_string());
    for difference in differences {
        let was = difference.was.map_or(-1, Money::kopecks);
        hash.update(format!("\n{} {was} {}", difference.row.matter(), difference.row.amount.kopecks()));
    }
    hex::encode(hash.finalize())
}

/// The order of the list: by product, zone, legal form, term, tier and band.
fn order(row: &PriceRow) -> impl Ord + '_ {
    (row.product, row.zone.as_deref(), row.legal_form, row.group_band, row.tier, row.term_months)
}

#[cfg(test)]
mod tests {
    use super::super::samples::{day, tariffs};
    use super::*;

    fn list() -> PriceList {
        let tariffs = tariffs();
        PriceList { prices: tariffs.prices, zones: tariffs.zones, bands: tariffs.bands }
    }

    fn main_row(list: &PriceList) -> PriceRow {
        list.prices[0].value.clone()
    }

    fn dearer(row: PriceRow) -> PriceRow {
        PriceRow { amount: row.amount + Money::from_kopecks(100), ..row }
    }

    #[test]
    fn a_version_changes_what_it_names_and_nothing_else() {
        let list = list();
        let (from, row) = (day("2027-01-01"), dearer(main_row(&list)));
        let change = list.plan(from, vec![row.clone(), list.prices[1].value.clone()]).unwrap();
        let rows = &change.after().rows;
        assert_eq!(rows.len(), 2, "the one that ends and the one that begins");
        assert_eq!((rows[0].to, rows[1].from), (Some(day("2026-12-31")), from));
        assert_eq!(rows[1].value, row);
    }

    #[test]
    fn a_version_that_says_what_holds_anyway_is_none() {
        let list = list();
        assert!(list.plan(day("2027-01-01"), vec![main_row(&list)]).is_none());
    }

    #[test]
    fn a_version_of_the_same_day_is_replaced_and_the_later_one_stays() {
        let mut list = list();
        let (may, june) = (day("2027-05-01"), day("2027-06-01"));
        let row = main_row(&list);
        for (from, row) in [(june, dearer(dearer(row.clone()))), (may, dearer(row.clone()))] {
            let written = list.plan(from, vec![row]).unwrap().after().rows.clone();
            list.prices.retain(|held| {
                !written.iter().any(|new| new.from == held.from && new.value.is_about_the_same(&held.value))
            });
            list.prices.extend(written);
        }
        assert_eq!(list.planned_after(day("2026-11-18")), [may, june]);
        let own: Vec<_> = list.prices.iter().filter(|held| held.value.is_about_the_same(&row)).collect();
        assert_eq!(own.len(), 3);
        assert_eq!(dated::overlap(&list.prices, PriceRow::is_about_the_same), None);
        let back = list.plan(may, vec![PriceRow { amount: Money::from_kopecks(1), ..row }]).unwrap();
        assert_eq!(back.after().rows.len(), 1, "only the row of that day");
    }

    #[test]
    fn rows_that_cannot_be_meant_are_told_apart() {
        let list = list();
        let row = main_row(&list);
        let faults = |row: PriceRow| list.faults(&row);
        assert!(faults(row.clone()).is_empty());
        assert_eq!(faults(PriceRow { tier: Some(Tier::TenPlus), ..row.clone() }), [RowFault::TierNeedless]);
        assert_eq!(
            faults(PriceRow { product: BilledProduct::MultiUser, group_band: Some(3), ..row.clone() }),
            [RowFault::TierMissing, RowFault::BandNeedless]
        );
        let wrong = PriceRow { zone: Some("z99".to_owned()), group_band: Some(4), term_months: 0, ..row };
        assert_eq!(faults(wrong), [RowFault::ZoneUnknown, RowFault::BandUnknown, RowFault::Term]);
    }
}
