//! Ended before its time: by either of the two, by an administrator, or because the giver holds the role no more.

use axum::http::StatusCode;
use registrar::domain::role::Role;
use registrar::operations::{Failure, Refusal, people, standing_in};

use super::{handed_over, status, typed};
use crate::support::Portal;

#[tokio::test]
async fn either_of_the_two_and_an_administrator_may_end_it_at_once() {
    for who in ["manager", "staff", "partner-admin"] {
        let portal = Portal::open().await;
        portal.partner_admin().await;
        let (manager, staff) = handed_over(&portal, "2026-11-30").await;
        let mut deputy = portal.visit(&staff).await;
        assert_eq!(deputy.open("/partner/statements").await.status, StatusCode::OK);
        let ender = portal.known(who).await;
        let mut visitor = portal.visit(&ender).await;
        let (page, action) = if who == "partner-admin" {
            let page = format!("/partner/people/{}", manager.id());
            (page.clone(), format!("{page}/standing-in/1/ending"))
        } else {
            ("/profile/standing-in".to_owned(), "/profile/standing-in/1/ending".to_owned())
        };
        let shown = visitor.open(&page).await;
        let done = visitor.press(&shown, &action, &[]).await;
        assert!(done.says("Замещение завершено.") && done.says("завершено"), "{who}: {}", done.text());
        let after = deputy.open("/partner/statements").await;
        assert_eq!(after.status, StatusCode::FORBIDDEN, "{who}: in the same session");
        let by = match who {
            "manager" => "giver",
            "staff" => "deputy",
            _ => "administrator",
        };
        let told = format!("audit where verb = 'standing_in_ended' and details like '%\"by\":\"{by}\"%'");
        assert_eq!(portal.count(&told).await, 1, "{who}");
        let again = visitor.send(&action, &[]).await;
        assert_eq!(again.status, StatusCode::CONFLICT, "{who}");
        portal.verify().await;
    }
}

#[tokio::test]
async fn it_ends_when_the_giver_loses_the_role_or_is_disabled() {
    let portal = Portal::open().await;
    let admin = portal.partner_admin().await;
    let (manager, staff) = handed_over(&portal, "2026-11-30").await;
    people::give_role(&admin.desk(), manager.id(), 1, Role::PartnerStaff).await.unwrap();
    assert_eq!(status(&portal, &staff, "/partner/statements").await, StatusCode::OK);
    people::end_role(&admin.desk(), manager.id(), 2, Role::PartnerManager).await.unwrap();
    assert_eq!(status(&portal, &staff, "/partner/statements").await, StatusCode::FORBIDDEN);
    people::give_role(&admin.desk(), manager.id(), 3, Role::PartnerManager).await.unwrap();
    assert_eq!(status(&portal, &staff, "/partner/statements").await, StatusCode::FORBIDDEN, "it stays ended");
    let manager = portal.known("manager").await;
    let wish = typed(&staff, "partner_manager", ("2026-11-18", "2026-11-30"));
    standing_in::hand_over(&manager.desk(), &wish).await.unwrap();
    assert_eq!(status(&portal, &staff, "/partner/statements").await, StatusCode::OK);
    people::disable(&admin.desk(), manager.id(), 4, people::Successor::Unsaid).await.unwrap();
    assert_eq!(status(&portal, &staff, "/partner/statements").await, StatusCode::FORBIDDEN);
    people::enable(&admin.desk(), manager.id(), 5).await.unwrap();
    assert_eq!(status(&portal, &staff, "/partner/statements").await, StatusCode::FORBIDDEN);
    for (by, times) in [("role_ended", 1), ("disabled", 1)] {
        let told = format!("audit where verb = 'standing_in_ended' and details like '%\"by\":\"{by}\"%'");
        assert_eq!(portal.count(&told).await, times, "{by}");
    }
    portal.verify().await;
}

#[tokio::test]
async fn a_giver_who_was_disabled_behind_the_program_lends_nothing() {
    let portal = Portal::open().await;
    let (manager, staff) = handed_over(&portal, "2026-11-30").await;
    portal.sql(&format!("update people set disabled_at = created_at where id = {}", manager.id())).await;
    assert_eq!(status(&portal, &staff, "/partner/statements").await, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_same_days_are_handed_over_once_whoever_is_faster() {
    let portal = Portal::open().await;
    let (manager, staff) = (portal.manager().await, portal.staff().await);
    let wish = typed(&staff, "partner_manager", ("2026-11-18", "2026-11-30"));
    let (one, two) = (manager.desk(), manager.desk());
    let (first, second) =
        tokio::join!(standing_in::hand_over(&one, &wish), standing_in::hand_over(&two, &wish));
    assert_eq!([&first, &second].iter().filter(|done| done.is_ok()).count(), 1, "{first:?} {second:?}");
    let refused = [first, second].into_iter().find_map(Result::err);
    assert!(matches!(refused, Some(Failure::Refused(Refusal::StandingIn(_)))), "{refused:?}");
    portal.verify().await;
}
