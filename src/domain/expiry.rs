//! Expiry: which of an organisation's products and certificates end, and on which day.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::billing::BilledProduct;
use super::holdings::{Holdings, RenewalStart, chain_end};
use super::month::moscow_day;
use super::organization::Licence;

/// How many days ahead an end is told.
pub const AHEAD: u64 = 60;
/// For how many days after an end it is still told.
pub const BEHIND: u64 = 365;

/// Something that ends.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ending {
    /// A product, by the alias of its account.
    Product(BilledProduct, Option<String>),
    /// The certificate of an owner, by the owner's name.
    Certificate(String),
}

/// The last day of something that ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expiry {
    /// What ends.
    pub what: Ending,
    /// The last day on which it is valid.
    pub ends_on: NaiveDate,
}

/// A certificate as far as its end is concerned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateEnd {
    /// The СНИЛС of its owner.
    pub snils: String,
    /// The name of its owner.
    pub name: String,
    /// Until when it is valid.
    pub not_after: DateTime<Utc>,
}

codes! {
    /// Why a reminder is sent.
    pub enum ReminderMark {
        /// At most sixty days are left.
        Sixty = "60",
        /// At most thirty.
        Thirty = "30",
        /// At most fourteen.
        Fourteen = "14",
        /// At most seven.
        Seven = "7",
        /// An employee of the partner sends it.
        ByHand = "by_hand",
    }
}

impl ReminderMark {
    /// The one that is due on a day, for what ends on another: the last whose days have begun. Whoever slept over a day
    /// sends it later, and one whose days are over is not sent any more.
    #[must_use]
    pub fn due(ends_on: NaiveDate, today: NaiveDate) -> Option<Self> {
        match days_left(ends_on, today) {
            0..=7 => Some(Self::Seven),
            8..=14 => Some(Self::Fourteen),
            15..=30 => Some(Self::Thirty),
            31..=60 => Some(Self::Sixty),
            _ => None,
        }
    }
}

codes! {
    /// How far one looks at what ends.
    pub enum Horizon {
        /// Within seven days.
        Seven = "7",
        /// Within fourteen.
        Fourteen = "14",
        /// Within thirty.
        Thirty = "30",
        /// Within sixty.
        Sixty = "60",
        /// What has ended.
        Past = "expired",
    }
}

impl Horizon {
    /// Whether it reaches to something of which so many days are left.
    #[must_use]
    pub fn reaches(self, days_left: i64) -> bool {
        let within = |days: i64| (0..=days).contains(&days_left);
        match self {
            Self::Seven => within(7),
            Self::Fourteen => within(14),
            Self::Thirty => within(30),
            Self::Sixty => within(60),
            Self::Past => days_left < 0,
        }
    }
}

/// The days on which an end is told, as of today.
#[must_use]
pub fn told_days(today: NaiveDate) -> (NaiveDate, NaiveDate) {
    let from = today.checked_sub_days(Days::new(BEHIND)).unwrap_or(NaiveDate::MIN);
    (from, today.checked_add_days(Days::new(AHEAD)).unwrap_or(NaiveDate::MAX))
}

/// What ends of one organisation on a day that is told, the first to end first.
#[must_use]
pub fn endings(periods: &[Licence], certificates: &[CertificateEnd], today: NaiveDate) -> Vec<Expiry> {
    let (from, until) = told_days(today);
    let mut all: Vec<Expiry> = of_products(periods, today).chain(of_certificates(certificates)).collect();
    all.retain(|expiry| (from..=until).contains(&expiry.ends_on));
    all.sort_by(|one, other| (one.ends_on, &one.what).cmp(&(other.ends_on, &other.what)));
    all
}

/// The end of each product: of the unbroken chain of periods that runs, or of the last period when none runs or is to begin.
fn of_products(periods: &[Licence], today: NaiveDate) -> impl Iterator<Item = Expiry> {
    let held = Holdings::new(periods.to_vec(), RenewalStart::AfterEnd);
    let mut accounts: BTreeMap<(BilledProduct, Option<&str>), Vec<&Licence>> = BTreeMap::new();
    for period in periods.iter().filter(|period| period.starts_on <= period.ends_on) {
        let account = held.account(period.alias.as_deref());
        accounts.entry((period.product, account)).or_default().push(period);
    }
    let ends = accounts.into_iter().filter_map(|((product, alias), own)| {
        let last = own.iter().map(|period| period.ends_on).max()?;
        let begins = own.iter().any(|period| period.starts_on > today);
        let ended = (last < today && !begins).then_some(last);
        let ends_on = chain_end(own.into_iter(), today).or(ended)?;
        Some(Expiry { what: Ending::Product(product, alias.map(ToOwned::to_owned)), ends_on })
    });
    ends.collect::<Vec<_>>().into_iter()
}

