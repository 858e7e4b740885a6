//! An outage of the authority: no request is lost, only an occasional probe is sent, and every user concerned sees a
//! notice.

use chrono::Duration;
use registrar::domain::circuit::{Gate, Service};
use registrar::domain::errand::Lane;
use registrar::domain::ids::ApplicationNumber;
use registrar::domain::stage::StageCode;
use registrar::operations::{Desk, circuit};

use crate::support::{Cfssl, Portal};

const LEASE: Duration = Duration::seconds(90);

fn worker_desk(portal: &Portal) -> Desk {
    Desk::of_worker(&portal.house, "test-worker".to_owned())
}

/// The attempts of all certificate requests together.
async fn attempts(portal: &Portal) -> i64 {
    let mut sum = 0;
    for times in 1..20 {
        sum += portal.count(&format!("errands where kind = 'issue' and attempts >= {times}")).await;
    }
    sum
}

async fn is_open(portal: &Portal) -> bool {
    portal.count("circuits where opened_at is not null").await == 1
}

/// Advances the clock until the circuit to an unreachable authority is open.
async fn until_it_opens(portal: &Portal) {
    portal.run_errands_after_the_undo_window().await;
    while !is_open(portal).await {
        portal.clock.advance(Duration::seconds(30));
        portal.run_errands().await;
    }
}

#[tokio::test]
async fn an_authority_that_goes_and_comes_back_loses_nothing_and_issues_nothing_twice() {
    let mut cfssl = Cfssl::serve().await;
    let portal = Portal::open().await.asking(&cfssl.setting());
    cfssl.stop();
    let mut sent: Vec<ApplicationNumber> = vec![];
    for _ in 0..3 {
        sent.push(portal.forwarded(&portal.draft()).await);
    }
    until_it_opens(&portal).await;
    let tried = attempts(&portal).await;
    assert!(tried <= 6, "{tried}");
    // The portal still accepts applications, and no request is sent.
    sent.push(portal.forwarded(&portal.draft()).await);
    portal.clock.advance(Duration::seconds(15));
    portal.run_errands().await;
    assert_eq!(portal.see(sent[3]).await.stage.code(), StageCode::CertRequest);
    assert_eq!(attempts(&portal).await, tried);
    // One probe fails after another, and no attempt is counted.
    for _ in 0..20 {
        portal.clock.advance(Duration::minutes(5));
        portal.run_errands().await;
    }
    assert!(is_open(&portal).await);
    assert_eq!(attempts(&portal).await, tried);
    assert_eq!(portal.count("applications where attention_since is not null").await, 0);
    cfssl.start().await;
    assert!(cfssl.is_running());
    portal.clock.advance(Duration::minutes(5));
    portal.run_errands().await;
    portal.clock.advance(Duration::minutes(10));
    portal.run_errands().await;
    assert!(!is_open(&portal).await);
    for number in &sent {
        assert_eq!(portal.see(*number).await.stage.code(), StageCode::Approved);
        assert_eq!(portal.see_certificates(*number).await.len(), 1);
    }
    assert_eq!((cfssl.asked(), cfssl.signed()), (4, 4));
    portal.verify().await;
}

