//! The end of a month: midnight in Moscow, in every partner's time zone.

use chrono::{DateTime, Duration, Utc};
use registrar::domain::statement::StatementRefusal;
use registrar::operations::{Failure, Refusal, settlement};
use registrar::store::charges;

use crate::support::{Portal, at, month};

/// Approves an application at exactly this instant.
async fn approved_at(portal: &Portal, instant: DateTime<Utc>) {
    portal.clock.turn_to(instant - Duration::seconds(10));
    portal.approved(&portal.draft().users(0)).await;
    assert_eq!(portal.clock.now(), instant);
}

#[tokio::test]
async fn the_last_second_in_moscow_belongs_to_the_old_month_and_midnight_to_the_new_one() {
    let portal = Portal::open().await;
    let billing = portal.billing().await;
    approved_at(&portal, at("2026-10-31T20:59:59Z")).await;
    approved_at(&portal, at("2026-10-31T20:59:59.999999Z")).await;
    approved_at(&portal, at("2026-10-31T21:00:00Z")).await;
    assert_eq!(portal.formed(&billing, "forsait", month("2026-10")).await, 2);
    portal.clock.turn_to(at("2026-11-30T21:00:00Z"));
    assert_eq!(portal.formed(&billing, "forsait", month("2026-11")).await, 1);
    let partner = portal.partner("forsait").await.id;
    let november = charges::of_month(portal.db(), partner, month("2026-11"), 10).await.unwrap();
    assert_eq!(november[0].starts_on.to_string(), "2026-11-01");
    portal.verify().await;
}

#[tokio::test]
async fn a_month_is_formed_when_it_is_over_and_not_a_moment_before() {
    let portal = Portal::open().await;
    let billing = portal.billing().await;
    approved_at(&portal, at("2026-10-05T09:00:00Z")).await;
    portal.clock.turn_to(at("2026-10-31T20:59:59.999999Z"));
    let early = settlement::form(&billing.desk(), month("2026-10"), None, |_, _| {}).await;
    assert!(matches!(early, Err(Failure::Refused(Refusal::Statement(StatementRefusal::MonthNotOver)))));
    portal.clock.turn_to(at("2026-10-31T21:00:00Z"));
    let formed = settlement::form(&billing.desk(), month("2026-10"), None, |_, _| {}).await.unwrap();
    assert_eq!(formed, (1, 1));
}

#[tokio::test]
async fn the_live_month_counts_what_no_statement_has_yet() {
    let portal = Portal::open().await;
    approved_at(&portal, at("2026-10-31T20:59:59Z")).await;
    approved_at(&portal, at("2026-11-01T09:00:00Z")).await;
    let live = settlement::live(&portal.manager().await.desk()).await.unwrap().unwrap();
    assert_eq!((live.month, live.totals.lines), (month("2026-11"), 1));
    assert!(
        settlement::live(&portal.billing().await.desk()).await.unwrap().is_none(),
        "the operator has none"
    );
}
