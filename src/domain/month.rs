//! Months and days of the settlement, in Moscow time for every viewer.

use std::fmt;
use std::ops::RangeInclusive;

use chrono::{DateTime, Datelike as _, FixedOffset, Months, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

/// Moscow's offset from UTC; there has been no summer time since 2014.
const MOSCOW: FixedOffset = FixedOffset::east_opt(3 * 3600).expect("three hours are a valid offset");

/// Moscow's offset from UTC.
#[must_use]
pub const fn moscow() -> FixedOffset {
    MOSCOW
}

/// The day of an instant in Moscow.
#[must_use]
pub fn moscow_day(at: DateTime<Utc>) -> NaiveDate {
    // At the very end of the calendar the Moscow time would overflow; the UTC day is used.
    let utc = at.naive_utc();
    utc.checked_add_offset(MOSCOW).unwrap_or(utc).date()
}

/// The years of months.
const YEARS: RangeInclusive<i32> = 1000..=9999;

/// The names of the months, January first.
const NAMES: [&str; 12] = [
    "январь",
    "февраль",
    "март",
    "апрель",
    "май",
    "июнь",
    "июль",
    "август",
    "сентябрь",
    "октябрь",
    "ноябрь",
    "декабрь",
];

/// A calendar month, written `2026-10`; years have four digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Month {
    first: NaiveDate,
}

impl Month {
    /// A month; `None` unless the month is 1–12 and the year has four digits.
    #[must_use]
    pub fn new(year: i32, month: u32) -> Option<Self> {
        let first = NaiveDate::from_ymd_opt(year, month, 1)?;
        YEARS.contains(&year).then_some(Self { first })
    }

    /// The month of an instant in Moscow.
    #[must_use]
    pub fn of(at: DateTime<Utc>) -> Self {
        Self::containing(moscow_day(at))
    }

    /// The month of a day; a year outside of the limits is clamped.
    #[must_use]
    pub fn containing(day: NaiveDate) -> Self {
        let year = day.year().clamp(*YEARS.start(), *YEARS.end());
        Self { first: NaiveDate::from_ymd_opt(year, day.month(), 1).unwrap_or(day) }
    }

    /// Parses `2026-10`.
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
        self.first.year()
    }

    /// The number of the month, 1–12.
    #[must_use]
    pub fn number(self) -> u32 {
        self.first.month()
    }

    /// The next month; December 9999 returns itself.
    #[must_use]
    pub fn next(self) -> Self {
        self.first.checked_add_months(Months::new(1)).map_or(self, Self::containing).max(self)
    }

    /// The previous month; January 1000 returns itself.
    #[must_use]
    pub fn previous(self) -> Self {
        self.first.checked_sub_months(Months::new(1)).map_or(self, Self::containing).min(self)
    }

    /// Its name: «октябрь».
    #[must_use]
    pub fn name(self) -> &'static str {
        let place = usize::try_from(self.number()).unwrap_or(1).saturating_sub(1);
        NAMES.get(place).copied().unwrap_or_default()
    }

    /// The month with its year: «октябрь 2026».
    #[must_use]
    pub fn in_words(self) -> String {
        format!("{} {}", self.name(), self.year())
    }

    /// The first day.
    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        self.first
    }

    /// The instant at which the month begins in Moscow.
    #[must_use]
    pub fn begins(self) -> DateTime<Utc> {
        (self.first.and_time(NaiveTime::MIN) - MOSCOW).and_utc()
    }

    /// Whether the whole month is over at this instant.
    #[must_use]
    pub fn is_over(self, at: DateTime<Utc>) -> bool {
        self.next().begins() <= at
    }
}

impl fmt::Display for Month {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}", self.year(), self.number())
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

#[cfg(test)]
mod tests {
    use chrono::TimeZone as _;
    use proptest::prelude::*;

    use super::*;

    fn month(text: &str) -> Month {
        Month::parse(text).unwrap()
    }

    fn utc(hour: u32, minute: u32) -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 10, 31, hour, minute, 59).unwrap()
    }

    #[test]
    fn a_month_changes_at_midnight_in_moscow() {
        assert_eq!(Month::of(utc(20, 59)), month("2026-10"));
        assert_eq!(Month::of(utc(21, 0)), month("2026-11"));
        assert_eq!(moscow_day(utc(21, 0)), NaiveDate::from_ymd_opt(2026, 11, 1).unwrap());
        assert_eq!(month("2026-11").begins(), Utc.with_ymd_and_hms(2026, 10, 31, 21, 0, 0).unwrap());
    }

    #[test]
    fn a_month_is_over_when_the_next_one_begins() {
        assert!(!month("2026-10").is_over(utc(20, 59)));
        assert!(month("2026-10").is_over(month("2026-11").begins()));
    }

    #[test]
    fn years_turn_at_december_and_january() {
        assert_eq!(month("2026-12").next(), month("2027-01"));
        assert_eq!(month("2027-01").previous(), month("2026-12"));
    }

    #[test]
    fn only_the_written_form_is_read() {
        for wrong in [
            "",
            "2026",
            "2026-1",
            "2026-13",
            "2026-00",
            "26-10",
            "+026-10",
            "2026-10-01",
            "0999-12",
            "٢٠٢٦-١٠",
        ] {
            assert_eq!(Month::parse(wrong), None, "{wrong}");
        }
        assert!(serde_json::from_str::<Month>("\"2026-1\"").is_err());
        assert_eq!(serde_json::to_string(&month("2026-01")).unwrap(), "\"2026-01\"");
    }

    #[test]
    fn the_ends_of_the_calendar_are_borders_and_not_failures() {
        assert_eq!(month("9999-12").next(), month("9999-12"));
        assert_eq!(month("1000-01").previous(), month("1000-01"));
        for edge in [DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC] {
            let found = Month::of(edge);
            assert_eq!(Month::parse(&found.to_string()), Some(found));
            let _ = (found.next().begins(), found.previous().begins(), found.is_over(edge));
        }
    }

    proptest! {
        #[test]
        fn a_month_reads_back_as_it_was_written(year in 1000_i32..=9999, number in 1_u32..=12) {
            let written = Month::new(year, number).unwrap();
            prop_assert_eq!((written.year(), written.number()), (year, number));
            prop_assert_eq!(Month::parse(&written.to_string()), Some(written));
        }

        #[test]
        fn the_next_month_leads_back(year in 1001_i32..=9998, number in 1_u32..=12) {
            let here = Month::new(year, number).unwrap();
            prop_assert_eq!(here.next().previous(), here);
            prop_assert!(here < here.next());
            prop_assert!(here.begins() < here.next().begins());
        }

        #[test]
        fn no_text_breaks_the_reading(text in ".*") {
            let _ = Month::parse(&text);
        }
    }
}
