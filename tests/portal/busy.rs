//! A database that another connection has locked: the user who saves a form is told so and can send the same form
//! again.

use std::time::{Duration, Instant};

use axum::http::StatusCode;
use registrar::domain::role::Scope;
use registrar::domain::stage::StageCode;
use registrar::store::{Db, Engine, applications};
use templates::paths;

use crate::support::Portal;

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_while_the_file_was_locked_can_be_sent_again() {
    let portal = Portal::open().await;
    if portal.db().engine() == Engine::Postgres {
        // On `PostgreSQL` a writer locks rows, not the whole database.
        return;
    }
    let number = portal.send(&portal.draft()).await;
    let staff = portal.staff().await;
    let mut browser = portal.visit(&staff).await;
    browser.open(&paths::application(&number.to_string())).await;
    let other = Db::open(&portal.url()).await.unwrap();
    let held = other.begin().await.unwrap();

    let (begun, typed) = (Instant::now(), "Перезвонить «завтра»\r\nпосле обеда");
    let address = paths::notes(&number.to_string());
    let busy = browser.send(&address, &[("note", typed)]).await;
    assert_eq!(busy.status, StatusCode::SERVICE_UNAVAILABLE, "{}", busy.text());
    assert!(begun.elapsed() < Duration::from_secs(14), "{:?}", begun.elapsed());
    assert!(busy.says("Занято") && busy.says("Повторить"), "{}", busy.text());
    assert_eq!(busy.headers["retry-after"], "5");

    drop(held);
    other.close().await.unwrap();
    let again = browser.press(&busy, &address, &[]).await;
    assert!(again.says("Заметка добавлена") && again.says("Перезвонить «завтра»"), "{}", again.text());
    assert_eq!(portal.count("notes").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_meets_a_row_that_is_held_is_told_so_and_can_send_again() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let number = portal.send(&portal.draft()).await;
    let taken = portal.take(&staff, number).await;
    let mut browser = portal.visit(&staff).await;
    let card = browser.open(&paths::application(&number.to_string())).await;
    let other = Db::open(&portal.url()).await.unwrap();
    let held = other.begin().await.unwrap();
    applications::open_to_change(&held, &Scope::Everything, number).await.unwrap();

    let (begun, address) = (Instant::now(), format!("/partner/applications/{number}/release"));
    let busy = browser.press(&card, &address, &[]).await;
    assert_eq!(busy.status, StatusCode::SERVICE_UNAVAILABLE, "{}", busy.text());
    assert!(begun.elapsed() < Duration::from_secs(14), "{:?}", begun.elapsed());
    assert_eq!(portal.see(number).await, taken);

    drop(held);
    other.close().await.unwrap();
    browser.press(&busy, &address, &[]).await;
    assert_eq!(portal.see(number).await.stage.code(), StageCode::Received);
}
