//! The queue in a browser: bulk actions, and the page that follows a decision.

mod filters;
mod gone;
mod live;
mod order;
mod undo;

use axum::http::StatusCode;

use registrar::domain::queue::{ModeFilter, QueueFilter, Tab};
use registrar::operations::queue;

use crate::support::{Portal, Visitor};

const LIST: &str = "/partner/applications";

async fn post(browser: &mut Visitor, address: &str, values: &[(&str, &str)]) -> crate::support::Page {
    browser.open(LIST).await;
    browser.send(address, values).await
}

#[tokio::test]
async fn several_are_previewed_and_taken_and_a_repeated_form_takes_nothing_twice() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let (one, two) = (portal.send(&portal.draft()).await, portal.send(&portal.draft()).await);
    let mut browser = portal.visit(&staff).await;
    let list = browser.open("/partner/applications?tab=new").await;
    assert_eq!(list.values("input[name=number]", "form"), ["bulk", "bulk"]);
    let (one, two) = (one.to_string(), two.to_string());
    let chosen = [("verb", "take"), ("number", &one), ("number", &two)];
    let preview = browser.press(&list, "/partner/bulk", &chosen).await;
    assert_eq!(preview.status, StatusCode::OK);
    assert!(
        preview.says("Взять в работу: 2 заявления") && preview.says("Выполнить для 2"),
        "{}",
        preview.text()
    );
    let done = browser.press(&preview, "/partner/bulk/run", &[]).await;
    assert!(done.says("Взято в работу: 2 из 2"), "{}", done.text());
    assert_eq!(
        done.values("a.btn-primary", "href"),
        ["/partner/applications?tab=new"],
        "back to the same list"
    );
    let again = browser.press(&preview, "/partner/bulk/run", &[]).await;
    assert!(again.says("Взято в работу: 2 из 2") && again.says("второй раз не выполнялось"));
    assert_eq!(portal.count("audit where verb = 'taken'").await, 2);
}

#[tokio::test]
async fn a_bulk_return_without_a_reason_comes_back_with_what_was_typed() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let number = portal.send(&portal.draft()).await;
    portal.take(&staff, number).await;
    let number = number.to_string();
    let mut browser = portal.visit(&staff).await;
    let preview = post(&mut browser, "/partner/bulk", &[("verb", "return"), ("number", &number)]).await;
    let back = browser.press(&preview, "/partner/bulk/run", &[("text", "Приложите приказ")]).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(back.says("Выберите причину"));
    assert_eq!(back.texts("textarea"), ["Приложите приказ"]);
    let values = [("reason", "documents"), ("text", "Приложите приказ")];
    let done = browser.press(&back, "/partner/bulk/run", &values).await;
    assert!(done.says("Возвращено на доработку: 1 из 1"), "{}", done.text());
}

#[tokio::test]
async fn the_mode_is_shown_with_its_price_before_it_is_set() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let number = portal.send(&portal.draft()).await;
    portal.take(&staff, number).await;
    let number = number.to_string();
    let mut browser = portal.visit(&staff).await;
    let chosen = [("verb", "mode"), ("number", number.as_str())];
    let preview = post(&mut browser, "/partner/bulk", &chosen).await;
    let unset = browser.press(&preview, "/partner/bulk/run", &[]).await;
    assert_eq!(unset.status, StatusCode::UNPROCESSABLE_ENTITY);
    let shown = post(&mut browser, "/partner/bulk", &[chosen[0], chosen[1], ("mode", "10_plus")]).await;
    assert!(shown.says("от 2 до 9 → 10 и более"), "{}", shown.text());
    let done = browser.press(&shown, "/partner/bulk/run", &[("mode", "10_plus")]).await;
    assert!(done.says("Режим изменен: 1 из 1"), "{}", done.text());
}

