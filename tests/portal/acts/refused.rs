//! What is refused: to the client beside the field, by the partner in words, to the slower of two people, to everybody else.

use axum::http::StatusCode;
use chrono::Duration;
use registrar::domain::archive::{ArchiveKind, TypedArchive};
use registrar::domain::ids::ArchiveId;
use registrar::domain::payment::TypedPayment;
use registrar::operations::sales::payments;
use registrar::operations::{Failure, acts, archives};

use super::{ACT, ACTS, FORM, NOVEMBER, OWN, answers, letters, ordered, orders, with_book};
use crate::support::Portal;

#[tokio::test]
async fn every_fault_is_told_at_once_in_the_agreed_words() {
    let portal = Portal::open().await;
    let (_, client) = with_book(&portal).await;
    let mut browser = portal.visit(&client).await;
    let typed = [("first", "2026-11-18"), ("last", "2026-11-01"), ("email", "нет"), ("balance", "8 000")];
    let page = orders(&mut browser, &typed).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.texts("#last-error"), ["Дата конца периода меньше даты начала"]);
    assert_eq!(page.texts("#favour-error"), ["Укажите, в чью пользу остаток"]);
    assert_eq!(page.texts("#email-error").len(), 1);
    assert_eq!(page.values("#balance", "value"), ["8 000"], "what was typed stays");
    let page = orders(&mut browser, &[("first", "2026-01-01"), ("last", "2026-11-17")]).await;
    assert_eq!(page.texts("#last-error"), ["За данный период документов нет"]);
    let page = orders(&mut browser, &[("first", "2026-11-01"), ("last", "2026-11-19")]).await;
    assert!(page.texts("#last-error")[0].starts_with("Конец периода еще не наступил"), "{}", page.text());
    assert_eq!(portal.count("archives").await, 0);
}

#[tokio::test]
async fn the_same_order_within_ten_minutes_is_one_and_the_limit_is_that_of_archives() {
    let portal = Portal::open().await;
    let (_, client) = with_book(&portal).await;
    ordered(&portal, &client, &[]).await;
    portal.clock.advance(Duration::minutes(9));
    ordered(&portal, &client, &[]).await;
    assert_eq!(portal.count("archives").await, 1);
    let desk = portal.member(&client).await;
    for day in 1..=17 {
        let (first, last) = (format!("2026-10-{day:02}"), "2026-11-18".to_owned());
        let typed =
            TypedArchive { first, last, email: client.account.email.clone(), ..TypedArchive::default() };
        archives::request(&desk, ArchiveKind::Reconciliation, &typed).await.unwrap();
    }
    let day = |first: &str| [("first", first.to_owned()), ("last", "2026-11-18".to_owned())];
    let mut browser = portal.visit(&client).await;
    for (first, status) in [
        ("2026-09-01", StatusCode::OK),
        ("2026-09-02", StatusCode::OK),
        ("2026-09-03", StatusCode::TOO_MANY_REQUESTS),
    ] {
        let typed = day(first);
        let typed: Vec<(&str, &str)> = typed.iter().map(|(name, day)| (*name, day.as_str())).collect();
        assert_eq!(orders(&mut browser, &typed).await.status, status, "{first}");
    }
    portal.verify().await;
}

