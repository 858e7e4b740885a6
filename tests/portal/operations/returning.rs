//! Applications that come back from the operator: with a reason, with a new term for the reviewer, and with letters to
//! both sides.

use axum::http::StatusCode;
use chrono::Duration;
use registrar::domain::errand::Errand;
use registrar::domain::ids::ApplicationNumber;
use registrar::domain::stage::{Stage, StageCode};
use registrar::operations::decisions::{self, GivenReason};
use registrar::operations::forwarding::{self, ErrandOutcome};
use registrar::operations::{Desk, attention, inspection, review};
use registrar::store::outbox::{self, Kept};

use crate::support::{Portal, at};

const LEASE: Duration = Duration::seconds(90);

fn worker_desk(portal: &Portal) -> Desk {
    Desk::of_worker(&portal.house, "test-worker".to_owned())
}

/// An application with two owners at the authority, and the two requests, both claimed by a worker.
async fn two_asked(portal: &Portal) -> (ApplicationNumber, [Kept; 2]) {
    let number = portal.forwarded(&portal.draft().owners(2)).await;
    portal.clock.advance(Duration::seconds(10));
    let claim = async || {
        let due = outbox::claim(portal.db(), portal.clock.now(), LEASE, 100).await.unwrap();
        let work = due.into_iter().filter(|kept| !matches!(kept.errand, Errand::Letter { .. }));
        work.collect::<Vec<_>>()
    };
    forwarding::submit(&worker_desk(portal), &claim().await[0]).await.unwrap();
    (number, claim().await.try_into().unwrap())
}

async fn verbs(portal: &Portal, number: ApplicationNumber) -> Vec<String> {
    let card = inspection::card(&portal.staff().await.desk(), number).await.unwrap();
    card.history.into_iter().map(|entry| entry.verb).collect()
}

#[tokio::test]
async fn of_two_refused_owners_both_words_are_kept_and_told() {
    let portal = Portal::open().await;
    let (number, [one, other]) = two_asked(&portal).await;
    let desk = worker_desk(&portal);
    for (errand, words) in [(&one, "Нет доверенности"), (&other, "СНИЛС неверен")]
    {
        let noted = forwarding::note_refusal(&desk, errand, words).await.unwrap();
        assert_eq!(noted, ErrandOutcome::Done);
    }
    let again = forwarding::note_refusal(&desk, &other, "СНИЛС неверен").await.unwrap();
    assert_eq!(again, ErrandOutcome::Moot, "the same answer twice is noted once");
    assert_eq!(verbs(&portal, number).await[..3], ["authority_refused", "authority_refused", "submitted"]);
    let staff = portal.staff().await;
    assert_eq!(portal.see(number).await.stage, Stage::InReview { reviewer: staff.id() });
    let card = portal.visit(&staff).await.open(&format!("/partner/applications/{number}")).await;
    assert!(card.says("Нет доверенности") && card.says("СНИЛС неверен"), "{}", card.text());
    portal.clock.advance(LEASE);
    portal.run_errands().await;
    let told = |to: &str, words: &str| {
        let subject = format!("subject like 'Заявление № {number} %' and text like '%{words}%'");
        format!("letters where recipient = '{to}' and {subject}")
    };
    for words in ["Нет доверенности", "СНИЛС неверен"] {
        assert_eq!(portal.count(&told("help@forsait.example", words)).await, 1, "{words}");
        assert_eq!(portal.count(&told("buh@romashka.example", words)).await, 0, "{words}");
    }
    let back = told("buh@romashka.example", "Оператор вернул его обслуживающей организации");
    assert_eq!(portal.count(&back).await, 1, "the client is told once that it is back");
    portal.verify().await;
}

#[tokio::test]
async fn a_certificate_that_comes_when_the_application_is_refused_is_kept() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let (number, [one, other]) = two_asked(&portal).await;
    let desk = worker_desk(&portal);
    let csr_der = forwarding::request(&desk, &other).await.unwrap().unwrap();
    let request = registrar::gateways::ca::SigningRequest { id: other.key.clone(), csr_der };
    let certificate = portal.authority().submit(&request, desk.now()).await.unwrap();
    forwarding::note_refusal(&desk, &one, "Нет доверенности").await.unwrap();
    let seen = portal.see(number).await.version;
    let given = GivenReason { code: "duplicate", own_words: "" };
    decisions::reject(&staff.desk(), number, seen, given).await.unwrap();
    let late = forwarding::note_certificate(&desk, &other, certificate).await.unwrap();
    assert_eq!(late, ErrandOutcome::Done);
    assert_eq!(portal.see(number).await.stage.code(), StageCode::Rejected);
    assert_eq!(portal.see_certificates(number).await.len(), 1);
    portal.verify().await;
}

