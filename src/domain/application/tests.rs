//! Walks through the stages: what is open is done, what is not is refused, and nothing gets lost on the way.

use chrono::TimeDelta;
use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::domain::stage::{Ball, Reason, StageCode};
use crate::domain::submission::Authority;

const STAFF: PersonId = PersonId(1);
const COLLEAGUE: PersonId = PersonId(2);
const UNDO: Duration = TimeDelta::seconds(10);

fn noon() -> DateTime<Utc> {
    "2026-11-18T09:00:00Z".parse().unwrap()
}

fn parameters(enabled: bool, tier: Option<Tier>) -> ConnectionParameters {
    ConnectionParameters { enabled, tier, basis: Basis::Paid, group_band: None }
}

fn received() -> Application {
    Application {
        number: ApplicationNumber(104_001),
        partner: PartnerId(1),
        organization: OrganizationId(1),
        sent_login: ItsLoginId(1),
        bound_login: ItsLoginId(1),
        asked: Asked {
            kind: ApplicationType::Connect,
            changes: vec![],
            organization_name: "ООО «Ромашка»".to_owned(),
            inn: "9900815901".to_owned(),
            kpp: "990001001".to_owned(),
            legal_form: OrganizationKind::LegalEntity,
            region: Region::parse("38").unwrap(),
            reg_number: "800123456".to_owned(),
            product: Product::Main,
            term_months: 12,
            promotion: None,
            directions: vec![Authority::Fns],
            alias: None,
            multi_user: true,
            users: 2,
            owners: 1,
            requests: 1,
        },
        stage: Stage::Received,
        stage_since: noon(),
        received_at: noon(),
        deadlines: Deadlines { take_by: noon(), forward_by: noon() },
        parameters: parameters(true, Some(Tier::TwoToNine)),
        attention: None,
        version: 1,
    }
}

/// An application in a stage of each code.
fn in_stage(code: StageCode) -> Application {
    let reviewer = STAFF;
    let reason = Reason { code: "documents".to_owned(), text: "Приложите приказ".to_owned() };
    let stage = match code {
        StageCode::Received => Stage::Received,
        StageCode::InReview => Stage::InReview { reviewer },
        StageCode::NeedsClient => Stage::NeedsClient { reviewer, reason },
        StageCode::Forwarded => Stage::Forwarded { reviewer, undo_until: noon() + UNDO },
        StageCode::CertRequest => Stage::CertRequest { reviewer },
        StageCode::Registering => Stage::Registering { reviewer },
        StageCode::Approved => Stage::Approved { reviewer, at: noon() },
        StageCode::Completed => Stage::Completed { reviewer, approved_at: noon() },
        StageCode::Rejected => Stage::Rejected { reviewer: Some(reviewer), reason },
        StageCode::Withdrawn => Stage::Withdrawn,
        StageCode::Expired => Stage::Expired,
    };
    Application { stage, ..received() }
}

/// Does a verb of a person.
fn do_verb(application: Application, verb: Verb, at: DateTime<Utc>) -> Result<Change<Application>, Refusal> {
    match verb {
        Verb::Take => application.take(STAFF, at),
        Verb::Release => application.release(at),
        Verb::HandOver => application.hand_over(COLLEAGUE),
        Verb::SetParameters => application.set_parameters(parameters(true, Some(Tier::TenPlus))),
        Verb::Forward => application.forward(at, UNDO),
        Verb::Undo => application.undo(at),
        Verb::Complete => application.complete(at),
    }
}

/// What the worker does with an application.
#[derive(Clone, Copy, Debug)]
enum Work {
    Submit,
    NoteCertificate,
    NoteRefusal,
    Approve,
    GiveUp,
    Resend,
    Refuse,
    Reset,
}

fn do_work(application: Application, work: Work, at: DateTime<Utc>) -> Result<Change<Application>, Refusal> {
    match work {
        Work::Submit => application.submit(vec![0], vec![], at),
        Work::NoteCertificate => application.note_certificate(delivered(), at),
        Work::NoteRefusal => application.refused_by_authority(0, "Нет доверенности".to_owned(), false, at),
        Work::Approve => application.approve("buh@romashka.example".to_owned(), at),
        Work::GiveUp => Ok(application.need_attention("Недоступен".to_owned(), at)),
        Work::Resend => Ok(application.resend("Связь восстановлена".to_owned())),
        Work::Refuse => application.refuse("Нет доверенности".to_owned(), at),
        Work::Reset => application.reset("Отправили по ошибке".to_owned(), at),
    }
}

fn delivered() -> Delivered {
    Delivered { owner: 0, serial: "01".to_owned(), last: true, stuck: false }
}

/// A step of a walk: a verb of a person or a piece of the worker's work, some seconds after the last one.
#[derive(Clone, Copy, Debug)]
enum Step {
    Verb(Verb),
    Work(Work),
}

