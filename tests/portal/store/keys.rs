//! Idempotency keys: each key creates one application, is kept for seven days, and belongs to one login.

use chrono::Duration;
use registrar::store::StoreError;
use registrar::store::idempotency::{self, KnownKey};

use crate::support::Portal;

#[tokio::test]
async fn a_key_belongs_to_its_login_and_is_held_once() {
    let portal = Portal::open().await;
    let number = portal.send(&portal.draft()).await;
    let (ours, theirs) =
        (portal.program().await.login.id, portal.its_login("its-other", "sevproekt").await.login.id);
    let known = KnownKey { body_sha256: "ab".repeat(32), application: number };
    let now = portal.clock.now();
    let tx = portal.db().begin().await.unwrap();
    idempotency::keep(&tx, ours, "key", &known, now).await.unwrap();
    idempotency::keep(&tx, theirs, "key", &known, now).await.unwrap();
    tx.commit().await.unwrap();
    let tx = portal.db().begin().await.unwrap();
    assert!(matches!(idempotency::keep(&tx, ours, "key", &known, now).await, Err(StoreError::Duplicate(_))));
    drop(tx);
    assert_eq!(idempotency::find(portal.db(), ours, "key", now).await.unwrap(), Some(known));
    assert_eq!(idempotency::find(portal.db(), ours, "other", now).await.unwrap(), None);
}

#[tokio::test]
async fn old_keys_are_forgotten_and_young_ones_are_not() {
    let portal = Portal::open().await;
    let number = portal.send(&portal.draft()).await;
    let login = portal.program().await.login.id;
    let known = KnownKey { body_sha256: "ab".repeat(32), application: number };
    let now = portal.clock.now();
    let week_ago = now - Duration::days(7);
    let tx = portal.db().begin().await.unwrap();
    idempotency::keep(&tx, login, "old", &known, week_ago - Duration::microseconds(1)).await.unwrap();
    idempotency::keep(&tx, login, "young", &known, week_ago).await.unwrap();
    assert_eq!(idempotency::find(&tx, login, "old", week_ago).await.unwrap(), None);
    assert_eq!(idempotency::sweep(&tx, week_ago).await.unwrap(), 1);
    assert!(idempotency::find(&tx, login, "young", week_ago).await.unwrap().is_some());
}
