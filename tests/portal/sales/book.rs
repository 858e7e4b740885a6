//! The book as a file, and a client's year recomputed from what is exported.

use std::process::Command;

use axum::http::StatusCode;
use registrar::domain::archive::DocumentPeriod;
use registrar::domain::money::Money;
use registrar::domain::payment::TypedPayment;
use registrar::domain::reckoning::Reckoning;
use registrar::operations::Desk;
use registrar::operations::sales::{self, payments};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{Portal, at, issue_all, month, sell_under, seller_terms};

/// A client's year: a connection of ten users, which is corrected, a renewal, two payments and one taken back.
async fn year(portal: &Portal) -> (Desk, String) {
    sell_under(&portal.manager().await.desk(), "usn_7", seller_terms()).await;
    portal.clock.turn_to(at("2026-01-20T09:00:00Z"));
    let draft = portal.draft().users(12);
    let connected = portal.approved(&draft).await;
    let code = portal.organization(connected).await.subscriber_code;
    issue(portal).await;
    pay(portal, &code, "2026-01-20", "1 000,50").await;
    portal.clock.turn_to(at("2026-03-31T20:59:00Z"));
    portal.approved(&draft.with("/type", json!("renew")).users(3)).await;
    issue(portal).await;
    portal.clock.turn_to(at("2026-05-04T09:00:00Z"));
    let desk = portal.manager().await.desk();
    let sold = portal.sales_of(&desk, &[registrar::domain::sale::SaleState::Issued]).await;
    sales::correct(&desk, sold[0].id, sold[0].version, "Подключили дважды").await.unwrap();
    issue(portal).await;
    pay(portal, &code, "2026-05-04", "2 500").await;
    let mistaken = pay(portal, &code, "2026-05-03", "77").await;
    let desk = portal.manager().await.desk();
    payments::take_back(&desk, mistaken, 1, "Чужой платеж").await.unwrap();
    portal.clock.turn_to(at("2026-12-31T20:59:59Z"));
    (portal.manager().await.desk(), code)
}

async fn issue(portal: &Portal) {
    let desk = portal.manager().await.desk();
    issue_all(&desk, &portal.sale_drafts(&desk).await).await.unwrap();
}

async fn pay(portal: &Portal, code: &str, day: &str, amount: &str) -> registrar::domain::ids::PaymentId {
    let text = str::to_owned;
    let typed =
        TypedPayment { organization: text(code), day: text(day), number: text(day), amount: text(amount) };
    payments::note(&portal.manager().await.desk(), &typed).await.unwrap()
}

/// What an independent script makes of the files that the program exports.
async fn recomputed(portal: &Portal, code: &str) -> Value {
    let folder = TempDir::new().unwrap();
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    };
    let mut manager = portal.visit(&portal.manager().await).await;
    let mut billing = portal.visit(&portal.billing().await).await;
    let prices = billing.open("/operator/prices/2026-06-01/file").await;
    let book = manager.open("/partner/documents/book?year=2026").await;
    assert_eq!((prices.status, book.status), (StatusCode::OK, StatusCode::OK));
    let mut files = vec![write("prices.csv", &prices.bytes), write("book.csv", &book.bytes)];
    for activated in ["2026-01", "2026-03"] {
        portal.published(&portal.billing().await, "forsait", month(activated)).await;
        let lines = manager.open(&format!("/partner/statements/{activated}/export/csv")).await;
        assert_eq!(lines.status, StatusCode::OK);
        files.push(write(activated, &lines.bytes));
    }
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/peers/client_year.py");
    let output = Command::new("python3").arg(script).args([code, "700"]).args(&files).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[tokio::test]
async fn a_clients_year_is_recomputed_from_the_exports_to_the_kopeck() {
    let portal = Portal::open().await;
    let (desk, code) = year(&portal).await;
    let told = recomputed(&portal, &code).await;
    let account = payments::board(&desk, &code, None, None).await.unwrap().account.unwrap();
    let rows: Vec<(String, i64)> =
        account.postings.iter().map(|one| (one.day.to_string(), one.owed().kopecks())).collect();
    let theirs: Vec<(String, i64)> = told["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row[0].as_str().unwrap().to_owned(), row[2].as_i64().unwrap()))
        .collect();
    assert_eq!(theirs, rows);
    assert_eq!((rows.len(), told["owed"].as_i64()), (7, Some(account.balance.kopecks())), "{told}");
    assert!(account.balance.kopecks() != 0);
    let year = DocumentPeriod { first: "2026-01-01".parse().unwrap(), last: "2026-12-31".parse().unwrap() };
    let act = Reckoning::of(&account.postings, year);
    let sums = [act.opening, act.debit(), act.credit(), act.closing].map(Money::kopecks);
    let of_script = ["charged", "paid", "owed"].map(|name| told[name].as_i64().unwrap());
    assert_eq!(sums, [0, of_script[0], of_script[1], of_script[2]], "the act of the year");
}

#[tokio::test]
async fn the_book_is_a_file_for_managers_and_its_export_is_noted() {
    let portal = Portal::open().await;
    let desk = portal.selling().await;
    let sale = portal.issued_sale(&desk).await;
    let mut manager = portal.visit(&portal.manager().await).await;
    let page = manager.open("/partner/documents/issued").await;
    assert!(page.says("Книга расчетов с клиентами"), "{}", page.text());
    let file = manager.open("/partner/documents/book?year=2026").await;
    let text = String::from_utf8(file.bytes).unwrap();
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(lines.len(), 2, "{text}");
    assert!(lines[1].contains("Акт") && lines[1].contains(&sale.application.to_string()), "{text}");
    assert_eq!(portal.count("audit where verb = 'book_exported'").await, 1);
    assert!(manager.open("/partner/journal").await.says("Книга расчетов выгружена в файл"));
    for (year, status) in
        [("2019", StatusCode::OK), ("999999999", StatusCode::NOT_FOUND), ("x", StatusCode::NOT_FOUND)]
    {
        assert_eq!(
            manager.open(&format!("/partner/documents/book?year={year}")).await.status,
            status,
            "{year}"
        );
    }
    let mut staff = portal.visit(&portal.staff().await).await;
    assert_eq!(staff.open("/partner/documents/book?year=2026").await.status, StatusCode::FORBIDDEN);
    assert!(!staff.open("/partner/documents/issued").await.says("Книга расчетов с клиентами"));
    portal.verify().await;
}
