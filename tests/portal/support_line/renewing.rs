//! Search terms of an older version are made again, once, from all documents that an organisation ever sent.

use registrar::domain::role::Scope;
use registrar::domain::search::Question;
use registrar::store::organizations::OrganizationQuery;
use registrar::store::{organizations, terms};

use crate::support::Portal;

async fn found(portal: &Portal, asked: &str) -> usize {
    let asked = Question::read(asked);
    organizations::search(portal.db(), &Scope::Everything, OrganizationQuery::first(&asked, 10))
        .await
        .unwrap()
        .len()
}

#[tokio::test]
async fn terms_of_an_older_version_are_made_anew_and_only_these() {
    let portal = Portal::open().await;
    let draft = portal.draft();
    portal.approved(&draft).await;
    let renamed = draft.clone().with("/type", serde_json::json!("renew"));
    let renamed = renamed.with("/organization/short_name", serde_json::json!("ООО «Василек»"));
    portal.approved(&renamed).await;
    portal.send(&portal.draft()).await;
    let all = portal.count("organization_terms").await;
    assert_eq!(terms::bring_up_to_date(portal.db()).await.unwrap(), 0, "nothing is old");
    portal.sql("delete from organization_terms").await;
    portal
        .sql(
            "insert into organization_terms (term, organization_id, sort_name, partner_id) \
              select 'старое', id, sort_name, partner_id from organizations",
        )
        .await;
    portal.sql("update organizations set terms_version = 0 where short_name = 'ООО «Василек»'").await;
    assert_eq!((found(&portal, "васильком").await, found(&portal, "старое").await), (0, 2));
    assert_eq!(terms::bring_up_to_date(portal.db()).await.unwrap(), 1);
    for asked in ["василек", "ромашкой", "its-demo", "990-000-001 53", "8 999 000 00 01", "Бухгалтерия 3.0"]
    {
        assert_eq!(found(&portal, asked).await, 1, "{asked}");
    }
    assert_eq!(found(&portal, "старое").await, 1, "what is up to date is left alone");
    portal.sql("update organizations set terms_version = 0").await;
    assert_eq!(terms::bring_up_to_date(portal.db()).await.unwrap(), 2);
    assert_eq!(portal.count("organization_terms").await, all, "the same as when they were first written");
    assert_eq!(terms::bring_up_to_date(portal.db()).await.unwrap(), 0);
    portal.verify().await;
}

#[tokio::test]
async fn a_client_does_not_find_people_by_their_numbers() {
    let portal = Portal::open().await;
    let number = portal.send(&portal.draft()).await;
    let organization = portal.see(number).await;
    let asked = Question::read("990-000-001 53");
    for (scope, expected) in [
        (Scope::Everything, 1),
        (Scope::Partner(organization.partner), 1),
        (Scope::Organizations(vec![organization.organization]), 0),
        (Scope::ItsLogin(organization.sent_login), 0),
    ] {
        let found =
            organizations::search(portal.db(), &scope, OrganizationQuery::first(&asked, 10)).await.unwrap();
        assert_eq!(found.len(), expected, "{scope:?}");
    }
}
