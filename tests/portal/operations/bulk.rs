//! Bulk actions: previewed, carried out one application at a time, never twice, and by the same operations as single
//! ones.

use registrar::domain::application::{Application, ApplicationRefusal};
use registrar::domain::ids::ApplicationNumber;
use registrar::domain::money::Money;
use registrar::domain::multi_user::{ModeChoice, Tier};
use registrar::domain::price::PriceFault;
use registrar::domain::queue::BulkVerb;
use registrar::domain::role::Role;
use registrar::domain::stage::StageCode;
use registrar::operations::bulk::{self, MOST, Obstacle, Outcome, Seen, Step};
use registrar::operations::decisions::GivenReason;
use registrar::operations::{Failure, Refusal, review};
use serde_json::json;

use crate::support::{Persona, Portal};

const SNILS: GivenReason<'static> = GivenReason { code: "snils", own_words: "Петровой" };

async fn sent(portal: &Portal, count: usize) -> Vec<ApplicationNumber> {
    let mut numbers = Vec::new();
    for _ in 0..count {
        numbers.push(portal.send(&portal.draft()).await);
    }
    numbers
}

async fn taken(portal: &Portal, staff: &Persona, count: usize) -> Vec<ApplicationNumber> {
    let numbers = sent(portal, count).await;
    for number in &numbers {
        portal.take(staff, *number).await;
    }
    numbers
}

fn seen(application: &Application, total: Option<Money>) -> Seen {
    Seen { number: application.number, version: application.version, total }
}

async fn as_seen(portal: &Portal, numbers: &[ApplicationNumber]) -> Vec<Seen> {
    let mut all = Vec::new();
    for number in numbers {
        all.push(seen(&portal.see(*number).await, portal.total(*number).await));
    }
    all
}

#[tokio::test]
async fn a_preview_says_what_would_happen_and_changes_nothing() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let mut numbers = taken(&portal, &staff, 1).await;
    numbers.push(portal.send(&portal.draft().with("/organization/region", json!("77"))).await);
    portal.take(&staff, numbers[1]).await;
    numbers.push(portal.send(&portal.draft()).await);
    let entries = portal.count("audit").await;
    let found = bulk::preview(&staff.desk(), BulkVerb::Forward, None, &numbers).await.unwrap();
    let said: Vec<_> = found.rows.iter().rev().map(|row| (row.obstacle.clone(), row.prices.len())).collect();
    assert_eq!(said[0], (None, 2));
    assert_eq!(
        said[1].0,
        Some(Obstacle::Refused(Refusal::Application(ApplicationRefusal::NoPrice(PriceFault::NoZone))))
    );
    assert!(matches!(
        said[2].0,
        Some(Obstacle::Refused(Refusal::Application(ApplicationRefusal::NotInThisStage { .. })))
    ));
    assert_eq!(portal.count("audit").await, entries);
    let mode = bulk::preview(&staff.desk(), BulkVerb::Mode, Some(ModeChoice::TwoToNine), &numbers[..1]).await;
    assert_eq!(mode.unwrap().rows[0].obstacle, Some(Obstacle::AlreadySo));
}

#[tokio::test]
async fn each_is_done_by_itself_and_what_somebody_changed_meanwhile_is_left_alone() {
    let portal = Portal::open().await;
    let (staff, colleague) = (portal.staff().await, portal.colleague().await);
    let numbers = sent(&portal, 3).await;
    let chosen = as_seen(&portal, &numbers).await;
    portal.take(&colleague, numbers[1]).await;
    let done = bulk::run(&staff.desk(), Step::Take, &chosen).await.unwrap();
    assert!(matches!(done[0].outcome, Outcome::Done(_)) && matches!(done[2].outcome, Outcome::Done(_)));
    let Outcome::Stale(clash) = &done[1].outcome else { panic!("{:?}", done[1]) };
    assert_eq!(clash.by, colleague.account.full_name);
    assert_eq!(portal.see(numbers[1]).await.stage.reviewer(), Some(colleague.id()));
    assert_eq!(portal.see(numbers[2]).await.stage.reviewer(), Some(staff.id()));
    for number in &numbers {
        let noted = format!("audit where subject = 'application:{number}' and verb = 'taken'");
        assert_eq!(portal.count(&noted).await, 1);
    }
    portal.verify().await;
}

#[tokio::test]
async fn what_is_repeated_is_not_done_twice() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let numbers = taken(&portal, &staff, 2).await;
    let chosen = as_seen(&portal, &numbers).await;
    // The first attempt stopped after one application.
    review::forward(&staff.desk(), numbers[0], chosen[0].version, review::Sent::AS_SAVED).await.unwrap();
    for _ in 0..2 {
        let done = bulk::run(&staff.desk(), Step::Forward, &chosen).await.unwrap();
        assert!(matches!(done[0].outcome, Outcome::DoneBefore), "{done:?}");
        assert!(matches!(done[1].outcome, Outcome::Done(_) | Outcome::DoneBefore));
    }
    assert_eq!(portal.count("errands where kind = 'submit'").await, 2);
    portal.verify().await;
}

