//! The store of files is away, and comes back; an archive is kept for a week.

use std::fs;

use axum::http::StatusCode;
use chrono::Duration;
use sha2::{Digest as _, Sha256};

use super::{OWN, asked, reports, with_documents};
use crate::support::{Portal, pdf};

/// Takes the store of files away: a file stands where its folder was.
fn take_away(portal: &Portal) {
    let folder = portal.files_folder();
    fs::rename(&folder, folder.with_file_name("files-away")).unwrap();
    fs::create_dir(&folder).unwrap();
}

fn give_back(portal: &Portal) {
    let folder = portal.files_folder();
    fs::remove_dir_all(&folder).unwrap();
    fs::rename(folder.with_file_name("files-away"), &folder).unwrap();
}

#[tokio::test]
async fn while_the_store_is_away_a_request_waits_and_goes_on_by_itself() {
    let portal = Portal::open().await;
    let (_, client) = with_documents(&portal).await;
    take_away(&portal);
    asked(&portal, &client).await;
    for _ in 0..12 {
        portal.run_errands().await;
        portal.clock.advance(Duration::minutes(10));
    }
    let page = portal.visit(&client).await.open(OWN).await;
    assert!(page.says("Ждет 1С") && page.says("Сервис 1С временно недоступен"), "{}", page.text());
    assert_eq!(portal.count("errands where state = 'dead'").await, 0, "it never gives up");
    assert_eq!(portal.count("audit where verb = 'archive_delayed'").await, 1, "told once");
    give_back(&portal);
    portal.run_errands().await;
    let page = portal.visit(&client).await.open(OWN).await;
    assert!(page.says("Отправлено"), "{}", page.text());
    assert_eq!(reports(&portal).len(), 1);
    portal.verify().await;
}

#[tokio::test]
async fn a_store_that_goes_away_before_the_letter_holds_up_that_letter_alone() {
    let portal = Portal::open().await;
    let (_, client) = with_documents(&portal).await;
    asked(&portal, &client).await;
    portal.sql("update errands set due_at = '2999-01-01T00:00:00+00:00' where kind <> 'archive_build'").await;
    portal.worker().round().await.unwrap();
    assert_eq!(portal.count("archives where sha256 is not null").await, 1);
    take_away(&portal);
    portal.sql("update errands set due_at = created_at where state = 'due'").await;
    let before = portal.count("letters").await;
    portal.run_errands().await;
    assert!(portal.count("letters").await > before || before > 0, "other letters go");
    let page = portal.visit(&client).await.open(OWN).await;
    assert!(page.says("Сервис 1С временно недоступен"), "{}", page.text());
    give_back(&portal);
    portal.clock.advance(Duration::minutes(10));
    portal.run_errands().await;
    assert_eq!(reports(&portal).len(), 1);
    portal.verify().await;
}

#[tokio::test]
async fn a_document_that_is_not_what_it_was_is_not_given_out() {
    let portal = Portal::open().await;
    let (_, client) = with_documents(&portal).await;
    for path in portal.stored() {
        fs::write(path, "%PDF-something else").unwrap();
    }
    asked(&portal, &client).await;
    portal.run_errands().await;
    assert!(reports(&portal).is_empty());
    let page = portal.visit(&client).await.open(OWN).await;
    assert!(page.says("Ждет 1С"), "{}", page.text());
    assert_eq!(portal.count("circuits where opened_at is not null").await, 0, "others go on");
    // The file is put back from a backup.
    for (number, path) in
        (0..5).flat_map(|number| portal.stored().into_iter().map(move |path| (number, path)))
    {
        let digest = hex::encode(Sha256::digest(pdf(number)));
        if path.ends_with(format!("{}/{}", &digest[..2], &digest[2..])) {
            fs::write(path, pdf(number)).unwrap();
        }
    }
    portal.clock.advance(Duration::minutes(10));
    portal.run_errands().await;
    assert_eq!(reports(&portal).len(), 1);
    portal.verify().await;
}

#[tokio::test]
async fn a_store_that_is_away_for_more_than_a_week_loses_no_request() {
    let portal = Portal::open().await;
    let (_, client) = with_documents(&portal).await;
    asked(&portal, &client).await;
    portal.sql("update errands set due_at = '2999-01-01T00:00:00+00:00' where kind <> 'archive_build'").await;
    portal.worker().round().await.unwrap();
    portal.sql("update errands set due_at = created_at where state = 'due'").await;
    portal.clock.advance(Duration::days(8));
    portal.run_errands().await;
    let mut browser = portal.visit(&client).await;
    let page = browser.open(OWN).await;
    assert!(page.says("Письмо не дошло") && page.says("больше не хранится"), "{}", page.text());
    let address = format!("{OWN}/1/address");
    let form = browser.open(&address).await;
    let email = client.account.email.to_lowercase();
    browser.press(&form, &address, &[("email", &email)]).await;
    portal.run_errands().await;
    assert_eq!(reports(&portal).len(), 1, "gathered anew");
    portal.verify().await;
}

#[tokio::test]
async fn an_archive_is_kept_for_a_week_and_swept_then() {
    let portal = Portal::open().await;
    let (_, client) = with_documents(&portal).await;
    let number = asked(&portal, &client).await;
    portal.run_errands().await;
    let stored = portal.stored().len();
    assert_eq!(stored, 6, "five documents and the archive");
    let file = format!("{OWN}/{number}/file");
    portal.clock.advance(Duration::days(7) - Duration::seconds(1));
    portal.age_files(Duration::hours(25));
    portal.worker().sweep_files().await;
    assert_eq!(portal.visit(&client).await.open(&file).await.status, StatusCode::OK);
    portal.clock.advance(Duration::seconds(1));
    let refused = portal.visit(&client).await.open(&file).await;
    assert!(refused.status == StatusCode::CONFLICT && refused.says("Архив больше не хранится"));
    portal.age_files(Duration::hours(25));
    portal.worker().sweep_files().await;
    assert_eq!(portal.stored().len(), stored - 1, "the documents stay");
    let page = portal.visit(&client).await.open(OWN).await;
    assert!(page.says("больше не хранится") && !page.offers(&file), "{}", page.text());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_workers_at_once_gather_and_send_one_archive() {
    let portal = Portal::open().await;
    let (_, client) = with_documents(&portal).await;
    asked(&portal, &client).await;
    for _ in 0..6 {
        let (one, other) = (portal.worker(), portal.worker());
        let (first, second) = tokio::join!(one.round(), other.round());
        first.and(second).unwrap();
    }
    assert_eq!(reports(&portal).len(), 1);
    assert_eq!(portal.count("audit where verb = 'archive_gathered'").await, 1);
    assert_eq!(portal.count("audit where verb = 'archive_sent'").await, 1);
    portal.verify().await;
}

#[tokio::test]
async fn a_worker_that_dies_after_gathering_leaves_it_to_the_next() {
    let portal = Portal::open().await;
    let (_, client) = with_documents(&portal).await;
    asked(&portal, &client).await;
    // Two claims of the same errand: the lease of the first is over before it has noted what it did.
    let worker = portal.worker();
    worker.round().await.unwrap();
    portal.sql("update errands set state = 'due', due_at = created_at where kind = 'archive_build'").await;
    portal.run_errands().await;
    assert_eq!(portal.count("audit where verb = 'archive_gathered'").await, 1);
    assert_eq!(reports(&portal).len(), 1);
    portal.verify().await;
}
