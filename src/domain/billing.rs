//! Which products an approved application is charged for, and the period of a licence.

use chrono::{Datelike as _, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::multi_user::Tier;
use super::submission::{ApplicationType, ChangeFlag, Product};

codes! {
    /// The product of a line of the statement.
    pub enum BilledProduct {
        /// «Основной».
        Main = "main",
        /// «Кадровые решения».
        Hr = "hr",
        /// «Уполномоченный представитель».
        AuthorizedRep = "authorized_rep",
        /// «Многопользовательский режим»: the extension.
        MultiUser = "multi_user",
    }
}

impl From<Product> for BilledProduct {
    fn from(product: Product) -> Self {
        match product {
            Product::Main => Self::Main,
            Product::Hr => Self::Hr,
            Product::AuthorizedRep => Self::AuthorizedRep,
        }
    }
}

codes! {
    /// The basis of a licence (основание).
    pub enum Basis {
        /// Paid by the partner.
        Paid = "paid",
        /// Included in the client's support contract (ИТС ПРОФ).
        ItsProf = "its_prof",
        /// Sold under a promotion.
        Promo = "promo",
        /// A trial.
        Trial = "trial",
        /// For a group of companies.
        Group = "group",
    }
}

impl Basis {
    /// Whether the licence costs nothing on this basis.
    #[must_use]
    pub const fn is_free(self) -> bool {
        match self {
            Self::ItsProf | Self::Trial => true,
            Self::Paid | Self::Promo | Self::Group => false,
        }
    }
}

/// The fixed term of the multi-user extension, in months.
pub const EXTENSION_MONTHS: u32 = 12;

/// The input that determines the charges of an approved application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Approved<'a> {
    /// The kind of application.
    pub kind: ApplicationType,
    /// The changes of a change application.
    pub changes: &'a [ChangeFlag],
    /// The product.
    pub product: Product,
    /// The tier that the partner set, if the multi-user mode is on.
    pub tier: Option<Tier>,
    /// The tier that the organisation holds.
    pub held: Option<Tier>,
}

/// Whether an application prolongs a licence: a renewal, or a change with «Продлить лицензию».
#[must_use]
pub fn renews(kind: ApplicationType, changes: &[ChangeFlag]) -> bool {
    match kind {
        ApplicationType::Renew => true,
        ApplicationType::Change => changes.contains(&ChangeFlag::RenewLicense),
        ApplicationType::Connect | ApplicationType::Restore => false,
    }
}

/// The products charged for an approved application, in the order of the lines.
#[must_use]
pub fn billable(approved: Approved<'_>) -> Vec<BilledProduct> {
    let Approved { kind, changes, product, tier, held } = approved;
    let extension = tier.map(|_| BilledProduct::MultiUser);
    if kind == ApplicationType::Connect || renews(kind, changes) {
        return std::iter::once(product.into()).chain(extension).collect();
    }
    // `None` is less than any tier, so one comparison covers «none held» and «a lower one held».
    let wanted = kind == ApplicationType::Change && changes.contains(&ChangeFlag::Users) && tier > held;
    extension.filter(|_| wanted).into_iter().collect()
}

/// The Moscow days on which a licence holds, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LicensePeriod {
    /// The first day.
    pub starts_on: NaiveDate,
    /// The last day: a year is 1 November to 31 October.
    pub ends_on: NaiveDate,
}

