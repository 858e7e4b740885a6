//! More concurrent users than the database has connections: every one of them is served. A test fails when a user waits
//! in vain for a connection.

use registrar::operations::{Failure, intake, review, settlement};

use crate::support::{Portal, month};

/// More users than the connection pool of either database has connections.
const CROWD: u32 = 24;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_crowd_of_programs_sends_at_once() {
    let portal = Portal::open().await;
    let program = portal.program().await;
    let sending: Vec<_> = (0..CROWD)
        .map(|place| {
            let (desk, text) = (program.desk(), portal.draft().text());
            tokio::spawn(async move { intake::receive(&desk, Some(&format!("key-{place}")), &text).await })
        })
        .collect();
    for sent in sending {
        assert!(sent.await.unwrap().unwrap().1);
    }
    portal.verify().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_crowd_of_employees_takes_the_same_application() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let number = portal.send(&portal.draft()).await;
    let taking: Vec<_> = (0..CROWD)
        .map(|_| {
            let desk = staff.desk();
            tokio::spawn(async move { review::take(&desk, number, 1).await })
        })
        .collect();
    let mut taken = 0;
    for outcome in taking {
        match outcome.await.unwrap() {
            Ok(_) => taken += 1,
            Err(Failure::Stale(clash)) => assert_eq!(clash.by, staff.account.full_name),
            Err(other) => panic!("{other}"),
        }
    }
    assert_eq!(taken, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_crowd_of_managers_agrees_to_the_same_month() {
    let portal = Portal::open().await;
    portal.approved(&portal.draft()).await;
    portal.clock.turn_to(month("2026-12").begins());
    portal.published(&portal.billing().await, "forsait", month("2026-11")).await;
    let manager = portal.manager().await;
    let page =
        settlement::open_own(&manager.desk(), month("2026-11"), settlement::Part::default()).await.unwrap();
    let looked_at = page.sha256.unwrap();
    let agreeing: Vec<_> = (0..CROWD)
        .map(|_| {
            let (desk, sha256, seen) = (manager.desk(), looked_at.clone(), page.row.statement.version);
            tokio::spawn(async move { settlement::agree(&desk, month("2026-11"), seen, &sha256).await })
        })
        .collect();
    let mut agreed = 0;
    for outcome in agreeing {
        match outcome.await.unwrap() {
            Ok(()) => agreed += 1,
            Err(Failure::Stale(clash)) => assert_eq!(clash.by, manager.account.full_name),
            Err(other) => panic!("{other}"),
        }
    }
    assert_eq!(agreed, 1);
    portal.verify().await;
}
