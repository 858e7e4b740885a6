//! Invoices: only for agreed statements, numbered without gaps, and frozen afterwards.

use registrar::domain::statement::{StatementRefusal, StatementState};
use registrar::operations::{Failure, Refusal, invoicing, settlement};

use super::settlement::in_december;
use crate::support::{Portal, month};

#[tokio::test]
async fn only_what_is_agreed_is_invoiced_and_only_once() {
    let (portal, billing) = in_december().await;
    let november = month("2026-11");
    portal.formed(&billing, "forsait", november).await;
    let refused = portal.invoice("forsait", november).await;
    assert!(matches!(
        refused,
        Err(Failure::Refused(Refusal::Statement(StatementRefusal::StatementIs(StatementState::Forming))))
    ));
    portal.agreed("sevproekt", november).await;
    assert_eq!(
        portal.invoice("sevproekt", november).await.unwrap(),
        "2026-000001",
        "a refusal takes no number"
    );
    let again = portal.invoice("sevproekt", november).await;
    assert!(again.is_err());
    assert_eq!(portal.count("invoices").await, 1);
    portal.verify().await;
}

#[tokio::test]
async fn after_invoicing_the_database_itself_keeps_the_lines() {
    let (portal, _) = in_december().await;
    let november = month("2026-11");
    portal.agreed("forsait", november).await;
    portal.invoice("forsait", november).await.unwrap();
    let statement = portal.statement("forsait", november).await.id;
    let lines = portal.count("charges").await;
    for sql in [
        format!("update charges set amount = 0, vat = 0, total = 0 where statement_id = {statement}"),
        format!("update charges set statement_id = null where statement_id = {statement}"),
        format!("delete from charges where statement_id = {statement}"),
        format!("update charges set statement_id = {statement} where statement_id is null"),
    ] {
        let refused = portal.try_sql(&sql).await.unwrap_err().to_string();
        assert!(refused.contains("frozen"), "{sql}: {refused}");
    }
    for sql in ["update invoices set total = 0", "delete from invoices"] {
        let refused = portal.try_sql(sql).await.unwrap_err().to_string();
        assert!(refused.contains("append-only"), "{refused}");
    }
    assert_eq!(portal.count("charges").await, lines);
    portal.verify().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 8)]
async fn eight_who_invoice_at_once_leave_no_gap() {
    let portal = Portal::open().await;
    let november = month("2026-11");
    let codes: Vec<String> = (0..8).map(|place| format!("partner{place}")).collect();
    for code in &codes {
        let program = portal.its_login(&format!("its-{code}"), code).await;
        portal.approved_by(&program, &portal.draft().users(0)).await;
    }
    portal.clock.turn_to(month("2026-12").begins());
    for code in &codes {
        portal.agreed(code, november).await;
    }
    let billing = portal.billing().await;
    let mut issuing = vec![];
    for code in codes.iter().chain(&codes) {
        let (desk, code) = (billing.desk(), code.clone());
        let seen = portal.statement(&code, november).await.version;
        issuing.push(tokio::spawn(async move { invoicing::invoice(&desk, &code, november, seen).await }));
    }
    let mut numbers = vec![];
    for issued in issuing {
        numbers.extend(issued.await.unwrap());
    }
    numbers.sort();
    let expected: Vec<String> = (1..=8).map(|place| format!("2026-{place:06}")).collect();
    assert_eq!(numbers, expected, "each was asked twice and answered once");
    portal.verify().await;
}

#[tokio::test]
async fn a_year_numbers_its_invoices_from_one() {
    let (portal, billing) = in_december().await;
    portal.agreed("forsait", month("2026-11")).await;
    portal.invoice("forsait", month("2026-11")).await.unwrap();
    portal.agreed("sevproekt", month("2026-11")).await;
    portal.clock.turn_to(month("2027-01").begins());
    assert_eq!(portal.invoice("sevproekt", month("2026-11")).await.unwrap(), "2027-000001");
    let none = settlement::form(&billing.desk(), month("2026-12"), None, |_, _| {}).await.unwrap();
    assert_eq!(none, (0, 0));
}