/// The end of the last certificate of each owner, by its Moscow day.
fn of_certificates(certificates: &[CertificateEnd]) -> impl Iterator<Item = Expiry> {
    let mut owners: BTreeMap<&str, &CertificateEnd> = BTreeMap::new();
    for one in certificates {
        let last = owners.entry(&one.snils).or_insert(one);
        if last.not_after < one.not_after {
            *last = one;
        }
    }
    owners.into_values().map(|last| Expiry {
        what: Ending::Certificate(last.name.clone()),
        ends_on: moscow_day(last.not_after),
    })
}

/// How many days are left until a day; below zero after it.
#[must_use]
pub fn days_left(ends_on: NaiveDate, today: NaiveDate) -> i64 {
    (ends_on - today).num_days()
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone as _;
    use proptest::prelude::*;

    use super::*;
    use crate::domain::billing::Basis;
    use crate::domain::ids::{ApplicationNumber, OrganizationId, PartnerId};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn period(from: &str, to: &str) -> Licence {
        Licence {
            organization: OrganizationId(1),
            partner: PartnerId(1),
            application: ApplicationNumber(1),
            product: BilledProduct::Main,
            alias: None,
            tier: None,
            basis: Basis::Paid,
            starts_on: day(from),
            ends_on: day(to),
            activated_at: Utc.with_ymd_and_hms(2026, 1, 1, 9, 0, 0).unwrap(),
        }
    }

    fn ends(periods: &[Licence], today: &str) -> Vec<NaiveDate> {
        endings(periods, &[], day(today)).into_iter().map(|expiry| expiry.ends_on).collect()
    }

    #[test]
    fn a_product_ends_with_its_unbroken_chain() {
        let first = period("2026-01-01", "2026-12-31");
        assert_eq!(ends(std::slice::from_ref(&first), "2026-12-01"), [day("2026-12-31")]);
        let renewed = [first.clone(), period("2027-01-01", "2027-12-31")];
        assert!(ends(&renewed, "2026-12-01").is_empty(), "it goes on for a year");
        let late = [first.clone(), period("2027-02-01", "2027-12-31")];
        assert_eq!(ends(&late, "2026-12-01"), [day("2026-12-31")], "there is a gap");
        assert!(ends(&late, "2027-01-10").is_empty(), "the next one is bought already");
        assert_eq!(ends(std::slice::from_ref(&first), "2027-01-10"), [day("2026-12-31")]);
        assert!(ends(&[first], "2028-01-10").is_empty(), "too long ago");
    }

    #[test]
    fn an_owners_last_certificate_counts_by_its_moscow_day() {
        let certificate = |snils: &str, day: u32, hour: u32| CertificateEnd {
            snils: snils.to_owned(),
            name: format!("Владелец {snils}"),
            not_after: Utc.with_ymd_and_hms(2028, 2, day, hour, 30, 0).unwrap(),
        };
        // 21:30 in UTC is half past midnight of the next day in Moscow: the leap day's.
        let all = [certificate("1", 10, 9), certificate("1", 28, 21), certificate("2", 28, 20)];
        let found = endings(&[], &all, day("2028-02-01"));
        let told: Vec<_> = found.iter().map(|expiry| expiry.ends_on).collect();
        assert_eq!(told, [day("2028-02-28"), day("2028-02-29")]);
    }

    proptest! {
        #[test]
        fn the_reminders_of_an_end_come_in_their_order_and_none_after_it(left in 0_i64..90, later in 0_i64..1500) {
            let ends_on = day("2026-01-31") + chrono::Duration::days(later);
            let mark = |left: i64| ReminderMark::due(ends_on, ends_on - chrono::Duration::days(left));
            prop_assert!(left == 0 || mark(left) <= mark(left - 1));
            prop_assert_eq!(mark(left).is_some(), left <= 60);
            prop_assert_eq!(mark(-left - 1), None);
            for first in [60, 30, 14, 7] {
                let code = mark(first).map(|mark| mark.code().to_owned());
                prop_assert_eq!(code, Some(first.to_string()));
                prop_assert_ne!(mark(first + 1), mark(first));
            }
        }
    }
}
