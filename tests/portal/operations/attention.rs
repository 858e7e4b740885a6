//! Failed errands: the worker retries them with growing pauses until it gives up; then a person sends them again by
//! hand.

use chrono::Duration;
use registrar::domain::errand::{Errand, MAX_ATTEMPTS};
use registrar::domain::ids::ApplicationNumber;
use registrar::domain::queue::{QueueFilter, Tab};
use registrar::domain::stage::StageCode;
use registrar::operations::{Failure, attention, queue};
use registrar::store::outbox::{self, Kept};

use crate::support::Portal;

async fn issuing(portal: &Portal, number: ApplicationNumber) -> Kept {
    let open = outbox::open_of(portal.db(), number).await.unwrap();
    open.into_iter().find(|kept| matches!(kept.errand, Errand::Issue { .. })).unwrap()
}

/// An application whose errand failed until the worker gave up.
async fn stuck(portal: &Portal) -> ApplicationNumber {
    portal.stuck(&portal.draft()).await
}

#[tokio::test]
async fn every_failure_puts_an_errand_off_for_longer() {
    let portal = Portal::open().await;
    portal.break_mail();
    let number = portal.send(&portal.draft()).await;
    portal.run_errands().await;
    let letter = async || outbox::open_of(portal.db(), number).await.unwrap().remove(0);
    for attempt in 1..MAX_ATTEMPTS {
        let errand = letter().await;
        assert_eq!(errand.attempts, attempt);
        assert!(errand.last_error.is_some());
        let wait = errand.due_at - portal.clock.now();
        let least = Duration::seconds((5 << (attempt - 1)).min(600));
        assert!(least <= wait && wait <= least * 5 / 4, "attempt {attempt}: {wait}");
        portal.clock.turn_to(errand.due_at - Duration::microseconds(1));
        portal.run_errands().await;
        assert_eq!(letter().await.attempts, attempt, "not before it is due");
        portal.clock.turn_to(errand.due_at);
        portal.run_errands().await;
    }
    assert!(portal.see(number).await.attention.is_some());
}

#[tokio::test]
async fn a_failure_that_passes_leaves_no_trace_but_the_approval() {
    let portal = Portal::open().await;
    let number = portal.forwarded(&portal.draft()).await;
    portal.break_authority();
    portal.run_errands_after_the_undo_window().await;
    portal.mend_authority();
    portal.clock.turn_to(issuing(&portal, number).await.due_at);
    portal.run_errands().await;
    let approved = portal.see(number).await;
    assert_eq!((approved.stage.code(), approved.attention), (StageCode::Approved, None));
    assert_eq!(portal.count("certificates").await, 1);
    portal.verify().await;
}

#[tokio::test]
async fn what_was_tried_often_enough_needs_a_person_and_is_seen_by_both_sides() {
    let portal = Portal::open().await;
    let number = stuck(&portal).await;
    let application = portal.see(number).await;
    assert_eq!(application.stage.code(), StageCode::CertRequest);
    assert!(application.attention.unwrap().words.contains("недоступен"));
    assert_eq!(outbox::backlog(portal.db()).await.unwrap(), (0, 1));
    let (staff, clerk) = (portal.staff().await, portal.clerk().await);
    let page = queue::page(&staff.desk(), Tab::Attention, &QueueFilter::default(), None, None).await.unwrap();
    assert_eq!(page.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [number]);
    let seen = attention::issuance(&clerk.desk(), "", None).await.unwrap();
    assert_eq!(seen.stuck.len(), 1);
    assert_eq!(seen.stuck[0].1[0].attempts, MAX_ATTEMPTS);
    assert_eq!(seen.at_authority_count, 1);
    portal.verify().await;
}

#[tokio::test]
async fn a_clerk_sends_it_again_and_it_goes_on() {
    let portal = Portal::open().await;
    let number = stuck(&portal).await;
    portal.mend_authority();
    portal.clock.advance(Duration::days(1));
    portal.run_errands().await;
    assert_eq!(portal.see(number).await.stage.code(), StageCode::CertRequest, "nobody tries by themselves");
    let clerk = portal.clerk().await;
    assert_eq!(attention::resend(&clerk.desk(), number, "Связь восстановлена").await.unwrap(), 1);
    assert_eq!(portal.see(number).await.attention, None);
    portal.run_errands().await;
    assert_eq!(portal.see(number).await.stage.code(), StageCode::Approved);
    assert_eq!(portal.count("certificates").await, 1);
    portal.verify().await;
}

#[tokio::test]
async fn where_nothing_is_stuck_nothing_is_sent_again() {
    let portal = Portal::open().await;
    let number = portal.forwarded(&portal.draft()).await;
    let before = portal.see(number).await;
    assert_eq!(attention::resend(&portal.clerk().await.desk(), number, "На всякий случай").await.unwrap(), 0);
    assert_eq!(portal.see(number).await, before);
}

#[tokio::test]
async fn without_a_reason_nothing_is_sent_again() {
    let portal = Portal::open().await;
    let number = stuck(&portal).await;
    let clerk = portal.clerk().await;
    for reason in ["", "  ", &"я".repeat(501)] {
        let refused = attention::resend(&clerk.desk(), number, reason).await;
        assert!(matches!(refused, Err(Failure::Invalid(_))));
    }
    assert_eq!(outbox::backlog(portal.db()).await.unwrap(), (0, 1));
}

#[tokio::test]
async fn a_letter_that_nobody_could_send_is_seen_even_when_the_application_is_finished() {
    let portal = Portal::open().await;
    let number = portal.approved(&portal.draft()).await;
    let unsent =
        "update errands set state = 'due', attempts = 7, due_at = created_at where payload like '%approved%'";
    portal.sql(unsent).await;
    portal.break_mail();
    portal.run_errands().await;
    let application = portal.see(number).await;
    assert_eq!(application.stage.code(), StageCode::Approved);
    assert!(application.attention.is_some());
    let seen = attention::issuance(&portal.clerk().await.desk(), "", None).await.unwrap();
    assert_eq!(seen.stuck.len(), 1);
    let page =
        queue::page(&portal.staff().await.desk(), Tab::Attention, &QueueFilter::default(), None, None).await;
    assert_eq!(page.unwrap().rows.len(), 1);
    portal.verify().await;
}
