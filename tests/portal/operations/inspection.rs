//! The reviewer's card: it shows what the reviewer needs for a decision, and opening it changes nothing.

use registrar::domain::application::ConnectionParameters;
use registrar::domain::billing::{Basis, BilledProduct};
use registrar::domain::multi_user::Tier;
use registrar::domain::remark::Remark;
use registrar::domain::stage::Verb;
use registrar::operations::{Failure, cabinet, inspection, organizations, support};
use serde_json::json;

use crate::support::{Draft, LOWER, MAIN, Portal, UPPER};

/// The actions that are open to the reviewer.
const READY: [Verb; 7] = [
    Verb::Forward,
    Verb::Return,
    Verb::Reject,
    Verb::Hold,
    Verb::SetParameters,
    Verb::Release,
    Verb::HandOver,
];

#[tokio::test]
async fn the_card_offers_the_verbs_that_are_open_to_its_reader() {
    let portal = Portal::open().await;
    let (staff, clerk) = (portal.staff().await, portal.clerk().await);
    let number = portal.send(&portal.draft()).await;
    let strange = inspection::card(&clerk.desk(), number).await;
    assert!(
        matches!(strange, Err(registrar::operations::Failure::NotFound)),
        "nothing of it is at the authority"
    );
    let verbs = async |persona: &crate::support::Persona| {
        inspection::card(&persona.desk(), number).await.unwrap().verbs
    };
    assert_eq!(verbs(&staff).await, [Verb::Take]);
    portal.take(&staff, number).await;
    assert_eq!(verbs(&staff).await, READY);
    portal.forward(&staff, number).await;
    assert_eq!(verbs(&staff).await, [Verb::Undo]);
    assert_eq!(verbs(&clerk).await, []);
    portal.run_errands_after_the_undo_window().await;
    assert_eq!(verbs(&staff).await, []);
}

#[tokio::test]
async fn the_price_is_shown_before_the_click_and_asking_changes_nothing() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let number = portal.send(&portal.draft().users(3)).await;
    let before = portal.take(&staff, number).await;
    let amounts = |priced: Vec<registrar::operations::pricing::Priced>| -> Vec<(BilledProduct, i64)> {
        priced
            .into_iter()
            .map(|priced| (priced.item.product, priced.quote.unwrap().amount.kopecks()))
            .collect()
    };
    let shown = inspection::card(&staff.desk(), number).await.unwrap().offer.unwrap().prices;
    let main = (BilledProduct::Main, MAIN * 60 / 100);
    assert_eq!(amounts(shown), [main, (BilledProduct::MultiUser, LOWER * 70 / 100)]);
    let upper = ConnectionParameters {
        enabled: true,
        tier: Some(Tier::TenPlus),
        basis: Basis::Paid,
        group_band: None,
    };
    let (_, asked) = inspection::price_with(&staff.desk(), number, Some(upper)).await.unwrap();
    assert!(asked.unsaved);
    assert_eq!(amounts(asked.prices), [main, (BilledProduct::MultiUser, UPPER * 70 / 100)]);
    assert_eq!(portal.see(number).await, before);
}

#[tokio::test]
async fn what_is_doubtful_is_a_remark_and_never_a_refusal() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let first = portal.send(&Draft::of(7)).await;
    let second = Draft::of(7)
        .users(12)
        .with("/organization/is_budget", json!(true))
        .with("/owners/0/last_name", json!("Сидорова"))
        .with("/surprise", json!(1));
    let number = portal.send(&second).await;
    let remarks = inspection::card(&staff.desk(), number).await.unwrap().remarks;
    assert!(remarks.contains(&Remark::DuplicateApplication { numbers: vec![first] }), "{remarks:?}");
    assert!(remarks.len() >= 4, "{remarks:?}");
}

#[tokio::test]
async fn another_partners_card_is_not_found() {
    let portal = Portal::open().await;
    let stranger = portal.stranger().await;
    let number = portal.send(&portal.draft()).await;
    assert!(matches!(inspection::card(&stranger.desk(), number).await, Err(Failure::NotFound)));
    let card = inspection::card(&portal.staff().await.desk(), number).await.unwrap();
    assert_eq!((card.original.revision, card.sent_login.as_str()), (1, "its-demo"));
}

#[tokio::test]
async fn support_finds_any_organisation_and_every_look_is_noted() {
    let portal = Portal::open().await;
    let support_line = portal.support().await;
    let number = portal.approved(&Draft::of(7)).await;
    let organization = portal.see(number).await.organization;
    assert!(support::search(&support_line.desk(), " ", None).await.unwrap().list.rows.is_empty());
    let before = portal.count("audit").await;
    let inn = portal.organization(number).await.requisites.inn;
    for asked in ["ромашка 7", "РОМАШКА", inn.as_str(), "ромаш 9900"] {
        let found = support::search(&support_line.desk(), asked, None).await.unwrap().list;
        assert_eq!(found.rows.len(), 1, "{asked}");
        assert_eq!(found.rows[0].organization.id, organization);
        assert_eq!(found.rows[0].licences.len(), 2, "its licences are shown");
    }
    let code = portal.organization(number).await.subscriber_code;
    support::open(&support_line.desk(), &code, "").await.unwrap();
    assert_eq!(portal.count("audit").await, before + 5);
    assert_eq!(portal.count("audit where verb = 'looked_up' and actor = 'support' and chain = 1").await, 1);
    portal.verify().await;
}

#[tokio::test]
async fn a_partner_finds_only_its_own_organisations() {
    let portal = Portal::open().await;
    let number = portal.approved(&Draft::of(7)).await;
    let code = portal.organization(number).await.subscriber_code;
    let (staff, stranger) = (portal.staff().await, portal.stranger().await);
    assert_eq!(organizations::list(&staff.desk(), "", None, None).await.unwrap().rows.len(), 1);
    assert!(organizations::list(&stranger.desk(), "", None, None).await.unwrap().rows.is_empty());
    assert!(matches!(organizations::open(&stranger.desk(), &code).await, Err(Failure::NotFound)));
    let card = organizations::open(&staff.desk(), &code).await.unwrap();
    assert_eq!((card.licences.len(), card.applications.len(), card.certificates.len()), (2, 1, 1));
    assert_eq!(card.bound_login, "its-demo");
}

#[tokio::test]
async fn a_client_sees_the_applications_of_its_organisation_only() {
    let portal = Portal::open().await;
    let number = portal.approved(&Draft::of(7)).await;
    let foreign = portal.approved(&Draft::of(8)).await;
    let client = portal.client(portal.see(number).await.organization).await;
    let own = cabinet::list(&client.desk(), None).await.unwrap().rows;
    assert_eq!(own.iter().map(|application| application.number).collect::<Vec<_>>(), [number]);
    let opened = cabinet::open(&client.desk(), number).await.unwrap();
    assert_eq!((opened.certificates.len(), opened.partner.code.as_str()), (1, "forsait"));
    assert!(matches!(cabinet::open(&client.desk(), foreign).await, Err(Failure::NotFound)));
}
