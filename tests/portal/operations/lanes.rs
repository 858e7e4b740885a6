//! Lanes: an external service that does not answer delays the errands that need it, and no others.

use std::time::{Duration, Instant};

use registrar::domain::ids::ApplicationNumber;
use registrar::domain::stage::StageCode;
use registrar::worker::Worker;
use serde_json::json;
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::support::{Draft, Portal};

/// The number of errands that wait for the service without an answer.
const QUEUED: u32 = 50;
/// The number of approvals and letters that are timed.
const TIMED: usize = 10;
/// The limit for errands that are not delayed. A mail server without an answer delays a letter by 20 s.
const SOON: Duration = Duration::from_secs(15);

/// A port on which connections are accepted and never answered.
async fn silent() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        let mut kept = Vec::new();
        while let Ok((stream, _)) = listener.accept().await {
            kept.push(stream);
        }
    });
    port
}

/// A port on which no process listens.
async fn dead() -> u16 {
    TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port()
}

/// Changes of connected organisations: they need no external service.
async fn changes(portal: &Portal) -> Vec<ApplicationNumber> {
    let mut drafts = Vec::new();
    for _ in 0..TIMED {
        let draft = portal.draft();
        portal.approved(&draft).await;
        drafts.push(draft);
    }
    let mut numbers = Vec::new();
    // Forwarded at one instant, so that no worker starts on the first before the last exists.
    for draft in drafts {
        let change =
            draft.owners(0).users(3).with("/type", json!("change")).with("/changes", json!(["users"]));
        numbers.push(portal.forwarded(&change).await);
    }
    numbers
}

/// How long a worker takes until each of these counts is zero; `None` for a count that does not reach zero in time.
async fn timed<const N: usize>(portal: &Portal, worker: Worker, rows: [&str; N]) -> [Option<Duration>; N] {
    let (tell, told) = watch::channel(false);
    let (begun, mut took) = (Instant::now(), [None; N]);
    let working = tokio::spawn(async move { worker.work(told).await });
    while begun.elapsed() < SOON && took.iter().any(Option::is_none) {
        tokio::time::sleep(Duration::from_millis(20)).await;
        for (took, rows) in took.iter_mut().zip(rows) {
            if took.is_none() && portal.count(rows).await == 0 {
                *took = Some(begun.elapsed());
            }
        }
    }
    tell.send(true).unwrap();
    working.abort();
    took
}

/// Prints the longest time of ten, which is their 99th percentile.
fn told(case: &str, approvals: Option<Duration>, letters: Option<Duration>) {
    let said = |took: Option<Duration>| {
        took.map_or_else(|| format!("more than {SOON:?}"), |took| format!("{took:?}"))
    };
    eprintln!("{case}: p99 of {TIMED} approvals {}, of {TIMED} letters {}", said(approvals), said(letters));
}

const UNAPPROVED: &str = "applications where stage in ('forwarded', 'registering') and kind = 'change'";

