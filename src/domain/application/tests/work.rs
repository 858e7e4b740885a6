//! The worker's steps: answers in time, late or missing, and what a person does about dead errands.

use super::*;
use crate::domain::certificate_request::{AskedRequest, OwnersRequest};
use crate::domain::errand::Errand;
use crate::domain::identity::Snils;
use crate::domain::price::ForwardedTerms;

/// The request of the owner at this position.
pub(super) fn asked(owner: u32) -> AskedRequest {
    let snils = Snils::parse("990-000-001 53").unwrap();
    let request =
        OwnersRequest { snils, name: "Петрова Анна".to_owned(), sha256: format!("{owner:064}") };
    AskedRequest { owner, request }
}

/// What comes with an approval that joins nobody.
pub(super) fn approval() -> Approval {
    let client_email = "buh@romashka.example".to_owned();
    Approval { client_email, charges: "c".repeat(64), periods: "d".repeat(64), joined: None }
}

/// A refusal of an owner.
pub(super) fn refused(owner: u32) -> RefusedOwner {
    RefusedOwner {
        asked: asked(owner),
        words: "Нет доверенности".to_owned(),
        superseded: false,
        stuck: false,
    }
}

/// The deadlines and the address for going back to the partner.
pub(super) fn back() -> BallBack {
    BallBack { deadlines: tomorrow(), partner_email: "help@forsait.example".to_owned() }
}

/// The stages in which the authority's answer is late.
const LEFT: [StageCode; 7] = [
    StageCode::Received,
    StageCode::InReview,
    StageCode::NeedsClient,
    StageCode::Forwarded,
    StageCode::Rejected,
    StageCode::Withdrawn,
    StageCode::Expired,
];

/// The letters that follow from an event, by their news.
fn letters(event: &ApplicationEvent, after: &Application) -> Vec<&'static str> {
    let owed = event.errands(after, noon()).into_iter().filter_map(|(errand, _)| {
        let Errand::Letter { news, .. } = errand else { return None };
        Some(news.code())
    });
    owed.collect()
}

#[test]
fn a_refusal_that_comes_late_moves_nothing_and_its_words_are_kept() {
    for code in LEFT {
        let before = in_stage(code);
        let change = before.clone().refused_by_authority(refused(1), back(), noon()).unwrap();
        let (after, event) = change.into_parts();
        assert_eq!(after, before);
        let told = [StageCode::Received, StageCode::InReview, StageCode::NeedsClient].contains(&code);
        let expected: &[&str] = if told { &["back_partner"] } else { &[] };
        assert_eq!(letters(&event, &after), expected, "{code:?}");
        assert!(matches!(event, ApplicationEvent::AuthorityRefused { owner: 1, late: true, .. }));
    }
    assert!(in_stage(StageCode::Approved).refused_by_authority(refused(1), back(), noon()).is_err());
}

#[test]
fn whoever_gets_it_back_from_the_operator_has_time_again_and_is_told() {
    let stuck = |code| in_stage(code).need_attention("Нет ответа".to_owned(), noon()).into_parts().0;
    let words = || "Нет доверенности".to_owned();
    let [asked, registering, sent] =
        [StageCode::CertRequest, StageCode::Registering, StageCode::Forwarded].map(stuck);
    let both: &[&str] = &["back_partner", "back"];
    let changes = [
        (asked.clone().refused_by_authority(refused(0), back(), noon()), both),
        (asked.clone().refuse(words(), back(), noon()), both),
        (asked.reset(words(), back(), noon()), both),
        (registering.reset(words(), back(), noon()), both),
        // The client was never told that the application had gone to the operator.
        (sent.reset(words(), back(), noon()), &["back_partner"]),
    ];
    for (change, expected) in changes {
        let (after, event) = change.unwrap().into_parts();
        assert_eq!(after.stage, Stage::InReview { reviewer: STAFF });
        assert_eq!(after.deadlines, back().deadlines);
        assert_eq!(letters(&event, &after), expected, "{event:?}");
    }
}

#[test]
fn what_lay_aside_and_is_released_has_the_time_that_was_left() {
    let later = noon() + TimeDelta::days(2);
    let held = in_stage(StageCode::InReview).hold("Ждем".to_owned(), noon(), later).unwrap().into_parts().0;
    let released = held.release(later, noon()).unwrap().into_parts().0;
    assert_eq!((released.deadlines.forward_by, released.hold), (later, None));
}

#[test]
fn a_certificate_that_comes_late_moves_nothing() {
    for code in LEFT {
        let before = in_stage(code);
        let (after, event) = before.clone().note_certificate(delivered(), noon()).unwrap().into_parts();
        assert_eq!(after, before);
        assert!(event.errands(&after, noon()).is_empty(), "it is not the last one awaited");
    }
    assert!(in_stage(StageCode::Approved).note_certificate(delivered(), noon()).is_err());
}

#[test]
fn what_answers_a_request_that_is_named_no_more_is_noted_in_every_stage_and_moves_nothing() {
    for code in StageCode::ALL {
        let before = in_stage(*code);
        let late = Delivered { superseded: true, ..delivered() };
        let (after, event) = before.clone().note_certificate(late, noon()).unwrap().into_parts();
        assert_eq!(after, before, "{code:?}");
        assert!(matches!(event, ApplicationEvent::CertificateIssued { last: false, superseded: true, .. }));
        let late = RefusedOwner { superseded: true, ..refused(1) };
        let (after, event) = before.clone().refused_by_authority(late, back(), noon()).unwrap().into_parts();
        assert_eq!(after, before, "{code:?}");
        assert!(letters(&event, &after).is_empty(), "{code:?}");
        assert!(matches!(event, ApplicationEvent::AuthorityRefused { late: true, partner_email: None, .. }));
    }
}

