//! Days, months and terms of the model. Moscow is three hours ahead of UTC. A term does not end earlier than its month.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike as _, Days, Duration, NaiveDate, Utc};

/// A month as a number: twelve times the year, plus the month from 0 to 11.
pub(super) type Month = i32;

pub(super) fn day_of(at: DateTime<Utc>) -> NaiveDate {
    (at.naive_utc() + Duration::hours(3)).date()
}

pub(super) fn month_of(day: NaiveDate) -> Month {
    day.year() * 12 + i32::try_from(day.month0()).unwrap()
}

/// The instant at which a month begins in Moscow.
pub(super) fn begins(month: Month) -> DateTime<Utc> {
    let first = first_day(month);
    first.and_hms_opt(0, 0, 0).unwrap().and_utc() - Duration::hours(3)
}

pub(super) fn first_day(month: Month) -> NaiveDate {
    let number = u32::try_from(month.rem_euclid(12)).unwrap() + 1;
    NaiveDate::from_ymd_opt(month.div_euclid(12), number, 1).unwrap()
}

/// The month as the tables write it.
pub(super) fn named(month: Month) -> String {
    format!("{:04}-{:02}", month.div_euclid(12), month.rem_euclid(12) + 1)
}

/// The last day of a period of this many months from this day.
pub(super) fn ends(starts: NaiveDate, months: i32) -> NaiveDate {
    let last = month_of(starts) + months;
    let length = (first_day(last + 1) - first_day(last)).num_days();
    let whole = i64::from(starts.day()) <= length;
    let days = if whole { i64::from(starts.day()) - 2 } else { length - 1 };
    first_day(last) + Duration::days(days)
}

pub(super) fn after(day: NaiveDate) -> NaiveDate {
    day + Days::new(1)
}

/// The working days: Monday to Friday, except the days that the calendar's file lists.
pub(super) struct WorkDays {
    off: BTreeSet<NaiveDate>,
    on: BTreeSet<NaiveDate>,
}

impl WorkDays {
    pub(super) fn read() -> Self {
        let text = include_str!("../../../../seed-data/calendar.csv");
        let days = |kinds: &[&str]| {
            let rows = text.lines().skip(1).map(|line| line.split(',').collect::<Vec<_>>());
            let named = rows.filter(|row| kinds.contains(&row[2]));
            named.map(|row| row[1].parse().unwrap()).collect()
        };
        Self { off: days(&["holiday"]), on: days(&["workday", "short"]) }
    }

    /// The last of this many working days after this one.
    pub(super) fn due(&self, from: NaiveDate, count: u32) -> NaiveDate {
        let (mut day, mut left) = (from, count);
        while left > 0 {
            day = after(day);
            let weekday = day.weekday().num_days_from_monday() < 5;
            left -= u32::from(self.on.contains(&day) || weekday && !self.off.contains(&day));
        }
        day
    }
}
