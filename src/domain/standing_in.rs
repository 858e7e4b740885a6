//! Standing in: somebody hands a role over to a colleague of the same house for some days, such as a vacation. The giver keeps
//! it, and the colleague has its rights besides their own.

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::account::{Account, AccountState, Assignment};
use super::change::{Change, Subject};
use super::colleague::{Colleague, Steward};
use super::ids::{PartnerId, PersonId, StandingInId};
use super::month::{moscow, moscow_day};
use super::role::Role;

/// A role is handed over for so many days at most: beyond that it is given.
pub const LONGEST_DAYS: i64 = 366;

/// Somebody stands in for a colleague.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandingIn {
    /// Its identity.
    pub id: StandingInId,
    /// The partner that is the tenant; `None` is the operator.
    pub house: Option<PartnerId>,
    /// The role that is handed over.
    pub role: Role,
    /// Who hands it over.
    pub giver: PersonId,
    /// Who stands in.
    pub deputy: PersonId,
    /// The first Moscow day.
    pub first: NaiveDate,
    /// The last Moscow day.
    pub last: NaiveDate,
    /// When it was arranged.
    pub arranged_at: DateTime<Utc>,
    /// When it was ended before its time.
    pub ended_at: Option<DateTime<Utc>>,
    /// The version of the row; every change raises it.
    pub version: i32,
}

/// What is arranged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handover {
    /// The role.
    pub role: Role,
    /// The first Moscow day.
    pub first: NaiveDate,
    /// The last Moscow day.
    pub last: NaiveDate,
}

/// A role that is lent to somebody now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lending {
    /// The standing in.
    pub standing: StandingIn,
    /// Who hands the role over.
    pub giver: Account,
}

codes! {
    /// Who ended a standing in before its time, or what did.
    pub enum EndedBy {
        /// Whoever had handed the role over.
        Giver = "giver",
        /// Whoever stood in.
        Deputy = "deputy",
        /// An administrator.
        Administrator = "administrator",
        /// The giver holds the role no more.
        RoleEnded = "role_ended",
        /// One of the two was disabled.
        Disabled = "disabled",
    }
}

events! {
    /// An event of a standing in.
    pub enum StandingInEvent, named StandingInEventName {
        /// A role was handed over.
        StandingInArranged = "standing_in_arranged" {
            /// The role.
            role: Role,
            /// Who hands it over.
            giver: PersonId,
            /// Who stands in.
            deputy: PersonId,
            /// The first Moscow day.
            first: NaiveDate,
            /// The last Moscow day.
            last: NaiveDate,
        },
        /// It was ended before its time.
        StandingInEnded = "standing_in_ended" {
            /// By whom, or by what.
            by: EndedBy,
        },
    }
}

/// Why a standing in is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StandingInRefusal {
    /// Nobody stands in for themselves.
    #[error("oneself")]
    Oneself,
    /// The giver does not hold the role: what is lent cannot be lent on.
    #[error("the giver has not the role")]
    GiverHasNotRole,
    /// The colleague has the role already.
    #[error("has the role")]
    DeputyHasRole,
    /// The role is above that of whoever arranges it.
    #[error("a role above one's own")]
    RoleAboveYours,
    /// One of the two cannot sign in.
    #[error("an account does not work")]
    NotWorking,
    /// The days are over, or end before they begin.
    #[error("no such days")]
    NoSuchDays,
    /// It would last too long.
    #[error("more than {LONGEST_DAYS} days")]
    TooLong,
    /// The colleague stands in for the same role on some of these days already.
    #[error("stands in already")]
    StandsInAlready,
    /// It is over already.
    #[error("over")]
    Over,
}

impl Subject for StandingIn {
    type Event = StandingInEvent;
}

impl Handover {
    /// Hands a role of one colleague over to another one of the same house; `before` is what the other one stands in for.
    pub fn between(
        self,
        pair: (&Colleague, &Colleague),
        by: Steward,
        before: &[StandingIn],
        at: DateTime<Utc>,
    ) -> Result<StandingIn, StandingInRefusal> {
        let (giver, deputy) = pair;
        self.must_be_possible(giver, deputy, by)?;
        self.must_be_days(at)?;
        let overlaps = |other: &StandingIn| {
            let same = other.role == self.role && other.lasts(at);
            same && other.first <= self.last && self.first <= other.last
        };
        if before.iter().any(overlaps) {
            return Err(StandingInRefusal::StandsInAlready);
        }
        Ok(StandingIn {
            id: StandingInId(0),
            house: giver.house,
            role: self.role,
            giver: giver.account.id,
            deputy: deputy.account.id,
            first: self.first,
            last: self.last,
            arranged_at: at,
            ended_at: None,
            version: 1,
        })
    }

