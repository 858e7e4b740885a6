//! The rule version of a line: the dated rows from which it was calculated, as a text.

use std::fmt;

use super::tariffs::{PriceRow, Zone};
use crate::domain::dated::Dated;

/// The rows used, each as the table's name and the row's first day: `price@2026-01-01 discount@2026-07-01`.
#[derive(Default)]
pub(super) struct Version(Vec<String>);

impl Version {
    /// Parses the rows recorded earlier.
    pub(super) fn of(text: &str) -> Self {
        Self(text.split_whitespace().map(str::to_owned).collect())
    }

    /// Records a row of a table, if there was one.
    pub(super) fn note<T>(&mut self, table: &str, row: Option<&Dated<T>>) {
        self.0.extend(row.map(|row| format!("{table}@{}", row.from)));
    }

    /// Records the price row, and the zone if the price depends on it.
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
