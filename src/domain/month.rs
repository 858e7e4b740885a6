//! Months and days of the operator: Moscow days, whatever the zone of the reader.

use std::fmt;

use chrono::{DateTime, Datelike as _, FixedOffset, NaiveDate, TimeZone as _, Utc};
use serde::{Deserialize, Serialize};

/// Moscow's offset from UTC; it has no summer time since 2014.
const MOSCOW_SECONDS: i32 = 3 * 3600;

/// The Moscow offset.
#[must_use]
pub fn moscow() -> FixedOffset {
    FixedOffset::east_opt(MOSCOW_SECONDS).expect("three hours are a valid offset")
}

/// The Moscow day of an instant.
#[must_use]
pub fn moscow_day(at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&moscow()).date_naive()
}

/// A calendar month of settlement, written `2026-10`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Month {
    year: i32,
    month: u32,
}

impl Month {
    /// The month of a year; `None` outside 1–12 or years of four digits.
    #[must_use]
    pub fn new(year: i32, month: u32) -> Option<Self> {
        ((1000..=9999).contains(&year) && (1..=12).contains(&month)).then_some(Self { year, month })
    }

    /// The Moscow month of an instant.
    #[must_use]
    pub fn of(at: DateTime<Utc>) -> Self {
        Self::containing(moscow_day(at))
    }

    /// The month in which a day lies.
    #[must_use]
    pub fn containing(day: NaiveDate) -> Self {
        Self { year: day.year(), month: day.month() }
    }

    /// Reads `2026-10`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        let plain = |part: &str, length| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
        if !plain(year, 4) || !plain(month, 2) {
            return None;
        }
        Self::new(year.parse().ok()?, month.parse().ok()?)
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.year
    }

    /// The number of the month, 1–12.
    #[must_use]
    pub fn number(self) -> u32 {
        self.month
    }

    /// The month after this one.
    #[must_use]
    pub fn next(self) -> Self {
        if self.month == 12 {
            Self { year: self.year + 1, month: 1 }
        } else {
            Self { month: self.month + 1, ..self }
        }
    }

    /// The month before this one.
    #[must_use]
    pub fn previous(self) -> Self {
        if self.month == 1 {
            Self { year: self.year - 1, month: 12 }
        } else {
            Self { month: self.month - 1, ..self }
        }
    }

    /// The first day.
    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, self.month, 1).expect("a month has a first day")
    }

    /// The instant at which the month begins in Moscow.
    #[must_use]
    pub fn begins(self) -> DateTime<Utc> {
        let midnight = self.first_day().and_hms_opt(0, 0, 0).expect("a day has a midnight");
        moscow().from_local_datetime(&midnight).single().expect("a fixed offset is never ambiguous").to_utc()
    }

    /// Whether the whole month lies behind this instant.
    #[must_use]
    pub fn is_over(self, at: DateTime<Utc>) -> bool {
        self.next().begins() <= at
    }
}

impl fmt::Display for Month {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}", self.year, self.month)
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}

impl TryFrom<String> for Month {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("not a month like 2026-10")
    }
}
