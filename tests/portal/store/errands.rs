//! Errands: one worker claims each, another takes over when that worker dies, and each is settled once.

use std::collections::BTreeSet;

use chrono::Duration;
use registrar::store::outbox;

use crate::support::{Portal, rounds};

const LEASE: Duration = Duration::seconds(90);

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_workers_never_share_an_errand() {
    let portal = Portal::open().await;
    for _ in 0..6 {
        portal.send(&portal.draft()).await;
    }
    let now = portal.clock.now();
    for round in 0..rounds() {
        portal.sql("update errands set state = 'due', attempts = 0").await;
        portal.sql("update errands set due_at = created_at").await;
        let claims = (0..4).map(|_| {
            let db = portal.db().clone();
            tokio::spawn(async move { outbox::claim(&db, now, LEASE, 2).await.unwrap() })
        });
        let mut claimed = vec![];
        for claim in claims.collect::<Vec<_>>() {
            let some = claim.await.unwrap();
            assert!(some.len() <= 2, "round {round}: {} claimed", some.len());
            claimed.extend(some);
        }
        claimed.extend(outbox::claim(portal.db(), now, LEASE, 100).await.unwrap());
        let different: BTreeSet<_> = claimed.iter().map(|errand| errand.id).collect();
        assert_eq!((claimed.len(), different.len()), (12, 12), "round {round}");
        assert!(claimed.iter().all(|errand| errand.attempts == 1));
    }
}

#[tokio::test]
async fn an_errand_whose_worker_died_comes_back_when_its_lease_is_over() {
    let portal = Portal::open().await;
    portal.send(&portal.draft()).await;
    let now = portal.clock.now();
    let claim = |at| outbox::claim(portal.db(), at, LEASE, 10);
    assert_eq!(claim(now).await.unwrap().len(), 2, "a letter to the partner, one to the client");
    assert_eq!(claim(now + LEASE - Duration::microseconds(1)).await.unwrap(), []);
    let again = claim(now + LEASE).await.unwrap();
    assert_eq!(again.len(), 2);
    assert_eq!(again[0].attempts, 2);
}

#[tokio::test]
async fn an_errand_is_settled_once() {
    let portal = Portal::open().await;
    portal.send(&portal.draft()).await;
    let now = portal.clock.now();
    let claimed = outbox::claim(portal.db(), now, LEASE, 10).await.unwrap();
    let tx = portal.db().begin().await.unwrap();
    assert!(outbox::done(&tx, claimed[1].id, now).await.unwrap());
    assert!(outbox::done(&tx, claimed[0].id, now).await.unwrap());
    assert!(!outbox::done(&tx, claimed[0].id, now).await.unwrap());
    assert!(!outbox::bury(&tx, claimed[0].id, "too late").await.unwrap());
    assert!(!outbox::put_off(&tx, claimed[0].id, now, "too late").await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(outbox::claim(portal.db(), now + LEASE, LEASE, 10).await.unwrap(), []);
    assert_eq!(outbox::backlog(portal.db()).await.unwrap(), (0, 0));
}

#[tokio::test]
async fn an_errand_is_claimed_when_it_is_due_and_not_before() {
    let portal = Portal::open().await;
    portal.forwarded(&portal.draft()).await;
    portal.run_errands().await;
    let undo_over = portal.clock.now() + Duration::seconds(10);
    let early = undo_over - Duration::microseconds(1);
    assert_eq!(outbox::claim(portal.db(), early, LEASE, 10).await.unwrap(), []);
    assert_eq!(outbox::claim(portal.db(), undo_over, LEASE, 10).await.unwrap().len(), 1);
}
