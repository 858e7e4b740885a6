//! Concurrent approvals of two applications of one organisation. Neither is charged for a licence that the other has
//! just bought, and neither overwrites the other's changes.

use registrar::domain::errand::Errand;
use registrar::domain::ids::ApplicationNumber;
use registrar::domain::stage::StageCode;
use registrar::operations::Desk;
use registrar::operations::forwarding::{self, ErrandOutcome};
use registrar::store::outbox::{self, Kept};
use serde_json::{Value, json};

use crate::support::{Draft, Portal, inn, rounds};

/// A change of the organisation's card that needs no certificate.
fn change(organization: u32, flags: &[&str]) -> Draft {
    Draft::of(organization)
        .with("/type", json!("change"))
        .with("/changes", json!(flags))
        .with("/owners/0/csr", Value::Null)
}

/// The errand that approves an application which is forwarded and submitted.
async fn registering(portal: &Portal, draft: &Draft) -> Kept {
    let number = portal.forwarded(draft).await;
    portal.clock.advance(chrono::Duration::seconds(10));
    let desk = Desk::of_worker(&portal.house, "test-worker".to_owned());
    forwarding::submit(&desk, &owed(portal, number, "submit").await).await.unwrap();
    owed(portal, number, "register").await
}

async fn owed(portal: &Portal, number: ApplicationNumber, kind: &str) -> Kept {
    let open = outbox::open_of(portal.db(), number).await.unwrap();
    open.into_iter().find(|kept| kept.errand.kind() == kind).unwrap()
}

/// Runs both approvals concurrently.
async fn approve_both(portal: &Portal, errands: [Kept; 2]) {
    let working = errands.map(|errand| {
        let desk = Desk::of_worker(&portal.house, errand.key.clone());
        tokio::spawn(async move {
            assert!(matches!(errand.errand, Errand::Register { .. }));
            forwarding::register(&desk, &errand).await
        })
    });
    for outcome in working {
        assert_eq!(outcome.await.unwrap().unwrap(), ErrandOutcome::Done);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_changes_that_bring_the_extension_are_charged_for_it_once() {
    let portal = Portal::open().await;
    for _ in 0..rounds() / 5 {
        let organization = portal.next();
        portal.approved(&Draft::of(organization).users(0).with("/owners/0/csr", Value::Null)).await;
        let change = change(organization, &["users"]).users(2);
        let errands = [registering(&portal, &change).await, registering(&portal, &change).await];
        let numbers = errands.each_ref().map(|errand| errand.errand.application().unwrap());
        approve_both(&portal, errands).await;
        for number in numbers {
            assert_eq!(portal.see(number).await.stage.code(), StageCode::Approved);
        }
        let [one, other] = numbers;
        let charged =
            format!("charges where product = 'multi_user' and application_number in ({one}, {other})");
        assert_eq!(portal.count(&charged).await, 1);
    }
    portal.verify().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_partial_changes_are_both_on_the_card() {
    let portal = Portal::open().await;
    for _ in 0..rounds() / 5 {
        let organization = portal.next();
        let first = portal.approved(&Draft::of(organization).with("/owners/0/csr", Value::Null)).await;
        let says = |member: &str, value: &str| {
            let mut card = json!({ "inn": inn(organization), "kpp": "990001001" });
            card[member] = json!(value);
            change(organization, &["org_requisites"]).with("/organization", card)
        };
        let (name, phone) = (says("short_name", "ООО «Ирис»"), says("phone", "+79990000077"));
        approve_both(&portal, [registering(&portal, &name).await, registering(&portal, &phone).await]).await;
        let card = portal.organization(first).await.requisites;
        assert_eq!((card.short_name.as_str(), card.phone.as_str()), ("ООО «Ирис»", "+79990000077"));
    }
    portal.verify().await;
}
