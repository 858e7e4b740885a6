//! Archives of an organisation's documents: a client asks for one, the worker gathers it, and it goes by e-mail.
//!
//! The texts that the client reads are those of the former cabinet.

mod acts;
mod happened;
mod kind;
mod link;
mod period;
mod resending;
mod typed;
mod verbs;

#[cfg(test)]
mod tests;

use chrono::{DateTime, Duration, NaiveDate, Utc};

pub use acts::{ActOrder, ActTurn, BalanceFavour, read_balance};
pub use happened::{ArchiveEvent, ArchiveEventName};
pub use kind::ArchiveKind;
pub use link::{ArchiveLink, LinkPurpose};
pub use period::{DocumentPeriod, PeriodSpan};
pub use resending::{AGAIN_AFTER, SendingShare};
pub use typed::{ArchiveWish, TypedArchive, read_address};
pub use verbs::ArchiveStep;

use super::ids::{ArchiveId, OrganizationId, PartnerId, PersonId, SubscriptionId};
use super::money::Money;

/// How large an archive is at most that goes as an attachment, in bytes; a larger one goes by a link.
pub const LARGEST_ATTACHED: u64 = 10 * 1024 * 1024;
/// How long an archive is kept, and how long the links of its letters are good.
pub const KEPT_FOR: Duration = Duration::days(7);
/// How often the link of a letter gives the archive out.
pub const DOWNLOADS: u32 = 5;
/// How many archives an organisation may ask for within [`ASKED_WITHIN`].
pub const ASKED_MOST: u64 = 20;
/// The window of [`ASKED_MOST`].
pub const ASKED_WITHIN: Duration = Duration::hours(24);
/// For how long the same wish is the same request.
pub const SAME_WITHIN: Duration = Duration::minutes(10);
/// How many documents an archive holds at most.
pub const DOCUMENTS_MOST: u64 = 2_000;
/// How large the documents of an archive are at most together, in bytes.
pub const BYTES_MOST: u64 = 500 * 1024 * 1024;
/// How long a mail server may ask to wait before the letter counts as lost.
pub const PATIENCE: Duration = Duration::days(2);

codes! {
    /// The name of a stage, as it is stored.
    pub enum ArchiveStageCode {
        /// It waits for the confirmation of its address.
        Confirming = "confirming",
        /// A person of the partner must check the act.
        Checking = "checking",
        /// A person of the partner refused to draw the act.
        Declined = "declined",
        /// It is gathered, or its letter is on the way.
        Processing = "processing",
        /// The store of files does not answer.
        AwaitingStore = "awaiting_store",
        /// Its letter was taken by the mail server.
        Sent = "sent",
        /// A letter with a link was taken by the mail server.
        Ready = "ready",
        /// The mail server asks to wait.
        Deferred = "deferred",
        /// The letter does not arrive.
        Bounced = "bounced",
        /// There is nothing to send.
        Nothing = "nothing",
    }
}

/// The stage of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ArchiveStage {
    /// It waits until somebody opens the link that was sent to its address.
    Confirming,
    /// «Принято, формируется»: a person of the partner must check the act.
    Checking,
    /// A person of the partner refused to draw the act.
    Declined {
        /// Why, in words for the client.
        words: String,
    },
    /// «Обработка»: it is gathered, or its letter is on the way.
    Processing,
    /// «Сервис 1С временно недоступен»: the store of files does not answer; it goes on by itself.
    AwaitingStore,
    /// Its letter was taken by the mail server.
    Sent,
    /// A letter with a link was taken by the mail server.
    Ready {
        /// How often the link still gives it out.
        downloads: u32,
    },
    /// «Почта просит подождать».
    Deferred {
        /// What the mail server said.
        words: String,
        /// When it is tried again.
        next_try: DateTime<Utc>,
    },
    /// «Письмо не дошло».
    Bounced {
        /// What the mail server said.
        words: String,
    },
    /// «За данный период документов нет».
    Nothing,
}

impl ArchiveStage {
    /// Its name.
    #[must_use]
    pub const fn code(&self) -> ArchiveStageCode {
        match self {
            Self::Confirming => ArchiveStageCode::Confirming,
            Self::Checking => ArchiveStageCode::Checking,
            Self::Declined { .. } => ArchiveStageCode::Declined,
            Self::Processing => ArchiveStageCode::Processing,
            Self::AwaitingStore => ArchiveStageCode::AwaitingStore,
            Self::Sent => ArchiveStageCode::Sent,
            Self::Ready { .. } => ArchiveStageCode::Ready,
            Self::Deferred { .. } => ArchiveStageCode::Deferred,
            Self::Bounced { .. } => ArchiveStageCode::Bounced,
            Self::Nothing => ArchiveStageCode::Nothing,
        }
    }
}

