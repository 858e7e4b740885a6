//! Decisions: returning, rejecting, putting on hold, and the automatic steps when their terms end.

use chrono::{Duration, NaiveDate};
use registrar::domain::application::ApplicationRefusal;
use registrar::domain::ids::ApplicationNumber;
use registrar::domain::stage::{Stage, StageCode};
use registrar::operations::decisions::{self, GivenReason};
use registrar::operations::{Failure, Refusal, cabinet};

use crate::support::{Persona, Portal, at};

const SNILS: GivenReason<'static> = GivenReason { code: "snils", own_words: "Петровой А. И." };

/// An application that was returned, with its version.
async fn returned(portal: &Portal, staff: &Persona) -> ApplicationNumber {
    let number = portal.send(&portal.draft()).await;
    let seen = portal.take(staff, number).await.version;
    decisions::return_to_client(&staff.desk(), number, seen, SNILS).await.unwrap();
    number
}

fn faults(failure: Failure) -> Vec<&'static str> {
    let Failure::Invalid(faults) = failure else { panic!("{failure:?}") };
    faults.into_iter().map(|(field, _)| field).collect()
}

async fn stage(portal: &Portal, number: ApplicationNumber) -> StageCode {
    portal.see(number).await.stage.code()
}

#[tokio::test]
async fn a_returned_application_tells_its_client_why_in_the_canned_words_and_in_ones_own() {
    let portal = Portal::open().await;
    let number = returned(&portal, &portal.staff().await).await;
    let Stage::NeedsClient { reason, expires_at, .. } = portal.see(number).await.stage else { panic!() };
    assert_eq!((reason.code.as_str(), reason.version), ("snils", 1));
    assert!(reason.text.ends_with("Исправьте СНИЛС и отправьте заявление снова. Петровой А. И."));
    assert_eq!(expires_at, portal.clock.now() + Duration::days(30));
    portal.run_errands().await;
    let letter = format!(
        "letters where application_number = {number} and recipient = 'buh@romashka.example' \
         and subject = 'Заявление № {number} возвращено на доработку' and text like '%Петровой А. И.%'"
    );
    assert_eq!(portal.count(&letter).await, 1);
    portal.verify().await;
}

#[tokio::test]
async fn a_reason_is_chosen_among_those_that_serve_and_has_words() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let number = portal.send(&portal.draft()).await;
    let seen = portal.take(&staff, number).await.version;
    let desk = staff.desk();
    for code in ["", "nothing", "duplicate"] {
        let given = GivenReason { code, own_words: "x" };
        let refused = decisions::return_to_client(&desk, number, seen, given).await;
        assert_eq!(faults(refused.unwrap_err()), ["reason"], "{code}");
    }
    let wordless = GivenReason { code: "other", own_words: "  " };
    assert_eq!(faults(decisions::reject(&desk, number, seen, wordless).await.unwrap_err()), ["text"]);
    let duplicate = GivenReason { code: "duplicate", own_words: "" };
    decisions::reject(&desk, number, seen, duplicate).await.unwrap();
    assert_eq!(stage(&portal, number).await, StageCode::Rejected);
    portal.verify().await;
}

#[tokio::test]
async fn what_the_client_does_not_mend_in_thirty_days_is_taken_off() {
    let portal = Portal::open().await;
    let number = returned(&portal, &portal.staff().await).await;
    portal.clock.advance(Duration::days(30) - Duration::seconds(1));
    portal.run_errands().await;
    assert_eq!(stage(&portal, number).await, StageCode::NeedsClient);
    portal.clock.advance(Duration::seconds(1));
    portal.run_errands().await;
    assert_eq!(stage(&portal, number).await, StageCode::Expired);
    let told = format!("letters where subject = 'Заявление № {number} снято по сроку'");
    assert_eq!(portal.count(&told).await, 1);
    portal.verify().await;
}

#[tokio::test]
async fn a_client_takes_a_returned_application_back_and_no_other() {
    let portal = Portal::open().await;
    let (staff, program) = (portal.staff().await, portal.program().await);
    let number = returned(&portal, &staff).await;
    let stranger = portal.its_login("its-2", "forsait").await;
    assert!(matches!(cabinet::withdraw(&stranger.desk(), number).await, Err(Failure::NotFound)));
    cabinet::withdraw(&program.desk(), number).await.unwrap();
    let again = cabinet::withdraw(&program.desk(), number).await;
    assert!(matches!(
        again,
        Err(Failure::Refused(Refusal::Application(ApplicationRefusal::NotInThisStage { .. })))
    ));
    portal.run_errands().await;
    for subject in ["отозвано", "отозвано клиентом: ООО «Ромашка 1»"] {
        let letter = format!("letters where subject = 'Заявление № {number} {subject}'");
        assert_eq!(portal.count(&letter).await, 1, "{subject}");
    }
    portal.clock.advance(Duration::days(31));
    portal.run_errands().await;
    assert_eq!(stage(&portal, number).await, StageCode::Withdrawn, "what is over does not expire");
}

#[tokio::test]
async fn what_lies_aside_comes_back_on_its_morning_with_the_time_that_was_left() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let number = portal.send(&portal.draft()).await;
    let taken = portal.take(&staff, number).await;
    // Wednesday noon in Moscow is 17:00 in the partner's time zone: one working hour remains that day and seven fall on
    // the next.
    assert_eq!(taken.deadlines.forward_by, at("2026-11-19T08:00:00Z"));
    let monday = NaiveDate::from_ymd_opt(2026, 11, 23);
    let held =
        decisions::hold(&staff.desk(), number, taken.version, monday, "Ждем доверенность").await.unwrap();
    assert_eq!(held.hold.as_ref().map(|hold| hold.until), Some(at("2026-11-23T01:00:00Z")));
    portal.clock.turn_to(at("2026-11-23T00:59:59Z"));
    portal.run_errands().await;
    assert!(portal.see(number).await.hold.is_some());
    portal.clock.turn_to(at("2026-11-23T01:00:00Z"));
    portal.run_errands().await;
    let woken = portal.see(number).await;
    assert_eq!((woken.hold, woken.stage), (None, Stage::InReview { reviewer: staff.id() }));
    assert_eq!(woken.deadlines.forward_by, at("2026-11-23T09:00:00Z"), "eight hours of Monday");
    portal.verify().await;
}

#[tokio::test]
async fn a_day_to_wait_for_lies_ahead_and_not_too_far_and_has_a_reason() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let number = portal.send(&portal.draft()).await;
    let seen = portal.take(&staff, number).await.version;
    let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day);
    for (until, reason, wrong) in [
        (None, " ", vec!["until", "reason"]),
        (day(11, 18), "Ждем", vec!["until"]),
        (day(11, 17), "Ждем", vec!["until"]),
        (NaiveDate::from_ymd_opt(2027, 2, 1), "Ждем", vec!["until"]),
        (NaiveDate::MAX.into(), &"я".repeat(301), vec!["until", "reason"]),
        (NaiveDate::MIN.into(), "Ждем", vec!["until"]),
    ] {
        let refused = decisions::hold(&staff.desk(), number, seen, until, reason).await;
        assert_eq!(faults(refused.unwrap_err()), wrong, "{until:?}");
    }
    let held = decisions::hold(&staff.desk(), number, seen, day(11, 20), "Ждем").await.unwrap();
    let woken = decisions::wake(&staff.desk(), number, held.version).await.unwrap();
    assert!(woken.hold.is_none());
    portal.clock.advance(Duration::days(5));
    portal.run_errands().await;
    assert_eq!(portal.see(number).await.version, woken.version, "its day has nothing left to do");
}
