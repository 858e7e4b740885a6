//! The agreed months of a partner. No charge is added to them, so they decide to which month a charge belongs.

use std::collections::BTreeMap;

use super::month::Month;

/// The months of a partner that have a statement, each with whether it is agreed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AgreedMonths(BTreeMap<Month, bool>);

impl AgreedMonths {
    /// Whether a month is closed for new charges. A month without a statement is closed once a later one is agreed.
    #[must_use]
    pub fn include(&self, month: Month) -> bool {
        let later = || self.0.range(month..).any(|(_, agreed)| *agreed);
        self.0.get(&month).copied().unwrap_or_else(later)
    }

    /// Whether the month has a statement.
    #[must_use]
    pub fn have_statement_of(&self, month: Month) -> bool {
        self.0.contains_key(&month)
    }

    /// The first open month, from this one on. At the end of the calendar it is the given month itself.
    #[must_use]
    pub fn first_open(&self, from: Month) -> Month {
        let mut month = from;
        while self.include(month) && month.next() > month {
            month = month.next();
        }
        month
    }
}

impl FromIterator<(Month, bool)> for AgreedMonths {
    fn from_iter<I: IntoIterator<Item = (Month, bool)>>(months: I) -> Self {
        Self(months.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(text: &str) -> Month {
        Month::parse(text).unwrap()
    }

    fn first_open(months: &[(&str, bool)], from: &str) -> String {
        let months: AgreedMonths = months.iter().map(|(text, agreed)| (month(text), *agreed)).collect();
        months.first_open(month(from)).to_string()
    }

    #[test]
    fn a_month_that_is_not_agreed_takes_its_own_charges() {
        for months in
            [&[][..], &[("2026-10", false)], &[("2026-09", true)], &[("2026-09", true), ("2026-11", false)]]
        {
            assert_eq!(first_open(months, "2026-10"), "2026-10", "{months:?}");
        }
    }

    #[test]
    fn an_agreed_month_leads_to_the_first_that_is_not() {
        assert_eq!(first_open(&[("2026-12", true)], "2026-12"), "2027-01");
        assert_eq!(first_open(&[("2026-10", true), ("2026-11", true)], "2026-10"), "2026-12");
        assert_eq!(
            first_open(&[("2026-10", true), ("2026-11", false), ("2026-12", true)], "2026-10"),
            "2026-11"
        );
    }

    #[test]
    fn a_month_without_a_statement_is_agreed_once_a_later_one_is() {
        assert_eq!(first_open(&[("2026-11", true)], "2026-09"), "2026-12");
        assert_eq!(first_open(&[("2026-11", false)], "2026-09"), "2026-09");
        assert_eq!(first_open(&[("2026-10", false), ("2026-11", true)], "2026-10"), "2026-10");
    }

    #[test]
    fn the_last_month_of_the_calendar_is_a_border_and_no_endless_walk() {
        assert_eq!(first_open(&[("9999-12", true)], "9999-11"), "9999-12");
    }
}
