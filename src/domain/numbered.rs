//! Numbered documents: each takes the next place of its series, the partner's documents of a kind in a year, and is frozen.

use chrono::{DateTime, Datelike as _, NaiveDate, Utc};
use sha2::{Digest as _, Sha256};

use super::document::DocumentKind;
use super::ids::{ArchiveId, NumberedId, OrganizationId, PartnerId, SaleId};
use super::money::Money;

/// The series of a partner's documents of one kind in one year of their dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberSeries {
    /// The partner.
    pub partner: PartnerId,
    /// The kind.
    pub kind: DocumentKind,
    /// The year of the documents' days.
    pub year: i32,
    /// The first place.
    pub first: i64,
    /// The last place that was taken; one less than the first before that.
    pub last: i64,
    /// The day of the last document.
    pub last_day: Option<NaiveDate>,
}

/// What a series holds, for whoever looks for gaps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeriesReport {
    /// The series.
    pub series: NumberSeries,
    /// How many documents it has.
    pub count: u64,
    /// The places between the first and the last that no document has.
    pub missing: Vec<i64>,
}

/// What a numbered document was issued for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IssuedFor {
    /// A sale.
    Sale(SaleId),
    /// A client's request for a reconciliation act.
    Request(ArchiveId),
}

/// A document with its number. It never changes; a document that was taken back keeps its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberedDocument {
    /// Its identity; zero until it is stored.
    pub id: NumberedId,
    /// The partner.
    pub partner: PartnerId,
    /// The client.
    pub organization: OrganizationId,
    /// What it was issued for.
    pub of: IssuedFor,
    /// Its kind.
    pub kind: DocumentKind,
    /// Its place in its series.
    pub place: i64,
    /// Its number: the partner's prefix and the place.
    pub number: String,
    /// Its day, in Moscow.
    pub day: NaiveDate,
    /// «Всего»; of a reconciliation act what the client owes at the end of its period.
    pub total: Money,
    /// Everything that the printed document shows, as JSON.
    pub sheet: String,
    /// The SHA-256 of [`Self::sheet`].
    pub sha256: String,
    /// When it was issued.
    pub at: DateTime<Utc>,
    /// The login of whoever issued it.
    pub by: String,
}

/// A day before that of the last document of the series, which is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the series has a document of {0}")]
pub struct DayBeforeLast(pub NaiveDate);

impl NumberSeries {
    /// A series that has no document yet.
    #[must_use]
    pub const fn fresh(partner: PartnerId, kind: DocumentKind, year: i32, first: i64) -> Self {
        Self { partner, kind, year, first, last: first - 1, last_day: None }
    }

    /// Takes the next place for a day of its year; no document is dated before the last one.
    pub fn next_on(self, day: NaiveDate) -> Result<Self, DayBeforeLast> {
        match self.last_day {
            Some(last) if day < last => Err(DayBeforeLast(last)),
            Some(_) | None => Ok(Self { last: self.last + 1, last_day: Some(day), ..self }),
        }
    }

    /// Whether a document has taken a place.
    #[must_use]
    pub const fn is_begun(&self) -> bool {
        self.last >= self.first
    }
}

impl NumberedDocument {
    /// The year of its series.
    #[must_use]
    pub fn year(&self) -> i32 {
        self.day.year()
    }

    /// The sale that it was issued for.
    #[must_use]
    pub const fn sale(&self) -> Option<SaleId> {
        match self.of {
            IssuedFor::Sale(sale) => Some(sale),
            IssuedFor::Request(_) => None,
        }
    }

    /// Whether the frozen data are those that were frozen.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.sha256 == digest_of_sheet(&self.sheet)
    }
}

/// The SHA-256 of frozen data, in hex.
#[must_use]
pub fn digest_of_sheet(sheet: &str) -> String {
    hex::encode(Sha256::digest(sheet.as_bytes()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn places_have_no_gap_and_days_never_go_back(first in 1_i64..1_000_000, days in prop::collection::vec(0_u64..365, 0..60)) {
            let mut series = NumberSeries::fresh(PartnerId(1), DocumentKind::Act, 2026, first);
            let (mut taken, mut last) = (Vec::new(), None);
            for day in days {
                let day = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + chrono::Days::new(day);
                match series.clone().next_on(day) {
                    Ok(next) => {
                        prop_assert!(last.is_none_or(|last| last <= day));
                        taken.push(next.last);
                        last = Some(day);
                        series = next;
                    }
                    Err(DayBeforeLast(known)) => prop_assert!(Some(known) == last && day < known),
                }
            }
            let whole: Vec<i64> = (first..).take(taken.len()).collect();
            prop_assert_eq!(taken, whole);
        }
    }
}