#[tokio::test]
async fn a_refusal_reaches_the_client_with_its_words() {
    let portal = Portal::open().await;
    let (_, client) = with_book(&portal).await;
    ordered(&portal, &client, &[]).await;
    let mut desk = portal.visit(&portal.staff().await).await;
    let empty = answers(&mut desk, "refusal", &[("reason", " ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(empty.texts("#refusal-reason-error"), ["Напишите причину"]);
    let words = "Сначала <согласуем> корректировку за сентябрь";
    let page = desk.press(&empty, &format!("{ACT}/refusal"), &[("reason", words)]).await;
    assert!(page.says("Отказано") && page.says(words), "{}", page.text());
    portal.run_errands().await;
    let letter = letters(&portal, "Акт сверки не отправлен").remove(0);
    assert!(letter["plain"].as_str().unwrap().contains(words), "{letter}");
    let page = portal.visit(&client).await.open(OWN).await;
    assert!(page.says("Отказано") && page.says(words), "{}", page.text());
    assert_eq!(portal.count("numbered_documents where kind = 'reconciliation'").await, 0);
    ordered(&portal, &client, &[]).await;
    assert_eq!(portal.count("archives").await, 2, "after a refusal it is another request");
    portal.verify().await;
}

#[tokio::test]
async fn the_slower_of_two_people_sees_what_the_faster_one_did() {
    let portal = Portal::open().await;
    let (_, client) = with_book(&portal).await;
    ordered(&portal, &client, &[]).await;
    let (mut fast, mut slow) =
        (portal.visit(&portal.staff().await).await, portal.visit(&portal.manager().await).await);
    let seen = slow.open(ACT).await;
    answers(&mut fast, "sending", &[]).await;
    for (verb, values) in [("sending", vec![]), ("refusal", vec![("reason", "Нет договора")])] {
        let late = slow.press(&seen, &format!("{ACT}/{verb}"), &values).await;
        assert_eq!(late.status, StatusCode::CONFLICT, "{verb}");
        assert!(late.says("акт сверки проверен и выставлен"), "{}", late.text());
    }
    assert_eq!(portal.count("numbered_documents where kind = 'reconciliation'").await, 1);
    portal.verify().await;
}

#[tokio::test]
async fn nobody_else_finds_an_act() {
    let portal = Portal::open().await;
    let (_, client) = with_book(&portal).await;
    ordered(&portal, &client, &[]).await;
    let id = ArchiveId(1);
    let stranger = portal.stranger().await;
    let mut visitor = portal.visit(&stranger).await;
    assert_eq!(visitor.open(ACT).await.status, StatusCode::NOT_FOUND);
    assert!(visitor.open(ACTS).await.says("Актов к проверке нет."));
    let desk = stranger.desk();
    for found in [
        acts::send(&desk, id, 2, "").await,
        acts::choose(&desk, id, 2, "1").await,
        acts::decline(&desk, id, 2, "x").await,
        acts::begin_upload(&desk, id).await,
    ] {
        assert!(matches!(found, Err(Failure::NotFound)), "{found:?}");
    }
    for other in [portal.support().await, portal.clerk().await, portal.billing().await, client] {
        let status = portal.visit(&other).await.open(ACT).await.status;
        assert_eq!(status, StatusCode::FORBIDDEN);
    }
    assert_eq!(portal.count("archives where stage = 'checking'").await, 1);
}

#[tokio::test]
async fn an_archive_is_no_act_for_the_desk() {
    let portal = Portal::open().await;
    let (buyer, client) = with_book(&portal).await;
    let name = crate::support::document_name("invoice", "17", &buyer);
    portal.drop_file("forsait", &name, &crate::support::pdf(1));
    portal.worker().take_documents().await;
    let mut browser = portal.visit(&client).await;
    let form = browser.open("/cabinet/archives/new/invoices").await;
    let email = form.values("#email", "value").remove(0);
    let typed = [&NOVEMBER[..], &[("email", email.as_str())]].concat();
    let page = browser.press(&form, "/cabinet/archives/new/invoices", &typed).await;
    assert!(page.says("Обработка"), "{}", page.text());
    let status = portal.visit(&portal.staff().await).await.open(ACT).await.status;
    assert_eq!(status, StatusCode::NOT_FOUND);
    let several = browser.open(FORM).await;
    assert!(!several.says("Посчитать документы"), "{}", several.text());
}

#[tokio::test]
async fn an_act_with_other_figures_of_the_client_is_another_one() {
    let portal = Portal::open().await;
    let (_, client) = with_book(&portal).await;
    ordered(&portal, &client, &[]).await;
    ordered(&portal, &client, &[]).await;
    assert_eq!(portal.count("archives").await, 1, "the same wish is the same request");
    ordered(&portal, &client, &[("balance", "0")]).await;
    assert_eq!(portal.count("archives").await, 2, "what the client owes by its own books is not lost");
}

#[tokio::test]
async fn an_act_that_is_no_more_what_the_page_showed_is_not_sent() {
    let portal = Portal::open().await;
    let (buyer, client) = with_book(&portal).await;
    ordered(&portal, &client, &[]).await;
    let mut desk = portal.visit(&portal.staff().await).await;
    let page = desk.open(ACT).await;
    let typed = TypedPayment {
        organization: buyer.subscriber_code.clone(),
        day: "2026-11-18".to_owned(),
        number: "95".to_owned(),
        amount: "10".to_owned(),
    };
    payments::note(&portal.manager().await.desk(), &typed).await.unwrap();
    let page = desk.press(&page, &format!("{ACT}/sending"), &[]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.says("Книга изменилась, пока страница была открыта"), "{}", page.text());
    assert_eq!(portal.count("numbered_documents where kind = 'reconciliation'").await, 0);
    let page = desk.press(&page, &format!("{ACT}/sending"), &[]).await;
    assert!(page.says("Акт отправляется клиенту."), "{}", page.text());
    portal.verify().await;
}
