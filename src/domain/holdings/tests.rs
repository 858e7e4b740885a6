//! Where a purchase begins and until when a licence holds.

use chrono::{DateTime, Utc};
use proptest::prelude::*;

use super::*;
use crate::domain::billing::{Basis, LicensePeriod};
use crate::domain::ids::{ApplicationNumber, PartnerId};

const ALIAS: Option<&str> = Some("Бухгалтерия");

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn noon(day: NaiveDate) -> DateTime<Utc> {
    day.and_hms_opt(9, 0, 0).unwrap().and_utc()
}

fn held(alias: Option<&str>, tier: Option<Tier>, activated: NaiveDate, starts_on: NaiveDate) -> Licence {
    let period = LicensePeriod::starting(starts_on, 12);
    Licence {
        organization: OrganizationId(1),
        partner: PartnerId(1),
        application: ApplicationNumber(1),
        product: if tier.is_some() { BilledProduct::MultiUser } else { BilledProduct::Main },
        alias: alias.map(str::to_owned),
        tier,
        basis: Basis::Paid,
        starts_on: period.starts_on,
        ends_on: period.ends_on,
        activated_at: noon(activated),
    }
}

fn main_from(first: &str) -> Licence {
    held(ALIAS, None, day(first), day(first))
}

fn mode_from(tier: Tier, first: &str) -> Licence {
    held(ALIAS, Some(tier), day(first), day(first))
}

fn holdings(periods: Vec<Licence>) -> Holdings {
    Holdings::new(as_they_hold(periods), RenewalStart::AfterEnd)
}

const MAIN: Bought = Bought { product: BilledProduct::Main, tier: None, renews: true };

fn mode(tier: Tier) -> Bought {
    Bought { product: BilledProduct::MultiUser, tier: Some(tier), renews: true }
}

#[test]
fn a_renewal_follows_what_runs_even_on_the_day_of_the_connection() {
    let bought = holdings(vec![main_from("2026-11-18")]);
    assert_eq!(bought.start(ALIAS, MAIN, day("2026-11-18")), day("2027-11-18"));
    let twice = holdings(vec![main_from("2026-11-18"), main_from("2027-11-18")]);
    assert_eq!(twice.start(ALIAS, MAIN, day("2026-12-01")), day("2028-11-18"));
    assert_eq!(twice.end(ALIAS, BilledProduct::Main, day("2026-12-01")), Some(day("2028-11-17")));
}

#[test]
fn a_renewal_of_what_has_ended_begins_at_once() {
    let bought = holdings(vec![main_from("2025-11-18")]);
    assert_eq!(bought.start(ALIAS, MAIN, day("2026-11-17")), day("2026-11-18"));
    assert_eq!(bought.start(ALIAS, MAIN, day("2026-11-18")), day("2026-11-18"));
    assert_eq!(holdings(Vec::new()).start(ALIAS, MAIN, day("2026-11-18")), day("2026-11-18"));
}

#[test]
fn what_is_new_begins_at_once_and_so_does_everything_where_the_setting_says_so() {
    let first = Bought { renews: false, ..MAIN };
    assert_eq!(
        holdings(vec![main_from("2026-01-01")]).start(ALIAS, first, day("2026-11-18")),
        day("2026-11-18")
    );
    let at_once = Holdings::new(vec![main_from("2026-01-01")], RenewalStart::Activation);
    assert_eq!(at_once.start(ALIAS, MAIN, day("2026-11-18")), day("2026-11-18"));
}

#[test]
fn a_higher_tier_begins_at_once_and_the_lower_one_ends_the_day_before() {
    let lower = holdings(vec![mode_from(Tier::TwoToNine, "2026-03-01")]);
    assert_eq!(lower.start(ALIAS, mode(Tier::TenPlus), day("2026-11-18")), day("2026-11-18"));
    assert_eq!(lower.start(ALIAS, mode(Tier::TwoToNine), day("2026-11-18")), day("2027-03-01"));
    let both =
        as_they_hold(vec![mode_from(Tier::TenPlus, "2026-11-18"), mode_from(Tier::TwoToNine, "2026-03-01")]);
    assert_eq!(both[1].ends_on, day("2026-11-17"));
    assert_eq!(both[0].ends_on, day("2027-11-17"));
    let both = Holdings::new(both, RenewalStart::AfterEnd);
    // The renewal of a lower tier begins after the higher one: no day is sold twice.
    assert_eq!(both.start(ALIAS, mode(Tier::TwoToNine), day("2026-12-01")), day("2027-11-18"));
    assert_eq!(both.tier_on(ALIAS, day("2026-11-17")), Some(Tier::TwoToNine));
    assert_eq!(both.tier_on(ALIAS, day("2026-11-18")), Some(Tier::TenPlus));
}

#[test]
fn a_lower_tier_of_another_account_or_organisation_runs_on() {
    let other = held(Some("Розница"), Some(Tier::TwoToNine), day("2026-03-01"), day("2026-03-01"));
    let elsewhere = Licence { organization: OrganizationId(2), ..mode_from(Tier::TwoToNine, "2026-03-01") };
    let bought = vec![mode_from(Tier::TenPlus, "2026-11-18"), other.clone(), elsewhere.clone()];
    assert_eq!(as_they_hold(bought)[1..], [other, elsewhere]);
}

#[test]
fn an_application_without_an_alias_means_the_only_account() {
    let one = holdings(vec![
        main_from("2026-11-18"),
        held(None, Some(Tier::TwoToNine), day("2026-11-18"), day("2026-11-18")),
    ]);
    assert_eq!(one.account(None), ALIAS);
    assert_eq!(one.tier_on(ALIAS, day("2026-11-18")), Some(Tier::TwoToNine));
    assert_eq!(one.start(one.account(None), MAIN, day("2026-11-18")), day("2027-11-18"));
    let two = holdings(vec![
        main_from("2026-11-18"),
        held(Some("Розница"), None, day("2026-11-18"), day("2026-11-18")),
    ]);
    assert_eq!(two.account(None), None);
    assert_eq!(two.start(None, MAIN, day("2026-11-18")), day("2026-11-18"));
}

#[test]
fn a_gap_breaks_the_chain() {
    let bought = holdings(vec![main_from("2026-01-01"), main_from("2027-01-02")]);
    assert_eq!(bought.end(ALIAS, BilledProduct::Main, day("2026-06-01")), Some(day("2026-12-31")));
    assert_eq!(bought.end(ALIAS, BilledProduct::Main, day("2027-01-01")), None);
    assert_eq!(bought.end(ALIAS, BilledProduct::MultiUser, day("2026-06-01")), None);
}

proptest! {
    #[test]
    fn renewals_at_any_days_never_sell_a_day_twice(days in proptest::collection::vec(0_u64..3_000, 1..12)) {
        let mut days = days;
        days.sort_unstable();
        let first = day("2024-02-20");
        let mut periods: Vec<Licence> = Vec::new();
        for at in days.into_iter().map(|later| first + Days::new(later)) {
            let start = holdings(periods.clone()).start(ALIAS, MAIN, at);
            prop_assert!(start >= at);
            let period = held(ALIAS, None, at, start);
            let overlaps = |other: &Licence| other.starts_on <= period.ends_on && period.starts_on <= other.ends_on;
            prop_assert!(!periods.iter().any(overlaps));
            periods.push(period);
        }
    }
}
