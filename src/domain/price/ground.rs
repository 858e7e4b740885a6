//! The tariff tables besides the price list: zones of regions, bands of groups, VAT; planned one table at a time.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::{GroupBand, Vat, VatRule, Zone};
use crate::domain::change::{Change, Subject};
use crate::domain::dated::{self, Dated};

codes! {
    /// A tariff table.
    pub enum GroundTable {
        /// The price zones of the regions.
        Zones = "zones",
        /// The bands of groups of companies.
        Bands = "bands",
        /// VAT.
        Vat = "vat",
    }
}

/// A row of one of the tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GroundRow {
    /// The zone of a region.
    Zone(Zone),
    /// A band of groups.
    Band(GroupBand),
    /// The VAT of a product.
    Vat(VatRule),
}

/// The tariff tables with all their days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ground {
    /// The zones of the regions.
    pub zones: Vec<Dated<Zone>>,
    /// The bands of groups of companies.
    pub bands: Vec<Dated<GroupBand>>,
    /// The VAT rules of products.
    pub vat: Vec<Dated<VatRule>>,
}

/// A row of a version, with the row that it replaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroundDifference {
    /// The row of the version.
    pub row: GroundRow,
    /// The row that would hold on that day.
    pub was: Option<GroundRow>,
}

/// A version of a table: the rows that hold from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroundVersion {
    /// The table.
    pub table: GroundTable,
    /// The first day.
    pub from: NaiveDate,
    /// The rows.
    pub rows: Vec<GroundRow>,
}

events! {
    /// An event of a tariff table.
    pub enum GroundEvent, named GroundEventName {
        /// Zones, bands or VAT rules were planned from a day on.
        TermsPlanned = "terms_planned" {
            /// The table.
            table: GroundTable,
            /// The first day.
            from: NaiveDate,
            /// The changed rows.
            terms: Vec<PlannedTerm>,
        },
    }
}

/// A changed row of zones, bands or VAT.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedTerm {
    /// Its key: a region, the beginning of a band, or a product.
    pub matter: String,
    /// The former value.
    pub was: Option<String>,
    /// The new value.
    pub now: String,
}

impl Subject for GroundVersion {
    type Event = GroundEvent;
}

impl GroundRow {
    /// Its key in the audit: the region, the beginning of the band, or the product.
    #[must_use]
    pub fn matter(&self) -> String {
        match self {
            Self::Zone(zone) => zone.region.as_str().to_owned(),
            Self::Band(band) => band.from_count.to_string(),
            Self::Vat(rule) => rule.product.code().to_owned(),
        }
    }

    /// Its value in the audit: `z55`, `2-5:9000`, `2200`, `exempt`.
    #[must_use]
    pub fn says(&self) -> String {
        match self {
            Self::Zone(zone) => zone.zone.clone(),
            Self::Band(band) => {
                let to = band.to_count.map_or_else(String::new, |to| to.to_string());
                format!("{}-{to}:{}", band.from_count, band.share.basis_points())
            }
            Self::Vat(VatRule { vat: Vat::Exempt, .. }) => "exempt".to_owned(),
            Self::Vat(VatRule { vat: Vat::Rate(rate), .. }) => rate.basis_points().to_string(),
        }
    }
}

impl GroundDifference {
    /// Whether the row changes anything.
    #[must_use]
    pub fn is_one(&self) -> bool {
        self.was.as_ref() != Some(&self.row)
    }
}

impl Ground {
    /// The rows of a table with their days.
    #[must_use]
    pub fn rows(&self, table: GroundTable) -> Vec<Dated<GroundRow>> {
        fn all<T: Clone>(rows: &[Dated<T>], wrap: fn(T) -> GroundRow) -> Vec<Dated<GroundRow>> {
            let row = |row: &Dated<T>| Dated { from: row.from, to: row.to, value: wrap(row.value.clone()) };
            rows.iter().map(row).collect()
        }
        match table {
            GroundTable::Zones => all(&self.zones, GroundRow::Zone),
            GroundTable::Bands => all(&self.bands, GroundRow::Band),
            GroundTable::Vat => all(&self.vat, GroundRow::Vat),
        }
    }

    /// The rows of a table that hold on a day.
    #[must_use]
    pub fn on(&self, table: GroundTable, day: NaiveDate) -> Vec<GroundRow> {
        dated::on(&self.rows(table), day).map(|row| row.value.clone()).collect()
    }

    /// The rows of a version, each with the row that would hold on the version's first day.
    #[must_use]
    pub fn differences(
        &self,
        table: GroundTable,
        from: NaiveDate,
        rows: Vec<GroundRow>,
    ) -> Vec<GroundDifference> {
        let holding = self.on(table, from);
        let was = |row: &GroundRow| holding.iter().find(|held| held.matter() == row.matter()).cloned();
        rows.into_iter().map(|row| GroundDifference { was: was(&row), row }).collect()
    }