/// Queues fifty letters for this mail server before ten approvals; returns how long the approvals took.
async fn approvals_with_the_post(case: &str, mail: &str) -> Duration {
    let portal = Portal::open().await;
    let numbers = changes(&portal).await;
    portal.run_errands_of_the_house_only().await;
    for _ in 0..QUEUED / 2 {
        // A letter to the partner and one to the client.
        portal.send(&portal.draft()).await;
    }
    // They have been due for longer than all other errands.
    portal.sql("update errands set due_at = created_at where kind = 'letter' and state = 'due'").await;
    let letters = portal.count("errands where kind = 'letter' and state = 'due'").await;
    assert!(letters >= i64::from(QUEUED), "{letters}");
    portal.clock.advance(chrono::Duration::seconds(30));
    let waiting = "errands where kind = 'letter' and state = 'due' and attempts = 0";
    let [approvals, taken] = timed(&portal, portal.worker_with(mail), [UNAPPROVED, waiting]).await;
    told(case, approvals, taken);
    for number in numbers {
        assert_eq!(portal.see(number).await.stage.code(), StageCode::Approved, "{case}: {number}");
    }
    portal.verify().await;
    approvals.unwrap_or_else(|| panic!("{case}: the approvals took longer than {SOON:?}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn with_the_post_silent_approvals_are_as_fast_as_with_a_dead_one() {
    let silent =
        approvals_with_the_post("post silent", &format!("smtp://127.0.0.1:{}", silent().await)).await;
    let dead = approvals_with_the_post("post dead", &format!("smtp://127.0.0.1:{}", dead().await)).await;
    assert!(silent < SOON && dead < SOON);
}

#[tokio::test(flavor = "multi_thread")]
async fn with_the_authority_silent_approvals_and_letters_go_on() {
    let portal = Portal::open().await;
    let numbers = changes(&portal).await;
    for _ in 0..QUEUED {
        portal.forwarded(&portal.draft()).await;
    }
    portal.clock.advance(chrono::Duration::seconds(30));
    portal.run_errands_of_the_house_only().await;
    let questions = "errands where kind = 'issue' and state = 'due'";
    assert_eq!(portal.count(questions).await, i64::from(QUEUED));
    let portal = portal.asking(&format!("cfssl+http://127.0.0.1:{}", silent().await));
    portal.sql("update errands set due_at = created_at where kind = 'issue'").await;
    for _ in 0..TIMED {
        portal.send(&portal.draft()).await;
    }
    assert_eq!(portal.count(UNAPPROVED).await, 10);
    let letters = "errands where kind = 'letter' and state = 'due'";
    // The worker may have approved and written everything before its first question is noted.
    let unasked = "(select 1 where not exists (select 1 from errands where asked_at is not null)) unasked";
    let [approvals, letters, asked] = timed(&portal, portal.worker(), [UNAPPROVED, letters, unasked]).await;
    told("authority silent", approvals, letters);
    assert!(approvals.is_some() && letters.is_some() && asked.is_some());
    for number in numbers {
        assert_eq!(portal.see(number).await.stage.code(), StageCode::Approved, "{number}");
    }
    let asked = portal.count("errands where kind = 'issue' and asked_at is not null").await;
    assert!((1..=4).contains(&asked), "no more than there are slots: {asked}");
}

#[tokio::test]
async fn while_the_post_is_away_no_attempt_is_burnt_and_the_letters_go_when_it_is_back() {
    let portal = Portal::open().await;
    for _ in 0..5 {
        portal.send(&Draft::of(portal.next())).await;
    }
    let away = portal.worker_with(&format!("smtp://127.0.0.1:{}", dead().await));
    for _ in 0..30 {
        portal.clock.advance(chrono::Duration::minutes(5));
        while away.round().await.unwrap() > 0 {}
    }
    assert_eq!(portal.count("circuits where name = 'post' and opened_at is not null").await, 1);
    assert_eq!(portal.count("errands where state = 'dead'").await, 0, "nobody has to look at them");
    assert_eq!(portal.count("errands where kind = 'letter' and attempts > 3").await, 0);
    portal.clock.advance(chrono::Duration::minutes(5));
    portal.run_errands().await;
    portal.clock.advance(chrono::Duration::minutes(5));
    portal.run_errands().await;
    assert_eq!(portal.count("errands where kind = 'letter' and state = 'due'").await, 0);
    assert_eq!((portal.letters(), portal.count("letters").await), (10, 10));
    assert_eq!(portal.count("circuits where name = 'post' and opened_at is not null").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lane_whose_slots_are_all_taken_does_not_probe() {
    let portal = Portal::open().await;
    for _ in 0..8 {
        portal.send(&portal.draft()).await;
    }
    let worker = portal.worker_with(&format!("smtp://127.0.0.1:{}", silent().await));
    let (tell, told) = watch::channel(false);
    let working = tokio::spawn(async move { worker.work(told).await });
    let asked = "errands where kind = 'letter' and attempts > 0";
    while portal.count(asked).await < 8 {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    // Another worker has met the silence, and its pause is over.
    portal
        .sql(
            "insert into circuits (name, silences, opened_at, probe_at, pause_seconds) \
             select 'post', 3, min(created_at), min(created_at), 30 from errands",
        )
        .await;
    tokio::time::sleep(Duration::from_secs(3)).await;
    assert_eq!(portal.count(asked).await, 8, "as many as there are slots");
    tell.send(true).unwrap();
    working.abort();
}
