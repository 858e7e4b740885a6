//! The period of an archive: what is typed, the usual ones, and what each is called by its length.

use chrono::{Datelike as _, Days, Months, NaiveDate};

use crate::domain::form::{FieldFaults, read_day};

/// The days of which documents are asked for, the first and the last included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DocumentPeriod {
    /// The first day.
    pub first: NaiveDate,
    /// The last day.
    pub last: NaiveDate,
}

/// What a period is, if it is a whole part of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodSpan {
    /// A month of a year.
    Month(i32, u32),
    /// A quarter of a year, from 1.
    Quarter(i32, u32),
    /// A half of a year, from 1.
    Half(i32, u32),
    /// A year.
    Year(i32),
    /// Any other days.
    Days,
}

impl DocumentPeriod {
    /// Reads «Начало периода» and «Конец периода»; every fault is told beside its field.
    pub fn read(first: &str, last: &str, faults: &mut FieldFaults) -> Option<Self> {
        let mut day = |field, typed: &str, missing: &str| {
            let read = read_day(typed);
            if read.is_none() {
                let words = if typed.trim().is_empty() { missing } else { "Такой даты нет" };
                faults.push((field, words.to_owned()));
            }
            read
        };
        let first = day("first", first, "Укажите начало периода");
        let last = day("last", last, "Укажите конец периода");
        let period = Self { first: first?, last: last? };
        if period.last < period.first {
            faults.push(("last", "Дата конца периода меньше даты начала".to_owned()));
            return None;
        }
        Some(period)
    }

    /// The usual periods: the last whole month, quarter and half-year before this day, and the year of it.
    #[must_use]
    pub fn usual(today: NaiveDate) -> Vec<Self> {
        let last = [1, 3, 6].into_iter().filter_map(|months| Self::before(today, months));
        let year = Self::of(today.year(), 1, 12);
        last.chain(year).collect()
    }

    /// The last whole part of a year of so many months before this day.
    fn before(today: NaiveDate, months: u32) -> Option<Self> {
        let begun = today.month0() / months * months + 1;
        let first =
            NaiveDate::from_ymd_opt(today.year(), begun, 1)?.checked_sub_months(Months::new(months))?;
        Self::of(first.year(), first.month(), months)
    }

    fn of(year: i32, month: u32, months: u32) -> Option<Self> {
        let first = NaiveDate::from_ymd_opt(year, month, 1)?;
        let last = first.checked_add_months(Months::new(months))?.checked_sub_days(Days::new(1))?;
        Some(Self { first, last })
    }

    /// What it is, if it is a whole part of a year.
    #[must_use]
    pub fn span(&self) -> PeriodSpan {
        let (year, month) = (self.first.year(), self.first.month());
        let is = |months: u32| (month - 1) % months == 0 && Self::of(year, month, months) == Some(*self);
        if is(1) {
            PeriodSpan::Month(year, month)
        } else if is(3) {
            PeriodSpan::Quarter(year, (month - 1) / 3 + 1)
        } else if is(6) {
            PeriodSpan::Half(year, (month - 1) / 6 + 1)
        } else if is(12) {
            PeriodSpan::Year(year)
        } else {
            PeriodSpan::Days
        }
    }
}