    /// The first two bands that overlap once a version holds.
    #[must_use]
    pub fn overlapping_bands(&self, from: NaiveDate, rows: &[GroundRow]) -> Option<(u32, u32)> {
        let held = self.on(GroundTable::Bands, from);
        let kept = held.into_iter().filter(|held| rows.iter().all(|row| row.matter() != held.matter()));
        let bands = kept.chain(rows.iter().cloned()).filter_map(|row| match row {
            GroundRow::Band(band) => Some((band.from_count, band.to_count)),
            GroundRow::Zone(_) | GroundRow::Vat(_) => None,
        });
        let mut bands: Vec<_> = bands.collect();
        bands.sort_unstable();
        let pairs = bands.windows(2).filter_map(|pair| pair.first().zip(pair.get(1)));
        pairs
            .filter(|((_, to), (next, _))| to.is_none_or(|to| *next <= to))
            .map(|((from, _), (next, _))| (*from, *next))
            .next()
    }

    /// Plans a version of a table. Rows that it does not name stay. `None` when it changes nothing.
    #[must_use]
    pub fn plan(
        &self,
        table: GroundTable,
        from: NaiveDate,
        rows: Vec<GroundRow>,
    ) -> Option<Change<GroundVersion>> {
        let changed: Vec<_> =
            self.differences(table, from, rows).into_iter().filter(GroundDifference::is_one).collect();
        if changed.is_empty() {
            return None;
        }
        let terms = changed.iter().map(|one| PlannedTerm {
            matter: one.row.matter(),
            was: one.was.as_ref().map(GroundRow::says),
            now: one.row.says(),
        });
        let event = GroundEvent::TermsPlanned { table, from, terms: terms.collect() };
        let rows = changed.into_iter().map(|difference| difference.row).collect();
        Some(Change::new(GroundVersion { table, from, rows }, event))
    }
}

/// The digest of differences, which proves that the published version is the previewed one.
#[must_use]
pub fn ground_digest(table: GroundTable, from: NaiveDate, differences: &[GroundDifference]) -> String {
    let mut hash = Sha256::new();
    hash.update(format!("{} {from}", table.code()));
    for GroundDifference { row, was } in differences {
        let was = was.as_ref().map_or_else(|| "-".to_owned(), GroundRow::says);
        hash.update(format!("\n{} {was} {}", row.matter(), row.says()));
    }
    hex::encode(hash.finalize())
}

#[cfg(test)]
mod tests {
    use super::super::samples::{day, tariffs};
    use super::*;
    use crate::domain::change::Event as _;
    use crate::domain::identity::Region;
    use crate::domain::money::Rate;

    fn ground() -> Ground {
        let tariffs = tariffs();
        Ground { zones: tariffs.zones, bands: tariffs.bands, vat: tariffs.vat }
    }

    fn zone(region: &str, zone: &str) -> GroundRow {
        GroundRow::Zone(Zone { region: Region::parse(region).unwrap(), zone: zone.to_owned() })
    }

    fn band(from_count: u32, to_count: Option<u32>) -> GroundRow {
        let share = Rate::from_basis_points(9_000).unwrap();
        GroundRow::Band(GroupBand { from_count, to_count, share })
    }

    #[test]
    fn a_version_names_what_changes_and_leaves_the_rest() {
        let from = day("2027-01-01");
        let held = ground().on(GroundTable::Zones, from);
        assert!(ground().plan(GroundTable::Zones, from, held.clone()).is_none(), "nothing changes");
        let change = ground().plan(GroundTable::Zones, from, [held, vec![zone("99", "z99")]].concat());
        assert_eq!(change.unwrap().after().rows, [zone("99", "z99")]);
    }

    #[test]
    fn an_empty_office_takes_its_first_table() {
        let empty = Ground::default();
        let rows = vec![band(2, Some(5)), band(6, None)];
        assert_eq!(empty.overlapping_bands(day("2027-01-01"), &rows), None);
        let change = empty.plan(GroundTable::Bands, day("2027-01-01"), rows).unwrap();
        assert_eq!(change.after().rows.len(), 2);
        assert_eq!(change.event().verb(), "terms_planned");
    }

    #[test]
    fn bands_that_share_a_number_are_told() {
        let empty = Ground::default();
        let from = day("2027-01-01");
        assert_eq!(empty.overlapping_bands(from, &[band(6, None), band(2, Some(6))]), Some((2, 6)));
        assert_eq!(empty.overlapping_bands(from, &[band(2, None), band(9, None)]), Some((2, 9)));
    }
}
