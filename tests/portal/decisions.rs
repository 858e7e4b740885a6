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
    assert!(
        titles[1].starts_with('2') && titles[1].ends_with("СНИЛС владельца не подтвержден"),
        "{titles:?}"
    );
    let shown = card.texts("#return .reason-letter");
    assert_eq!(shown.len(), titles.len() + 1, "one letter a reason, and what stands there before");
    assert!(offered(&card).starts_with(&["registry_mismatch".to_owned(), "snils".to_owned()]));

    let address = format!("/partner/applications/{first}/return");
    let given = [("reason", "alias"), ("text", "Он занят ООО «Лютик».")];
    browser.press(&card, &address, &given).await;
    portal.run_errands().await;
    let shown = shown.iter().find(|letter| letter.contains("Псевдоним")).unwrap().replace('\u{a0}', " ");
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

#[tokio::test]
async fn a_hold_until_a_usual_day_needs_no_calendar() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let number = portal.send(&portal.draft()).await;
    portal.take(&staff, number).await;
    let mut browser = portal.visit(&staff).await;
    let card = browser.open(&format!("/partner/applications/{number}")).await;
    let offered = card.texts("#hold .form-selectgroup-label");
    assert_eq!(offered, ["завтра, 19.11", "понедельник, 23.11", "через неделю, 25.11", "другой день"]);
    let address = format!("/partner/applications/{number}/hold");
    let wordless = browser.press(&card, &address, &[("day", "2026-11-23"), ("until", "2026-11-30")]).await;
    assert_eq!(wordless.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wordless.values("#hold [name=day][checked]", "value"), ["2026-11-23"]);
    let typed = [("day", "2026-11-23"), ("until", "2026-11-30"), ("reason", "Ждем приказ")];
    let held = browser.press(&wordless, &address, &typed).await;
    assert!(held.says("Отложено до 23.11.2026"), "{}", held.text());
    let typed = [("day", ""), ("until", "2026-11-24"), ("reason", "Ждем приказ")];
    let other = browser.press(&held, &address, &typed).await;
    assert!(other.says("Отложено до 24.11.2026"), "{}", other.text());
}

#[tokio::test]
async fn colleagues_who_can_sign_in_are_offered_with_their_load_and_read_why_they_got_it() {
    let portal = Portal::open().await;
    let (staff, colleague) = (portal.staff().await, portal.colleague().await);
    let (number, other) = (portal.send(&portal.draft()).await, portal.send(&portal.draft()).await);
    portal.take(&staff, number).await;
    portal.take(&colleague, other).await;
    portal.manager().await;
    portal.sql("update people set password_hash = '' where login = 'manager'").await;
    let mut browser = portal.visit(&staff).await;
    let card = browser.open(&format!("/partner/applications/{number}")).await;
    let offered = card.texts("#hand_over option");
    assert!(offered.len() == 1 && offered[0].ends_with(" · 1"), "{offered:?}");
    let (address, to) = (format!("/partner/applications/{number}/handover"), colleague.id().to_string());
    let long = "я".repeat(301);
    let faulty = browser.press(&card, &address, &[("reviewer", &to), ("text", &long)]).await;
    assert_eq!(faulty.texts("#hand_over-text-error"), ["Не больше 300 символов"]);
    assert_eq!(faulty.texts("#hand_over textarea"), [long]);
    browser.press(&faulty, &address, &[("reviewer", &to), ("text", "Клиент ждет звонка")]).await;
    let mut other_browser = portal.visit(&colleague).await;
    let card = other_browser.open(&format!("/partner/applications/{number}")).await;
    assert!(card.says("передает вам: Клиент ждет звонка"), "{}", card.text());
    assert!(
        card.texts("#history li").iter().any(|line| line.contains("Клиент ждет звонка")),
        "{}",
        card.text()
    );
    let own = browser.open(&format!("/partner/applications/{number}")).await;
    assert!(!own.says("передает вам"), "only the receiver is spoken to");
}

#[tokio::test]
async fn a_decision_that_somebody_forestalled_shows_what_was_typed_and_by_whom() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let number = portal.send(&portal.draft()).await;
    portal.take(&staff, number).await;
    let mut browser = portal.visit(&staff).await;
    let page = browser.open(&format!("/partner/applications/{number}")).await;
    let address = format!("/partner/applications/{number}/release");
    let mut colleague = portal.visit(&portal.manager().await).await;
    let theirs = colleague.open(&format!("/partner/applications/{number}")).await;
    colleague.press(&theirs, &address, &[]).await;
    let typed = "Приложите приказ о назначении";
    let values = [("reason", "documents"), ("text", typed)];
    let stale = browser.press(&page, &format!("/partner/applications/{number}/return"), &values).await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.text());
    for words in [&*format!("Заявление № {number} уже изменил Н. Орлов"), "Причина", typed]
    {
        assert!(stale.says(words), "{words}: {}", stale.text());
    }
}
