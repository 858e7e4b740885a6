//! What the worker does: answers that come, come late or are still open, and what a person does about what is stuck.

use super::*;

#[test]
fn a_certificate_that_comes_late_moves_nothing() {
    for code in [StageCode::Received, StageCode::InReview, StageCode::NeedsClient, StageCode::Forwarded] {
        let before = in_stage(code);
        let (after, event) = before.clone().note_certificate(delivered(), noon()).unwrap().into_parts();
        assert_eq!(after, before);
        assert!(event.errands(&after, noon()).is_empty(), "it is not the last one awaited");
    }
    assert!(in_stage(StageCode::Approved).note_certificate(delivered(), noon()).is_err());
}

#[test]
fn without_requests_registration_follows_at_once() {
    let at = noon() + UNDO;
    let (after, event) = in_stage(StageCode::Forwarded).submit(vec![], vec![], at).unwrap().into_parts();
    assert_eq!(after.stage, Stage::Registering { reviewer: STAFF });
    let owed: Vec<_> = event.errands(&after, at).iter().map(|(errand, _)| errand.kind()).collect();
    assert_eq!(owed, ["register", "letter"]);
}

#[test]
fn while_an_earlier_answer_is_open_nothing_is_registered() {
    let at = noon() + UNDO;
    let (after, event) = in_stage(StageCode::Forwarded).submit(vec![], vec![1], at).unwrap().into_parts();
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
        assert_eq!(in_stage(*code).reset(reason(), noon()).err(), Some(Refusal::NotStuck), "{code:?}");
        let stuck = in_stage(*code).need_attention("Нет ответа".to_owned(), noon()).into_parts().0;
        let done = stuck.clone().reset(reason(), noon());
        if StageCode::FINISHED.contains(code) {
            assert!(done.is_err(), "{code:?}");
            continue;
        }
        let after = done.unwrap().into_parts().0;
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
        let done = in_stage(*code).refuse("Нет доверенности".to_owned(), noon());
        assert_eq!(done.is_ok(), at_authority, "{code:?}");
    }
}
