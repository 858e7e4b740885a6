//! A document is taken exactly once, whatever happens between the folder, the store of files and the database.

use std::convert::Infallible;
use std::fs::{self, File};
use std::time::Duration;

use axum::body::Bytes;
use futures_util::stream;
use registrar::clock::Clock;
use registrar::domain::document::LARGEST_DOCUMENT;
use registrar::gateways::files;

use super::{looked, served};
use crate::support::{Portal, document_name, pdf};

#[tokio::test]
async fn the_same_bytes_again_are_nothing_and_other_bytes_under_the_number_stay() {
    let portal = Portal::open().await;
    let organization = served(&portal).await;
    let name = document_name("act", "17", &organization);
    let worker = portal.worker();
    for _ in 0..2 {
        portal.drop_file("forsait", &name, &pdf(1));
        worker.take_documents().await;
        assert_eq!((portal.dropped("forsait").len(), portal.count("documents").await), (0, 1));
    }
    portal.drop_file("forsait", &name, &pdf(2));
    worker.take_documents().await;
    let page = looked(&portal, &portal.staff().await, "").await;
    assert!(page.says("Уже есть документ с этим номером"), "{}", page.text());
    assert_eq!((portal.dropped("forsait").len(), portal.stored().len()), (1, 1));
    // The next year and another kind give the number anew; the bytes are kept once.
    portal.drop_file("forsait", &name.replace("2026-11-03", "2025-11-03"), &pdf(1));
    portal.drop_file("forsait", &document_name("upd", "17", &organization), &pdf(1));
    worker.take_documents().await;
    assert_eq!((portal.count("documents").await, portal.stored().len()), (3, 1));
    portal.verify().await;
}

#[tokio::test]
async fn who_was_killed_after_the_bytes_or_after_the_row_finds_the_file_again() {
    let portal = Portal::open().await;
    let organization = served(&portal).await;
    let name = document_name("act", "17", &organization);
    // Killed after the bytes were kept.
    let body = stream::iter([Ok::<Bytes, Infallible>(Bytes::from(pdf(1)))]);
    let received = files::receive(body, LARGEST_DOCUMENT).await.unwrap();
    portal.files().keep(&received).await.unwrap();
    portal.drop_file("forsait", &name, &pdf(1));
    portal.worker().take_documents().await;
    assert_eq!((portal.count("documents").await, portal.stored().len()), (1, 1));
    // Killed after the commit: the file lies there still.
    portal.drop_file("forsait", &name, &pdf(1));
    portal.worker().take_documents().await;
    let told = "audit where verb = 'document_taken'";
    assert_eq!((portal.count("documents").await, portal.count(told).await), (1, 1));
    assert_eq!(portal.dropped("forsait"), Vec::<String>::new());
}

#[tokio::test]
async fn the_bytes_of_a_document_are_never_swept() {
    let portal = Portal::open().await;
    let organization = served(&portal).await;
    portal.drop_file("forsait", &document_name("act", "17", &organization), &pdf(1));
    portal.worker().take_documents().await;
    let old = portal.clock.now() - chrono::Duration::hours(25);
    for path in portal.stored() {
        File::options().append(true).open(path).unwrap().set_modified(old.into()).unwrap();
    }
    portal.worker().sweep_files().await;
    assert_eq!(portal.stored().len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_workers_at_once_take_each_document_once() {
    let portal = Portal::open().await;
    let organization = served(&portal).await;
    for number in 0..20 {
        portal.drop_file("forsait", &document_name("act", &number.to_string(), &organization), &pdf(number));
        portal.drop_file("forsait", &format!("{number}.pdf"), &pdf(number));
    }
    let (one, other) = (portal.worker(), portal.worker());
    tokio::join!(one.take_documents(), other.take_documents());
    // Whoever was too slow finds the rest, if there is any, at the next look.
    one.take_documents().await;
    let told = "audit where verb = 'document_taken'";
    assert_eq!((portal.count("documents").await, portal.count(told).await), (20, 20));
    assert_eq!((portal.dropped("forsait").len(), portal.count("document_faults").await), (20, 20));
    portal.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_is_killed_again_and_again_takes_each_document_once() {
    let portal = Portal::open().await;
    let organization = served(&portal).await;
    portal.clock.turn_to(Clock::real().now());
    for number in 0..60 {
        let mut content = pdf(number);
        content.extend_from_slice(&[b' '; 900]);
        portal.drop_file("forsait", &document_name("act", &number.to_string(), &organization), &content);
    }
    let mut amid = 0;
    for pause in [120, 180, 260, 200, 150, 300, 230, 280] {
        let mut command = portal.program_process("work", "builtin:");
        let mut worker = command.env("REGISTRAR_DROP", portal.drop_folder()).spawn().unwrap();
        tokio::time::sleep(Duration::from_millis(pause)).await;
        worker.kill().unwrap();
        worker.wait().unwrap();
        amid += u64::from((1..60).contains(&portal.dropped("forsait").len()));
    }
    eprintln!("{amid} of 8 kills left documents in the folder");
    portal.clock.turn_to(Clock::real().now());
    portal.worker().take_documents().await;
    let told = "audit where verb = 'document_taken'";
    assert_eq!((portal.count("documents").await, portal.count(told).await), (60, 60));
    // What a killed upload left has another name than the files of the store.
    let whole = portal.stored().iter().filter(|path| path.file_name().unwrap().len() == 62).count();
    assert_eq!((portal.dropped("forsait").len(), whole), (0, 60));
    portal.verify().await;
}

#[tokio::test]
async fn a_store_that_is_away_leaves_the_files_where_they_are() {
    let portal = Portal::open().await;
    let organization = served(&portal).await;
    portal.drop_file("forsait", &document_name("act", "17", &organization), &pdf(1));
    let worker = portal.worker();
    let folder = portal.files_folder();
    fs::remove_dir_all(&folder).unwrap();
    fs::write(&folder, "closed").unwrap();
    worker.take_documents().await;
    assert_eq!((portal.dropped("forsait").len(), portal.count("documents").await), (1, 0));
    fs::remove_file(&folder).unwrap();
    fs::create_dir(&folder).unwrap();
    worker.take_documents().await;
    assert_eq!((portal.dropped("forsait").len(), portal.count("documents").await), (0, 1));
}
