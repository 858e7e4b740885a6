//! Working time: the production calendar, and deadlines in working hours of a partner's zone.

mod hours;
mod reading;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike as _, NaiveDate, Weekday};

pub use hours::WorkingDay;
pub use reading::CalendarFault;

codes! {
    /// What the production calendar says about a day that is not as its day of the week.
    pub enum DayKind {
        /// Nobody works.
        Holiday = "holiday",
        /// A day at the weekend on which people work.
        Workday = "workday",
        /// A working day that ends an hour earlier.
        Short = "short",
    }
}

/// The production calendar: from Monday to Friday people work, but for the days that it names.
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

    /// Whether the calendar names days of this year; deadlines in a year that it lacks are a guess.
    #[must_use]
    pub fn knows(&self, year: i32) -> bool {
        self.years.contains(&year)
    }

    /// What the calendar says about a day, if it names it.
    #[must_use]
    pub fn kind(&self, day: NaiveDate) -> Option<DayKind> {
        self.days.get(&day).copied()
    }

    /// Whether people work on this day.
    #[must_use]
    pub fn is_worked(&self, day: NaiveDate) -> bool {
        match self.kind(day) {
            Some(DayKind::Holiday) => false,
            Some(DayKind::Workday | DayKind::Short) => true,
            None => !matches!(day.weekday(), Weekday::Sat | Weekday::Sun),
        }
    }
}
