//! The standing of a partner's contracts on a day: in force, about to end, or ended.

use chrono::{Days, NaiveDate};

use crate::domain::dated::{self, Dated};

/// How many days before its end a contract without a successor is announced as ending.
const NOTICE_DAYS: u64 = 30;

/// The standing of a partner's contracts on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// A contract is in force; its end is not near, or a successor follows.
    Holds {
        /// The contract's number.
        number: String,
    },
    /// A contract is in force, but its end is near and no successor follows.
    Ends {
        /// The contract's number.
        number: String,
        /// The contract's last day.
        last: NaiveDate,
    },
    /// No contract is in force; the discounts of the last one still hold for some days.
    Grace {
        /// The contract's number.
        number: String,
        /// The contract's last day.
        last: NaiveDate,
        /// The last day of its discounts.
        until: NaiveDate,
    },
    /// No contract is in force: nothing can be forwarded.
    Missing {
        /// The last day of the last contract, if there was one.
        last: Option<NaiveDate>,
    },
}

impl Standing {
    /// The standing of these contracts (by number) on a Moscow day. The discounts of an ended one hold for `grace_days`
    /// more days.
    #[must_use]
    pub fn on(contracts: &[Dated<String>], day: NaiveDate, grace_days: u32) -> Self {
        if let Some(held) = dated::on(contracts, day).max_by_key(|contract| contract.from) {
            let number = held.value.clone();
            let near = held.to.filter(|last| *last <= day + Days::new(NOTICE_DAYS));
            return match near.filter(|last| !is_followed(contracts, *last)) {
                Some(last) => Self::Ends { number, last },
                None => Self::Holds { number },
            };
        }
        let over = |contract: &&Dated<String>| contract.to.is_some_and(|last| last < day);
        let Some(ended) = contracts.iter().filter(over).max_by_key(|contract| contract.to) else {
            return Self::Missing { last: None };
        };
        let until = ended.to.and_then(|last| last.checked_add_days(Days::new(grace_days.into())));
        match ended.to.zip(until) {
            Some((last, until)) if day <= until => Self::Grace { number: ended.value.clone(), last, until },
            Some(_) | None => Self::Missing { last: ended.to },
        }
    }

    /// The contract that charges refer to on a day, and the day whose discounts apply; `None` without a contract.
    #[must_use]
    pub fn terms(&self, day: NaiveDate) -> Option<(&str, NaiveDate)> {
        match self {
            Self::Holds { number } | Self::Ends { number, .. } => Some((number, day)),
            Self::Grace { number, last, .. } => Some((number, *last)),
            Self::Missing { .. } => None,
        }
    }
}

/// Whether another contract is in force on the day after this one ends.
fn is_followed(contracts: &[Dated<String>], last: NaiveDate) -> bool {
    let next = last.succ_opt();
    next.is_some_and(|next| dated::on(contracts, next).next().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn contract(number: &str, from: &str, to: Option<&str>) -> Dated<String> {
        Dated { from: day(from), to: to.map(day), value: number.to_owned() }
    }

    fn on(contracts: &[Dated<String>], text: &str) -> Standing {
        Standing::on(contracts, day(text), 30)
    }

    #[test]
    fn the_end_is_spoken_of_thirty_days_before_and_the_discounts_last_thirty_days_more() {
        let own = [contract("1", "2025-01-01", Some("2026-10-31"))];
        assert_eq!(on(&own, "2026-09-30"), Standing::Holds { number: "1".into() });
        assert_eq!(on(&own, "2026-10-01"), Standing::Ends { number: "1".into(), last: day("2026-10-31") });
        let grace = Standing::Grace { number: "1".into(), last: day("2026-10-31"), until: day("2026-11-30") };
        assert_eq!(on(&own, "2026-11-01"), grace);
        assert_eq!(on(&own, "2026-11-30").terms(day("2026-11-30")), Some(("1", day("2026-10-31"))));
        let gone = on(&own, "2026-12-01");
        assert_eq!(gone, Standing::Missing { last: Some(day("2026-10-31")) });
        assert_eq!(gone.terms(day("2026-12-01")), None);
    }

    #[test]
    fn a_contract_that_another_follows_ends_without_a_word() {
        let own = [contract("1", "2025-01-01", Some("2026-10-31")), contract("2", "2026-11-01", None)];
        assert_eq!(on(&own, "2026-10-31"), Standing::Holds { number: "1".into() });
        assert_eq!(on(&own, "2026-11-01"), Standing::Holds { number: "2".into() });
    }

    #[test]
    fn a_gap_before_the_next_one_is_a_gap() {
        let own = [contract("1", "2025-01-01", Some("2026-10-31")), contract("2", "2027-01-01", None)];
        assert_eq!(on(&own, "2026-12-31"), Standing::Missing { last: Some(day("2026-10-31")) });
        assert_eq!(on(&[], "2026-12-31"), Standing::Missing { last: None });
        assert_eq!(on(&own[1..], "2026-12-31"), Standing::Missing { last: None }, "it has not begun");
    }
}