#[test]
fn what_the_worker_may_not_do_is_refused_without_the_verb_of_a_person() {
    let stage = StageCode::Approved;
    let closed = Some(ApplicationRefusal::Closed { stage });
    let at = noon() + UNDO;
    assert_eq!(in_stage(stage).submit(vec![], &[], at).err(), closed);
    assert_eq!(in_stage(stage).note_certificate(delivered(), at).err(), closed);
    assert_eq!(in_stage(stage).refused_by_authority(refused(0), back(), at).err(), closed);
    assert_eq!(in_stage(stage).refuse("Нет".to_owned(), back(), at).err(), closed);
    assert_eq!(in_stage(stage).approve(approval(), at).err(), closed);
    assert_eq!(in_stage(stage).expire(at).err(), closed);
}

#[test]
fn without_requests_registration_follows_at_once() {
    let at = noon() + UNDO;
    let (after, event) = in_stage(StageCode::Forwarded).submit(vec![], &[], at).unwrap().into_parts();
    assert_eq!(after.stage, Stage::Registering { reviewer: STAFF });
    let owed: Vec<_> = event.errands(&after, at).iter().map(|(errand, _)| errand.kind()).collect();
    assert_eq!(owed, ["register", "letter"]);
}

#[test]
fn while_an_earlier_answer_is_open_nothing_is_registered() {
    let at = noon() + UNDO;
    let (after, event) = in_stage(StageCode::Forwarded).submit(vec![], &[asked(1)], at).unwrap().into_parts();
    assert_eq!(after.stage, Stage::CertRequest { reviewer: STAFF });
    let owed: Vec<_> = event.errands(&after, at).iter().map(|(errand, _)| errand.kind()).collect();
    assert_eq!(owed, ["letter"], "whoever was asked once is not asked again");
}

#[test]
fn a_certificate_ends_the_call_for_a_person_unless_something_else_is_stuck() {
    for stuck in [false, true] {
        let called = in_stage(StageCode::CertRequest).need_attention("Нет ответа".to_owned(), noon());
        let delivered = Delivered { stuck, ..delivered() };
        let (after, _) = called.into_parts().0.note_certificate(delivered, noon()).unwrap().into_parts();
        assert_eq!(after.attention.is_some(), stuck);
    }
}

#[test]
fn a_reset_needs_something_stuck_and_moves_only_what_was_on_its_way() {
    for code in StageCode::ALL {
        let reason = || "Отправили по ошибке".to_owned();
        assert_eq!(
            in_stage(*code).reset(reason(), back(), noon()).err(),
            Some(ApplicationRefusal::NotStuck),
            "{code:?}"
        );
        let stuck = in_stage(*code).need_attention("Нет ответа".to_owned(), noon()).into_parts().0;
        let after = stuck.clone().reset(reason(), back(), noon()).unwrap().into_parts().0;
        assert_eq!(after.attention, None);
        if StageCode::AT_OPERATOR.contains(code) {
            assert_eq!(after.stage, Stage::InReview { reviewer: STAFF });
        } else {
            assert_eq!(after.stage, stuck.stage);
        }
    }
}

#[test]
fn the_clerk_refuses_only_what_is_at_the_authority() {
    for code in StageCode::ALL {
        let at_authority = [StageCode::CertRequest, StageCode::Registering].contains(code);
        let done = in_stage(*code).refuse("Нет доверенности".to_owned(), back(), noon());
        assert_eq!(done.is_ok(), at_authority, "{code:?}");
    }
}

#[test]
fn whatever_comes_back_is_priced_anew_and_whatever_goes_on_keeps_what_was_fixed() {
    let terms = ForwardedTerms { on: noon().date_naive(), total: 398_400, lines: Vec::new() };
    let fixed = |code| in_stage(code).on_terms(terms.clone());
    let stuck = fixed(StageCode::Registering).need_attention("Нет НДС".to_owned(), noon()).into_parts().0;
    assert_eq!(stuck.terms.as_ref(), Some(&terms));
    let words = || "Нет доверенности".to_owned();
    let back = [
        fixed(StageCode::Forwarded).undo(noon()),
        fixed(StageCode::CertRequest).refused_by_authority(refused(0), back(), noon()),
        fixed(StageCode::Registering).refuse(words(), back(), noon()),
        stuck.reset(words(), back(), noon()),
    ];
    for change in back {
        assert_eq!(change.unwrap().after().terms, None);
    }
    let onward = [
        fixed(StageCode::Forwarded).submit(vec![asked(0)], &[], noon() + UNDO),
        fixed(StageCode::Registering).approve(approval(), noon()),
    ];
    for change in onward {
        assert_eq!(change.unwrap().after().terms.as_ref(), Some(&terms));
    }
}

#[test]
fn a_forwarding_is_undone_before_the_window_ends_and_submitted_after_it() {
    let forwarded = || in_stage(StageCode::Forwarded);
    let last = noon() + UNDO - TimeDelta::microseconds(1);
    assert!(forwarded().undo(last).is_ok());
    assert_eq!(forwarded().submit(vec![asked(0)], &[], last).err(), Some(ApplicationRefusal::UndoStillLasts));
    assert_eq!(forwarded().undo(noon() + UNDO).err(), Some(ApplicationRefusal::UndoIsOver));
    assert!(forwarded().submit(vec![asked(0)], &[], noon() + UNDO).is_ok());
}
