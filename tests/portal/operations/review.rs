//! Review: one employee takes an application; the reviewer sets the mode, never the users; a forwarding can be undone.

use chrono::Duration;
use registrar::domain::application::{ApplicationRefusal, ConnectionParameters};
use registrar::domain::billing::Basis;
use registrar::domain::multi_user::Tier;
use registrar::domain::price::PriceFault;
use registrar::domain::stage::{Stage, StageCode};
use registrar::operations::{Failure, Refusal, review};
use registrar::store::applications;
use serde_json::json;

use crate::support::{Portal, rounds};

const LOWER: ConnectionParameters =
    ConnectionParameters { enabled: true, tier: Some(Tier::TwoToNine), basis: Basis::Paid, group_band: None };

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_who_take_the_same_application_one_wins_and_the_other_learns_who() {
    let portal = Portal::open().await;
    let rivals = [portal.staff().await, portal.colleague().await];
    for round in 0..rounds() {
        let number = portal.send(&portal.draft()).await;
        let seen = portal.see(number).await.version;
        let taking = rivals
            .clone()
            .map(|rival| tokio::spawn(async move { review::take(&rival.desk(), number, seen).await }));
        let mut won = vec![];
        let mut told = vec![];
        for (rival, taken) in rivals.iter().zip(taking) {
            match taken.await.unwrap() {
                Ok(_) => won.push(rival),
                Err(Failure::Stale(clash)) => told.push(clash),
                Err(other) => panic!("round {round}: {other}"),
            }
        }
        assert_eq!((won.len(), told.len()), (1, 1), "round {round}");
        assert_eq!(told[0].by, won[0].account.full_name);
        assert_eq!((told[0].verb.as_str(), told[0].stage), ("taken", Some(StageCode::InReview)));
        assert_eq!(portal.see(number).await.stage.reviewer(), Some(won[0].id()));
    }
    portal.verify().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_who_forward_the_same_application_one_does_and_one_errand_is_owed() {
    let portal = Portal::open().await;
    let rivals = [portal.staff().await, portal.colleague().await];
    for round in 0..rounds() {
        let number = portal.send(&portal.draft()).await;
        let seen = portal.take(&rivals[0], number).await.version;
        let forwarding = rivals.clone().map(|rival| {
            tokio::spawn(
                async move { review::forward(&rival.desk(), number, seen, review::Sent::AS_SAVED).await },
            )
        });
        let mut done = 0;
        for forwarded in forwarding {
            done += usize::from(forwarded.await.unwrap().is_ok());
        }
        assert_eq!(done, 1, "round {round}");
        let owed = format!("errands where kind = 'submit' and application_number = {number}");
        assert_eq!(portal.count(&owed).await, 1);
    }
}

#[tokio::test]
async fn the_parameters_change_and_the_clients_words_do_not() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let number = portal.send(&portal.draft().users(12)).await;
    let before = applications::original(portal.db(), number).await.unwrap();
    let taken = portal.take(&staff, number).await;
    assert_eq!(taken.parameters.tier, Some(Tier::TenPlus), "the users suggest the tier");
    let set = review::set_parameters(&staff.desk(), number, taken.version, LOWER).await.unwrap();
    assert_eq!(set.parameters, LOWER);
    assert_eq!(portal.see(number).await.parameters, LOWER);
    assert_eq!(applications::original(portal.db(), number).await.unwrap(), before);
    assert_eq!(before.content.multi_user.users.len(), 12);
    assert_eq!(portal.see(number).await.asked, taken.asked);
}

#[tokio::test]
async fn the_mode_needs_a_tier_and_a_tier_the_mode() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let number = portal.send(&portal.draft()).await;
    let seen = portal.take(&staff, number).await.version;
    for (parameters, refusal) in [
        (ConnectionParameters { tier: None, ..LOWER }, Refusal::Application(ApplicationRefusal::TierMissing)),
        (
            ConnectionParameters { enabled: false, ..LOWER },
            Refusal::Application(ApplicationRefusal::TierWithoutMode),
        ),
    ] {
        let refused = review::set_parameters(&staff.desk(), number, seen, parameters).await;
        assert!(matches!(refused, Err(Failure::Refused(found)) if found == refusal));
    }
    assert_eq!(portal.see(number).await.version, seen);
}

#[tokio::test]
async fn a_mode_without_a_tier_is_not_forwarded() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let number = portal.send(&portal.draft().users(1)).await;
    let taken = portal.take(&staff, number).await;
    assert_eq!((taken.parameters.enabled, taken.parameters.tier), (true, None));
    let refused = review::forward(&staff.desk(), number, taken.version, review::Sent::AS_SAVED).await;
    assert!(matches!(refused, Err(Failure::Refused(Refusal::Application(ApplicationRefusal::TierMissing)))));
}

#[tokio::test]
async fn what_has_no_price_is_not_forwarded() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let number = portal.send(&portal.draft().with("/organization/region", json!("77"))).await;
    let seen = portal.take(&staff, number).await.version;
    let refused = review::forward(&staff.desk(), number, seen, review::Sent::AS_SAVED).await;
    assert!(
        matches!(
            refused,
            Err(Failure::Refused(Refusal::Application(ApplicationRefusal::NoPrice(PriceFault::NoZone))))
        ),
        "{refused:?}"
    );
    let free = ConnectionParameters { basis: Basis::ItsProf, ..LOWER };
    let set = review::set_parameters(&staff.desk(), number, seen, free).await.unwrap();
    review::forward(&staff.desk(), number, set.version, review::Sent::AS_SAVED).await.unwrap();
}

