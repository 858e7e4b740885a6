//! The decisions in a browser: the page with faults keeps what the user typed, and both sides see the decision.

use axum::http::StatusCode;
use registrar::operations::decisions::{self, GivenReason};
use registrar::store::letters;

use crate::support::{Page, Portal};

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

/// The reasons that are offered for returning, in their order.
fn offered(card: &Page) -> Vec<String> {
    card.values("#return [name=reason]", "value")
}

#[tokio::test]
async fn a_reason_is_chosen_by_its_title_beside_the_letter_and_comes_first_the_next_time() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let (first, second) = (portal.send(&portal.draft()).await, portal.send(&portal.draft()).await);
    for number in [first, second] {
        portal.take(&staff, number).await;
    }
    let mut browser = portal.visit(&staff).await;
    let card = browser.open(&format!("/partner/applications/{first}")).await;
    let titles = card.texts("#return .form-check-label");
    assert!(titles.contains(&"2 СНИЛС владельца не подтвержден".to_owned()), "{titles:?}");
    let shown = card.texts("#return .reason-letter");
    assert_eq!(shown.len(), titles.len() + 1, "one letter a reason, and what stands there before");
    assert!(offered(&card).starts_with(&["registry_mismatch".to_owned(), "snils".to_owned()]));

    let address = format!("/partner/applications/{first}/return");
    let given = [("reason", "alias"), ("text", "Он занят ООО «Лютик».")];
    browser.press(&card, &address, &given).await;
    portal.run_errands().await;
    let shown = shown.iter().find(|letter| letter.contains("Псевдоним")).unwrap();
    let what_to_do = &shown[shown.find("Исправьте").unwrap()..];
    let letters = letters::of_application(portal.db(), first).await.unwrap();
    let letter = letters.iter().find(|letter| letter.subject.ends_with("возвращено на доработку")).unwrap();
    let text = letter.text.replace('\u{a0}', " ");
    assert!(what_to_do.contains("потом оно будет снято") && text.contains(what_to_do), "{shown}\n{text}");
    assert!(text.contains("отправьте заявление снова. Он занят ООО «Лютик»."), "{text}");

    let card = browser.open(&format!("/partner/applications/{second}")).await;
    let expected = ["alias", "registry_mismatch", "snils"].map(str::to_owned);
    assert!(offered(&card).starts_with(&expected), "{:?}", offered(&card));
    let rejecting = card.values("#reject [name=reason]", "value");
    assert_ne!(rejecting[0], "alias", "what is only for returning is not given for rejecting");
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