impl LicensePeriod {
    /// The period of `months` months from a day on.
    ///
    /// It ends on the day before the same day of the last month. When that month lacks the day (a year from 29
    /// February), it ends on the last day of that month.
    #[must_use]
    pub fn starting(starts_on: NaiveDate, months: u32) -> Self {
        let after = starts_on.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX);
        let whole = after.day() == starts_on.day();
        let ends_on = if whole { after.checked_sub_days(Days::new(1)).unwrap_or(after) } else { after };
        Self { starts_on, ends_on }
    }

    /// Whether the licence holds on this day.
    #[must_use]
    pub fn holds_on(self, day: NaiveDate) -> bool {
        (self.starts_on..=self.ends_on).contains(&day)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LOWER: Option<Tier> = Some(Tier::TwoToNine);
    const HIGHER: Option<Tier> = Some(Tier::TenPlus);

    fn charged(
        kind: ApplicationType,
        changes: &[ChangeFlag],
        tier: Option<Tier>,
        held: Option<Tier>,
    ) -> Vec<BilledProduct> {
        billable(Approved { kind, changes, product: Product::Main, tier, held })
    }

    fn period(day: &str, months: u32) -> (String, String) {
        let period = LicensePeriod::starting(day.parse().unwrap(), months);
        (period.starts_on.to_string(), period.ends_on.to_string())
    }

    #[test]
    fn connections_and_renewals_bring_the_product_and_the_extension_when_it_is_on() {
        for kind in [ApplicationType::Connect, ApplicationType::Renew] {
            assert_eq!(charged(kind, &[], None, None), [BilledProduct::Main]);
            assert_eq!(charged(kind, &[], LOWER, HIGHER), [BilledProduct::Main, BilledProduct::MultiUser]);
        }
        let hr = Approved {
            kind: ApplicationType::Connect,
            changes: &[],
            product: Product::Hr,
            tier: None,
            held: None,
        };
        assert_eq!(billable(hr), [BilledProduct::Hr]);
    }

    #[test]
    fn a_change_of_users_brings_the_extension_only_when_it_is_new_or_higher() {
        let users = |tier, held| charged(ApplicationType::Change, &[ChangeFlag::Users], tier, held);
        assert_eq!(users(LOWER, None), [BilledProduct::MultiUser]);
        assert_eq!(users(HIGHER, LOWER), [BilledProduct::MultiUser]);
        for (tier, held) in [(LOWER, LOWER), (LOWER, HIGHER), (HIGHER, HIGHER), (None, None), (None, LOWER)] {
            assert_eq!(users(tier, held), []);
        }
        assert_eq!(charged(ApplicationType::Change, &[ChangeFlag::OrgRequisites], LOWER, None), []);
    }

    #[test]
    fn a_restoration_brings_nothing() {
        assert_eq!(charged(ApplicationType::Restore, &[ChangeFlag::Users], HIGHER, None), []);
    }

    #[test]
    fn a_year_ends_the_day_before_it_began() {
        assert_eq!(period("2026-11-21", 12), ("2026-11-21".into(), "2027-11-20".into()));
        assert_eq!(period("2026-01-01", 12).1, "2026-12-31");
        assert_eq!(period("2026-11-21", 24).1, "2028-11-20");
        assert_eq!(period("2027-03-01", 12).1, "2028-02-29");
        assert_eq!(period("2027-02-28", 12).1, "2028-02-27");
    }

    #[test]
    fn a_year_from_the_leap_day_ends_with_february() {
        assert_eq!(period("2028-02-29", 12).1, "2029-02-28");
        assert_eq!(period("2028-02-29", 24).1, "2030-02-28");
    }

    #[test]
    fn a_change_with_a_renewed_licence_is_a_renewal() {
        let renewed = |changes: &[ChangeFlag], tier| charged(ApplicationType::Change, changes, tier, LOWER);
        assert_eq!(renewed(&[ChangeFlag::RenewLicense], None), [BilledProduct::Main]);
        let both = [BilledProduct::Main, BilledProduct::MultiUser];
        assert_eq!(renewed(&[ChangeFlag::RenewLicense, ChangeFlag::OrgRequisites], LOWER), both);
        assert_eq!(renewed(&[ChangeFlag::Users, ChangeFlag::RenewLicense], HIGHER), both);
    }

    #[test]
    fn a_period_at_the_end_of_time_does_not_panic() {
        let _ = LicensePeriod::starting(NaiveDate::MAX, 24);
    }

    proptest! {
        #[test]
        fn two_years_follow_each_other_without_a_gap(days in 0_u64..20_000) {
            let start = NaiveDate::from_ymd_opt(2020, 1, 1).unwrap() + Days::new(days);
            let first = LicensePeriod::starting(start, 12);
            let length = (first.ends_on - first.starts_on).num_days() + 1;
            prop_assert!((365..=366).contains(&length));
            prop_assert!(first.holds_on(start) && first.holds_on(first.ends_on));
            let second = LicensePeriod::starting(first.ends_on + Days::new(1), 12);
            prop_assert!(!first.holds_on(second.starts_on));
        }
    }
}
