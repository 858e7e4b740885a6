//! Guards: only the owner of the tables can change agreed statements, charges, certificates, sent letters or audit
//! entries.

use registrar::operations::notes;
use registrar::store::Engine;

use crate::support::{Portal, issue_all, month};

/// Statements that the database refuses, each with a word of its error.
const REFUSED: &[(&str, &str)] = &[
    ("update charges set amount = amount + 1, total = total + 1", "frozen"),
    ("update charges set organization_name = 'x' where statement_id is null", "frozen"),
    ("update charges set line_state = 'open' where statement_id is not null", "frozen"),
    ("update charges set comment = 'x' where statement_id is not null", "frozen"),
    ("update charges set statement_id = null where statement_id is not null", "frozen"),
    ("update charges set statement_id = (select id from statements) where statement_id is null", "frozen"),
    ("delete from charges where statement_id is null", "append-only"),
    ("update statements set agreed_sha256 = 'x'", "frozen"),
    ("update statements set agreed_by = 'x'", "frozen"),
    ("update statements set total = total + 1", "frozen"),
    ("delete from statements", "append-only"),
    ("update originals set body = 'x'", "append-only"),
    ("delete from originals", "append-only"),
    ("update certificates set owner_snils = 'x'", "append-only"),
    ("delete from certificates", "append-only"),
    ("update licences set ends_on = starts_on", "append-only"),
    ("delete from licences", "append-only"),
    ("update notes set text = 'x'", "append-only"),
    ("delete from notes", "append-only"),
    ("update postings set amount = amount + 1", "append-only"),
    ("delete from postings", "append-only"),
    ("update numbered_documents set sheet = 'x'", "append-only"),
    ("delete from numbered_documents", "append-only"),
    ("update audit_heads set sequence = sequence - 1", "only goes on"),
    ("update audit_heads set sequence = sequence + 1", "only goes on"),
    ("update audit_heads set hash = 'x'", "only goes on"),
    ("delete from audit_heads", "append-only"),
];

/// The tables that `PostgreSQL` could truncate.
const EMPTIED: &[&str] = &[
    "audit",
    "audit_heads",
    "security_events",
    "invoices",
    "originals",
    "certificates",
    "notes",
    "charges",
    "statements",
    "licences",
    "postings",
    "numbered_documents",
    "printed_documents",
    "logos",
];

#[tokio::test]
async fn what_was_agreed_charged_issued_or_said_stays() {
    let portal = Portal::open().await;
    let number = portal.approved(&portal.draft().users(0)).await;
    let desk = portal.selling().await;
    issue_all(&desk, &portal.sale_drafts(&desk).await).await.unwrap();
    notes::write(&portal.staff().await.desk(), number, "Звонил клиент").await.unwrap();
    portal.clock.turn_to(month("2026-12").begins());
    portal.approved(&portal.draft().users(0)).await;
    portal.agreed("forsait", month("2026-11")).await;
    assert_eq!(portal.count("charges where statement_id is null").await, 1);
    let emptied = EMPTIED.iter().map(|table| (format!("truncate {table} cascade"), "append-only"));
    let emptied = emptied.filter(|_| portal.db().engine() == Engine::Postgres);
    let refused = REFUSED.iter().map(|(sql, word)| ((*sql).to_owned(), *word));
    for (sql, word) in refused.chain(emptied) {
        let words = portal.try_sql(&sql).await.expect_err(&sql).to_string();
        assert!(words.contains(word), "{sql}: {words}");
    }
    portal.invoice("forsait", month("2026-11")).await.unwrap();
    for sql in
        ["update statements set state = 'on_review'", "update statements set invoice_number = '2026-000002'"]
    {
        assert!(portal.try_sql(sql).await.unwrap_err().to_string().contains("frozen"), "{sql}");
    }
    portal.verify().await;
}
