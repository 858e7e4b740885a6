//! What happens to an archive.

use chrono::{DateTime, NaiveDate, Utc};

use super::{ArchiveKind, ArchiveRequest};
use crate::domain::change::Subject;
use crate::domain::ids::{DocumentId, OrganizationId, PersonId};

events! {
    /// What happened to an archive.
    pub enum ArchiveEvent, named ArchiveEventName {
        /// A client asked for it.
        ArchiveAsked = "archive_asked" {
            /// The account that asks.
            account: PersonId,
            /// Whose documents.
            organization: OrganizationId,
            /// What is asked for.
            kind: ArchiveKind,
            /// From this day.
            first: NaiveDate,
            /// To this day.
            last: NaiveDate,
            /// Where it goes.
            to: String,
            /// Whether the address was known already.
            known: bool,
        },
        /// The address was confirmed by its link.
        ArchiveAddressConfirmed = "archive_address_confirmed",
        /// The mail server took the letter with the link that confirms the address, having asked to wait.
        ArchiveConfirmationSent = "archive_confirmation_sent",
        /// It was gathered.
        ArchiveGathered = "archive_gathered" {
            /// How many documents are in it.
            documents: u32,
            /// Its size in bytes.
            size: u64,
            /// The SHA-256 of its bytes.
            sha256: String,
        },
        /// There is nothing to send.
        ArchiveEmpty = "archive_empty",
        /// The store of files does not answer; it waits.
        ArchiveDelayed = "archive_delayed",
        /// The mail server took its letter.
        ArchiveSent = "archive_sent" {
            /// The address.
            to: String,
            /// Whether by a link.
            link: bool,
        },
        /// The mail server asks to wait.
        ArchiveDeferred = "archive_deferred" {
            /// What it said.
            words: String,
            /// When it is tried again.
            next_try: DateTime<Utc>,
        },
        /// The letter does not arrive.
        ArchiveBounced = "archive_bounced" {
            /// What the mail server said.
            words: String,
        },
        /// It goes to another address.
        ArchiveRedirected = "archive_redirected" {
            /// The address.
            to: String,
            /// Whether the address was known already.
            known: bool,
        },
        /// A person of the partner sends it again, to the same address.
        ArchiveResent = "archive_resent" {
            /// The address.
            to: String,
            /// Whether the address is confirmed.
            known: bool,
        },
        /// It is a reconciliation act, whose address is known: it stands before the people of the partner.
        ActAccepted = "act_accepted" {
            /// By when it is promised.
            promised: DateTime<Utc>,
            /// What the client owes by its own books, in kopecks, where it said so.
            theirs: Option<i64>,
        },
        /// A person sent the act that was drawn from the partner's own book.
        ActIssued = "act_issued" {
            /// The number of the act.
            number: String,
            /// What the client owes at the end of the period, in kopecks.
            closing: i64,
            /// The SHA-256 of its frozen data.
            sha256: String,
        },
        /// That act is printed.
        ActPrinted = "act_printed" {
            /// The document.
            document: DocumentId,
        },
        /// A person chose the act among the documents of 1С and sent it.
        ActChosen = "act_chosen" {
            /// The document.
            document: DocumentId,
        },
        /// A person refused to draw the act.
        ActDeclined = "act_declined" {
            /// Why, in words for the client.
            words: String,
        },
        /// Somebody took it.
        ArchiveDownloaded = "archive_downloaded" {
            /// Whether by the link of a letter; otherwise in the cabinet.
            link: bool,
        },
    }
}

impl Subject for ArchiveRequest {
    type Event = ArchiveEvent;
}