#[tokio::test]
async fn a_forwarding_can_be_undone_and_done_again() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let number = portal.forwarded(&portal.draft()).await;
    portal.clock.advance(Duration::seconds(9));
    portal.run_errands().await;
    let undone = review::undo(&staff.desk(), number, portal.see(number).await.version).await.unwrap();
    assert_eq!(undone.stage, Stage::InReview { reviewer: staff.id() });
    portal.clock.advance(Duration::seconds(5));
    portal.run_errands().await;
    assert_eq!(
        portal.see(number).await.stage.code(),
        StageCode::InReview,
        "the first errand finds nothing to do"
    );
    portal.forward(&staff, number).await;
    portal.clock.advance(Duration::seconds(9));
    portal.run_errands().await;
    assert_eq!(
        portal.see(number).await.stage.code(),
        StageCode::Forwarded,
        "the second window lasts as long"
    );
    portal.clock.advance(Duration::seconds(1));
    portal.run_errands().await;
    assert_eq!(portal.see(number).await.stage.code(), StageCode::Approved);
    assert_eq!(portal.count("certificates").await, 1);
    portal.verify().await;
}

#[tokio::test]
async fn an_undo_within_the_first_window_does_not_shorten_the_second() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let number = portal.forwarded(&portal.draft()).await;
    portal.clock.advance(Duration::seconds(6));
    review::undo(&staff.desk(), number, portal.see(number).await.version).await.unwrap();
    portal.forward(&staff, number).await;
    portal.clock.advance(Duration::seconds(5));
    portal.run_errands().await;
    assert_eq!(portal.see(number).await.stage.code(), StageCode::Forwarded);
    portal.clock.advance(Duration::seconds(5));
    portal.run_errands().await;
    assert_eq!(portal.see(number).await.stage.code(), StageCode::Approved);
    portal.verify().await;
}

#[tokio::test]
async fn after_the_window_nothing_is_undone() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let number = portal.forwarded(&portal.draft()).await;
    portal.clock.advance(Duration::seconds(10));
    let late = review::undo(&staff.desk(), number, portal.see(number).await.version).await;
    assert!(matches!(late, Err(Failure::Refused(Refusal::Application(ApplicationRefusal::UndoIsOver)))));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_undo_and_the_worker_at_once_leave_one_story() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    for round in 0..rounds() {
        let number = portal.forwarded(&portal.draft()).await;
        let seen = portal.see(number).await.version;
        let desk = staff.desk();
        portal.clock.advance(Duration::seconds(10));
        let worker = portal.worker();
        let undoing = tokio::spawn(async move { review::undo(&desk, number, seen).await });
        let working = tokio::spawn(async move { worker.round().await.unwrap() });
        let undone = undoing.await.unwrap().is_ok();
        working.await.unwrap();
        portal.run_errands().await;
        let expected = if undone { StageCode::InReview } else { StageCode::Approved };
        assert_eq!(portal.see(number).await.stage.code(), expected, "round {round}");
    }
    portal.verify().await;
}

#[tokio::test]
async fn a_colleague_can_be_handed_an_application_and_a_stranger_cannot() {
    let portal = Portal::open().await;
    let (staff, colleague, stranger) =
        (portal.staff().await, portal.colleague().await, portal.stranger().await);
    let number = portal.send(&portal.draft()).await;
    let seen = portal.take(&staff, number).await.version;
    let refused = review::hand_over(&staff.desk(), number, seen, stranger.id(), "").await;
    assert!(matches!(refused, Err(Failure::Invalid(_))));
    let own = review::hand_over(&staff.desk(), number, seen, staff.id(), "").await;
    assert!(matches!(own, Err(Failure::Refused(Refusal::Application(ApplicationRefusal::AlreadyYours)))));
    let handed = review::hand_over(&staff.desk(), number, seen, colleague.id(), "").await.unwrap();
    assert_eq!(handed.stage, Stage::InReview { reviewer: colleague.id() });
    let released = review::release(&colleague.desk(), number, handed.version).await.unwrap();
    assert_eq!(released.stage, Stage::Received);
}

#[tokio::test]
async fn another_partners_application_is_not_found_whatever_is_tried() {
    let portal = Portal::open().await;
    let stranger = portal.stranger().await;
    let number = portal.send(&portal.draft()).await;
    let desk = stranger.desk();
    let tried = [
        review::take(&desk, number, 1).await,
        review::release(&desk, number, 1).await,
        review::hand_over(&desk, number, 1, stranger.id(), "").await,
        review::set_parameters(&desk, number, 1, LOWER).await,
        review::forward(&desk, number, 1, review::Sent::AS_SAVED).await,
        review::undo(&desk, number, 1).await,
    ];
    for (place, outcome) in tried.iter().enumerate() {
        assert!(matches!(outcome, Err(Failure::NotFound)), "{place}: {outcome:?}");
    }
    assert_eq!(portal.see(number).await.version, 1);
}