fn steps() -> impl Strategy<Value = Vec<(Step, i64)>> {
    let work = [
        Work::Submit,
        Work::NoteCertificate,
        Work::NoteRefusal,
        Work::Approve,
        Work::GiveUp,
        Work::Resend,
        Work::Refuse,
        Work::Reset,
    ];
    let step = prop_oneof![
        select(Verb::ALL).prop_map(Step::Verb),
        select(work.to_vec()).prop_map(Step::Work),
        // Left to chance alone, few walks come far.
        select(vec![Verb::Take, Verb::Forward]).prop_map(Step::Verb),
    ];
    proptest::collection::vec((step, 0_i64..15), 0..60)
}

#[test]
fn a_verb_is_listed_exactly_where_it_is_not_refused_for_the_stage() {
    for code in StageCode::ALL {
        for verb in Verb::ALL {
            let listed = code.verbs().contains(verb);
            let done = do_verb(in_stage(*code), *verb, noon());
            let closed = Refusal::NotInThisStage { verb: *verb, stage: *code };
            assert_eq!(done.err() == Some(closed), !listed, "{verb:?} in {code:?}");
        }
    }
}

#[test]
fn a_certificate_that_comes_late_moves_nothing() {
    for code in [StageCode::Received, StageCode::InReview, StageCode::NeedsClient, StageCode::Forwarded] {
        let before = in_stage(code);
        let (after, event) = before.clone().note_certificate(delivered(), noon()).unwrap().into_parts();
        assert_eq!(after, before);
        assert!(event.errands(after.number, noon()).is_empty(), "it is not the last one awaited");
    }
    assert!(in_stage(StageCode::Approved).note_certificate(delivered(), noon()).is_err());
}

#[test]
fn without_requests_registration_follows_at_once() {
    let at = noon() + UNDO;
    let (after, event) = in_stage(StageCode::Forwarded).submit(vec![], vec![], at).unwrap().into_parts();
    assert_eq!(after.stage, Stage::Registering { reviewer: STAFF });
    assert_eq!(event.errands(after.number, at).len(), 1);
}

#[test]
fn while_an_earlier_answer_is_open_nothing_is_registered() {
    let at = noon() + UNDO;
    let (after, event) = in_stage(StageCode::Forwarded).submit(vec![], vec![1], at).unwrap().into_parts();
    assert_eq!(after.stage, Stage::CertRequest { reviewer: STAFF });
    assert!(event.errands(after.number, at).is_empty(), "whoever was asked once is not asked again");
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

#[test]
fn a_forwarding_is_undone_before_the_window_ends_and_submitted_after_it() {
    let forwarded = || in_stage(StageCode::Forwarded);
    let last = noon() + UNDO - TimeDelta::microseconds(1);
    assert!(forwarded().undo(last).is_ok());
    assert_eq!(forwarded().submit(vec![0], vec![], last).err(), Some(Refusal::UndoStillLasts));
    assert_eq!(forwarded().undo(noon() + UNDO).err(), Some(Refusal::UndoIsOver));
    assert!(forwarded().submit(vec![0], vec![], noon() + UNDO).is_ok());
}

proptest! {
    #[test]
    fn on_every_walk_a_verb_that_is_listed_is_not_refused_for_the_stage(steps in steps()) {
        let (mut application, mut at) = (received(), noon());
        for (step, seconds) in steps {
            at += TimeDelta::seconds(seconds);
            let before = application.clone();
            let stage = before.stage.code();
            let done = match step {
                Step::Verb(verb) => {
                    let done = do_verb(application, verb, at);
                    let closed = Refusal::NotInThisStage { verb, stage };
                    let refused = done.as_ref().err() == Some(&closed);
                    prop_assert_eq!(refused, !stage.verbs().contains(&verb), "{:?} in {:?}", verb, stage);
                    done
                }
                Step::Work(work) => do_work(application, work, at),
            };
            application = match done {
                Ok(change) => change.into_parts().0,
                Err(_) => before.clone(),
            };
            prop_assert_eq!(&application.asked, &before.asked, "the client's words are the client's");
            prop_assert_eq!(application.version, before.version, "only the store counts versions");
            prop_assert!(application.stage_since <= at);
            prop_assert_eq!(stage == application.stage.code() || application.stage_since == at, true);
            let moves = application.stage.code().ball() != Ball::Nobody;
            prop_assert!(moves || stage == StageCode::Approved || stage == StageCode::Completed);
        }
    }

    #[test]
    fn on_every_walk_an_approval_follows_a_forwarding_and_comes_once(steps in steps()) {
        let (mut application, mut at) = (received(), noon());
        let (mut forwardings, mut undone, mut approvals) = (0, 0, 0);
        for (step, seconds) in steps {
            at += TimeDelta::seconds(seconds);
            let before = application.clone();
            let done = match step {
                Step::Verb(verb) => do_verb(application, verb, at),
                Step::Work(work) => do_work(application, work, at),
            };
            application = match done.map(Change::into_parts) {
                Ok((after, event)) => {
                    forwardings += usize::from(matches!(event, Event::Forwarded { .. }));
                    undone += usize::from(matches!(event, Event::ForwardingUndone));
                    approvals += usize::from(matches!(event, Event::Approved { .. }));
                    after
                }
                Err(_) => before,
            };
            prop_assert!(approvals <= 1 && approvals + undone <= forwardings);
        }
    }
}
