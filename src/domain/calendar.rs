//! Working time: the production calendar, and deadlines in working hours of a partner's zone.

mod hold_days;
mod hours;
mod promised;
mod reading;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike as _, NaiveDate, Weekday};

pub use hours::WorkingDay;
pub use reading::CalendarFault;

codes! {
    /// The kind of a day that the production calendar names as an exception.
    pub enum DayKind {
        /// A holiday.
        Holiday = "holiday",
        /// A working day at a weekend.
        Workday = "workday",
        /// A working day that ends an hour earlier.
        Short = "short",
    }
}

/// The production calendar: Monday to Friday are working days, except for the days that it names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkCalendar {
    days: BTreeMap<NaiveDate, DayKind>,
    years: BTreeSet<i32>,
}

impl WorkCalendar {
    /// Reads the calendar's file: lines `year,day,kind` after a heading.
    ///
    /// `day` is `2026-01-01` or `01-01`, `kind` is `holiday`, `workday` or `short`.
    pub fn read(csv_text: &str) -> Result<Self, CalendarFault> {
        reading::read(csv_text)
    }

    /// Whether the calendar covers this year; deadlines in other years are a guess.
    #[must_use]
    pub fn knows(&self, year: i32) -> bool {
        self.years.contains(&year)
    }

    /// The kind of a day that the calendar names.
    #[must_use]
    pub fn kind(&self, day: NaiveDate) -> Option<DayKind> {
        self.days.get(&day).copied()
    }

    /// Whether this is a working day.
    #[must_use]
    pub fn is_worked(&self, day: NaiveDate) -> bool {
        match self.kind(day) {
            Some(DayKind::Holiday) => false,
            Some(DayKind::Workday | DayKind::Short) => true,
            None => !matches!(day.weekday(), Weekday::Sat | Weekday::Sun),
        }
    }
}
