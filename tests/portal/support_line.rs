//! The support line: it finds any organisation, reads no personal data, changes nothing, and each opened card is
//! recorded.

mod disclosing;
mod finding;
mod nearest;
mod renewing;

use axum::http::StatusCode;
use registrar::domain::ids::PartnerId;

use crate::support::{Page, Portal, Visitor};

/// The result page of a search.
async fn search(visitor: &mut Visitor, asked: &str) -> Page {
    let asked = url::form_urlencoded::byte_serialize(asked.as_bytes()).collect::<String>();
    visitor.open(&format!("/support?q={asked}")).await
}

#[tokio::test]
async fn each_look_is_noted_where_the_partner_can_be_shown_it() {
    let portal = Portal::open().await;
    portal.send(&portal.draft()).await;
    let forsait = portal.partner("forsait").await.id;
    let mut support = portal.visit(&portal.support().await).await;
    let card = search(&mut support, "its-demo").await;
    assert!(card.says("Сводка для коллеги"), "the only one opens at once: {}", card.text());
    let noted = async |verb: &str, chain: PartnerId| {
        portal.count(&format!("audit where verb = '{verb}' and actor = 'support' and chain = {chain}")).await
    };
    assert_eq!((noted("searched", PartnerId(0)).await, noted("looked_up", forsait).await), (1, 1));
    search(&mut support, "990-000-001 53").await;
    assert_eq!(portal.count("audit where subject like '%990%' or subject like '%9900000%'").await, 0);
    portal.verify().await;
}

#[tokio::test]
async fn the_line_opens_no_other_desk_and_nobody_else_opens_its() {
    let portal = Portal::open().await;
    let number = portal.send(&portal.draft()).await;
    let code = portal.organization(number).await.subscriber_code;
    let mut support = portal.visit(&portal.support().await).await;
    for address in ["/partner/applications", "/partner/organizations", "/cabinet", "/operator/statements"] {
        assert_eq!(support.open(address).await.status, StatusCode::FORBIDDEN, "{address}");
    }
    let card = support.open(&format!("/partner/applications/{number}")).await;
    assert_eq!(card.status, StatusCode::FORBIDDEN);
    for persona in
        [portal.staff().await, portal.manager().await, portal.clerk().await, portal.billing().await]
    {
        let mut visitor = portal.visit(&persona).await;
        let refused = visitor.open("/support?q=1").await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert!(refused.says("линия поддержки"), "{}", refused.text());
        let asking = [("what", "everything"), ("reason", "Сверяем с карточкой"), ("seen", "0")];
        let refused = visitor.send(&format!("/support/organizations/{code}"), &asking).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(portal.count("audit where verb = 'revealed'").await, 0);
}
