//! Documents that 1С puts into a partner's folder: the worker takes each once, and the partner reads them.

mod faulty;
mod once;

use axum::http::StatusCode;
use registrar::domain::organization::Organization;
use registrar::operations::verification;
use registrar::store::Reach as _;
use sea_orm::ConnectionTrait as _;

use crate::support::{Page, Persona, Portal, document_name, pdf};

/// Where the partner reads them.
const DOCUMENTS: &str = "/partner/documents/1c";

/// An organisation of «Форсайт».
async fn served(portal: &Portal) -> Organization {
    portal.organization(portal.send(&portal.draft()).await).await
}

/// Where the files of a page are.
fn files(page: &Page) -> Vec<String> {
    let mut all = page.values("a.name", "href");
    all.retain(|href| href.starts_with("/partner/documents/"));
    all
}

async fn looked(portal: &Portal, persona: &Persona, query: &str) -> Page {
    let page = portal.visit(persona).await.open(&format!("{DOCUMENTS}{query}")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    page
}

#[tokio::test]
async fn what_1c_puts_into_the_folder_is_taken_and_the_partner_reads_it() {
    let portal = Portal::open().await;
    let organization = served(&portal).await;
    let (manager, staff) = (portal.manager().await, portal.staff().await);
    let page = looked(&portal, &manager, "").await;
    assert!(page.says("Документов еще нет."), "{}", page.text());
    for (content, kind) in ["invoice", "act", "upd", "reconciliation"].into_iter().enumerate() {
        portal.drop_file(
            "forsait",
            &document_name(kind, &format!("БП-{content}"), &organization),
            &pdf(content),
        );
    }
    portal.worker().take_documents().await;
    assert_eq!((portal.dropped("forsait").len(), portal.count("documents").await), (0, 4));
    let page = looked(&portal, &manager, "").await;
    for name in ["Счет № БП-0 от 03.11.2026", "Акт № БП-1", "УПД № БП-2", "Акт сверки № БП-3"]
    {
        assert!(page.says(name), "{name}: {}", page.text());
    }
    assert!(page.says("Показаны 4 из 4") && !page.says("Не приняты"), "{}", page.text());
    let act = files(&looked(&portal, &staff, "?kind=act").await);
    assert_eq!(act.len(), 1);
    let file = portal.visit(&staff).await.open(&act[0]).await;
    assert_eq!((file.status, &file.bytes), (StatusCode::OK, &pdf(1)));
    assert_eq!(
        (file.header("content-type"), file.header("x-content-type-options")),
        ("application/pdf", "nosniff")
    );
    assert!(file.header("content-disposition").starts_with("attachment; "));
    let journal = portal.visit(&manager).await.open("/partner/journal").await;
    assert!(
        journal.says("Принят документ из 1С") && journal.says("Акт № БП-1 от 03.11.2026"),
        "{}",
        journal.text()
    );
    portal.verify().await;
}

#[tokio::test]
async fn a_document_is_found_by_its_number_and_by_its_organisation() {
    let portal = Portal::open().await;
    let (one, other) = (served(&portal).await, served(&portal).await);
    portal.drop_file("forsait", &document_name("act", "100%", &one), &pdf(1));
    portal.drop_file("forsait", &document_name("act", "БП-17", &one), &pdf(2));
    portal.drop_file("forsait", &document_name("upd", "БП-18", &other), &pdf(3));
    portal.worker().take_documents().await;
    let staff = portal.staff().await;
    let found = async |query: &str| files(&looked(&portal, &staff, query).await).len();
    assert_eq!(found("").await, 2, "a sign that stands in no number is a fault of the name");
    assert_eq!(found("?q=%D0%91%D0%9F-1").await, 2, "a part of the number");
    assert_eq!(found("?q=%D0%91%D0%9F-18").await, 1);
    assert_eq!(found(&format!("?q={}", other.requisites.inn.as_str())).await, 1);
    assert_eq!(found(&format!("?q={}&kind=act", other.requisites.inn.as_str())).await, 0);
    assert_eq!(found("?q=%25").await, 0, "a sign of the database's pattern is a sign like others");
    assert_eq!(found("?kind=whatever").await, 2);
}

#[tokio::test]
async fn the_newest_stand_first_and_the_list_goes_on_over_pages() {
    let portal = Portal::open().await;
    let organization = served(&portal).await;
    for number in 0..51 {
        let name = document_name("invoice", &number.to_string(), &organization);
        let day = format!("2026-10-{:02}", number % 28 + 1);
        portal.drop_file("forsait", &name.replace("2026-11-03", &day), &pdf(number));
    }
    portal.worker().take_documents().await;
    let staff = portal.staff().await;
    let first = looked(&portal, &staff, "").await;
    assert!(
        first.says("Показаны 1–50 из 51") && first.texts("a.name")[0].contains("28.10.2026"),
        "{}",
        first.text()
    );
    let next = first.values("nav.pager a", "href").into_iter().find(|href| href.contains("after=")).unwrap();
    let last = portal.visit(&staff).await.open(&next).await;
    assert_eq!(files(&last).len(), 1);
    assert!(!files(&first).contains(&files(&last)[0]));
}

#[tokio::test]
async fn nobody_else_finds_them() {
    let portal = Portal::open().await;
    let organization = served(&portal).await;
    portal.drop_file("forsait", &document_name("act", "1", &organization), &pdf(1));
    portal.drop_file("forsait", "foreign.pdf", &pdf(2));
    portal.worker().take_documents().await;
    let own = files(&looked(&portal, &portal.staff().await, "").await).remove(0);
    let other = portal.partner("sevproekt").await;
    let foreign = portal.staff_of(other.id).await;
    let page = looked(&portal, &foreign, "").await;
    assert!(!page.says("foreign.pdf") && page.says("Документов еще нет."), "{}", page.text());
    assert_eq!(portal.visit(&foreign).await.open(&own).await.status, StatusCode::NOT_FOUND);
    for strange in [portal.support().await, portal.admin().await, portal.client(organization.id).await] {
        let mut visitor = portal.visit(&strange).await;
        for address in [DOCUMENTS, &own] {
            assert_eq!(visitor.open(address).await.status, StatusCode::FORBIDDEN, "{address}");
        }
    }
}

#[tokio::test]
async fn verification_misses_the_bytes_of_a_document() {
    let portal = Portal::open().await;
    let organization = served(&portal).await;
    portal.drop_file("forsait", &document_name("act", "1", &organization), &pdf(1));
    portal.worker().take_documents().await;
    let found = verification::document_files(portal.db(), &portal.files()).await.unwrap();
    assert_eq!((found.checked, found.broken), (1, None));
    std::fs::remove_file(&portal.stored()[0]).unwrap();
    assert!(verification::document_files(portal.db(), &portal.files()).await.unwrap().broken.is_some());
    let own = files(&looked(&portal, &portal.staff().await, "").await).remove(0);
    let page = portal.visit(&portal.colleague().await).await.open(&own).await;
    assert!(
        page.status.is_client_error() || page.status == StatusCode::SERVICE_UNAVAILABLE,
        "{}",
        page.status
    );
}

#[tokio::test]
async fn verification_holds_every_document_against_the_journal() {
    let portal = Portal::open().await;
    let organization = served(&portal).await;
    portal.drop_file("forsait", &document_name("act", "17", &organization), &pdf(1));
    portal.worker().take_documents().await;
    portal.verify().await;
    for act in [
        "update documents set number = '18'",
        "update documents set kind = 'upd'",
        "update documents set day = '2026-11-04'",
        "update documents set sha256 = 'ff'",
        "update documents set at = '2026-11-01T09:00:00+00:00'",
        "delete from documents",
    ] {
        let tx = portal.db().begin().await.unwrap();
        tx.on().execute_unprepared(act).await.unwrap();
        let found = verification::verify_in(&tx).await.unwrap();
        assert!(found.iter().any(|invariant| invariant.broken.is_some()), "{act}");
    }
}