#[tokio::test]
async fn nothing_chosen_leads_back_and_nonsense_changes_nothing() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let mut browser = portal.visit(&staff).await;
    let none = post(&mut browser, "/partner/bulk", &[("verb", "take"), ("from", "tab=new")]).await;
    assert_eq!(none.header("location"), "/partner/applications?tab=new");
    for (address, values) in [
        ("/partner/bulk", vec![("verb", "destroy"), ("number", "1")]),
        ("/partner/bulk", vec![("number", "1")]),
        ("/partner/bulk/run", vec![("verb", "take"), ("seen", "x:y")]),
        ("/partner/bulk/run", vec![]),
    ] {
        let answer = post(&mut browser, address, &values).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{address} {values:?}");
    }
    let foreign = post(&mut browser, "/partner/bulk", &[("verb", "take"), ("number", "999")]).await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_decision_leads_to_the_next_one_of_the_same_list_the_nearest_deadline_first() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let mut numbers = Vec::new();
    for _ in 0..3 {
        numbers.push(portal.send(&portal.draft()).await);
        portal.clock.advance(chrono::Duration::minutes(1));
    }
    let mut browser = portal.visit(&staff).await;
    let card = |place: usize| format!("/partner/applications/{}", numbers[place]);
    let page = browser.open(&format!("{}?from=tab%3Dwork", card(2))).await;
    let page = browser.press(&page, &format!("{}/taking", card(2)), &[]).await;
    let liked = browser.press(&page, "/partner/after-action", &[("after", "next")]).await;
    assert!(liked.says("После решения: следующее."), "{}", liked.text());
    let next = browser.press(&liked, &format!("{}/forwarding", card(2)), &[]).await;
    assert!(next.says(&format!("Заявление № {}: отправлено оператору.", numbers[2])));
    assert!(
        next.offers(&format!("{}/taking", card(0))),
        "the oldest of those that nobody has: {}",
        next.text()
    );
    let mine = browser.press(&next, &format!("{}/taking", card(0)), &[]).await;
    let last = browser.press(&mine, &format!("{}/forwarding", card(0)), &[]).await;
    let last = browser.press(&last, &format!("{}/taking", card(1)), &[]).await;
    let home = browser.press(&last, &format!("{}/forwarding", card(1)), &[]).await;
    assert!(home.says("больше ничего не ждет"), "{}", home.text());
    assert_eq!(home.texts("h1"), ["Заявления"]);
}

#[tokio::test]
async fn a_list_that_was_filtered_stays_filtered_and_the_list_can_be_preferred() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let number = portal.send(&portal.draft()).await;
    let mut browser = portal.visit(&staff).await;
    let list = browser.open("/partner/applications?tab=new&type=connect").await;
    let card = list.values("a.name", "href").remove(0);
    let page = browser.open(&card).await;
    assert_eq!(page.values(".trail a", "href"), ["/partner/applications?tab=new&type=connect"]);
    let page = browser.press(&page, &format!("/partner/applications/{number}/taking"), &[]).await;
    let page = browser.press(&page, "/partner/after-action", &[("after", "list")]).await;
    let address = format!("/partner/applications/{number}/return");
    let kept = browser.press(&page, &address, &[("text", "x")]).await;
    assert_eq!(kept.status, StatusCode::UNPROCESSABLE_ENTITY);
    let list = browser.press(&kept, &address, &[("reason", "documents"), ("text", "x")]).await;
    assert_eq!(list.values(".nav-link.active", "href"), ["/partner/applications?tab=new&type=connect"]);
    let odd = browser.send("/partner/after-action", &[("after", "never"), ("number", "1")]).await;
    assert_eq!(odd.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn every_tab_counts_what_it_lists_whatever_it_is_narrowed_to() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    portal.approved(&portal.draft()).await;
    portal.forwarded(&portal.draft()).await;
    let held = portal.send(&portal.draft().users(0)).await;
    portal.take(&staff, held).await;
    let stuck = portal.send(&portal.draft()).await;
    portal
        .sql(&format!("update applications set attention_since = received_at, attention_text = '' where number = {stuck}"))
        .await;
    portal.clock.advance(chrono::Duration::days(9));
    portal.send(&portal.draft()).await;
    let narrowed = [
        QueueFilter::default(),
        QueueFilter { late: true, ..QueueFilter::default() },
        QueueFilter { reviewer: Some(staff.id()), ..QueueFilter::default() },
        QueueFilter { mode: Some(ModeFilter::ListEmpty), ..QueueFilter::default() },
    ];
    for filter in narrowed {
        for tab in Tab::ALL {
            let page = queue::page(&staff.desk(), *tab, &filter, None, None).await.unwrap();
            let count = page.counts.iter().find(|(one, _)| one == tab).and_then(|(_, count)| *count);
            let listed = (*tab != Tab::Finished).then_some(page.rows.len() as u64);
            assert_eq!(count, listed, "{tab:?} {filter:?}");
            let beside = queue::beside(&staff.desk()).await.unwrap();
            assert!(page.beside.is_none_or(|known| known == beside));
            assert_eq!(page.beside.is_some(), filter == QueueFilter::default());
        }
    }
}
