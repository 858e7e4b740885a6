//! Printing: each numbered document becomes a file of the client's documents, once and with the same bytes.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use axum::http::StatusCode;
use registrar::domain::ids::{DocumentId, OrganizationId};
use registrar::domain::role::Scope;
use registrar::gateways::printing::Printing;
use registrar::operations::{sales, verification};
use registrar::store::documents::{self, DocumentQuery};
use registrar::worker::Worker;
use tempfile::TempDir;

use crate::support::{Portal, document_name, pdf};

/// A stand-in for the program: it prints the sheet as it came.
pub(super) const COPIES: &str = "printf '%%PDF-1.7\\n'; cat";

/// A worker whose program is this shell script.
pub(super) fn press(portal: &Portal, folder: &TempDir, script: &str) -> Worker {
    let path = folder.path().join("program");
    fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    portal.worker().with_printing(Printing::from_settings(path.to_str().unwrap(), ""))
}

/// What the client finds, by name.
async fn filed(portal: &Portal, client: OrganizationId) -> Vec<(DocumentId, String, u64)> {
    let scope = Scope::Organizations(vec![client]);
    let page = documents::page(portal.db(), &scope, &DocumentQuery::default(), None, 100).await.unwrap();
    let one = |filed: &documents::FiledDocument| {
        let document = &filed.document;
        (document.id, format!("{} {}", document.kind.code(), document.number), document.size)
    };
    let mut found: Vec<(DocumentId, String, u64)> = page.iter().map(one).collect();
    found.sort_by(|one, other| one.1.cmp(&other.1));
    found
}

#[tokio::test]
async fn a_numbered_document_is_printed_once_and_its_client_and_partner_find_the_file() {
    let portal = Portal::open().await;
    let desk = portal.selling().await;
    let sale = portal.issued_sale(&desk).await;
    let folder = TempDir::new().unwrap();
    while press(&portal, &folder, COPIES).round().await.unwrap() > 0 {}
    let found = filed(&portal, sale.organization).await;
    let names: Vec<&str> = found.iter().map(|one| one.1.as_str()).collect();
    assert_eq!(names, ["act Ф-1", "invoice Ф-1"]);
    let card = sales::open(&desk, sale.id).await.unwrap();
    let act = card.documents.iter().find(|one| one.kind.hands_over()).unwrap();
    assert_eq!(card.files[&act.id], found[0].0);
    let mut manager = portal.visit(&portal.manager().await).await;
    let file = manager.open(&format!("/partner/documents/{}", found[0].0)).await;
    assert_eq!((file.status, &file.bytes), (StatusCode::OK, &[b"%PDF-1.7\n", act.sheet.as_bytes()].concat()));
    let page = manager.open("/partner/documents/1c").await;
    assert!(page.says("Документов еще нет."), "{}", page.text());
    assert!(manager.open(&format!("/partner/documents/sales/{}", sale.id)).await.says("PDF"));
    portal.sql("update errands set state = 'due', due_at = created_at where kind = 'print_document'").await;
    while press(&portal, &folder, "exit 1").round().await.unwrap() > 0 {}
    assert_eq!(portal.count("errands where kind = 'print_document' and state = 'done'").await, 2);
    assert_eq!(portal.count("printed_documents").await, 2);
    let files = verification::document_files(portal.db(), &portal.files()).await.unwrap();
    assert_eq!((files.checked, files.broken), (2, None));
    portal.verify().await;
}

#[tokio::test]
async fn a_document_waits_for_its_program_and_a_failure_is_tried_again_under_the_same_number() {
    let portal = Portal::open().await;
    let desk = portal.selling().await;
    let sale = portal.issued_sale(&desk).await;
    let folder = TempDir::new().unwrap();
    let waits = "errands where kind = 'print_document' and state = 'due'";
    // Who cannot print leaves it alone.
    portal.run_errands().await;
    assert_eq!(portal.count(&format!("{waits} and attempts = 0")).await, 2);
    let missing = Printing::from_settings("/nowhere/registrar-documents", "");
    portal.worker().with_printing(missing).round().await.unwrap();
    assert_eq!(
        portal.count(&format!("{waits} and attempts = 0 and last_error like '%не найдена%'")).await,
        2
    );
    portal.clock.advance(chrono::Duration::minutes(2));
    press(&portal, &folder, "echo broken >&2; exit 1").round().await.unwrap();
    assert_eq!(portal.count(&format!("{waits} and attempts = 1")).await, 2);
    assert!(filed(&portal, sale.organization).await.is_empty());
    portal.clock.advance(chrono::Duration::minutes(20));
    while press(&portal, &folder, COPIES).round().await.unwrap() > 0 {}
    assert_eq!(filed(&portal, sale.organization).await.len(), 2);
    assert_eq!(portal.count("numbered_documents").await, 2);
    portal.verify().await;
}

#[tokio::test]
async fn a_print_is_never_given_up_and_its_partner_reads_why() {
    let portal = Portal::open().await;
    let desk = portal.selling().await;
    let sale = portal.issued_sale(&desk).await;
    let (folder, card) = (TempDir::new().unwrap(), format!("/partner/documents/sales/{}", sale.id));
    let told = portal.visit(&portal.manager().await).await.open(&card).await;
    assert!(told.says("печатается"), "{}", told.text());
    for script in ["echo no such variable >&2; exit 4"; 12].into_iter().chain(["echo sheet >&2; exit 3"; 3]) {
        press(&portal, &folder, script).round().await.unwrap();
        portal.clock.advance(chrono::Duration::hours(2));
    }
    assert_eq!(
        portal.count("errands where kind = 'print_document' and state = 'due' and attempts = 15").await,
        2
    );
    let mut manager = portal.visit(&portal.manager().await).await;
    for page in ["/partner/documents", "/partner/documents/issued"] {
        let page = manager.open(page).await;
        assert!(
            page.says(
                "Пока не напечатано: 2 документа. Данные документа не приняты к печати. Номера остаются"
            ),
            "{}",
            page.text()
        );
    }
    let page = manager.open(&card).await;
    assert!(
        page.says("не напечатан: Данные документа не приняты к печати. Печать повторяется сама"),
        "{}",
        page.text()
    );
    while press(&portal, &folder, COPIES).round().await.unwrap() > 0 {}
    assert!(manager.open(&card).await.says("PDF"));
    assert!(!manager.open("/partner/documents").await.says("Пока не напечатано"));
    portal.verify().await;
}

#[tokio::test]
async fn a_file_of_1c_does_not_take_the_number_of_a_document_that_is_still_printed() {
    let portal = Portal::open().await;
    let desk = portal.selling().await;
    let sale = portal.issued_sale(&desk).await;
    let client = portal.organization(sale.application).await;
    portal.drop_file("forsait", &document_name("act", "Ф-1", &client), &pdf(1));
    portal.drop_file("forsait", &document_name("upd", "Ф-1", &client), &pdf(2));
    portal.worker().take_documents().await;
    let names: Vec<String> = filed(&portal, client.id).await.into_iter().map(|one| one.1).collect();
    assert_eq!(names, ["upd Ф-1"], "no УПД is numbered here");
    let page = portal.visit(&portal.manager().await).await.open("/partner/documents/1c").await;
    assert!(page.says("Уже есть документ с этим номером"), "{}", page.text());
    let folder = TempDir::new().unwrap();
    while press(&portal, &folder, COPIES).round().await.unwrap() > 0 {}
    assert_eq!(filed(&portal, client.id).await.len(), 3);
    portal.verify().await;
}
