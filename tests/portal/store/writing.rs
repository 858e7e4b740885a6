//! Writing: only over the version that was read, and always with an audit entry.

use registrar::domain::role::Role;
use registrar::domain::stage::StageCode;
use registrar::operations::intake::IntakeFailure;
use registrar::operations::{Failure, notes, review};
use registrar::store::{Engine, Keeper, StoreError, keep};

use crate::support::Portal;

#[tokio::test]
async fn whoever_writes_over_an_older_version_is_told_and_nothing_is_written() {
    let portal = Portal::open().await;
    let (staff, colleague) = (portal.staff().await, portal.colleague().await);
    let number = portal.send(&portal.draft()).await;
    let old = portal.see(number).await;
    portal.take(&staff, number).await;
    let keeper = Keeper {
        actor: "vetrov".to_owned(),
        role: Role::PartnerStaff,
        request_id: String::new(),
        at: portal.clock.now(),
        instead_of: None,
    };
    let tx = portal.db().begin().await.unwrap();
    let late = keep(&tx, &keeper, old.take(colleague.id(), portal.clock.now()).unwrap()).await;
    assert!(matches!(late, Err(StoreError::Stale)));
    drop(tx);
    assert_eq!(portal.see(number).await.stage.reviewer(), Some(staff.id()));
    portal.verify().await;
}

#[tokio::test]
async fn what_was_kept_carries_the_version_that_is_there_now() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let number = portal.send(&portal.draft()).await;
    let seen = portal.see(number).await.version;
    let taken = review::take(&staff.desk(), number, seen).await.unwrap();
    assert_eq!(taken, portal.see(number).await);
    review::release(&staff.desk(), number, taken.version).await.unwrap();
}

#[tokio::test]
async fn a_change_that_cannot_be_noted_does_not_happen() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let number = portal.send(&portal.draft()).await;
    let before = portal.see(number).await;
    let errands = portal.count("errands").await;
    portal.sql("drop table audit").await;
    let failed = review::take(&staff.desk(), number, before.version).await;
    assert!(matches!(failed, Err(Failure::Store(StoreError::Database(_)))));
    assert_eq!(portal.see(number).await, before);
    assert_eq!(before.stage.code(), StageCode::Received);
    assert_eq!(portal.count("errands").await, errands);
}

#[tokio::test]
async fn a_change_whose_errands_cannot_be_owed_does_not_happen() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let number = portal.send(&portal.draft()).await;
    let before = portal.take(&staff, number).await;
    let entries = portal.count("audit").await;
    portal.sql("drop table errands").await;
    assert!(review::forward(&staff.desk(), number, before.version, review::Sent::AS_SAVED).await.is_err());
    assert_eq!(portal.see(number).await, before);
    assert_eq!(portal.count("audit").await, entries);
}

#[tokio::test]
async fn what_has_no_audit_entry_is_not_taken_in_either() {
    let portal = Portal::open().await;
    let program = portal.program().await;
    portal.sql("drop table audit").await;
    assert!(portal.send_by(&program, &portal.draft()).await.is_err());
    for table in ["applications", "organizations", "originals", "idempotency_keys", "errands"] {
        assert_eq!(portal.count(table).await, 0, "{table}");
    }
}

#[tokio::test]
async fn a_note_is_never_taken_for_the_change_that_came_before_it() {
    let portal = Portal::open().await;
    let (staff, colleague) = (portal.staff().await, portal.colleague().await);
    let number = portal.send(&portal.draft()).await;
    portal.take(&staff, number).await;
    notes::write(&colleague.desk(), number, "Звонил клиент").await.unwrap();
    let late = review::take(&colleague.desk(), number, 1).await;
    let Err(Failure::Stale(clash)) = late else { panic!("{late:?}") };
    assert_eq!((clash.login.as_str(), clash.verb.as_str()), ("staff", "taken"));
}

#[tokio::test]
async fn what_is_missing_of_ours_is_a_fault_and_no_empty_page() {
    let portal = Portal::open().await;
    let program = portal.program().await;
    match portal.db().engine() {
        Engine::Sqlite => portal.sql("delete from counters where name = 'application_numbers'").await,
        Engine::Postgres => portal.sql("drop sequence application_numbers").await,
    }
    let failed = portal.send_by(&program, &portal.draft()).await;
    assert!(matches!(failed, Err(IntakeFailure::Failure(Failure::Store(_)))), "{failed:?}");
}
