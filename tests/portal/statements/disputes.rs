//! Disputes: opened with a reason, answered with a text, withdrawn; the page keeps what the user typed.

use axum::http::StatusCode;

use super::{MONTH, with_october_published};
use crate::support::{at, month};

const OPERATOR: &str = "/operator/statements/2026-10/forsait";

#[tokio::test]
async fn a_dispute_without_words_comes_back_with_everything_typed() {
    let portal = with_october_published(1).await;
    let mut manager = portal.visit(&portal.manager().await).await;
    let month = manager.open(MONTH).await;
    let dispute = first_form(&month, "/dispute");
    let returned = manager.press(&month, &dispute, &[("reason", "wrong_price"), ("comment", " ")]).await;
    assert_eq!(returned.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(returned.says("Напишите, в чем расхождение"), "{}", returned.text());
    assert_eq!(returned.values("details[open] option[selected]", "value"), ["wrong_price"]);
    assert_eq!(returned.values("details[open] [autofocus]", "name"), ["comment"]);

    let long = "ы".repeat(1001);
    let returned = manager.press(&returned, &dispute, &[("reason", "wrong_price"), ("comment", &long)]).await;
    assert_eq!(returned.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(returned.texts("details[open] textarea"), [long]);
    let returned = manager.press(&returned, &dispute, &[("reason", ""), ("comment", "дорого")]).await;
    assert!(returned.says("Выберите, что не так"), "{}", returned.text());
    assert_eq!(returned.texts("details[open] textarea"), ["дорого"]);
}

#[tokio::test]
async fn a_disputed_line_is_withdrawn_or_answered_before_the_month_is_agreed() {
    let portal = with_october_published(1).await;
    let mut manager = portal.visit(&portal.manager().await).await;
    let mut billing = portal.visit(&portal.billing().await).await;
    let month = manager.open(MONTH).await;
    let (dispute, words) =
        (first_form(&month, "/dispute"), [("reason", "duplicate"), ("comment", "есть в № 7")]);

    let disputed = manager.press(&month, &dispute, &words).await;
    assert!(
        disputed.says("Дубль: есть в № 7") && disputed.says("ждет оператора: ответить по 1 строке"),
        "{}",
        disputed.text()
    );
    assert!(!disputed.offers(&format!("{MONTH}/agreement")));
    let only = manager.open(&format!("{MONTH}?only=disputed")).await;
    assert_eq!(only.values("tr[id^=line-]", "id").len(), 1);

    let withdrawn = manager.press(&disputed, &first_form(&disputed, "/acceptance"), &[]).await;
    assert!(
        withdrawn.says("Расхождение снято.") && withdrawn.offers(&format!("{MONTH}/agreement")),
        "{}",
        withdrawn.text()
    );
    let again = manager.send(&dispute.replace("/dispute", "/acceptance"), &[]).await;
    assert_eq!(again.status, StatusCode::CONFLICT);

    manager.press(&withdrawn, &dispute, &words).await;
    let page = billing.open(OPERATOR).await;
    let resolution = first_form(&page, "/resolution");
    let returned = billing.press(&page, &resolution, &[("outcome", "line_stands"), ("comment", "")]).await;
    assert_eq!(returned.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(returned.says("Напишите, что решено"), "{}", returned.text());
    assert_eq!(returned.values("details[open] [autofocus]", "name"), ["comment"]);
    let answer = [("outcome", "line_stands"), ("comment", "это другая программа")];
    let resolved = billing.press(&returned, &resolution, &answer).await;
    assert!(resolved.says("ждет партнера: согласовать"), "{}", resolved.text());
    let month = manager.open(MONTH).await;
    assert!(month.says("Строка верна: это другая программа"), "{}", month.text());

    let line = month.values("a.sum", "href").remove(0);
    let explained = manager.open(&line).await;
    assert!(explained.says("Дубль: есть в № 7") && explained.says("строка оспорена"), "{}", explained.text());
    portal.verify().await;
}

#[tokio::test]
async fn what_is_corrected_later_is_taken_back_once_in_the_running_month() {
    let portal = with_october_published(1).await;
    let mut manager = portal.visit(&portal.manager().await).await;
    let mut billing = portal.visit(&portal.billing().await).await;
    let answer = [("outcome", "corrected_later"), ("comment", "клиент отказался")];
    let wrong = {
        let october = manager.open(MONTH).await;
        first_form(&october, "/dispute").rsplit('/').nth(1).unwrap().to_owned()
    };
    // Disputed and answered twice: the line is corrected only once.
    for _ in 0..2 {
        let october = manager.open(MONTH).await;
        let dispute = first_form(&october, "/dispute");
        manager.press(&october, &dispute, &[("reason", "cancelled"), ("comment", "отказ")]).await;
        let page = billing.open(OPERATOR).await;
        let resolved = billing.press(&page, &first_form(&page, "/resolution"), &answer).await;
        assert!(
            resolved.says("Исправим корректировкой в следующем месяце: клиент отказался"),
            "{}",
            resolved.text()
        );
    }
    assert_eq!(portal.count(&format!("charges where corrects_id = {wrong}")).await, 1);
    let taken = format!(
        "charges o join charges c on c.corrects_id = o.id where o.id = {wrong} and c.quantity = -1 \
         and c.month = '2026-11' and c.total + o.total = 0 and c.amount + o.amount = 0 and c.vat + o.vat = 0"
    );
    assert_eq!(portal.count(&taken).await, 1);

    portal.clock.turn_to(at("2026-12-02T08:00:00Z"));
    let operator = portal.billing().await;
    portal.published(&operator, "forsait", month("2026-11")).await;
    let mut manager = portal.visit(&portal.manager().await).await;
    let november = manager.open("/partner/statements/2026-11").await;
    let line = november.values("a.sum", "href").remove(0);
    let explained = manager.open(&line).await;
    assert!(
        explained.says("Исправляет")
            && explained.values("a", "href").contains(&format!("/partner/charges/{wrong}")),
        "{}",
        explained.text()
    );
    portal.verify().await;
}

#[tokio::test]
async fn an_answer_about_a_line_that_nobody_disputes_is_refused() {
    let portal = with_october_published(2).await;
    let mut manager = portal.visit(&portal.manager().await).await;
    let mut billing = portal.visit(&portal.billing().await).await;
    let month = manager.open(MONTH).await;
    let disputes = month.values("form[action$='/dispute']", "action");
    manager.press(&month, &disputes[0], &[("reason", "cancelled"), ("comment", "отказались")]).await;
    let page = billing.open(OPERATOR).await;
    let resolution = first_form(&page, "/resolution");
    let id = disputes[1].rsplit('/').nth(1).unwrap();
    let other = format!("{OPERATOR}/lines/{id}/resolution");
    let refused = billing.send(&other, &[("outcome", "line_stands"), ("comment", "верна")]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.says("По этой строке нет расхождения."), "{}", refused.text());
    assert!(billing.open(OPERATOR).await.offers(&resolution));
}

fn first_form(page: &crate::support::Page, ending: &str) -> String {
    page.values(&format!("form[action$='{ending}']"), "action").remove(0)
}
