//! Tests of standing in: who may hand what over, and from when until when it runs.

use super::*;
use crate::domain::account::Assignment;

const HOUSE: Option<PartnerId> = Some(PartnerId(1));

fn colleague(id: i64, roles: &[Role]) -> Colleague {
    let account = Account {
        id: PersonId(id),
        login: format!("person{id}"),
        email: format!("person{id}@forsait.example"),
        full_name: "Ветров Игорь Павлович".to_owned(),
        password_hash: "hash".to_owned(),
        disabled: false,
        roles: roles.iter().map(|role| Assignment { role: *role, partner: HOUSE }).collect(),
    };
    Colleague { house: HOUSE, account, disabled_at: None, version: 1 }
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn noon() -> DateTime<Utc> {
    at("2026-11-18T09:00:00Z")
}

fn handover(first: &str, last: &str) -> Handover {
    Handover { role: Role::PartnerManager, first: day(first), last: day(last) }
}

fn between(handover: Handover, by: Role) -> Result<StandingIn, StandingInRefusal> {
    let (giver, deputy) = (colleague(1, &[Role::PartnerManager]), colleague(2, &[Role::PartnerStaff]));
    handover.between((&giver, &deputy), Steward { person: PersonId(1), role: by }, &[], noon())
}

#[test]
fn it_runs_from_the_first_midnight_in_moscow_to_the_last() {
    let standing = between(handover("2026-11-30", "2026-11-30"), Role::PartnerManager).unwrap();
    for (instant, runs) in [
        ("2026-11-29T20:59:59Z", false),
        ("2026-11-29T21:00:00Z", true),
        ("2026-11-30T20:59:59Z", true),
        ("2026-11-30T21:00:00Z", false),
    ] {
        assert_eq!(standing.runs(at(instant)), runs, "{instant}");
    }
    assert_eq!(standing.begins(), at("2026-11-29T21:00:00Z"));
    assert_eq!(standing.ends(), at("2026-11-30T21:00:00Z"));
    let today = between(handover("2026-11-18", "2026-11-18"), Role::PartnerManager).unwrap();
    assert_eq!(today.begins(), noon(), "from now on");
}

#[test]
fn ending_is_at_once_and_happens_once() {
    let standing = between(handover("2026-11-18", "2026-11-30"), Role::PartnerManager).unwrap();
    let ended = standing.clone().end(EndedBy::Giver, noon()).unwrap().after().clone();
    assert!(!ended.runs(noon()) && ended.ends() == noon());
    assert_eq!(ended.end(EndedBy::Deputy, noon()).unwrap_err(), StandingInRefusal::Over);
    let late = at("2026-11-30T21:00:00Z");
    assert_eq!(standing.clone().end(EndedBy::Giver, late).unwrap_err(), StandingInRefusal::Over);
    assert_eq!(standing.ender(PersonId(1)), Some(EndedBy::Giver));
    assert_eq!(standing.ender(PersonId(2)), Some(EndedBy::Deputy));
    assert_eq!(standing.ender(PersonId(3)), None);
}

#[test]
fn days_must_be_to_come_and_not_too_many() {
    for (first, last, refused) in [
        ("2026-11-17", "2026-11-30", StandingInRefusal::NoSuchDays),
        ("2026-11-20", "2026-11-19", StandingInRefusal::NoSuchDays),
        ("2026-11-18", "2027-11-19", StandingInRefusal::TooLong),
    ] {
        assert_eq!(between(handover(first, last), Role::PartnerManager).unwrap_err(), refused, "{first}");
    }
    assert!(between(handover("2026-11-18", "2027-11-18"), Role::PartnerManager).is_ok());
}

#[test]
fn only_ones_own_role_is_handed_over_and_none_above_ones_own() {
    let by = |role| Steward { person: PersonId(9), role };
    let wish = handover("2026-11-18", "2026-11-30");
    let (manager, staff) = (colleague(1, &[Role::PartnerManager]), colleague(2, &[Role::PartnerStaff]));
    let refused = |pair, by| wish.between(pair, by, &[], noon()).unwrap_err();
    assert_eq!(refused((&manager, &staff), by(Role::PartnerStaff)), StandingInRefusal::RoleAboveYours);
    assert_eq!(refused((&staff, &manager), by(Role::PartnerAdmin)), StandingInRefusal::GiverHasNotRole);
    assert_eq!(refused((&manager, &manager), by(Role::PartnerAdmin)), StandingInRefusal::Oneself);
    let other = colleague(3, &[Role::PartnerManager]);
    assert_eq!(refused((&manager, &other), by(Role::PartnerAdmin)), StandingInRefusal::DeputyHasRole);
    let mut disabled = staff.clone();
    disabled.account.disabled = true;
    assert_eq!(refused((&manager, &disabled), by(Role::PartnerAdmin)), StandingInRefusal::NotWorking);
    let first = wish.between((&manager, &staff), by(Role::PartnerAdmin), &[], noon()).unwrap();
    let again = wish.between((&manager, &staff), by(Role::PartnerAdmin), &[first], noon());
    assert_eq!(again.unwrap_err(), StandingInRefusal::StandsInAlready);
}

#[test]
fn what_is_lent_counts_only_while_the_giver_holds_it_in_the_same_house() {
    let giver = colleague(1, &[Role::PartnerManager]).account;
    let deputy = colleague(2, &[Role::PartnerStaff]).account;
    let standing = between(handover("2026-11-18", "2026-11-30"), Role::PartnerManager).unwrap();
    let lending = Lending { standing, giver };
    assert!(lending.counts(&deputy));
    let mut without = lending.clone();
    without.giver.roles[0].role = Role::PartnerStaff;
    assert!(!without.counts(&deputy));
    let mut disabled = lending.clone();
    disabled.giver.disabled = true;
    assert!(!disabled.counts(&deputy));
    let mut elsewhere = deputy;
    elsewhere.roles[0].partner = Some(PartnerId(2));
    assert!(!lending.counts(&elsewhere));
}
