//! Conflicts: the card shows the other applications with which this one conflicts, and blocks nothing.

use registrar::domain::ids::ApplicationNumber;
use registrar::domain::remark::Remark;
use registrar::operations::decisions::{self, GivenReason};
use registrar::operations::inspection;

use serde_json::json;

use crate::support::{Draft, Portal, at};

async fn remarks(portal: &Portal, number: ApplicationNumber) -> Vec<Remark> {
    inspection::card(&portal.staff().await.desk(), number).await.unwrap().remarks
}

#[tokio::test]
async fn two_open_applications_with_the_same_alias_show_each_other() {
    let portal = Portal::open().await;
    let first = portal.send(&Draft::of(1)).await;
    assert!(
        remarks(&portal, first).await.iter().all(|remark| !matches!(remark, Remark::DuplicateAlias { .. }))
    );
    let second = portal.send(&Draft::of(1)).await;
    let shown = remarks(&portal, second).await;
    assert!(shown.contains(&Remark::DuplicateApplication { numbers: vec![first] }));
    let alias = "Бухгалтерия 3.0".to_owned();
    assert!(shown.contains(&Remark::DuplicateAlias { alias, numbers: vec![first] }));
    let third = portal.send(&Draft::of(1).with("/cabinet/alias", "Розница".into())).await;
    let shown = remarks(&portal, third).await;
    assert!(!shown.iter().any(|remark| matches!(remark, Remark::DuplicateAlias { .. })), "{shown:?}");
}

#[tokio::test]
async fn a_first_connection_of_an_active_product_is_seen() {
    let portal = Portal::open().await;
    let active = portal.approved(&Draft::of(1)).await;
    let again = portal.send(&Draft::of(1)).await;
    let found = remarks(&portal, again).await;
    let product = found.iter().find(|remark| matches!(remark, Remark::ProductActive { .. }));
    let Some(Remark::ProductActive { number, .. }) = product else { panic!("{found:?}") };
    assert_eq!(*number, Some(active));
    let renewal = portal.send(&Draft::of(1).with("/type", "renew".into())).await;
    let found = remarks(&portal, renewal).await;
    assert!(!found.iter().any(|remark| matches!(remark, Remark::ProductActive { .. })), "{found:?}");
    let until = "2027-11-17".parse().unwrap();
    assert!(found.contains(&Remark::EarlyRenewal { until }), "{found:?}");
}

#[tokio::test]
async fn a_renewal_counts_as_early_until_sixty_days_before_the_end() {
    let portal = Portal::open().await;
    portal.approved(&Draft::of(1)).await;
    for (now, early) in [("2027-09-17T09:00:00Z", true), ("2027-09-18T09:00:00Z", false)] {
        portal.clock.turn_to(at(now));
        for draft in [
            Draft::of(1).with("/type", "renew".into()),
            Draft::of(1).with("/type", "change".into()).with("/changes", json!(["renew_license"])),
        ] {
            let number = portal.send(&draft).await;
            let found = remarks(&portal, number).await;
            let told = found.iter().any(|remark| matches!(remark, Remark::EarlyRenewal { .. }));
            assert_eq!(told, early, "{now} {found:?}");
        }
    }
}

#[tokio::test]
async fn an_owner_of_two_organisations_is_named_only_within_one_partner() {
    let portal = Portal::open().await;
    let ours = portal.send(&Draft::of(1)).await;
    let foreign = portal.its_login("its-2", "sevproekt").await;
    portal.send_by(&foreign, &Draft::of(2)).await.unwrap();
    let third = portal.send(&Draft::of(3)).await;
    let found = remarks(&portal, third).await;
    let expected = Remark::OwnerElsewhere { owner: 0, numbers: vec![ours], more: 0, foreign: true };
    assert!(found.contains(&expected), "{found:?}");
}

#[tokio::test]
async fn of_an_owner_of_many_organisations_the_last_are_named_and_the_others_counted() {
    let portal = Portal::open().await;
    let mut sent = Vec::new();
    for organization in 1..=12 {
        sent.push(portal.send(&Draft::of(organization)).await);
    }
    let last = portal.send(&Draft::of(13).owners(2)).await;
    let numbers: Vec<ApplicationNumber> = sent.into_iter().rev().take(10).collect();
    let expected = Remark::OwnerElsewhere { owner: 0, numbers, more: 2, foreign: false };
    assert!(remarks(&portal, last).await.contains(&expected), "{:?}", remarks(&portal, last).await);
    let page = portal.visit(&portal.staff().await).await.open(&format!("/partner/applications/{last}")).await;
    assert!(page.says(" и еще 2)"), "{}", page.text());
}

#[tokio::test]
async fn an_open_application_is_seen_however_many_came_after_it() {
    let portal = Portal::open().await;
    let open = portal.send(&Draft::of(1)).await;
    for _ in 0..51 {
        portal.send(&Draft::of(1).with("/cabinet/alias", "Розница".into())).await;
    }
    portal.sql(&format!("update applications set stage = 'withdrawn' where number > {open}")).await;
    let last = portal.send(&Draft::of(1)).await;
    let shown = remarks(&portal, last).await;
    assert!(shown.contains(&Remark::DuplicateApplication { numbers: vec![open] }), "{shown:?}");
    let alias = "Бухгалтерия 3.0".to_owned();
    assert!(shown.contains(&Remark::DuplicateAlias { alias, numbers: vec![open] }), "{shown:?}");
}

#[tokio::test]
async fn another_account_of_a_connected_subscriber_is_remarked() {
    let portal = Portal::open().await;
    portal.approved(&Draft::of(1)).await;
    let second = portal.send(&Draft::of(1).with("/cabinet/alias", json!("Зарплата"))).await;
    let shown = remarks(&portal, second).await;
    assert!(shown.iter().any(|remark| matches!(remark, Remark::SubscriberConnected { .. })), "{shown:?}");
    assert!(!shown.iter().any(|remark| matches!(remark, Remark::ProductActive { .. })), "{shown:?}");
    let stranger = remarks(&portal, portal.send(&Draft::of(2)).await).await;
    assert!(!stranger.iter().any(|remark| matches!(remark, Remark::SubscriberConnected { .. })));
}

#[tokio::test]
async fn what_was_known_at_the_decision_is_shown_when_the_application_is_over() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let known = portal.send(&Draft::of(1)).await;
    let approved = portal.approved(&Draft::of(1)).await;
    let rejected = portal.send(&Draft::of(1)).await;
    let seen = portal.take(&staff, rejected).await.version;
    let given = GivenReason { code: "duplicate", own_words: "" };
    decisions::reject(&staff.desk(), rejected, seen, given).await.unwrap();
    // An application that comes later must not appear in the remarks.
    portal.send(&Draft::of(1)).await;
    let expected = Remark::DuplicateApplication { numbers: vec![known] };
    for number in [approved, rejected] {
        let shown = remarks(&portal, number).await;
        assert!(shown.contains(&expected), "{shown:?}");
    }
    let active = remarks(&portal, rejected).await;
    assert!(active.iter().any(|remark| matches!(remark, Remark::ProductActive { .. })), "{active:?}");
    portal.verify().await;
}
