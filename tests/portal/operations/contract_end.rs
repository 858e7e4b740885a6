//! Contracts that end, and missing terms: the portal must not sell at full price or without tax by accident.

use axum::http::StatusCode;

use crate::support::{Page, Portal};

/// Takes a new application and forwards it by the button on its card.
async fn forward(portal: &Portal) -> (String, Page) {
    let staff = portal.staff().await;
    let number = portal.send(&portal.draft().users(0)).await;
    portal.take(&staff, number).await;
    let mut browser = portal.visit(&staff).await;
    let card = format!("/partner/applications/{number}");
    let page = browser.open(&card).await;
    let answer = browser.press(&page, &format!("{card}/forwarding"), &[]).await;
    (page.text(), answer)
}

#[tokio::test]
async fn after_its_contract_and_the_days_of_grace_a_partner_forwards_nothing() {
    let portal = Portal::open().await;
    portal.partner("forsait").await;
    portal.sql("update contracts set valid_to = '2026-10-18'").await;
    let (card, answer) = forward(&portal).await;
    assert_eq!(answer.status, StatusCode::CONFLICT, "{}", answer.text());
    assert!(card.contains("договор") && answer.says("договор"), "{}", answer.text());
}

#[tokio::test]
async fn for_thirty_days_after_it_the_last_discount_holds_and_the_card_says_so() {
    let portal = Portal::open().await;
    portal.partner("forsait").await;
    portal.sql("update contracts set valid_to = '2026-10-19'").await;
    let (card, answer) = forward(&portal).await;
    assert!(card.contains("закончился 19.10.2026"), "{card}");
    assert!(answer.says("отправлено оператору"), "{}", answer.text());
}

#[tokio::test]
async fn a_product_without_a_rule_of_tax_is_not_forwarded() {
    let portal = Portal::open().await;
    portal.sql("delete from vat_rates where product = 'main'").await;
    let (_, answer) = forward(&portal).await;
    assert_eq!(answer.status, StatusCode::CONFLICT, "{}", answer.text());
    assert!(answer.says("НДС"), "{}", answer.text());
}

#[tokio::test]
async fn the_end_of_a_contract_is_told_thirty_days_before_to_those_who_answer_for_it() {
    let portal = Portal::open().await;
    portal.partner("forsait").await;
    for (last, told) in [("2026-12-19", false), ("2026-12-18", true)] {
        portal.sql(&format!("update contracts set valid_to = '{last}'")).await;
        let mut manager = portal.visit(&portal.manager().await).await;
        for page in ["/partner/contract", "/partner/statements"] {
            let page = manager.open(page).await;
            assert_eq!(page.says("действует до 18.12.2026, нового пока нет"), told, "{}", page.text());
        }
        let mut billing = portal.visit(&portal.billing().await).await;
        assert_eq!(billing.open("/operator/partners").await.says("Закончится 18.12.2026"), told);
        assert_eq!(billing.open("/operator/partners/forsait").await.says("нового пока нет"), told);
    }
    let (card, answer) = forward(&portal).await;
    assert!(!card.contains("Договор № 1-С действует до"), "an employee is told when it has ended");
    assert!(answer.says("отправлено оператору"), "{}", answer.text());
}

#[tokio::test]
async fn a_partner_that_never_had_a_contract_is_told_who_makes_one() {
    let portal = Portal::open().await;
    portal.partner("forsait").await;
    portal.sql("delete from discounts").await;
    portal.sql("delete from contracts").await;
    let (card, answer) = forward(&portal).await;
    assert!(card.contains("Действующего договора нет"), "{card}");
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(answer.says("Договор добавляет отдел расчетов оператора"), "{}", answer.text());
    assert!(portal.count("applications where stage = 'in_review'").await == 1);
}
