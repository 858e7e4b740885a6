//! Subscriptions: each month's closing documents of an organisation go by e-mail by themselves, until somebody ends that.

mod happened;
#[cfg(test)]
mod tests;
mod verbs;

use chrono::{DateTime, Duration, NaiveDate, Utc};

pub use happened::{SubscriptionEvent, SubscriptionEventName};
pub use verbs::period;

use super::calendar::WorkCalendar;
use super::ids::{ArchiveId, OrganizationId, PartnerId, PersonId, SubscriptionId};
use super::month::Month;

/// On which working day of a month the documents of the former one go.
pub const SENT_ON: usize = 5;
/// How long the link that confirms an address is good.
pub const CONFIRMED_WITHIN: Duration = Duration::days(7);
/// How many subscriptions may begin for an organisation within [`BEGUN_WITHIN`].
pub const BEGUN_MOST: u64 = 20;
/// The window of [`BEGUN_MOST`].
pub const BEGUN_WITHIN: Duration = Duration::hours(24);
/// For how long the same wish is the same subscription while its address is not confirmed.
pub const SAME_WISH_WITHIN: Duration = Duration::minutes(10);

codes! {
    /// How a subscription ended.
    pub enum SubscriptionEnd {
        /// In the cabinet.
        Cabinet = "cabinet",
        /// By the link of a letter.
        Letter = "letter",
        /// Another one took its place, with another address.
        Replaced = "replaced",
        /// Its holder said that the organisation is not theirs.
        Disowned = "disowned",
        /// Its holder acts for the organisation no more.
        Left = "left",
    }
}

codes! {
    /// What became of a month, as it is stored.
    pub enum MonthOutcomeCode {
        /// An archive was asked for.
        Asked = "asked",
        /// There was nothing to send.
        Nothing = "nothing",
        /// There is more than an archive holds.
        TooMuch = "too_much",
        /// It went to the former address.
        Before = "before",
    }
}

/// What became of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MonthOutcome {
    /// An archive of its documents was asked for.
    Asked(ArchiveId),
    /// There was nothing to send.
    Nothing,
    /// There is more than an archive holds: its holder asks for it in parts.
    TooMuch,
    /// It went to the address of the subscription whose place this one took.
    Before,
}

impl MonthOutcome {
    /// Its code.
    #[must_use]
    pub const fn code(self) -> MonthOutcomeCode {
        match self {
            Self::Asked(_) => MonthOutcomeCode::Asked,
            Self::Nothing => MonthOutcomeCode::Nothing,
            Self::TooMuch => MonthOutcomeCode::TooMuch,
            Self::Before => MonthOutcomeCode::Before,
        }
    }

    /// The archive that was asked for.
    #[must_use]
    pub const fn archive(self) -> Option<ArchiveId> {
        match self {
            Self::Asked(archive) => Some(archive),
            Self::Nothing | Self::TooMuch | Self::Before => None,
        }
    }
}

codes! {
    /// What the link of a letter does with a subscription.
    pub enum SubscriptionLinkPurpose {
        /// It confirms the address.
        Confirm = "confirm",
        /// It ends the subscription.
        End = "end",
    }
}

/// «Присылать закрывающие документы каждый месяц».
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosingSubscription {
    /// Its identity.
    pub id: SubscriptionId,
    /// The partner that served the organisation when it began.
    pub partner: PartnerId,
    /// Whose documents.
    pub organization: OrganizationId,
    /// The account that holds it.
    pub account: PersonId,
    /// Where the letters go.
    pub email: String,
    /// When it began.
    pub begun_at: DateTime<Utc>,
    /// When the address was confirmed; at once when it was known already.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// The last month that is settled: the next one is the first that goes.
    pub settled: Month,
    /// What became of that month; nothing when it was over before the subscription began.
    pub outcome: Option<MonthOutcome>,
    /// When it ended, and how.
    pub ended: Option<(DateTime<Utc>, SubscriptionEnd)>,
    /// The version of its row.
    pub version: i32,
}

/// A wish for a subscription, whose address was looked at.
#[derive(Clone, Debug)]
pub struct NewSubscription {
    /// The partner that serves the organisation.
    pub partner: PartnerId,
    /// Whose documents.
    pub organization: OrganizationId,
    /// The account.
    pub account: PersonId,
    /// Where the letters go, in small letters.
    pub email: String,
    /// Whether the address is known already.
    pub known: bool,
}

/// The day of a month on which the documents of the former one go: its fifth working day.
#[must_use]
pub fn sending_day(calendar: &WorkCalendar, month: Month) -> NaiveDate {
    let first = month.first_day();
    let worked = first.iter_days().filter(|day| calendar.is_worked(*day));
    worked.take(SENT_ON).last().unwrap_or(first)
}

/// The last month whose documents go on this day or went before.
#[must_use]
pub fn last_due(calendar: &WorkCalendar, today: NaiveDate) -> Month {
    let month = Month::containing(today);
    if today >= sending_day(calendar, month) { month.previous() } else { month.previous().previous() }
}

/// When the documents of a month go: on this day.
#[must_use]
pub fn goes_on(calendar: &WorkCalendar, month: Month) -> NaiveDate {
    sending_day(calendar, month.next())
}
