//! The worker's process is killed at random moments, again and again; no work is lost and none is done twice.

use std::time::Duration;

use registrar::clock::Clock;
use registrar::domain::ids::ApplicationNumber;
use registrar::domain::stage::StageCode;
use sha2::{Digest as _, Sha256};

use crate::support::{Cfssl, Portal};

/// The number of applications in progress.
const APPLICATIONS: u32 = 50;

/// The number of kills; `REGISTRAR_KILLS` overrides it.
pub(crate) fn kills() -> u32 {
    std::env::var("REGISTRAR_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(10)
}

/// A pseudo-random pause before the next kill: from 20 to 640 ms, as many short ones as long ones. Some kills therefore
/// interrupt the work, however fast the machine starts the program.
pub(crate) fn pause(seed: u64, kill: u32) -> Duration {
    let digest = Sha256::digest(format!("{seed} {kill}"));
    let (doublings, share) = (u32::from(digest[0]) % 5, u64::from(digest[1]));
    Duration::from_millis((20 << doublings) * (256 + share) / 256)
}

/// The result of the kills.
struct Killed {
    /// The seed of the pauses.
    seed: u64,
    /// Applications with one to three owners, and the number of owners.
    applications: Vec<(ApplicationNumber, usize)>,
}

/// Kills the worker's process `kills` times, each time after another pause. Applications are forwarded without an undo
/// window from the first kill to the last, so that every kill may interrupt work.
async fn kill_again_and_again(portal: &Portal, authority: &str) -> Killed {
    portal.clock.turn_to(Clock::real().now() - chrono::Duration::hours(1));
    portal
        .sql("insert into settings (key, valid_from, value) values ('undo_seconds', '2023-01-01', '0')")
        .await;
    let mut killed = Killed { seed: rand::random(), applications: Vec::new() };
    let mut owed = Vec::new();
    for kill in 0..kills() {
        for place in APPLICATIONS * kill / kills()..APPLICATIONS * (kill + 1) / kills() {
            let owners = 1 + place % 3;
            let number = portal.forwarded(&portal.draft().owners(owners)).await;
            killed.applications.push((number, usize::try_from(owners).unwrap()));
        }
        let mut worker = portal.program_process("work", authority).spawn().unwrap();
        tokio::time::sleep(pause(killed.seed, kill)).await;
        worker.kill().unwrap();
        worker.wait().unwrap();
        // Simulates the end of the leases.
        portal.sql("update errands set due_at = created_at where state = 'due'").await;
        owed.push(portal.count("errands where state = 'due'").await);
    }
    let amid = owed.iter().filter(|owed| **owed > 0).count();
    eprintln!("seed {}, {amid} of {} kills left errands owed: {owed:?}", killed.seed, kills());
    portal.clock.turn_to(Clock::real().now());
    killed
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_is_killed_again_and_again_loses_nothing_and_doubles_nothing() {
    let portal = Portal::open().await;
    let Killed { seed, applications } = kill_again_and_again(&portal, "builtin:").await;
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

#[tokio::test(flavor = "multi_thread")]
async fn an_authority_that_cannot_be_asked_twice_never_is_and_what_it_did_not_answer_waits_for_a_person() {
    let cfssl = Cfssl::serve().await;
    let portal = Portal::open().await;
    let Killed { seed, applications } = kill_again_and_again(&portal, &cfssl.setting()).await;
    let portal = portal.asking(&cfssl.setting());
    portal.run_errands().await;
    let owners: usize = applications.iter().map(|(_, owners)| owners).sum();
    let (mut delivered, mut approved) = (0, 0);
    for (number, owners) in &applications {
        let (certificates, application) =
            (portal.see_certificates(*number).await.len(), portal.see(*number).await);
        assert!(certificates <= *owners, "{number}, seed {seed}");
        let done = application.stage.code() == StageCode::Approved;
        assert_eq!(
            (done, application.attention.is_none()),
            (certificates == *owners, done),
            "{number}, seed {seed}"
        );
        delivered += certificates;
        approved += usize::from(done);
    }
    let parked = portal.count("errands where kind = 'issue' and state = 'dead'").await;
    let parked = usize::try_from(parked).unwrap();
    eprintln!(
        "{owners} owners: {} asked, {} signed, {delivered} delivered, {parked} parked; {approved} of {} applications \
         approved",
        cfssl.asked(),
        cfssl.signed(),
        applications.len()
    );
    assert!(cfssl.asked() <= owners, "nobody was asked for twice, seed {seed}");
    assert_eq!(delivered + parked, owners, "nothing is lost, seed {seed}");
    assert!(cfssl.signed() - delivered <= parked, "what was not delivered waits for a person, seed {seed}");
    portal.verify().await;
}
