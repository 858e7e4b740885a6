//! The decisions in a browser: the page with faults keeps what the user typed, and both sides see the decision.

use axum::http::StatusCode;
use registrar::operations::decisions::{self, GivenReason};

use crate::support::Portal;

#[tokio::test]
async fn a_return_without_a_reason_comes_back_open_with_what_was_typed() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let number = portal.send(&portal.draft()).await;
    portal.take(&staff, number).await;
    let mut browser = portal.visit(&staff).await;
    let (card, address) =
        (format!("/partner/applications/{number}"), format!("/partner/applications/{number}/return"));
    let page = browser.open(&card).await;
    let kept = "Приложите приказ о назначении";
    let back = browser.press(&page, &address, &[("text", kept)]).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(back.texts("#return textarea"), [kept]);
    assert!(back.says("Выберите причину"));
    assert_eq!(back.values("details#return", "open").len(), 1);
    assert_eq!(back.values("[autofocus]", "name"), ["reason"]);
    let wordless = browser.press(&back, &address, &[("reason", "other"), ("text", " ")]).await;
    assert_eq!(wordless.values("details[open] [autofocus]", "name"), ["text"]);
    let done = browser.press(&wordless, &address, &[("reason", "documents"), ("text", kept)]).await;
    assert!(
        done.says("Возвращено на доработку") && done.says("оно будет снято") && done.says(kept),
        "{}",
        done.text()
    );
    let tab = browser.open("/partner/applications?tab=returned&reason=documents").await;
    assert!(tab.says(&number.to_string()));
    assert!(!browser.open("/partner/applications?tab=returned&reason=snils").await.says(&number.to_string()));
}

#[tokio::test]
async fn what_lies_aside_has_a_tab_of_its_own_and_is_never_late() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let number = portal.send(&portal.draft()).await;
    portal.take(&staff, number).await;
    let mut browser = portal.visit(&staff).await;
    let card = browser.open(&format!("/partner/applications/{number}")).await;
    let address = format!("/partner/applications/{number}/hold");
    let held = browser.press(&card, &address, &[("until", "2026-11-20"), ("reason", "Ждем приказ")]).await;
    assert!(held.says("Отложено до") && held.says("Ждем приказ"), "{}", held.text());
    portal.clock.advance(chrono::Duration::days(1));
    let mut browser = portal.visit(&staff).await;
    let held_tab = browser.open("/partner/applications?tab=hold").await;
    assert!(held_tab.says(&number.to_string()));
    assert!(!browser.open("/partner/applications?tab=late").await.says(&number.to_string()));
    let end = format!("/partner/applications/{number}/hold/end");
    let card = browser.open(&format!("/partner/applications/{number}")).await;
    assert!(browser.press(&card, &end, &[]).await.says("снова в работе"));
}

#[tokio::test]
async fn the_client_reads_the_reason_and_may_take_the_application_back() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let number = portal.send(&portal.draft()).await;
    let seen = portal.take(&staff, number).await.version;
    let given = GivenReason { code: "snils", own_words: "" };
    decisions::return_to_client(&staff.desk(), number, seen, given).await.unwrap();
    let client = portal.client(portal.see(number).await.organization).await;
    let mut browser = portal.visit(&client).await;
    let page = browser.open(&format!("/cabinet/applications/{number}")).await;
    assert!(page.says("требуются исправления") && page.says("СНИЛС владельца подписи не прошел проверку"));
    let withdrawn = browser.press(&page, &format!("/cabinet/applications/{number}/withdrawal"), &[]).await;
    assert!(withdrawn.says("Вы отозвали заявление"), "{}", withdrawn.text());
}