#[tokio::test]
async fn a_namesake_is_not_taken_for_oneself() {
    let portal = Portal::open().await;
    let (staff, forsait) = (portal.staff().await, portal.partner("forsait").await);
    let roles = [(Role::PartnerStaff, Some(&forsait))];
    let namesake = portal.person("smirnova-2", &staff.account.full_name, &roles).await;
    let numbers = sent(&portal, 1).await;
    let chosen = as_seen(&portal, &numbers).await;
    review::take(&namesake.desk(), numbers[0], chosen[0].version).await.unwrap();
    let done = bulk::run(&staff.desk(), Step::Take, &chosen).await.unwrap();
    assert!(matches!(done[0].outcome, Outcome::Stale(_)), "{done:?}");
}

#[tokio::test]
async fn a_return_needs_its_reason_before_the_first_one_is_touched() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let numbers = taken(&portal, &staff, 2).await;
    let chosen = as_seen(&portal, &numbers).await;
    let nothing = GivenReason { code: "", own_words: "" };
    let refused = bulk::run(&staff.desk(), Step::Return(nothing), &chosen).await;
    assert!(matches!(refused, Err(Failure::Invalid(faults)) if faults[0].0 == "reason"));
    assert_eq!(as_seen(&portal, &numbers).await, chosen);
    bulk::run(&staff.desk(), Step::Return(SNILS), &chosen).await.unwrap();
    for number in numbers {
        assert_eq!(portal.see(number).await.stage.code(), StageCode::NeedsClient);
    }
}

#[tokio::test]
async fn the_mode_changes_and_the_basis_stays() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let numbers = taken(&portal, &staff, 2).await;
    let chosen = as_seen(&portal, &numbers).await;
    bulk::run(&staff.desk(), Step::Mode(ModeChoice::TenPlus), &chosen).await.unwrap();
    let changed = portal.see(numbers[0]).await.parameters;
    assert_eq!((changed.enabled, changed.tier), (true, Some(Tier::TenPlus)));
    let chosen = as_seen(&portal, &numbers).await;
    bulk::run(&staff.desk(), Step::Mode(ModeChoice::Off), &chosen).await.unwrap();
    let off = portal.see(numbers[1]).await.parameters;
    assert_eq!((off.enabled, off.tier, off.basis), (false, None, changed.basis));
}

#[tokio::test]
async fn none_too_many_and_those_of_others_are_refused() {
    let portal = Portal::open().await;
    let (staff, stranger) = (portal.staff().await, portal.stranger().await);
    let number = portal.send(&portal.draft()).await;
    let foreign = bulk::preview(&stranger.desk(), BulkVerb::Take, None, &[number]).await;
    assert!(matches!(foreign, Err(Failure::NotFound)));
    let chosen = [Seen { number, version: 1, total: None }];
    let done = bulk::run(&stranger.desk(), Step::Take, &chosen).await.unwrap();
    assert!(matches!(done[0].outcome, Outcome::NotFound) && done[0].organization.is_none());
    for chosen in [vec![], vec![chosen[0]; MOST + 1]] {
        let refused = bulk::run(&staff.desk(), Step::Take, &chosen).await;
        assert!(matches!(refused, Err(Failure::Invalid(_))));
    }
    assert_eq!(portal.see(number).await.stage.code(), StageCode::Received);
}

#[tokio::test]
async fn a_row_whose_total_is_no_longer_what_was_shown_is_left_alone() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let numbers = taken(&portal, &staff, 2).await;
    let mut chosen = as_seen(&portal, &numbers).await;
    let shown = chosen[0].total.unwrap();
    portal.sql("update prices set amount = amount * 2 where tier = '2_9'").await;
    chosen[1].total = portal.total(numbers[1]).await;
    let done = bulk::run(&staff.desk(), Step::Forward, &chosen).await.unwrap();
    let Outcome::Refused(Refusal::Application(ApplicationRefusal::TotalChanged { shown: Some(seen), now })) =
        &done[0].outcome
    else {
        panic!("{done:?}")
    };
    assert_eq!((*seen, Some(*now)), (shown, chosen[1].total));
    assert!(matches!(done[1].outcome, Outcome::Done(_)), "{done:?}");
    let unseen = bulk::run(&staff.desk(), Step::Forward, &[Seen { total: None, ..chosen[0] }]).await.unwrap();
    assert!(matches!(
        unseen[0].outcome,
        Outcome::Refused(Refusal::Application(ApplicationRefusal::TotalChanged { shown: None, .. }))
    ));
    assert_eq!(portal.see(numbers[0]).await.stage.code(), StageCode::InReview);
}
