//! The verbs of a subscription.

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::{
    ClosingSubscription, MonthOutcome, NewSubscription, SubscriptionEnd, SubscriptionEvent, last_due,
};
use crate::domain::archive::{ArchiveKind, ArchiveRequest, ArchiveWish, DocumentPeriod, NewArchive};
use crate::domain::calendar::WorkCalendar;
use crate::domain::change::Change;
use crate::domain::ids::{PartnerId, SubscriptionId};
use crate::domain::month::Month;

impl ClosingSubscription {
    /// A new one, before its row has an identity. What went on an earlier day stays with the archives asked for by hand.
    #[must_use]
    pub fn new(new: NewSubscription, settled: Month, at: DateTime<Utc>) -> Self {
        Self {
            id: SubscriptionId(0),
            partner: new.partner,
            organization: new.organization,
            account: new.account,
            email: new.email,
            begun_at: at,
            confirmed_at: new.known.then_some(at),
            settled,
            outcome: None,
            ended: None,
            version: 0,
        }
    }

    /// Begins it.
    pub fn begin(self) -> Change<Self> {
        let event = SubscriptionEvent::SubscriptionBegun {
            account: self.account,
            organization: self.organization,
            to: self.email.clone(),
            settled: self.settled,
            known: self.confirmed_at.is_some(),
        };
        Change::new(self, event)
    }

    /// Whether its address is still to be confirmed.
    #[must_use]
    pub const fn awaits_confirmation(&self) -> bool {
        self.confirmed_at.is_none() && self.ended.is_none()
    }

    /// Whoever has the link that was sent to its address opens it. Nothing when that happened before, or when it ended.
    #[must_use]
    pub fn confirm(self, at: DateTime<Utc>) -> Option<Change<Self>> {
        let awaits = self.awaits_confirmation();
        let confirmed = Self { confirmed_at: Some(at), ..self };
        awaits.then(|| Change::new(confirmed, SubscriptionEvent::SubscriptionConfirmed))
    }

    /// The month whose documents go next, when their day has come.
    #[must_use]
    pub fn next_due(&self, calendar: &WorkCalendar, today: NaiveDate) -> Option<Month> {
        let open = self.confirmed_at.is_some() && self.ended.is_none();
        let next = self.settled.next();
        (open && next <= last_due(calendar, today)).then_some(next)
    }

    /// The archive of a month's documents, that the partner which serves the organisation now is asked for.
    #[must_use]
    pub fn archive(&self, month: Month, partner: PartnerId, at: DateTime<Utc>) -> ArchiveRequest {
        let new = NewArchive {
            partner,
            organization: self.organization,
            account: self.account,
            kind: ArchiveKind::Closing,
            wish: ArchiveWish { period: period(month), email: self.email.clone() },
            known: true,
            theirs: None,
        };
        ArchiveRequest { subscription: Some(self.id), ..ArchiveRequest::new(new, at) }
    }

    /// Settles a month.
    pub fn settle(self, month: Month, outcome: MonthOutcome) -> Change<Self> {
        let event = match outcome {
            MonthOutcome::Asked(archive) => SubscriptionEvent::SubscriptionMonthAsked { month, archive },
            MonthOutcome::Nothing => SubscriptionEvent::SubscriptionMonthEmpty { month },
            MonthOutcome::TooMuch => SubscriptionEvent::SubscriptionMonthTooLarge { month },
            MonthOutcome::Before => SubscriptionEvent::SubscriptionMonthBefore { month },
        };
        Change::new(Self { settled: month, outcome: Some(outcome), ..self }, event)
    }

    /// Ends it. Nothing when it ended before.
    #[must_use]
    pub fn end(self, how: SubscriptionEnd, at: DateTime<Utc>) -> Option<Change<Self>> {
        let open = self.ended.is_none();
        let ended = Self { ended: Some((at, how)), ..self };
        open.then(|| Change::new(ended, SubscriptionEvent::SubscriptionEnded { how }))
    }
}

/// The days of a month.
#[must_use]
pub fn period(month: Month) -> DocumentPeriod {
    let (first, next) = (month.first_day(), month.next().first_day());
    DocumentPeriod { first, last: next.checked_sub_days(Days::new(1)).unwrap_or(first) }
}