#[tokio::test]
async fn everybody_who_waits_is_told_since_when_and_how_many_wait() {
    let portal = Portal::open().await;
    let theirs = portal.its_login("its-other", "sevproekt").await;
    portal.break_authority();
    let number = portal.forwarded(&portal.draft()).await;
    portal.forwarded(&portal.draft()).await;
    portal.forwarded_by(&theirs, &portal.draft()).await;
    let mut staff = portal.visit(&portal.staff().await).await;
    let mut clerk = portal.visit(&portal.clerk().await).await;
    let words = "Удостоверяющий центр не отвечает";
    assert!(!staff.open("/partner/applications").await.says(words));
    until_it_opens(&portal).await;
    // It is noon in Moscow and five hours later in the partner's time zone.
    let queue = staff.open("/partner/applications").await;
    assert!(queue.says("Удостоверяющий центр не отвечает с 17:00, в очереди 2."), "{}", queue.text());
    let card = staff.open(&format!("/partner/applications/{number}")).await;
    assert!(card.says("не отвечает с 17:00, в очереди 2."), "{}", card.text());
    let operator = clerk.open("/operator/applications").await;
    assert!(operator.says("не отвечает с 12:00, в очереди 3."), "{}", operator.text());
    assert!(operator.says("следующая проверка в 12:0"), "{}", operator.text());
    portal.mend_authority();
    portal.clock.advance(Duration::minutes(10));
    portal.run_errands().await;
    assert_eq!(portal.see(number).await.stage.code(), StageCode::Approved);
    for page in [staff.open("/partner/applications").await, clerk.open("/operator/applications").await] {
        assert!(!page.says(words), "{}", page.text());
    }
    portal.verify().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_workers_one_tries() {
    let portal = Portal::open().await;
    portal.break_authority();
    portal.forwarded(&portal.draft()).await;
    until_it_opens(&portal).await;
    assert_eq!(circuit::gate(&worker_desk(&portal), Lane::Authority, LEASE).await.unwrap(), Gate::Nobody);
    for _ in 0..5 {
        portal.clock.advance(LEASE);
        let gates = [(); 8].map(|()| {
            let desk = worker_desk(&portal);
            tokio::spawn(async move { circuit::gate(&desk, Lane::Authority, LEASE).await.unwrap() })
        });
        let mut ones = 0;
        for gate in gates {
            let gate = gate.await.unwrap();
            assert_ne!(gate, Gate::Everybody);
            ones += usize::from(gate == Gate::One);
        }
        assert_eq!(ones, 1);
    }
}

#[tokio::test]
async fn letters_go_out_while_the_authority_is_away() {
    let portal = Portal::open().await;
    portal.break_authority();
    portal.forwarded(&portal.draft()).await;
    until_it_opens(&portal).await;
    let letters = portal.letters();
    portal.send(&portal.draft()).await;
    portal.run_errands().await;
    assert!(portal.letters() > letters);
}

#[tokio::test]
async fn whoever_may_try_and_finds_nothing_to_ask_lets_the_next_one_try() {
    let portal = Portal::open().await;
    portal.break_authority();
    let (first, second) = (portal.forwarded(&portal.draft()).await, portal.forwarded(&portal.draft()).await);
    until_it_opens(&portal).await;
    // The application of the first request was withdrawn while the request waited.
    portal.sql(&format!("update applications set stage = 'withdrawn' where number = {first}")).await;
    portal.sql(&format!("update errands set due_at = created_at where application_number = {first}")).await;
    portal.mend_authority();
    portal.clock.advance(Duration::minutes(5));
    portal.worker().round().await.unwrap();
    assert!(is_open(&portal).await, "nobody has answered yet");
    assert_eq!(
        circuit::gate(&worker_desk(&portal), Lane::Authority, LEASE).await.unwrap(),
        Gate::One,
        "and nobody has to wait"
    );
    portal.clock.advance(LEASE);
    portal.run_errands().await;
    assert!(!is_open(&portal).await);
    assert_eq!(portal.see(second).await.stage.code(), StageCode::Approved);
}

#[tokio::test]
async fn a_break_that_somebody_tries_is_given_back_once_and_only_as_it_was_left() {
    let portal = Portal::open().await;
    portal.break_authority();
    portal.forwarded(&portal.draft()).await;
    until_it_opens(&portal).await;
    portal.clock.advance(Duration::minutes(5));
    let desk = worker_desk(&portal);
    let until = desk.now() + LEASE;
    assert_eq!(circuit::gate(&desk, Lane::Authority, LEASE).await.unwrap(), Gate::One);
    circuit::give_back(&desk, Service::Authority, until + Duration::seconds(1)).await.unwrap();
    assert_eq!(
        circuit::gate(&desk, Lane::Authority, LEASE).await.unwrap(),
        Gate::Nobody,
        "that was somebody else"
    );
    circuit::give_back(&desk, Service::Authority, until).await.unwrap();
    assert_eq!(circuit::gate(&desk, Lane::Authority, LEASE).await.unwrap(), Gate::One);
}
