//! A session that ended while a form was filled in: it is said, and what was typed is kept for the same person.

use axum::http::StatusCode;
use chrono::Duration;

use crate::support::{PASSWORD, Page, Portal, Visitor};

const NOTE: &str = "Позвонить после обеда, директор в отпуске";

/// A card that is open when the session ends; what follows the note.
async fn ended_while_typing(portal: &Portal, visitor: &mut Visitor) -> (String, Page) {
    let number = portal.send(&portal.draft()).await;
    let card = format!("/partner/applications/{number}");
    let page = visitor.open(&card).await;
    portal.sql("delete from sessions").await;
    let notes = format!("{card}/notes");
    (notes.clone(), visitor.press(&page, &notes, &[("note", NOTE)]).await)
}

#[tokio::test]
async fn what_was_typed_is_given_back_to_the_same_person() {
    let portal = Portal::open().await;
    let mut visitor = portal.visit(&portal.staff().await).await;
    let (notes, asked) = ended_while_typing(&portal, &mut visitor).await;
    assert!(
        asked.says("Сеанс закончился. Войдите, и мы вернем вас на место: набранное сохранено."),
        "{}",
        asked.text()
    );
    let kept =
        (portal.count("kept_forms").await, portal.count("kept_forms where sealed like '%озвонить%'").await);
    assert_eq!(kept, (1, 0), "nobody reads it in the database");
    let again = visitor.press(&asked, "/sign-in", &[("login", "staff"), ("password", PASSWORD)]).await;
    assert_eq!(again.texts("h1"), ["Набранное сохранено"], "{}", again.text());
    assert_eq!(again.texts("blockquote"), [NOTE]);
    visitor.press(&again, &notes, &[]).await;
    assert_eq!(portal.count(&format!("notes where text = '{NOTE}'")).await, 1);
    portal.clock.advance(Duration::minutes(16));
    let later = visitor.open("/resumed").await;
    assert_ne!(later.texts("h1"), ["Набранное сохранено"], "it is kept for a quarter of an hour");
}

#[tokio::test]
async fn whatever_is_sent_then_is_shown_before() {
    let portal = Portal::open().await;
    let mut visitor = portal.visit(&portal.staff().await).await;
    let number = portal.send(&portal.draft()).await;
    portal.take(&portal.staff().await, number).await;
    let hold = format!("/partner/applications/{number}/hold");
    let page = visitor.open(&format!("/partner/applications/{number}")).await;
    portal.sql("delete from sessions").await;
    let typed = [("until", "2026-11-25"), ("reason", "ждем доверенность 17/3")];
    let asked = visitor.press(&page, &hold, &typed).await;
    let again = visitor.press(&asked, "/sign-in", &[("login", "staff"), ("password", PASSWORD)]).await;
    assert_eq!(again.texts("blockquote"), ["2026-11-25", "ждем доверенность 17/3"]);
}

#[tokio::test]
async fn nobody_else_gets_it_and_no_other_device() {
    let portal = Portal::open().await;
    let mut visitor = portal.visit(&portal.staff().await).await;
    let manager = portal.manager().await;
    let (_, asked) = ended_while_typing(&portal, &mut visitor).await;
    let other = visitor.press(&asked, "/sign-in", &[("login", "manager"), ("password", PASSWORD)]).await;
    assert!(!other.says(NOTE) && other.texts("h1") != ["Набранное сохранено"], "{}", other.text());
    let mut elsewhere = portal.visit(&portal.staff().await).await;
    assert!(!elsewhere.open("/resumed").await.says(NOTE), "another device of the same person");
    assert!(!portal.visit(&manager).await.open("/resumed").await.says(NOTE));
}

#[tokio::test]
async fn passwords_are_never_kept_nor_anything_on_somebody_elses_computer() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let mut visitor = portal.visit(&staff).await;
    let page = visitor.open("/profile").await;
    portal.sql("delete from sessions").await;
    let typed = [("old", PASSWORD), ("password", "совсем новый пароль 7")];
    let asked = visitor.press(&page, "/profile/password", &typed).await;
    assert!(asked.says("Сеанс закончился") && !asked.says("набранное сохранено"), "{}", asked.text());
    assert_eq!(portal.count("kept_forms").await, 0);
    let mut foreign = portal.passer_by();
    let door = foreign.open("/sign-in").await;
    let values = [("login", "staff"), ("password", PASSWORD), ("foreign_computer", "on")];
    foreign.press(&door, "/sign-in", &values).await;
    let (_, asked) = ended_while_typing(&portal, &mut foreign).await;
    assert!(asked.says("Сеанс закончился") && !asked.says("набранное сохранено"), "{}", asked.text());
    assert_eq!(portal.count("kept_forms").await, 0);
}

#[tokio::test]
async fn a_script_is_told_and_the_page_stays() {
    let portal = Portal::open().await;
    let mut visitor = portal.visit(&portal.staff().await).await;
    let queue = visitor.open("/partner/applications").await;
    let poll = queue.values("#queue-live", "hx-get").remove(0);
    portal.sql("delete from sessions").await;
    let told = visitor.poll(&poll).await;
    assert_eq!((told.status, told.header("x-sign-in-at")), (StatusCode::UNAUTHORIZED, "/sign-in"));
    assert!(told.header("hx-redirect").is_empty(), "what is typed on the page is not left");
    let sent = visitor.send_by_script("/partner/applications/1/notes", &[("note", NOTE)]).await;
    let led = sent.header("hx-redirect").to_owned();
    assert!(sent.status == StatusCode::UNAUTHORIZED && led == "/sign-in?next=%2Fresumed", "{led}");
    let out = visitor.open("/partner/organizations").await;
    assert!(out.says("Сеанс закончился. Войдите, и мы вернем вас на место."), "{}", out.text());
    let fresh = portal.passer_by().open("/partner/organizations").await;
    assert!(!fresh.says("Сеанс закончился"), "nobody was signed in there");
}
