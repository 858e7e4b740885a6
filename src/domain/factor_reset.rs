//! Taking the second factors off somebody who lost them: one administrator asks, another one agrees, the owner is told
//! at once and has a day to say no, from when they were told.

use chrono::{DateTime, Duration, Utc};

use super::colleague::ResetRefusal;
use super::ids::{FactorResetId, PersonId};

/// How long the owner has to say no, from the letter on.
pub const RESET_WAIT: Duration = Duration::hours(24);
/// How long nobody agrees to a request of whoever let them in.
pub const LET_IN_WAIT: Duration = Duration::hours(24);
/// After so many days a request is over that nobody agreed to, or of which its owner could not be told.
pub const RESET_LAPSE: Duration = Duration::days(7);
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
        /// Nobody agreed in time, or the owner could not be told.
        Lapsed = "lapsed",
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
    /// When the owner was told: the letter, or the SMS, went out.
    pub told_at: Option<DateTime<Utc>>,
    /// The administrator who agreed.
    pub confirmed_by: Option<PersonId>,
    /// When the factors are taken off; set once somebody agreed and the owner was told.
    pub due_at: Option<DateTime<Utc>>,
    /// How it ended.
    pub outcome: Option<ResetOutcome>,
    /// When it ended.
    pub over_at: Option<DateTime<Utc>>,
}

/// An administrator who agrees.
#[derive(Clone, Debug)]
pub struct Confirmer {
    /// Who.
    pub person: PersonId,
    /// Each time that somebody invited or enabled them, or gave them the administrator's role.
    pub let_in: Vec<LetIn>,
}

/// Somebody was let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetIn {
    /// When.
    pub at: DateTime<Utc>,
    /// By whom, as the audit names them.
    pub by: String,
}

impl FactorReset {
    /// Another administrator agrees, who was one before it was asked for, and whom the asker, who has this login, did not let
    /// in just now. A day after the owner was told, the factors are taken off.
    pub fn confirm(self, by: &Confirmer, asker: &str, now: DateTime<Utc>) -> Result<Self, ResetRefusal> {
        self.must_be_open()?;
        if self.has_lapsed(now) {
            return Err(ResetRefusal::Over);
        }
        if self.confirmed_by.is_some() {
            return Err(ResetRefusal::Confirmed);
        }
        if by.person == self.asked_by || by.person == self.person {
            return Err(ResetRefusal::NeedsAnother);
        }
        if by.let_in.iter().any(|one| one.at >= self.asked_at) {
            return Err(ResetRefusal::ConfirmerTooNew);
        }
        if by.let_in.iter().any(|one| one.by == asker && now - one.at < LET_IN_WAIT) {
            return Err(ResetRefusal::ConfirmerLetIn);
        }
        let due_at = self.told_at.map(|told| now.max(told + RESET_WAIT));
        Ok(Self { confirmed_by: Some(by.person), due_at, ..self })
    }

    /// The owner is told; of several times the first one counts.
    #[must_use]
    pub fn tell(self, now: DateTime<Utc>) -> Self {
        if self.outcome.is_some() || self.told_at.is_some() {
            return self;
        }
        let due_at = self.confirmed_by.map(|_| now + RESET_WAIT);
        Self { told_at: Some(now), due_at, ..self }
    }

    /// It ends.
    pub fn end(self, outcome: ResetOutcome, now: DateTime<Utc>) -> Result<Self, ResetRefusal> {
        self.must_be_open()?;
        Ok(Self { outcome: Some(outcome), over_at: Some(now), ..self })
    }

    /// Whether the factors are to be taken off now.
    #[must_use]
    pub fn is_due(&self, now: DateTime<Utc>) -> bool {
        let due = self.told_at.and(self.due_at);
        self.outcome.is_none() && due.is_some_and(|due| due <= now)
    }

    /// When it lapses unless its day is fixed by then.
    #[must_use]
    pub fn lapses_at(&self) -> DateTime<Utc> {
        self.asked_at + RESET_LAPSE
    }

    /// Whether its time is over: nobody agreed, or the owner was not told.
    #[must_use]
    pub fn has_lapsed(&self, now: DateTime<Utc>) -> bool {
        let fixed = self.told_at.and(self.due_at).is_some();
        self.outcome.is_none() && !fixed && self.lapses_at() <= now
    }

    fn must_be_open(&self) -> Result<(), ResetRefusal> {
        if self.outcome.is_some() { Err(ResetRefusal::Over) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests;
