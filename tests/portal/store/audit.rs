//! The audit: it is append-only, and its hash chain reveals a change made outside of the program.

use registrar::operations::verification::verify;
use registrar::store::Engine;

use crate::support::Portal;

/// A portal with a few entries in one partner's chain.
async fn with_history() -> Portal {
    let portal = Portal::open().await;
    portal.forwarded(&portal.draft()).await;
    assert_eq!(portal.count("audit").await, 3);
    portal.verify().await;
    portal
}

async fn complaints(portal: &Portal) -> Vec<String> {
    let found = verify(portal.db()).await.unwrap();
    found
        .into_iter()
        .filter_map(|invariant| Some(format!("{}: {}", invariant.name, invariant.broken?)))
        .collect()
}

#[tokio::test]
async fn entries_can_neither_be_changed_nor_taken_out() {
    let portal = with_history().await;
    let nobody = portal.nobody().await;
    assert!(registrar::operations::support::search(&nobody.desk(), "Ромашка", None).await.is_err());
    assert_eq!(portal.count("security_events").await, 1);
    for table in ["audit", "security_events"] {
        let rows = portal.count(table).await;
        let mut acts = vec![format!("update {table} set request_id = 'x'"), format!("delete from {table}")];
        if portal.db().engine() == Engine::Postgres {
            acts.push(format!("truncate {table}"));
        }
        for sql in acts {
            let refused = portal.try_sql(&sql).await.unwrap_err().to_string();
            assert!(refused.contains("append-only"), "{refused}");
        }
        assert_eq!(portal.count(table).await, rows);
    }
}

#[tokio::test]
async fn every_tampering_with_the_chain_is_found() {
    for (tampering, expected) in [
        ("update audit set actor = 'somebody' where sequence = 2", "chain 1 breaks at entry 2"),
        ("update audit set details = '{}' where sequence = 1", "chain 1 breaks at entry 1"),
        ("update audit set sequence = sequence + 10 where sequence = 3", "chain 1 breaks at entry 3"),
        ("delete from audit where sequence = 2", "chain 1 breaks at entry 2"),
        ("delete from audit where sequence = 3", "chain 1 ends at 2, not at 3"),
        ("delete from audit_heads", "chain 1 has no head"),
    ] {
        let portal = with_history().await;
        portal.unguard("audit").await;
        portal.unguard("audit_heads").await;
        portal.sql(tampering).await;
        let found = complaints(&portal).await;
        let expected = format!("the audit chains are unbroken: {expected}");
        assert!(found.contains(&expected), "{tampering}: {found:?}");
    }
}

#[tokio::test]
async fn a_chain_that_is_taken_out_whole_is_missed_by_its_applications() {
    let portal = with_history().await;
    portal.unguard("audit").await;
    portal.unguard("audit_heads").await;
    portal.sql("delete from audit").await;
    portal.sql("delete from audit_heads").await;
    let found = complaints(&portal).await;
    for missed in [
        "every application is in the audit from its beginning: 1",
        "every partner that has worked has its chain: 1",
    ] {
        assert!(found.iter().any(|complaint| complaint == missed), "{found:?}");
    }
}

#[tokio::test]
async fn each_partner_has_a_chain_of_its_own_from_one_on() {
    let portal = Portal::open().await;
    let (ours, theirs) = (portal.program().await, portal.its_login("its-other", "sevproekt").await);
    for program in [&ours, &theirs, &ours] {
        portal.send_by(program, &portal.draft()).await.unwrap();
    }
    assert_eq!(portal.count("audit_heads").await, 2);
    for (partner, last) in [(ours.login.partner, 2), (theirs.login.partner, 1)] {
        assert_eq!(
            portal.count(&format!("audit_heads where chain = {partner} and sequence = {last}")).await,
            1
        );
    }
    portal.verify().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_working_office_is_checked_without_a_false_alarm() {
    let portal = Portal::open().await;
    let program = portal.program().await;
    let drafts: Vec<_> = (0..30).map(|_| portal.draft().text()).collect();
    let working = tokio::spawn(async move {
        for (place, text) in drafts.iter().enumerate() {
            let key = format!("key-{place}");
            registrar::operations::intake::receive(&program.desk(), Some(&key), text).await.unwrap();
        }
    });
    let mut looked = 0;
    while !working.is_finished() || looked == 0 {
        assert_eq!(complaints(&portal).await, Vec::<String>::new());
        looked += 1;
    }
    working.await.unwrap();
    portal.verify().await;
}

#[tokio::test]
async fn what_does_not_belong_together_is_found() {
    use crate::support::{at, month};
    let portal = Portal::open().await;
    portal.clock.turn_to(at("2026-10-14T08:00:00Z"));
    portal.approved(&portal.draft()).await;
    portal.clock.turn_to(at("2026-11-02T08:00:00Z"));
    let billing = portal.billing().await;
    portal.published(&billing, "forsait", month("2026-10")).await;
    portal.agree("forsait", month("2026-10")).await.unwrap();
    let seen = portal.statement("forsait", month("2026-10")).await.version;
    registrar::operations::invoicing::invoice(&billing.desk(), "forsait", month("2026-10"), seen)
        .await
        .unwrap();
    portal.verify().await;
    portal.unguard("statements").await;
    let digest = "every agreed statement has the lines that were agreed to";
    for (breaking, mending, rule) in [
        (
            "update counters set last = last + 1 where name = 'invoices_2026'",
            "update counters set last = last - 1 where name = 'invoices_2026'",
            "the counter of each year stands at its last invoice",
        ),
        (
            "update applications set owners_count = owners_count + 1",
            "update applications set owners_count = owners_count - 1",
            "every application has as many owners as it counts",
        ),
        ("update statements set agreed_sha256 = 'x' || agreed_sha256", "select 1", digest),
    ] {
        portal.sql(breaking).await;
        let found = complaints(&portal).await;
        assert!(found.iter().any(|complaint| complaint.starts_with(rule)), "{breaking}: {found:?}");
        if rule != digest {
            portal.sql(mending).await;
        }
    }
}
