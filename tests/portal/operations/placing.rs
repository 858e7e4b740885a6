//! The month to which a charge belongs, when the clock is set back or a worker is slow.

use chrono::{DateTime, Utc};
use registrar::domain::charge::Charge;
use registrar::domain::errand::Errand;
use registrar::domain::ids::ApplicationNumber;
use registrar::domain::statement::StatementState;
use registrar::operations::{Desk, forwarding, settlement};
use registrar::store::outbox::Kept;
use registrar::store::{charges, outbox};

use crate::support::{Portal, at, month};

/// The end of October in Moscow.
const MIDNIGHT: &str = "2026-10-31T21:00:00Z";

/// An application that lacks only its registration, and the errand for it.
async fn registering(portal: &Portal) -> (ApplicationNumber, Kept) {
    let number = portal.forwarded(&portal.draft().users(0)).await;
    portal.clock.advance(chrono::Duration::seconds(10));
    loop {
        let open = outbox::open_of(portal.db(), number).await.unwrap();
        let left = open.into_iter().find(|kept| matches!(kept.errand, Errand::Register { .. }));
        if let Some(kept) = left {
            return (number, kept);
        }
        portal.worker().round().await.unwrap();
    }
}

/// The worker's desk, created now.
fn worker(portal: &Portal) -> Desk {
    Desk::of_worker(&portal.house, "late".to_owned())
}

/// The only charge of an application.
async fn charge(portal: &Portal, number: ApplicationNumber) -> Charge {
    charges::of_application(portal.db(), number).await.unwrap().remove(0)
}

/// A portal at this instant in which October has one line.
async fn in_october(instant: &str) -> Portal {
    let portal = Portal::open().await;
    portal.clock.turn_to(at("2026-10-14T09:00:00Z"));
    portal.approved(&portal.draft().users(0)).await;
    portal.clock.turn_to(at(instant));
    portal
}

fn seconds_before(instant: &str, seconds: i64) -> DateTime<Utc> {
    at(instant) - chrono::Duration::seconds(seconds)
}

#[tokio::test]
async fn an_approval_that_begins_before_midnight_and_ends_after_its_month_was_agreed_is_charged_later() {
    let portal = in_october("2026-10-31T20:00:00Z").await;
    let (number, errand) = registering(&portal).await;
    portal.clock.turn_to(seconds_before(MIDNIGHT, 1));
    let slow = worker(&portal);
    portal.clock.turn_to(at("2026-11-02T09:00:00Z"));
    portal.agreed("forsait", month("2026-10")).await;
    forwarding::register(&slow, &errand).await.unwrap();
    let charge = charge(&portal, number).await;
    assert_eq!((charge.month, charge.activated_at), (month("2026-11"), at("2026-11-02T09:00:00Z")));
    assert_eq!(charge.starts_on.to_string(), "2026-11-02");
    portal.verify().await;
}

#[tokio::test]
async fn with_a_clock_that_was_set_back_a_charge_stands_in_the_first_month_that_is_not_agreed() {
    let portal = in_october("2026-11-02T09:00:00Z").await;
    portal.agreed("forsait", month("2026-10")).await;
    portal.clock.turn_to(at("2026-10-31T20:00:00Z"));
    let number = portal.approved(&portal.draft().users(0)).await;
    let charge = charge(&portal, number).await;
    assert_eq!(charge.month, month("2026-11"));
    assert_eq!(charge.starts_on.to_string(), "2026-10-31", "the licence begins on the day of its activation");
    let why = "Активировано 31.10.2026, отчет за октябрь 2026 уже согласован";
    assert_eq!(charge.comment.as_deref(), Some(why));
    portal.verify().await;
    portal.clock.turn_to(at("2026-12-02T09:00:00Z"));
    portal.agreed("forsait", month("2026-11")).await;
    assert_eq!(portal.page("forsait", month("2026-11")).await.lines.len(), 1);
    portal.verify().await;
}

#[tokio::test]
async fn what_comes_into_a_month_on_review_is_shown_at_once_and_agreed_only_when_seen() {
    let portal = in_october("2026-11-02T09:00:00Z").await;
    portal.published(&portal.billing().await, "forsait", month("2026-10")).await;
    let seen = portal.statement("forsait", month("2026-10")).await;
    portal.clock.turn_to(at("2026-10-31T20:00:00Z"));
    let number = portal.approved(&portal.draft().users(0)).await;
    let now = portal.statement("forsait", month("2026-10")).await;
    assert_eq!((charge(&portal, number).await.statement, now.totals.lines), (Some(now.id), 2));
    let desk = portal.manager().await.desk();
    assert!(settlement::agree(&desk, month("2026-10"), seen.version, "").await.is_err());
    portal.agree("forsait", month("2026-10")).await.unwrap();
    portal.verify().await;
}

