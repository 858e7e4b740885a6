//! Undoing a forwarding where one is: on the page that follows it, and for several at once.

use chrono::Duration;

use super::LIST;
use crate::support::{Page, Portal, Visitor};

/// Forwards a taken application and looks at the list.
async fn forwarded(portal: &Portal, browser: &mut Visitor) -> (String, Page) {
    let staff = portal.staff().await;
    let number = portal.send(&portal.draft()).await;
    portal.take(&staff, number).await;
    let card = format!("{LIST}/{number}");
    let page = browser.open(&format!("{card}?from=tab%3Dmine")).await;
    let page = browser.press(&page, "/partner/after-action", &[("after", "list")]).await;
    (card.clone(), browser.press(&page, &format!("{card}/forwarding"), &[]).await)
}

/// Presses the undo of several.
async fn press_undo(browser: &mut Visitor, page: &Page) -> Page {
    let hidden = "[data-undo] input[type=hidden]";
    let (names, values) = (page.values(hidden, "name"), page.values(hidden, "value"));
    let fields = names.iter().zip(&values).map(|(name, value)| (name.as_str(), value.as_str()));
    let fields: Vec<(&str, &str)> = fields.filter(|(name, _)| *name != "csrf").collect();
    browser.send("/partner/bulk/run", &fields).await
}

#[tokio::test]
async fn the_list_after_a_forwarding_offers_its_undo_and_the_way_to_it() {
    let portal = Portal::open().await;
    let mut browser = portal.visit(&portal.staff().await).await;
    let (card, list) = forwarded(&portal, &mut browser).await;
    assert_eq!(list.texts("h1"), ["Заявления"]);
    assert_eq!(list.values(".flash a[data-opens]", "href"), [format!("{card}?from=tab%3Dmine")]);
    let undo = format!("{card}/forwarding/undo");
    assert_eq!(list.values(".flash [data-undo] form", "action"), [undo.as_str()]);
    let back = browser.press(&list, &undo, &[]).await;
    assert!(back.says("отправка отменена"), "{}", back.text());
    assert_eq!(portal.count("applications where stage = 'in_review'").await, 1);
    let again = browser.press(&list, &undo, &[]).await;
    assert_eq!(again.status, axum::http::StatusCode::CONFLICT, "what is undone is not undone twice");
    let later = browser.open(LIST).await;
    assert!(later.values(".flash form", "action").is_empty(), "it is said once");
}

#[tokio::test]
async fn an_undo_whose_time_is_over_is_not_offered() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let number = portal.send(&portal.draft()).await;
    portal.take(&staff, number).await;
    let mut browser = portal.visit(&staff).await;
    let card = format!("{LIST}/{number}");
    let page = browser.open(&card).await;
    let page = browser.press(&page, "/partner/after-action", &[("after", "list")]).await;
    let address = format!("{card}/forwarding");
    let hidden = format!("form[action='{address}'] input[type=hidden]");
    let (names, values) = (page.values(&hidden, "name"), page.values(&hidden, "value"));
    let fields = names.iter().zip(&values).map(|(name, value)| (name.as_str(), value.as_str()));
    let fields: Vec<(&str, &str)> = fields.filter(|(name, _)| *name != "csrf").collect();
    let sent = browser.send(&address, &fields).await;
    assert_eq!(sent.status, axum::http::StatusCode::SEE_OTHER, "{}", sent.text());
    portal.clock.advance(Duration::minutes(5));
    let list = browser.open(LIST).await;
    assert!(list.says("отправлено оператору"), "{}", list.text());
    assert!(list.values(".flash form", "action").is_empty());
}

#[tokio::test]
async fn several_are_taken_back_at_once() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let mut chosen = Vec::new();
    for _ in 0..3 {
        let number = portal.send(&portal.draft()).await;
        portal.take(&staff, number).await;
        chosen.push(number.to_string());
    }
    let mut browser = portal.visit(&staff).await;
    let list = browser.open(&format!("{LIST}?tab=mine")).await;
    let marked: Vec<(&str, &str)> = [("verb", "forward")]
        .into_iter()
        .chain(chosen.iter().map(|number| ("number", number.as_str())))
        .collect();
    let preview = browser.press(&list, "/partner/bulk", &marked).await;
    let done = browser.press(&preview, "/partner/bulk/run", &[]).await;
    assert!(done.says("Отправлено оператору: 3 из 3") && done.says("Отменить все 3"), "{}", done.text());
    let undone = press_undo(&mut browser, &done).await;
    assert!(undone.says("Отправка отменена: 3 из 3"), "{}", undone.text());
    assert_eq!(portal.count("applications where stage = 'in_review'").await, 3);
    assert_eq!(portal.count("audit where verb = 'forwarding_undone'").await, 3);
    let again = press_undo(&mut browser, &done).await;
    assert!(again.says("второй раз не выполнялось"), "{}", again.text());
    assert_eq!(portal.count("audit where verb = 'forwarding_undone'").await, 3);
    let open = browser.open(&format!("{LIST}?tab=mine")).await;
    assert!(!open.says("Отменить все"));
}
