//! Who may agree to take factors off, and when they go.

use super::*;

fn asked() -> FactorReset {
    FactorReset {
        id: FactorResetId(1),
        person: PersonId(1),
        reason: "Потерян телефон".to_owned(),
        asked_by: PersonId(2),
        asked_at: "2026-11-18T09:00:00Z".parse().unwrap(),
        told_at: None,
        confirmed_by: None,
        due_at: None,
        outcome: None,
        over_at: None,
    }
}

fn told() -> FactorReset {
    asked().tell(asked().asked_at)
}

fn by(person: i64) -> Confirmer {
    Confirmer { person: PersonId(person), let_in: Vec::new() }
}

#[test]
fn two_people_and_a_day_are_needed() {
    let at = asked().asked_at;
    for person in [1, 2] {
        assert_eq!(told().confirm(&by(person), "asker", at), Err(ResetRefusal::NeedsAnother));
    }
    let soon = told().confirm(&by(3), "asker", at + Duration::hours(1)).unwrap();
    assert_eq!(soon.due_at, Some(at + RESET_WAIT), "the day begins with the letter");
    let late = told().confirm(&by(3), "asker", at + Duration::days(3)).unwrap();
    assert_eq!(late.due_at, Some(at + Duration::days(3)));
    assert!(!told().is_due(at + Duration::days(9)), "nobody agreed");
    assert!(!soon.is_due(at + RESET_WAIT - Duration::microseconds(1)));
    assert!(soon.is_due(at + RESET_WAIT));
    assert_eq!(soon.clone().confirm(&by(4), "asker", at), Err(ResetRefusal::Confirmed));
    let over = soon.end(ResetOutcome::CancelledByOwner, at).unwrap();
    assert!(!over.is_due(at + Duration::days(9)));
    assert_eq!(over.clone().end(ResetOutcome::Done, at), Err(ResetRefusal::Over));
    assert_eq!(over.confirm(&by(4), "asker", at), Err(ResetRefusal::Over));
}

#[test]
fn the_day_counts_from_when_the_owner_was_told_and_never_without_it() {
    let at = asked().asked_at;
    let untold = asked().confirm(&by(3), "asker", at + Duration::hours(1)).unwrap();
    assert_eq!(untold.due_at, None);
    assert!(!untold.is_due(at + Duration::days(6)));
    let told = untold.tell(at + Duration::days(2));
    assert_eq!(told.due_at, Some(at + Duration::days(3)));
    assert_eq!(told.clone().tell(at + Duration::days(3)), told, "the first letter counts");
    let old = FactorReset { due_at: Some(at), ..asked() };
    assert!(!old.is_due(at + Duration::days(1)), "nobody knows that the owner was told");
}

#[test]
fn a_request_lapses_after_seven_days_unless_its_day_is_fixed() {
    let at = asked().asked_at;
    let last = at + RESET_LAPSE;
    assert!(!told().has_lapsed(last - Duration::microseconds(1)));
    assert!(told().has_lapsed(last), "nobody agreed");
    assert_eq!(told().confirm(&by(3), "asker", last), Err(ResetRefusal::Over));
    let untold = asked().confirm(&by(3), "asker", at).unwrap();
    assert!(untold.has_lapsed(last), "nobody told the owner");
    let fixed = told().confirm(&by(3), "asker", last - Duration::hours(1)).unwrap();
    assert!(!fixed.has_lapsed(last + Duration::days(9)));
}

#[test]
fn whoever_the_asker_let_in_just_now_is_not_another_one() {
    let at = asked().asked_at;
    let admitted = |by: &str, ago: Duration| Confirmer {
        person: PersonId(3),
        let_in: vec![LetIn { at: at - ago, by: by.to_owned() }],
    };
    let confirm = |by: &Confirmer| told().confirm(by, "asker", at + Duration::hours(1)).map(drop);
    assert_eq!(confirm(&admitted("asker", Duration::hours(22))), Err(ResetRefusal::ConfirmerLetIn));
    assert_eq!(confirm(&admitted("asker", Duration::hours(23))), Ok(()));
    assert_eq!(confirm(&admitted("somebody", Duration::hours(1))), Ok(()));
    assert_eq!(confirm(&admitted("somebody", Duration::zero())), Err(ResetRefusal::ConfirmerTooNew));
}
