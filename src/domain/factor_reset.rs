//! Taking the second factors off somebody who lost them: one administrator asks, another one agrees, the owner is told
//! at once and has a day to say no.

use chrono::{DateTime, Duration, Utc};

use super::colleague::PersonRefusal;
use super::ids::{FactorResetId, PersonId};

/// How long the owner has to say no, from the letter on.
pub const RESET_WAIT: Duration = Duration::hours(24);
/// How many characters a reason may have.
pub const REASON_MOST: usize = 500;

codes! {
    /// How a request ended.
    pub enum ResetOutcome {
        /// The factors were taken off.
        Done = "done",
        /// The owner said no: by the link of the letter, or by signing in with the factor.
        CancelledByOwner = "cancelled_by_owner",
        /// An administrator took it back.
        Cancelled = "cancelled",
    }
}

/// A request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactorReset {
    /// Its identity.
    pub id: FactorResetId,
    /// Who lost the factors.
    pub person: PersonId,
    /// How it is known who asks.
    pub reason: String,
    /// The administrator who asked.
    pub asked_by: PersonId,
    /// When.
    pub asked_at: DateTime<Utc>,
    /// The administrator who agreed.
    pub confirmed_by: Option<PersonId>,
    /// When the factors are taken off; set once somebody agreed.
    pub due_at: Option<DateTime<Utc>>,
    /// How it ended.
    pub outcome: Option<ResetOutcome>,
    /// When it ended.
    pub over_at: Option<DateTime<Utc>>,
}

impl FactorReset {
    /// Another administrator agrees: a day after the owner was told, the factors are taken off.
    pub fn confirm(self, by: PersonId, now: DateTime<Utc>) -> Result<Self, PersonRefusal> {
        self.must_be_open()?;
        if self.confirmed_by.is_some() {
            return Err(PersonRefusal::ResetConfirmed);
        }
        if by == self.asked_by || by == self.person {
            return Err(PersonRefusal::ResetNeedsAnother);
        }
        let due_at = now.max(self.asked_at + RESET_WAIT);
        Ok(Self { confirmed_by: Some(by), due_at: Some(due_at), ..self })
    }

    /// It ends.
    pub fn end(self, outcome: ResetOutcome, now: DateTime<Utc>) -> Result<Self, PersonRefusal> {
        self.must_be_open()?;
        Ok(Self { outcome: Some(outcome), over_at: Some(now), ..self })
    }

    /// Whether the factors are to be taken off now.
    #[must_use]
    pub fn is_due(&self, now: DateTime<Utc>) -> bool {
        self.outcome.is_none() && self.due_at.is_some_and(|due| due <= now)
    }

    fn must_be_open(&self) -> Result<(), PersonRefusal> {
        if self.outcome.is_some() { Err(PersonRefusal::ResetOver) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked() -> FactorReset {
        FactorReset {
            id: FactorResetId(1),
            person: PersonId(1),
            reason: "Потерян телефон".to_owned(),
            asked_by: PersonId(2),
            asked_at: "2026-11-18T09:00:00Z".parse().unwrap(),
            confirmed_by: None,
            due_at: None,
            outcome: None,
            over_at: None,
        }
    }

    #[test]
    fn two_people_and_a_day_are_needed() {
        let at = asked().asked_at;
        for by in [1, 2] {
            assert_eq!(asked().confirm(PersonId(by), at), Err(PersonRefusal::ResetNeedsAnother));
        }
        let soon = asked().confirm(PersonId(3), at + Duration::hours(1)).unwrap();
        assert_eq!(soon.due_at, Some(at + RESET_WAIT), "the day begins with the letter");
        let late = asked().confirm(PersonId(3), at + Duration::days(3)).unwrap();
        assert_eq!(late.due_at, Some(at + Duration::days(3)));
        assert!(!asked().is_due(at + Duration::days(9)), "nobody agreed");
        assert!(!soon.is_due(at + RESET_WAIT - Duration::microseconds(1)));
        assert!(soon.is_due(at + RESET_WAIT));
        assert_eq!(soon.clone().confirm(PersonId(4), at), Err(PersonRefusal::ResetConfirmed));
        let over = soon.end(ResetOutcome::CancelledByOwner, at).unwrap();
        assert!(!over.is_due(at + Duration::days(9)));
        assert_eq!(over.clone().end(ResetOutcome::Done, at), Err(PersonRefusal::ResetOver));
        assert_eq!(over.confirm(PersonId(4), at), Err(PersonRefusal::ResetOver));
    }
}