/// The file of an archive that was gathered. Its bytes lie in the store of files, under their SHA-256.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GatheredArchive {
    /// The GUID that names it.
    pub guid: String,
    /// The SHA-256 of its bytes, in hex.
    pub sha256: String,
    /// Its size in bytes.
    pub size: u64,
    /// How many documents are in it.
    pub documents: u32,
    /// Until when it is kept.
    pub until: DateTime<Utc>,
    /// Whether it is the PDF of a reconciliation act alone, not a ZIP.
    pub is_act: bool,
}

impl GatheredArchive {
    /// The name of its file.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}.{}", self.guid, if self.is_act { "pdf" } else { "zip" })
    }

    /// Whether it is too large for a letter.
    #[must_use]
    pub const fn goes_by_link(&self) -> bool {
        self.size > LARGEST_ATTACHED
    }
}

/// An archive that a client asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchiveRequest {
    /// Its identity.
    pub id: ArchiveId,
    /// The partner that serves the organisation.
    pub partner: PartnerId,
    /// Whose documents.
    pub organization: OrganizationId,
    /// The account that asks.
    pub account: PersonId,
    /// The subscription that asks for it, if one does.
    pub subscription: Option<SubscriptionId>,
    /// What is asked for.
    pub kind: ArchiveKind,
    /// Of which days.
    pub period: DocumentPeriod,
    /// Where it goes.
    pub email: String,
    /// When the address was confirmed; at once when it was known already.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// The stage.
    pub stage: ArchiveStage,
    /// What belongs to a reconciliation act.
    pub act: ActOrder,
    /// What was gathered.
    pub gathered: Option<GatheredArchive>,
    /// Which of its letters is on the way: another address is another letter.
    pub letter: i32,
    /// When it was asked for.
    pub asked_at: DateTime<Utc>,
    /// Since when it stands as it does.
    pub moved_at: DateTime<Utc>,
    /// The version of its row.
    pub version: i32,
}

/// A wish for an archive, whose address was looked at.
#[derive(Clone, Debug)]
pub struct NewArchive {
    /// The partner that serves the organisation.
    pub partner: PartnerId,
    /// Whose documents.
    pub organization: OrganizationId,
    /// The account that asks.
    pub account: PersonId,
    /// What is asked for.
    pub kind: ArchiveKind,
    /// The days and the address.
    pub wish: ArchiveWish,
    /// Whether the address is known already.
    pub known: bool,
    /// What the client owes by its own books, where it says so.
    pub theirs: Option<Money>,
}

/// Why a verb of an archive is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ArchiveRefusal {
    /// It can go to another address only when its letter did not arrive.
    #[error("its letter is not lost")]
    NotLost,
    /// Its letter has come back just now.
    #[error("it came back just now")]
    TooSoon,
    /// No person has to check it, or one did already.
    #[error("it does not wait for a check")]
    NotToCheck,
    /// It is kept no more, or was never gathered.
    #[error("not kept")]
    NotKept,
    /// Its link gave it out as often as it may.
    #[error("given out as often as may be")]
    GivenOut,
}

/// The pause after this many attempts that the mail server put off: it doubles from a minute to four hours.
#[must_use]
pub fn mail_pause(attempts: u32) -> Duration {
    Duration::minutes(1 << attempts.saturating_sub(1).min(8)).min(Duration::hours(4))
}

/// The name of a document in an archive: its day, its number and whose it is, safe in every file system.
#[must_use]
pub fn entry_name(day: NaiveDate, number: &str, counterparty: &str) -> String {
    format!("{day}_{}_{}", plain(number, 40), plain(counterparty, 80))
}

/// The words without the signs that a file system or a shell takes amiss.
fn plain(words: &str, most: usize) -> String {
    let sign = |sign: char| {
        if sign.is_alphanumeric() || "-. ()".contains(sign) {
            Some(sign)
        } else if "«»\"'".contains(sign) {
            None
        } else {
            Some('-')
        }
    };
    let plain: String = words.chars().filter_map(sign).take(most).collect();
    let plain = plain.trim_matches(['.', ' ']);
    if plain.is_empty() { "-".to_owned() } else { plain.to_owned() }
}
