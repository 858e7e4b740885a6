//! Errands: pieces of work that the office owes after a change, done by the worker outside of any transaction.

use chrono::Duration;
use serde::{Deserialize, Serialize};

use super::certificate_request::OwnersRequest;
use super::circuit::Service;
use super::head::Head;
use super::ids::{ApplicationNumber, LinkId, PersonId, RegistrationId};

/// A piece of work owed. It names things by their numbers; whose request is certified and who gets a letter are fixed when
/// it is owed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Errand {
    /// Hand a forwarded application to the authority once the undo window is over.
    Submit {
        /// The application.
        application: ApplicationNumber,
    },
    /// Have one owner's request certified.
    Issue {
        /// The application.
        application: ApplicationNumber,
        /// The owner's place in the application when it was owed, from 0.
        owner: u32,
        /// Whose request it is, and which; old errands mean the place in the revision of their day.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        request: Option<OwnersRequest>,
    },
    /// Register the approved application with the controlling bodies.
    Register {
        /// The application.
        application: ApplicationNumber,
    },
    /// Take it off when the client has not mended it in time.
    Expire {
        /// The application.
        application: ApplicationNumber,
    },
    /// Take it up again when its day has come.
    Wake {
        /// The application.
        application: ApplicationNumber,
    },
    /// Tell somebody by letter.
    Letter {
        /// The application that it is about.
        application: ApplicationNumber,
        /// What it tells.
        news: News,
        /// The address, as it was when the letter was owed.
        to: String,
        /// The partner's words, or the operator's, as they were when the letter was owed.
        #[serde(default)]
        words: Option<String>,
    },
    /// Send somebody a link that sets a password; the link is made when the letter is written, so that nothing that
    /// opens an account lies here.
    PasswordLetter {
        /// The link.
        link: LinkId,
    },
    /// Send whoever registered the link that confirms the address; it is made when the letter is written.
    ConfirmationLetter {
        /// The registration.
        registration: RegistrationId,
    },
    /// Tell somebody that their password was changed.
    PasswordNotice {
        /// The person.
        person: PersonId,
    },
    /// Send somebody the head of a chain for which they answer.
    JournalHead {
        /// The person.
        person: PersonId,
        /// The head, as it was when the letter was owed.
        head: Head,
        /// The week or the day that it is sent for.
        period: String,
    },
}

codes! {
    /// What a letter tells.
    pub enum News {
        /// To the partner: a new application has come.
        NewApplication = "new_application",
        /// To the partner: a returned application has been mended.
        MendedForPartner = "mended_partner",
        /// To the partner: a returned application was taken back.
        WithdrawnForPartner = "withdrawn_partner",
        /// To the partner: the operator has given it back.
        BackForPartner = "back_partner",
        /// To the client: the application has come and waits for the partner.
        Accepted = "accepted",
        /// To the client: it must be mended.
        Returned = "returned",
        /// To the client: the mended application has come.
        Mended = "mended",
        /// To the client: the operator works on it.
        Forwarded = "forwarded",
        /// To the client: the operator has given it back, and the partner looks at it again.
        Back = "back",
        /// To the client: it is refused.
        Rejected = "rejected",
        /// To the client: it was taken back.
        Withdrawn = "withdrawn",
        /// To the client: it was not mended in time.
        Expired = "expired",
        /// To the client: the application is approved.
        Approved = "approved",
    }
}

impl Errand {
    /// The application that the errand is about, if it is about one.
    #[must_use]
    pub fn application(&self) -> Option<ApplicationNumber> {
        match self {
            Self::Submit { application }
            | Self::Issue { application, .. }
            | Self::Register { application }
            | Self::Expire { application }
            | Self::Wake { application }
            | Self::Letter { application, .. } => Some(*application),
            Self::PasswordLetter { .. }
            | Self::ConfirmationLetter { .. }
            | Self::PasswordNotice { .. }
            | Self::JournalHead { .. } => None,
        }
    }

    /// For whom it waits.
    #[must_use]
    pub fn lane(&self) -> Lane {
        match self {
            Self::Submit { .. } | Self::Register { .. } | Self::Expire { .. } | Self::Wake { .. } => {
                Lane::House
            }
            Self::Issue { .. } => Lane::Authority,
            Self::Letter { .. }
            | Self::PasswordLetter { .. }
            | Self::ConfirmationLetter { .. }
            | Self::PasswordNotice { .. }
            | Self::JournalHead { .. } => Lane::Post,
        }
    }

