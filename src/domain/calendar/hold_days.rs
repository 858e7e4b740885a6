//! The days that are offered for a hold.

use chrono::{Datelike as _, Days, NaiveDate, Weekday};

use super::WorkCalendar;
use super::hours::FURTHEST_DAYS;

impl WorkCalendar {
    /// Until which days an application is usually put aside: until tomorrow, Monday, or in a week. What is no working day
    /// gives way to the next one. Nothing later than `most` days is offered, and no day twice.
    #[must_use]
    pub fn hold_days(&self, today: NaiveDate, most: u32) -> Vec<NaiveDate> {
        let later = today.iter_days().skip(1);
        let monday = later.take(7).find(|day| day.weekday() == Weekday::Mon);
        let wished = [today.succ_opt(), monday, today.checked_add_days(Days::new(7))];
        let worked = wished
            .into_iter()
            .flatten()
            .filter_map(|day| day.iter_days().take(FURTHEST_DAYS).find(|&day| self.is_worked(day)));
        let last = today.checked_add_days(Days::new(most.into())).unwrap_or(NaiveDate::MAX);
        let mut days: Vec<NaiveDate> = worked.filter(|day| *day <= last).collect();
        days.sort_unstable();
        days.dedup();
        days
    }
}
