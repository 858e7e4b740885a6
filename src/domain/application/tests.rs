//! Walks through the stages: allowed verbs succeed, others are refused, and nothing is lost.

mod history;
mod work;

use chrono::TimeDelta;
use proptest::prelude::*;
use proptest::sample::select;
use work::{approval, asked, back, refused};

use super::*;
use crate::domain::billing::Basis;
use crate::domain::multi_user::Tier;
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
            email: Some("buh@romashka.example".to_owned()),
        },
        stage: Stage::Received,
        stage_since: noon(),
        received_at: noon(),
        deadlines: Deadlines { take_by: noon(), forward_by: noon() },
        parameters: parameters(true, Some(Tier::TwoToNine)),
        attention: None,
        nudged_at: None,
        hold: None,
        terms: None,
        version: 1,
    }
}

fn why() -> Reason {
    Reason { code: "documents".to_owned(), version: 1, text: "Приложите приказ".to_owned() }
}

/// The deadlines of an application that comes back.
fn tomorrow() -> Deadlines {
    Deadlines { take_by: noon() + TimeDelta::hours(20), forward_by: noon() + TimeDelta::days(1) }
}

fn mended() -> Mended {
    Mended {
        asked: received().asked,
        deadlines: tomorrow(),
        revision: 2,
        login: "its-demo".to_owned(),
        partner_email: "help@forsait.example".to_owned(),
        original: "b".repeat(64),
    }
}

/// An application in a stage of each code.
fn in_stage(code: StageCode) -> Application {
    let reviewer = STAFF;
    let reason = why();
    let stage = match code {
        StageCode::Received => Stage::Received,
        StageCode::InReview => Stage::InReview { reviewer },
        StageCode::NeedsClient => {
            Stage::NeedsClient { reviewer, reason, expires_at: noon() + TimeDelta::days(30) }
        }
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

/// Performs a person's verb.
fn do_verb(
    application: Application,
    verb: Verb,
    at: DateTime<Utc>,
) -> Result<Change<Application>, ApplicationRefusal> {
    match verb {
        Verb::Take => application.take(STAFF, at),
        Verb::Release => application.release(noon(), at),
        Verb::HandOver => application.hand_over(COLLEAGUE, None),
        Verb::SetParameters => application.set_parameters(parameters(true, Some(Tier::TenPlus))),
        Verb::Forward => application.forward(at, UNDO, Known::default()),
        Verb::Return => application.return_to_client(why(), at, at + TimeDelta::days(30)),
        Verb::Reject => application.reject(why(), at, vec![]),
        Verb::Hold => application.hold("Ждем документы".to_owned(), at, at + TimeDelta::days(2)),
        Verb::Wake => application.wake(at + TimeDelta::days(3)),
        Verb::Mend => application.mend(mended(), at),
        Verb::Withdraw => application.withdraw("help@forsait.example".to_owned(), at),
        Verb::Nudge => application.nudge("help@forsait.example".to_owned(), at),
        Verb::Undo => application.undo(at),
        Verb::Complete => application.complete(at),
    }
}

/// A step of the worker.
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

fn do_work(
    application: Application,
    work: Work,
    at: DateTime<Utc>,
) -> Result<Change<Application>, ApplicationRefusal> {
    match work {
        Work::Submit => application.submit(vec![asked(0)], &[], at),
        Work::NoteCertificate => application.note_certificate(delivered(), at),
        Work::NoteRefusal => application.refused_by_authority(refused(0), back(), at),
        Work::Approve => application.approve(approval(), at),
        Work::GiveUp => Ok(application.need_attention("Недоступен".to_owned(), at)),
        Work::Resend => Ok(application.resend("Связь восстановлена".to_owned())),
        Work::Refuse => application.refuse("Нет доверенности".to_owned(), back(), at),
        Work::Reset => application.reset("Отправили по ошибке".to_owned(), back(), at),
    }
}

fn delivered() -> Delivered {
    Delivered { asked: asked(0), serial: "01".to_owned(), last: true, superseded: false, stuck: false }
}

/// A step of a walk: a person's verb or a worker's step, some seconds after the last one.
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
        // Random verbs alone rarely get far.
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
            let closed = ApplicationRefusal::NotInThisStage { verb: *verb, stage: *code };
            assert_eq!(done.err() == Some(closed), !listed, "{verb:?} in {code:?}");
        }
    }
}

#[test]
fn what_lies_aside_keeps_its_stage_and_comes_back_with_a_later_deadline() {
    let until = noon() + TimeDelta::days(2);
    let held = in_stage(StageCode::InReview).hold("Ждем".to_owned(), noon(), until).unwrap().into_parts().0;
    assert_eq!(held.stage, in_stage(StageCode::InReview).stage);
    let longer =
        held.clone().hold("Еще".to_owned(), until, until + TimeDelta::days(1)).unwrap().into_parts().0;
    assert_eq!(
        longer.hold.as_ref().map(|hold| hold.since),
        Some(noon()),
        "it lies aside since the first time"
    );
    let woken = longer.wake(noon() + TimeDelta::days(5)).unwrap().into_parts().0;
    assert_eq!((woken.hold, woken.deadlines.forward_by), (None, noon() + TimeDelta::days(5)));
    assert_eq!(in_stage(StageCode::InReview).wake(noon()).err(), Some(ApplicationRefusal::NotOnHold));
    assert!(held.forward(noon(), UNDO, Known::default()).unwrap().into_parts().0.hold.is_none());
}

#[test]
fn a_mended_list_moves_the_tier_unless_the_partner_chose_it() {
    let longer = || Mended { asked: Asked { users: 12, ..received().asked }, ..mended() };
    let suggested = in_stage(StageCode::NeedsClient).mend(longer(), noon()).unwrap().into_parts().0;
    assert_eq!(suggested.parameters.tier, Some(Tier::TenPlus));
    let chosen = Application { parameters: parameters(false, None), ..in_stage(StageCode::NeedsClient) };
    let kept = chosen.mend(longer(), noon()).unwrap().into_parts().0;
    assert_eq!(kept.parameters, parameters(false, None));
    assert_eq!(kept.stage, Stage::InReview { reviewer: STAFF });
}

#[test]
fn it_expires_when_its_time_has_come_and_not_before() {
    let last = noon() + TimeDelta::days(30);
    let returned = || in_stage(StageCode::NeedsClient);
    assert!(returned().expire(last - TimeDelta::microseconds(1)).unwrap().is_none());
    assert_eq!(returned().expire(last).unwrap().unwrap().into_parts().0.stage, Stage::Expired);
    assert!(in_stage(StageCode::InReview).expire(last).is_err());
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
                    let closed = ApplicationRefusal::NotInThisStage { verb, stage };
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
            let may_end = [StageCode::Approved, StageCode::InReview, StageCode::NeedsClient];
            prop_assert!(moves || may_end.contains(&stage) || stage == application.stage.code());
            prop_assert!(application.hold.is_none() || application.stage.code() == StageCode::InReview);
        }
    }
}
