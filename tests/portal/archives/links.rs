//! The links of letters: a new address is confirmed first, and a large archive is taken by a link.

use axum::http::StatusCode;
use chrono::Duration;
use registrar::domain::role::Scope;
use registrar::store::letters;

use super::{INVOICES, OWN, QUARTER, asked, asks, reports, with_documents, with_large_document};
use crate::support::{Page, Portal};

const NEW: &str = "anna@elsewhere.example";

/// The last link under this path in a letter to an address.
async fn link_in(portal: &Portal, to: &str, path: &str) -> String {
    let all = letters::latest(portal.db(), &Scope::Everything, 100).await.unwrap();
    let letter = all.into_iter().find(|letter| letter.recipient == to && letter.text.contains(path)).unwrap();
    let at = letter.text.find(path).unwrap();
    letter.text[at..].split_whitespace().next().unwrap().to_owned()
}

async fn open(portal: &Portal, link: &str) -> Page {
    portal.passer_by().open(link).await
}

async fn press(portal: &Portal, link: &str) -> Page {
    let mut stranger = portal.passer_by();
    let page = stranger.open(link).await;
    stranger.press(&page, link, &[]).await
}

#[tokio::test]
async fn a_new_address_is_confirmed_before_anything_goes_there() {
    let portal = Portal::open().await;
    let (_, client) = with_documents(&portal).await;
    let to = [&QUARTER[..], &[("email", NEW)]].concat();
    let page = asks(&mut portal.visit(&client).await, INVOICES, &to).await;
    assert!(page.says("Ждет подтверждения адреса"), "{}", page.text());
    portal.run_errands().await;
    assert!(reports(&portal).is_empty());
    assert_eq!(portal.count("archives where sha256 is null").await, 1);
    let link = link_in(&portal, NEW, "/archives/addresses/").await;
    let looked = open(&portal, &link).await;
    assert!(looked.status == StatusCode::OK && looked.says("Подтвердить адрес"), "{}", looked.text());
    portal.run_errands().await;
    assert!(reports(&portal).is_empty(), "looking confirms nothing");
    assert!(press(&portal, &link).await.says("Адрес подтвержден"));
    portal.run_errands().await;
    assert_eq!(reports(&portal)[0]["To"], NEW);
    assert!(open(&portal, &link).await.says("Адрес подтвержден"), "a second time nothing more happens");
    portal.clock.advance(Duration::minutes(11));
    let page = asks(&mut portal.visit(&client).await, INVOICES, &to).await;
    assert!(page.says("Обработка"), "it is known from now on: {}", page.text());
    portal.verify().await;
}

#[tokio::test]
async fn a_link_that_opens_nothing_is_not_found() {
    let portal = Portal::open().await;
    let (_, client) = with_documents(&portal).await;
    let to = [&QUARTER[..], &[("email", NEW)]].concat();
    asks(&mut portal.visit(&client).await, INVOICES, &to).await;
    portal.run_errands().await;
    let link = link_in(&portal, NEW, "/archives/addresses/").await;
    let token = link.rsplit('/').next().unwrap().to_owned();
    for strange in ["/archives/addresses/0f0f", "/archives/0f0f", &format!("/archives/{token}")] {
        let page = open(&portal, strange).await;
        assert!(page.status == StatusCode::NOT_FOUND && page.says("Ссылка не действует"), "{strange}");
    }
    assert_eq!(portal.count(&format!("archive_links where digest = '{token}'")).await, 0, "no token is kept");
    portal.clock.advance(Duration::days(7));
    assert_eq!(open(&portal, &link).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_large_archive_goes_by_a_link_that_is_good_five_times() {
    let portal = Portal::open().await;
    let (organization, client) = with_documents(&portal).await;
    with_large_document(&portal, &organization, 10 * 1024 * 1024).await;
    let number = asked(&portal, &client).await;
    portal.run_errands().await;
    let to = client.account.email.to_lowercase();
    let page = portal.visit(&client).await.open(OWN).await;
    assert!(page.says("Готов к скачиванию") && page.says("осталось скачиваний: 5 из 5"), "{}", page.text());
    assert_eq!(reports(&portal)[0]["files"].as_array().unwrap().len(), 0);
    let link = link_in(&portal, &to, "/archives/").await;
    for left in (0..5).rev() {
        let file = press(&portal, &link).await;
        assert_eq!((file.status, file.header("content-type")), (StatusCode::OK, "application/zip"), "{left}");
        assert_eq!(&file.bytes[..2], b"PK");
    }
    let page = open(&portal, &link).await;
    assert!(page.says("уже скачан пять раз") && page.values("form", "action").is_empty(), "{}", page.text());
    assert_eq!(portal.count("audit where verb = 'archive_downloaded'").await, 5, "each is noted");
    let own = portal.visit(&client).await.open(&format!("{OWN}/{number}/file")).await;
    assert_eq!(own.status, StatusCode::OK, "in the cabinet it is there still");
    portal.sql("delete from memberships").await;
    assert_eq!(open(&portal, &link).await.status, StatusCode::NOT_FOUND);
}
