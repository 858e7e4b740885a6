//! Reminders: an organisation is told in time that something of it ends.

use chrono::{DateTime, NaiveDate, Utc};

use super::change::{Change, Subject};
use super::errand::Errand;
use super::expiry::ReminderMark;
use super::ids::{ApplicationNumber, OrganizationId, PartnerId, PersonId};

/// A reminder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// The organisation.
    pub organization: OrganizationId,
    /// Its code.
    pub code: String,
    /// The partner that serves it.
    pub partner: PartnerId,
    /// Why it is sent.
    pub mark: ReminderMark,
    /// The day on which the first of it ends.
    pub ends_on: NaiveDate,
    /// The Moscow day of the reminder.
    pub day: NaiveDate,
    /// When it was sent.
    pub at: DateTime<Utc>,
    /// Who sent it, when somebody did.
    pub by: Option<PersonId>,
    /// The members who get a letter.
    pub to: Vec<PersonId>,
}

events! {
    /// What happened to a reminder.
    pub enum ReminderEvent, named ReminderEventName {
        /// It was sent.
        ExpiryReminded = "expiry_reminded" {
            /// Why.
            mark: ReminderMark,
            /// The day on which the first of it ends.
            ends_on: NaiveDate,
            /// The members who get a letter.
            to: Vec<PersonId>,
        },
    }
}

/// Why a reminder is not sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReminderRefusal {
    /// Nothing of the organisation ends soon.
    #[error("nothing ends")]
    NothingEnds,
    /// An employee reminded the organisation today.
    #[error("reminded today, at {0}")]
    RemindedToday(DateTime<Utc>),
    /// Nobody acts for the organisation in the portal.
    #[error("nobody to write to")]
    NobodyToWriteTo,
    /// A renewal is under way.
    #[error("application {0} renews it")]
    RenewalUnderWay(ApplicationNumber),
}

impl Subject for Reminder {
    type Event = ReminderEvent;
}

impl Reminder {
    /// Sends it to those members.
    pub fn send(self) -> Result<Change<Self>, ReminderRefusal> {
        if self.to.is_empty() {
            return Err(ReminderRefusal::NobodyToWriteTo);
        }
        let event =
            ReminderEvent::ExpiryReminded { mark: self.mark, ends_on: self.ends_on, to: self.to.clone() };
        Ok(Change::new(self, event))
    }

    /// The letters that are owed.
    pub fn letters(&self) -> impl Iterator<Item = Errand> + '_ {
        self.to.iter().map(|person| Errand::ExpiryLetter {
            organization: self.organization,
            person: *person,
            mark: self.mark,
            ends_on: self.ends_on,
            day: self.day,
        })
    }
}
