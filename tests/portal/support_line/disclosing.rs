//! Personal data is hidden until the support employee gives a reason. Each disclosure is recorded, counted, and shown
//! once.

use axum::http::StatusCode;
use chrono::Duration;

use super::search;
use crate::support::{Page, Portal, Visitor};

/// All personal data and contact details in the usual draft.
const PERSONAL: [&str; 10] = [
    "990-000-001 53",
    "99000000153",
    "+79990000001",
    "79990000001",
    "999 000-00-01",
    "buh@romashka",
    "petrova@",
    "Анна",
    "user1@",
    "user2@",
];

const REASON: &str = "Звонящий называет данные, сверяем";

async fn ask(support: &mut Visitor, page: &Page, what: &str, reason: &str) -> Page {
    let address = page.values("#disclosure form", "action").remove(0);
    support.press(page, &address, &[("what", what), ("reason", reason)]).await
}

fn raw(page: &Page) -> String {
    String::from_utf8(page.bytes.clone()).unwrap()
}

fn hides_everything(page: &Page) {
    let html = raw(page);
    for personal in PERSONAL {
        assert!(!html.contains(personal), "{personal}: {}", page.text());
    }
}

#[tokio::test]
async fn no_page_of_the_line_shows_personal_data_by_itself() {
    let portal = Portal::open().await;
    let number = portal.approved(&portal.draft()).await;
    portal.send(&portal.draft()).await;
    let mut support = portal.visit(&portal.support().await).await;
    for asked in ["ромашка", "its-demo", &number.to_string()] {
        hides_everything(&search(&mut support, asked).await);
    }
    let card = search(&mut support, &number.to_string()).await;
    for words in [
        "«Одобрено» с",
        "ждет клиента",
        "+7 999 •••-••-01",
        "b•••@romashka.example",
        "•••-•••-•01 53",
        "Петрова А. И.",
        "p•••@romashka.example",
        "Только просмотр",
    ] {
        assert!(card.says(words), "{words}: {}", card.text());
    }
    let code = portal.organization(number).await.subscriber_code;
    let forms = card.values("form", "action");
    let own = format!("/support/organizations/{code}#disclosure");
    assert!(
        forms.iter().all(|action| ["/sign-out", "/support", &own].contains(&action.as_str())),
        "{forms:?}"
    );
    assert!(card.values("a", "href").iter().all(|href| !href.starts_with("/partner")));
}

#[tokio::test]
async fn data_is_shown_for_a_reason_once_and_the_partners_chain_says_so() {
    let portal = Portal::open().await;
    let number = portal.approved(&portal.draft()).await;
    let forsait = portal.partner("forsait").await.id;
    let mut support = portal.visit(&portal.support().await).await;
    let card = search(&mut support, &number.to_string()).await;
    let contacts = ask(&mut support, &card, "contacts", REASON).await;
    assert_eq!(contacts.status, StatusCode::OK);
    assert_eq!(contacts.header("cache-control"), "no-store");
    assert!(
        contacts.says("+7 999 000-00-01") && contacts.says("buh@romashka.example"),
        "{}",
        contacts.text()
    );
    assert!(!raw(&contacts).contains("990-000-001 53") && !raw(&contacts).contains("Анна"));
    assert!(contacts.says("пока открыта эта страница") && contacts.says(REASON));
    assert_eq!(contacts.values("main input[name=q]", "value")[0], number.to_string());
    let people = ask(&mut support, &contacts, "people", REASON).await;
    assert!(people.says("Петрова Анна Ивановна 1") && people.says("990-000-001 53"), "{}", people.text());
    assert!(people.says("petrova@romashka.example") && !raw(&people).contains("+7 999 000-00-01"));
    let code = portal.organization(number).await.subscriber_code;
    hides_everything(&support.open(&format!("/support/organizations/{code}")).await);
    let noted = format!(
        "audit where verb = 'revealed' and actor = 'support' and chain = {forsait} and subject = 'organization:{code}' \
         and details like '%{REASON}%' and details like "
    );
    assert_eq!(portal.count(&format!("{noted} '%organization.phone%'")).await, 1);
    assert_eq!(portal.count(&format!("{noted} '%owner.snils%'")).await, 1);
    portal.verify().await;
}

#[tokio::test]
async fn without_a_reason_nothing_is_shown_and_what_was_typed_stays() {
    let portal = Portal::open().await;
    let number = portal.send(&portal.draft()).await;
    let mut support = portal.visit(&portal.support().await).await;
    let card = search(&mut support, &number.to_string()).await;
    for reason in ["", "надо", "         .", &"я".repeat(301)] {
        let refused = ask(&mut support, &card, "everything", reason).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(refused.texts("#disclosure-reason-error"), ["Напишите причину: от 10 до 300 символов"]);
        assert_eq!(refused.values("#disclosure-reason", "value"), [reason]);
        assert_eq!(refused.values("input[name=what][checked]", "value"), ["everything"]);
        hides_everything(&refused);
    }
    let refused = ask(&mut support, &card, "passport", "надо").await;
    assert!(refused.says("Выберите, что показать") && refused.says("Напишите причину"), "{}", refused.text());
    assert_eq!(portal.count("audit where verb = 'revealed'").await, 0);
    let gone =
        support.send("/support/organizations/7999999", &[("what", "people"), ("reason", REASON)]).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_page_that_is_loaded_again_asks_again() {
    let portal = Portal::open().await;
    let number = portal.send(&portal.draft()).await;
    let mut support = portal.visit(&portal.support().await).await;
    let card = search(&mut support, &number.to_string()).await;
    assert_eq!(ask(&mut support, &card, "people", REASON).await.status, StatusCode::OK);
    let again = ask(&mut support, &card, "people", REASON).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.says("Данные снова скрыты"), "{}", again.text());
    hides_everything(&again);
    assert_eq!(portal.count("audit where verb = 'revealed'").await, 1);
    assert_eq!(ask(&mut support, &again, "people", REASON).await.status, StatusCode::OK);
}

#[tokio::test]
async fn nobody_is_shown_more_than_twenty_times_in_an_hour() {
    let portal = Portal::open().await;
    let number = portal.send(&portal.draft()).await;
    let mut support = portal.visit(&portal.support().await).await;
    let mut page = search(&mut support, &number.to_string()).await;
    for _ in 0..20 {
        page = ask(&mut support, &page, "people", REASON).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text());
        portal.clock.advance(Duration::minutes(1));
    }
    let refused = ask(&mut support, &page, "people", REASON).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(refused.says("Снова можно будет через 40 минут"), "{}", refused.text());
    hides_everything(&refused);
    let colleague =
        portal.person("support-2", "Вторая линия", &[(registrar::domain::role::Role::Support, None)]).await;
    let mut other = portal.visit(&colleague).await;
    let card = search(&mut other, &number.to_string()).await;
    assert_eq!(ask(&mut other, &card, "people", REASON).await.status, StatusCode::OK);
    portal.clock.advance(Duration::minutes(41));
    assert_eq!(ask(&mut support, &page, "people", REASON).await.status, StatusCode::OK);
    assert_eq!(portal.count("audit where verb = 'revealed'").await, 22);
    portal.verify().await;
}