    /// The code of its kind.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Submit { .. } => "submit",
            Self::Issue { .. } => "issue",
            Self::Register { .. } => "register",
            Self::Expire { .. } => "expire",
            Self::Wake { .. } => "wake",
            Self::Letter { .. } => "letter",
            Self::PasswordLetter { .. } => "password_letter",
            Self::ConfirmationLetter { .. } => "confirmation_letter",
            Self::PasswordNotice { .. } => "password_notice",
            Self::JournalHead { .. } => "journal_head",
        }
    }

    /// The key under which the same errand is never owed twice: its work, and the version of what owes it.
    #[must_use]
    pub fn deduplication(&self, version: i32) -> String {
        match self {
            Self::Submit { application }
            | Self::Register { application }
            | Self::Expire { application }
            | Self::Wake { application } => {
                format!("{}:{application}:{version}", self.kind())
            }
            Self::Issue { application, owner, .. } => format!("issue:{application}:{owner}:{version}"),
            Self::Letter { application, news, .. } => {
                format!("letter:{}:{application}:{version}", news.code())
            }
            Self::PasswordLetter { link } => format!("password_letter:{link}"),
            Self::ConfirmationLetter { registration } => {
                format!("confirmation_letter:{registration}:{version}")
            }
            Self::PasswordNotice { person } => format!("password_notice:{person}:{version}"),
            // Once in each period, whatever was written to the chain meanwhile.
            Self::JournalHead { person, head, period } => {
                format!("journal_head:{}:{period}:{person}", head.chain)
            }
        }
    }
}

/// For whom errands wait. Each lane has slots of its own: one that is held up holds up no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// For nobody but our own database.
    House,
    /// For the authority.
    Authority,
    /// For the mail server.
    Post,
}

impl Lane {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::House, Self::Authority, Self::Post];

    /// The codes of the kinds of errands in it.
    #[must_use]
    pub const fn kinds(self) -> &'static [&'static str] {
        match self {
            Self::House => &["submit", "register", "expire", "wake"],
            Self::Authority => &["issue"],
            Self::Post => {
                &["letter", "password_letter", "confirmation_letter", "password_notice", "journal_head"]
            }
        }
    }

    /// How many of its errands one worker runs at once. An authority that cannot be asked twice and falls silent keeps the
    /// answers of so many: fewer there.
    #[must_use]
    pub const fn slots(self) -> usize {
        match self {
            Self::House | Self::Post => 8,
            Self::Authority => 4,
        }
    }

    /// The service outside for which it waits.
    #[must_use]
    pub const fn service(self) -> Option<Service> {
        match self {
            Self::House => None,
            Self::Authority => Some(Service::Authority),
            Self::Post => Some(Service::Post),
        }
    }
}

/// How often an errand is tried before a person must look at it.
pub const MAX_ATTEMPTS: u32 = 8;

/// How long to wait after the given number of failed attempts: doubling from five seconds to ten minutes, with
/// up to a quarter more by `jitter` (0–999 thousandths), so that many errands do not come back at once.
#[must_use]
pub fn backoff(attempts: u32, jitter: u16) -> Duration {
    let doubled = 5_i64.saturating_mul(1 << attempts.saturating_sub(1).min(7));
    let milliseconds = doubled.min(600) * 1000;
    Duration::milliseconds(milliseconds + milliseconds / 4 * i64::from(jitter.min(999)) / 1000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::PartnerId;

    #[test]
    fn waiting_doubles_and_is_capped_at_ten_minutes_and_a_quarter() {
        assert_eq!(backoff(1, 0), Duration::seconds(5));
        assert_eq!(backoff(2, 0), Duration::seconds(10));
        assert_eq!(backoff(40, 0), Duration::seconds(600));
        assert!(backoff(40, 999) < Duration::seconds(750));
    }

    #[test]
    fn every_kind_of_errand_is_in_the_lane_that_claims_it() {
        let application = ApplicationNumber(7);
        let (to, news, words) = ("a@b.example".to_owned(), News::Accepted, None);
        let head = Head { chain: PartnerId(1), sequence: 1, hash: "0".repeat(64) };
        let every = [
            Errand::Submit { application },
            Errand::Register { application },
            Errand::Expire { application },
            Errand::Wake { application },
            Errand::Letter { application, news, to, words },
            Errand::PasswordLetter { link: LinkId(1) },
            Errand::ConfirmationLetter { registration: RegistrationId(1) },
            Errand::PasswordNotice { person: PersonId(1) },
            Errand::JournalHead { person: PersonId(1), head, period: "2026-W47".to_owned() },
        ];
        for errand in every {
            assert!(errand.lane().kinds().contains(&errand.kind()), "{errand:?}");
        }
        assert_eq!(Lane::Authority.kinds(), ["issue"]);
        assert_eq!(Lane::ALL.iter().map(|lane| lane.kinds().len()).sum::<usize>(), 10);
    }

    #[test]
    fn forwarding_again_after_an_undo_owes_a_new_errand() {
        let errand = Errand::Submit { application: ApplicationNumber(7) };
        assert_ne!(errand.deduplication(3), errand.deduplication(5));
    }
}