#[tokio::test]
async fn a_month_without_a_statement_is_over_once_a_later_one_is_agreed() {
    let portal = in_october("2026-11-14T09:00:00Z").await;
    portal.approved(&portal.draft().users(0)).await;
    portal.clock.turn_to(at("2026-12-02T09:00:00Z"));
    portal.agreed("forsait", month("2026-11")).await;
    let december = portal.partner("forsait").await.id;
    let moved = charges::of_month(portal.db(), december, month("2026-12"), 10).await.unwrap();
    let why = "Активировано 14.10.2026, сверка за октябрь 2026 уже закрыта";
    assert_eq!(moved.iter().map(|line| line.comment.as_deref()).collect::<Vec<_>>(), [Some(why)]);
    assert_eq!(portal.count("audit where verb = 'charge_moved'").await, 1);
    portal.verify().await;
}

#[tokio::test]
async fn what_an_old_office_left_outside_of_every_month_is_moved_by_forming_that_month() {
    let portal = in_october("2026-11-02T09:00:00Z").await;
    let number = portal.approved(&portal.draft().users(0)).await;
    portal.agreed("forsait", month("2026-10")).await;
    let left_behind = format!("update charges set month = '2026-10' where application_number = {number}");
    portal.sql(&left_behind).await;
    let found = registrar::operations::verification::verify(portal.db()).await.unwrap();
    let broken: Vec<_> = found.into_iter().filter(|found| found.broken.is_some()).collect();
    let outside = broken.iter().find(|found| found.name.starts_with("no charge stands outside"));
    assert!(outside.is_some_and(|found| found.mend.contains("registrar settle")), "{broken:?}");
    let billing = portal.billing().await;
    for _ in 0..2 {
        settlement::form(&billing.desk(), month("2026-10"), None, |_, _| ()).await.unwrap();
        assert_eq!(charge(&portal, number).await.month, month("2026-11"));
    }
    assert_eq!(portal.statement("forsait", month("2026-10")).await.state, StatementState::Agreed);
    assert_eq!(portal.count("audit where verb = 'charge_moved'").await, 1, "once");
    portal.verify().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn approvals_and_an_agreement_at_once_leave_every_charge_in_one_month() {
    for _ in 0..crate::support::rounds() / 25 {
        let portal = in_october("2026-10-31T20:00:00Z").await;
        let mut errands = Vec::new();
        for _ in 0..3 {
            let (number, errand) = registering(&portal).await;
            // No other worker may take the errand in between.
            let tx = portal.db().begin().await.unwrap();
            let later = portal.clock.now() + chrono::Duration::days(30);
            assert!(outbox::put_off(&tx, errand.id, later, "").await.unwrap());
            tx.commit().await.unwrap();
            errands.push((number, errand));
        }
        portal.clock.turn_to(seconds_before(MIDNIGHT, 1));
        let slow = worker(&portal);
        portal.clock.turn_to(at("2026-11-02T09:00:00Z"));
        portal.published(&portal.billing().await, "forsait", month("2026-10")).await;
        let mut approving = Vec::new();
        for (_, errand) in errands.clone() {
            let slow = slow.clone();
            approving.push(tokio::spawn(async move { forwarding::register(&slow, &errand).await }));
        }
        portal.agree("forsait", month("2026-10")).await.unwrap();
        for approved in approving {
            approved.await.unwrap().unwrap();
        }
        for (number, _) in errands {
            assert_eq!(charge(&portal, number).await.month, month("2026-11"));
        }
        portal.verify().await;
    }
}

#[tokio::test]
async fn the_explanation_of_a_line_that_was_moved_says_so_to_both_sides() {
    let portal = in_october("2026-11-14T09:00:00Z").await;
    portal.approved(&portal.draft().users(0)).await;
    portal.clock.turn_to(at("2026-12-02T09:00:00Z"));
    portal.agreed("forsait", month("2026-11")).await;
    let partner = portal.partner("forsait").await.id;
    let moved = charges::of_month(portal.db(), partner, month("2026-12"), 10).await.unwrap().remove(0);
    for persona in [portal.manager().await, portal.billing().await] {
        let mut reader = portal.visit(&persona).await;
        let page = reader.open(&format!("/partner/charges/{}", moved.id)).await;
        for words in [
            "сверка за октябрь 2026 уже закрыта",
            "строка перенесена в другой месяц",
            "в сверку за декабрь 2026",
        ] {
            assert!(page.says(words), "{words}: {}", page.text());
        }
    }
}