    fn must_be_possible(
        self,
        giver: &Colleague,
        deputy: &Colleague,
        by: Steward,
    ) -> Result<(), StandingInRefusal> {
        if giver.account.id == deputy.account.id {
            return Err(StandingInRefusal::Oneself);
        }
        if !giver.roles().contains(&self.role) || !giver.account.in_force().contains(&self.role) {
            return Err(StandingInRefusal::GiverHasNotRole);
        }
        if self.role.rank() > by.role.rank() {
            return Err(StandingInRefusal::RoleAboveYours);
        }
        if deputy.roles().contains(&self.role) {
            return Err(StandingInRefusal::DeputyHasRole);
        }
        let working = |one: &Colleague| one.account.state() == AccountState::Working;
        // Rights are those of the house in which somebody acts.
        let here = deputy.account.house() == giver.house && deputy.house == giver.house;
        if working(giver) && working(deputy) && here { Ok(()) } else { Err(StandingInRefusal::NotWorking) }
    }

    fn must_be_days(self, at: DateTime<Utc>) -> Result<(), StandingInRefusal> {
        if self.last < self.first || self.first < moscow_day(at) {
            return Err(StandingInRefusal::NoSuchDays);
        }
        if (self.last - self.first).num_days() >= LONGEST_DAYS {
            return Err(StandingInRefusal::TooLong);
        }
        Ok(())
    }
}

impl StandingIn {
    /// It is arranged.
    pub fn arrange(self) -> Change<Self> {
        let Self { role, giver, deputy, first, last, .. } = self;
        Change::new(self, StandingInEvent::StandingInArranged { role, giver, deputy, first, last })
    }

    /// Ends it before its time.
    pub fn end(self, by: EndedBy, at: DateTime<Utc>) -> Result<Change<Self>, StandingInRefusal> {
        if !self.lasts(at) {
            return Err(StandingInRefusal::Over);
        }
        Ok(Change::new(Self { ended_at: Some(at), ..self }, StandingInEvent::StandingInEnded { by }))
    }

    /// As whom somebody ends it who is one of the two.
    #[must_use]
    pub fn ender(&self, person: PersonId) -> Option<EndedBy> {
        if person == self.giver {
            Some(EndedBy::Giver)
        } else {
            (person == self.deputy).then_some(EndedBy::Deputy)
        }
    }

    /// Whether it runs or will run.
    #[must_use]
    pub fn lasts(&self, at: DateTime<Utc>) -> bool {
        self.ended_at.is_none() && moscow_day(at) <= self.last
    }

    /// Whether it runs.
    #[must_use]
    pub fn runs(&self, at: DateTime<Utc>) -> bool {
        self.lasts(at) && self.first <= moscow_day(at)
    }

    /// When it begins: with its first day, or at once where that has begun.
    #[must_use]
    pub fn begins(&self) -> DateTime<Utc> {
        midnight(self.first).map_or(self.arranged_at, |at| at.max(self.arranged_at))
    }

    /// When it ends: with its last day, or before.
    #[must_use]
    pub fn ends(&self) -> DateTime<Utc> {
        let by_itself = self.last.checked_add_days(Days::new(1)).and_then(midnight);
        self.ended_at.or(by_itself).unwrap_or(DateTime::<Utc>::MAX_UTC)
    }
}

impl Lending {
    /// The role as if it were assigned.
    #[must_use]
    pub fn assignment(&self) -> Assignment {
        Assignment { role: self.standing.role, partner: self.standing.house }
    }

    /// Whether it counts for somebody: only in the house in which they act, while the giver holds the role and works.
    #[must_use]
    pub fn counts(&self, deputy: &Account) -> bool {
        let (StandingIn { house, role, .. }, giver) = (&self.standing, &self.giver);
        let held = giver.state() == AccountState::Working && giver.in_force().contains(role);
        held && giver.house() == *house && deputy.house() == *house && deputy.is_of_desk()
    }
}

/// The instant at which a day begins in Moscow.
fn midnight(day: NaiveDate) -> Option<DateTime<Utc>> {
    Some(day.and_hms_opt(0, 0, 0)?.and_local_timezone(moscow()).single()?.to_utc())
}

#[cfg(test)]
mod tests;
