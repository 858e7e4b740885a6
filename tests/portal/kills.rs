//! Kills: the worker's process dies at any moment, again and again; nothing is lost and nothing is done twice.

use std::time::Duration;

use registrar::clock::Clock;
use registrar::domain::ids::ApplicationNumber;
use registrar::domain::stage::StageCode;
use sha2::{Digest as _, Sha256};

use crate::support::Portal;

/// How many applications are on their way.
const APPLICATIONS: u32 = 50;

/// How often the worker is killed; `REGISTRAR_KILLS` raises it.
fn kills() -> u32 {
    std::env::var("REGISTRAR_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(10)
}

/// A pause before the next kill that nothing else depends on: between none and two thirds of a second.
fn pause(seed: u64, kill: u32) -> Duration {
    let digest = Sha256::digest(format!("{seed} {kill}"));
    Duration::from_millis(u64::from(u16::from_be_bytes([digest[0], digest[1]])) / 100)
}

/// Applications of one to three owners, forwarded, with no time left to undo it.
async fn under_way(portal: &Portal) -> Vec<(ApplicationNumber, usize)> {
    portal.clock.turn_to(Clock::real().now() - chrono::Duration::hours(1));
    portal
        .sql("insert into settings (key, valid_from, value) values ('undo_seconds', '2023-01-01', '0')")
        .await;
    let mut applications = Vec::new();
    for place in 0..APPLICATIONS {
        let owners = 1 + place % 3;
        let number = portal.forwarded(&portal.draft().owners(owners)).await;
        applications.push((number, usize::try_from(owners).unwrap()));
    }
    applications
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_is_killed_again_and_again_loses_nothing_and_doubles_nothing() {
    let portal = Portal::open().await;
    let applications = under_way(&portal).await;
    let seed: u64 = rand::random();
    let mut owed = Vec::new();
    for kill in 0..kills() {
        let mut worker = portal.program_process("work", "builtin:").spawn().unwrap();
        tokio::time::sleep(pause(seed, kill)).await;
        worker.kill().unwrap();
        worker.wait().unwrap();
        // The time that a lease lasts goes by.
        portal.sql("update errands set due_at = created_at where state = 'due'").await;
        owed.push(portal.count("errands where state = 'due'").await);
    }
    eprintln!("seed {seed}, {} kills, errands owed after each: {owed:?}", kills());
    portal.clock.turn_to(Clock::real().now());
    portal.run_errands().await;
    let mut certificates = 0;
    for (number, owners) in applications {
        assert_eq!(portal.see(number).await.stage.code(), StageCode::Approved, "{number}, seed {seed}");
        assert_eq!(portal.see_certificates(number).await.len(), owners, "{number}, seed {seed}");
        certificates += owners;
        for word in ["получено", "передано оператору", "одобрено"] {
            let letter = format!("letters where subject = 'Заявление № {number} {word}'");
            assert_eq!(portal.count(&letter).await, 1, "{number} {word}, seed {seed}");
        }
    }
    assert_eq!(portal.issued(), certificates, "the authority issued each once, seed {seed}");
    assert_eq!(portal.count("charges").await, i64::from(APPLICATIONS) * 2, "the product and its extension");
    portal.verify().await;
}
