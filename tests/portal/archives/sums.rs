//! The files of an archive add up to the book of the partner.

use std::io::Write as _;
use std::path::Path;
use std::process::Command;

use registrar::domain::book::{LedgerAccount, balance_on};
use registrar::domain::role::Scope;
use registrar::domain::sale::Sale;
use registrar::gateways::printing::Printing;
use registrar::operations::{Desk, sales};
use registrar::store::book;
use serde_json::json;

use super::{CLOSING, asks, reports, unpacked};
use crate::support::{Portal, issue_all};

/// The sum of an act in kopecks, as an independent program reads it from the file.
fn total(pdf: &[u8]) -> i64 {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(pdf).unwrap();
    let read = Command::new("pdftotext").arg("-layout").arg(file.path()).arg("-").output();
    let text = String::from_utf8(read.expect("this test needs pdftotext").stdout).unwrap();
    let line =
        text.lines().find(|line| line.contains("Всего")).unwrap_or_else(|| panic!("no total in {text}"));
    let digits: i64 = line.chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap();
    if line.contains("к уменьшению") { -digits } else { digits }
}

/// One client with two sales, the first of them corrected.
async fn two_sales_and_a_correction(portal: &Portal) -> (Desk, Sale) {
    let desk = portal.selling().await;
    let draft = portal.draft().users(12);
    portal.approved(&draft).await;
    let first = portal.sale_drafts(&desk).await;
    issue_all(&desk, &first).await.unwrap();
    portal.clock.advance(chrono::Duration::days(1));
    let desk = portal.manager().await.desk();
    let first = portal.see_sale(&desk, first[0].id).await;
    sales::correct(&desk, first.id, first.version, "Подключили дважды").await.unwrap();
    portal.approved(&draft.with("/type", json!("renew")).users(3)).await;
    issue_all(&desk, &portal.sale_drafts(&desk).await).await.unwrap();
    (desk, first)
}

#[tokio::test]
async fn the_sums_of_an_archives_files_equal_what_the_book_says_was_sold() {
    let portal = Portal::open().await;
    let (desk, sale) = two_sales_and_a_correction(&portal).await;
    let program = Path::new(env!("CARGO_BIN_EXE_registrar")).with_file_name("registrar-documents");
    assert!(program.exists(), "this test needs the program that prints: cargo build -p documents");
    let press = portal.worker().with_printing(Printing::from_settings(program.to_str().unwrap(), ""));
    while press.round().await.unwrap() > 0 {}
    let client = portal.client(sale.organization).await;
    portal.sql("update people set confirmed_email = lower(email)").await;
    let period = [("first", "2026-10-01"), ("last", "2026-12-31")];
    assert!(asks(&mut portal.visit(&client).await, CLOSING, &period).await.says("Запрос принят."));
    portal.run_errands().await;

    let zip = hex::decode(reports(&portal)[0]["files"][0][2].as_str().unwrap()).unwrap();
    let files = unpacked(zip);
    let sums: Vec<i64> =
        files.iter().filter(|(name, _)| *name != "manifest.txt").map(|(_, pdf)| total(pdf)).collect();
    assert_eq!((sums.len(), sums.iter().filter(|sum| **sum < 0).count()), (3, 1), "{sums:?}");
    let day = "2026-12-31".parse().unwrap();
    let scope = Scope::Partner(desk.partner().unwrap());
    let postings = book::of_organization(portal.db(), &scope, sale.organization, day).await.unwrap();
    assert!(postings.iter().all(|posting| posting.debit != LedgerAccount::Bank), "nothing was paid");
    assert_eq!(sums.iter().sum::<i64>(), balance_on(&postings, day).kopecks());
}
