//! The support line: it finds any organisation, sees no personal data, changes nothing, and each look is noted.

use axum::http::StatusCode;
use registrar::domain::ids::PartnerId;

use crate::support::Portal;

#[tokio::test]
async fn any_partners_organisation_is_found_with_whose_turn_it_is() {
    let portal = Portal::open().await;
    portal.send(&portal.draft()).await;
    let other = portal.its_login("its-2", "sevproekt").await;
    let number = portal.send_by(&other, &portal.draft()).await.unwrap();
    let mut support = portal.visit(&portal.support().await).await;
    let before = support.open("/support").await;
    assert!(before.says("Спросите у звонящего ИНН."), "{}", before.text());
    let both = support.open("/support?q=%D1%80%D0%BE%D0%BC%D0%B0%D1%88%D0%BA%D0%B0").await;
    assert_eq!(both.texts("a.name").len(), 2);
    for words in ["ООО «forsait»", "ООО «sevproekt»", "Новое", "ход партнера"] {
        assert!(both.says(words), "{words}: {}", both.text());
    }
    let one = support.open(&format!("/support?q={number}")).await;
    assert!(one.says(&format!("Найдено: № заявления {number}")), "{}", one.text());
    let phone = support.open("/support?q=%2B79990000001").await;
    assert!(phone.says("Найдено: телефон"), "{}", phone.text());
    let rows = phone.texts("tbody").join(" ");
    assert!(!rows.contains("9990000001"), "the phone is not shown: {rows}");
}

#[tokio::test]
async fn the_card_answers_first_and_hides_what_is_personal() {
    let portal = Portal::open().await;
    let number = portal.approved(&portal.draft()).await;
    let mut support = portal.visit(&portal.support().await).await;
    let found = support.open(&format!("/support?q={number}")).await;
    let card = support.open(&found.values("a.name", "href").remove(0)).await;
    assert_eq!(card.status, StatusCode::OK);
    for words in
        ["«Одобрено» с", "ход клиента", "+7 999 •••-••-01", "b•••@romashka.example", "Только просмотр"]
    {
        assert!(card.says(words), "{words}: {}", card.text());
    }
    let bytes = String::from_utf8(card.bytes.clone()).unwrap();
    let snils = &portal.see_certificates(number).await[0].owner_snils;
    for hidden in ["+79990000001", "999 000-00-01", "buh@romashka.example", "petrova@", snils.as_str()] {
        assert!(!bytes.contains(hidden), "{hidden}");
    }
    assert!(card.values("form", "action").iter().all(|action| action == "/sign-out" || action == "/support"));
    assert!(card.values("a", "href").iter().all(|href| !href.starts_with("/partner")));
}

#[tokio::test]
async fn each_look_is_noted_where_the_partner_can_be_shown_it() {
    let portal = Portal::open().await;
    portal.send(&portal.draft()).await;
    let forsait = portal.partner("forsait").await.id;
    let mut support = portal.visit(&portal.support().await).await;
    let found = support.open("/support?q=its-demo").await;
    support.open(&found.values("a.name", "href").remove(0)).await;
    let noted = async |verb: &str, chain: PartnerId| {
        portal.count(&format!("audit where verb = '{verb}' and actor = 'support' and chain = {chain}")).await
    };
    assert_eq!((noted("searched", PartnerId(0)).await, noted("looked_up", forsait).await), (1, 1));
    portal.verify().await;
}

#[tokio::test]
async fn the_line_opens_no_other_desk_and_nobody_else_opens_its() {
    let portal = Portal::open().await;
    let number = portal.send(&portal.draft()).await;
    let mut support = portal.visit(&portal.support().await).await;
    for address in ["/partner/applications", "/partner/organizations", "/cabinet", "/operator/statements"] {
        assert_eq!(support.open(address).await.status, StatusCode::FORBIDDEN, "{address}");
    }
    let card = support.open(&format!("/partner/applications/{number}")).await;
    assert_eq!(card.status, StatusCode::FORBIDDEN);
    for persona in
        [portal.staff().await, portal.manager().await, portal.clerk().await, portal.billing().await]
    {
        let refused = portal.visit(&persona).await.open("/support?q=1").await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert!(refused.says("линия поддержки"), "{}", refused.text());
    }
}