#[tokio::test]
async fn whoever_gets_it_back_has_a_whole_working_term_again() {
    let portal = Portal::open().await;
    let clerk = portal.clerk().await;
    // Thursday, 10:00 in the partner's time zone: the term ends at 18:00 with the working day, or on Friday.
    let morning = at("2026-11-19T02:00:00Z");
    let refused = portal.forwarded(&portal.draft()).await;
    let stuck = portal.stuck(&portal.draft()).await;
    portal.clock.turn_to(morning);
    attention::refuse(&clerk.desk(), refused, "Нет доверенности").await.unwrap();
    assert!(attention::reset(&clerk.desk(), stuck, "Отправили по ошибке").await.unwrap());
    for number in [refused, stuck] {
        let back = portal.see(number).await;
        assert_eq!(back.stage.code(), StageCode::InReview);
        assert_eq!(back.deadlines.forward_by, at("2026-11-19T10:00:00Z"), "eight working hours from now on");
        let staff = portal.staff().await;
        let released = review::release(&staff.desk(), number, back.version).await.unwrap();
        assert_eq!(released.deadlines.take_by, at("2026-11-19T06:00:00Z"), "whoever takes it next has four");
    }
    portal.verify().await;
}

#[tokio::test]
async fn what_lay_aside_and_is_released_keeps_the_time_that_was_left() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let number = portal.send(&portal.draft()).await;
    let seen = portal.take(&staff, number).await.version;
    let until = chrono::NaiveDate::from_ymd_opt(2026, 11, 24);
    let held = decisions::hold(&staff.desk(), number, seen, until, "Ждем приказ").await.unwrap();
    portal.clock.turn_to(at("2026-11-23T01:00:00Z"));
    let released = review::release(&staff.desk(), number, held.version).await.unwrap();
    assert_eq!((released.stage.code(), released.hold), (StageCode::Received, None));
    assert_eq!(released.deadlines.forward_by, at("2026-11-23T09:00:00Z"), "eight hours of Monday");
}

#[tokio::test]
async fn whoever_comes_too_late_reads_where_the_operator_moved_it() {
    let portal = Portal::open().await;
    let (staff, clerk) = (portal.staff().await, portal.clerk().await);
    let mut browser = portal.visit(&staff).await;
    browser.open("/partner/applications").await;
    for reset in [true, false] {
        let number =
            if reset { portal.stuck(&portal.draft()).await } else { portal.forwarded(&portal.draft()).await };
        portal.clock.advance(Duration::seconds(10));
        portal.worker().round().await.unwrap();
        let seen = portal.see(number).await.version.to_string();
        let words = "Нет доверенности";
        if reset {
            assert!(attention::reset(&clerk.desk(), number, words).await.unwrap());
        } else {
            attention::refuse(&clerk.desk(), number, words).await.unwrap();
        }
        let values = [("version", seen.as_str())];
        let stale = browser.send(&format!("/partner/applications/{number}/forwarding"), &values).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        for words in ["Статус", "Выпускается сертификат", "На проверке"]
        {
            assert!(stale.says(words), "{words}: {}", stale.text());
        }
    }
}

#[tokio::test]
async fn a_letter_that_nobody_can_deliver_about_what_is_over_is_let_go() {
    let portal = Portal::open().await;
    let (clerk, support) = (portal.clerk().await, portal.support().await);
    for place in ["/operator/applications?tab=stuck", ""] {
        let number = portal.approved(&portal.draft()).await;
        let unsent = format!(
            "update errands set state = 'due', attempts = 7, due_at = created_at \
             where payload like '%approved%' and application_number = {number}"
        );
        portal.sql(&unsent).await;
        portal.break_mail();
        portal.run_errands().await;
        assert!(portal.see(number).await.attention.is_some());
        let code = portal.organization(number).await.subscriber_code;
        let (persona, place, address) = if place.is_empty() {
            let card = format!("/support/organizations/{code}");
            (&support, card.clone(), format!("{card}/applications/{number}/reset"))
        } else {
            (&clerk, place.to_owned(), format!("/operator/applications/{number}/reset"))
        };
        let mut browser = portal.visit(persona).await;
        let page = browser.open(&place).await;
        let done = browser.press(&page, &address, &[("reason", "Клиенту позвонили")]).await;
        assert!(done.says("заявление осталось на прежнем месте"), "{}", done.text());
        let relieved = portal.see(number).await;
        assert_eq!((relieved.stage.code(), relieved.attention), (StageCode::Approved, None));
        assert!(outbox::open_of(portal.db(), number).await.unwrap().is_empty());
        portal.mend_mail();
        portal.verify().await;
    }
}
