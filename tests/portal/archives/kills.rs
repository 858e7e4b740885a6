//! The worker's process is killed amid ten archives, again and again: no letter is lost, and a second copy goes only where
//! the process died between the server's answer and its record.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

use registrar::clock::Clock;

use super::{OWN, asks, ten, with_documents};
use crate::kills::{kills, pause};
use crate::support::{MailServer, Portal, read_letter};

/// By how much the server may keep a letter later than its sender died.
const IN_FLIGHT: Duration = Duration::from_millis(200);

/// Asks for the archives in their turn and kills the worker after each turn; returns when it died.
async fn killed_again_and_again(portal: &Portal, server: &MailServer, seed: u64) -> Vec<SystemTime> {
    let (_, client) = with_documents(portal).await;
    let mut browser = portal.visit(&client).await;
    let wishes: Vec<_> = ten().collect();
    let mut died = Vec::new();
    for kill in 0..kills() {
        let turn = |kill: u32| usize::try_from(10 * kill / kills()).unwrap();
        for (form, period) in &wishes[turn(kill)..turn(kill + 1)] {
            assert!(asks(&mut browser, form, period).await.says("Запрос принят."), "seed {seed}");
        }
        let mut worker = portal.program_process("work", "builtin:");
        let mut worker = worker.env("REGISTRAR_MAIL", server.setting()).spawn().unwrap();
        tokio::time::sleep(pause(seed, kill)).await;
        worker.kill().unwrap();
        worker.wait().unwrap();
        died.push(SystemTime::now());
        // Simulates the end of the leases.
        portal.sql("update errands set due_at = created_at where state = 'due'").await;
    }
    assert!(browser.open(OWN).await.says("Мои запросы"));
    died
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_is_killed_amid_ten_archives_loses_no_letter() {
    let (portal, server) = (Portal::open().await, MailServer::start());
    portal.clock.turn_to(Clock::real().now() - chrono::Duration::hours(1));
    let seed = rand::random();
    let died = killed_again_and_again(&portal, &server, seed).await;
    let amid = portal.count("archives where stage <> 'sent'").await;
    portal.clock.turn_to(Clock::real().now());
    let worker = portal.worker_with(&server.setting());
    while worker.round().await.unwrap() > 0 {}
    assert_eq!(portal.count("archives where stage = 'sent'").await, 10, "seed {seed}");

    let mut copies: BTreeMap<String, Vec<SystemTime>> = BTreeMap::new();
    for path in server.reports() {
        let taken = std::fs::metadata(&path).unwrap().modified().unwrap();
        copies.entry(read_letter(&path)["Message-ID"].to_string()).or_default().push(taken);
    }
    assert_eq!(copies.len(), 10, "no letter is lost, seed {seed}");
    for times in copies.values() {
        for pair in times.windows(2) {
            assert!(
                died.iter().any(|death| *death + IN_FLIGHT >= pair[0] && *death <= pair[1]),
                "seed {seed}: {pair:?}"
            );
        }
    }
    let second: usize = copies.values().map(|times| times.len() - 1).sum();
    eprintln!(
        "seed {seed}: {} kills, {second} second copies, {amid} of 10 archives left after the last",
        died.len()
    );
    portal.verify().await;
}
