//! Which dated rows a line was calculated from, in a text that stays with the line.

use std::fmt;

use super::tariffs::{PriceRow, Zone};
use crate::domain::dated::Dated;

/// The rows used, each by the table's name and the row's first day: `price@2026-01-01 discount@2026-07-01`.
#[derive(Default)]
pub(super) struct Version(Vec<String>);

impl Version {
    /// The rows that were noted before.
    pub(super) fn of(text: &str) -> Self {
        Self(text.split_whitespace().map(str::to_owned).collect())
    }

    /// Notes a row of a table, when there was one.
    pub(super) fn note<T>(&mut self, table: &str, row: Option<&Dated<T>>) {
        self.0.extend(row.map(|row| format!("{table}@{}", row.from)));
    }

    /// Notes the price row, and the zone when the price depended on it.
    pub(super) fn price(&mut self, row: &Dated<PriceRow>, zone: Option<&Dated<Zone>>) {
        self.note("price", Some(row));
        self.note("zone", zone.filter(|_| row.value.zone.is_some()));
    }
}

impl fmt::Display for Version {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0.join(" "))
    }
}
