//! The lanes of errands, and when an errand is tried again.

use chrono::Duration;

use super::Errand;
use crate::domain::circuit::Service;

/// The lanes of errands, by the service that they need. Each has its own slots, so that one blocked lane does not block
/// another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// Errands that need only the database.
    House,
    /// Errands for the authority.
    Authority,
    /// Errands for the mail server.
    Post,
    /// Errands for the gateway of SMS.
    Sms,
    /// Errands for the store of files.
    Files,
    /// Errands for the program that prints documents.
    Press,
}

impl Lane {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::House, Self::Authority, Self::Post, Self::Sms, Self::Files, Self::Press];

    /// The kinds of its errands.
    #[must_use]
    pub const fn kinds(self) -> &'static [&'static str] {
        match self {
            Self::House => &["submit", "register", "expire", "wake", "factor_reset", "reminders"],
            Self::Authority => &["issue"],
            Self::Post => &[
                "letter",
                "password_letter",
                "confirmation_letter",
                "password_notice",
                "factor_notice",
                "factor_reset_letter",
                "passkey_notice",
                "program_password_notice",
                "new_device",
                "cloud_linked_letter",
                "login_renamed",
                "offer_letter",
                "client_invitation",
                "administrator_invited",
                "expiry_letter",
                "pin_guesses",
                "password_guesses",
                "question_letter",
                "archive_letter",
                "archive_confirmation",
                "subscription_letter",
                "act_ordered_letter",
                "act_declined_letter",
                "sms_ceiling",
                "standing_in_letter",
                "journal_head",
            ],
            Self::Sms => &["phone_code", "code_guesses", "factor_reset_sms"],
            Self::Files => &["archive_build"],
            Self::Press => &["print_document", "print_act"],
        }
    }

    /// How many of its errands a worker runs at once. The authority's lane has fewer: when an authority without
    /// idempotency keys falls silent, this many answers are lost.
    #[must_use]
    pub const fn slots(self) -> usize {
        match self {
            Self::House | Self::Post => 8,
            Self::Authority | Self::Sms => 4,
            // As many as the door lets print at once.
            Self::Files | Self::Press => 2,
        }
    }

    /// The external service that it needs.
    #[must_use]
    pub const fn service(self) -> Option<Service> {
        match self {
            Self::House | Self::Press => None,
            Self::Authority => Some(Service::Authority),
            Self::Post => Some(Service::Post),
            Self::Sms => Some(Service::Sms),
            Self::Files => Some(Service::Files),
        }
    }
}

impl Errand {
    /// The lane, by the service that it needs.
    #[must_use]
    pub fn lane(&self) -> Lane {
        match self {
            Self::Submit { .. }
            | Self::Register { .. }
            | Self::Expire { .. }
            | Self::Wake { .. }
            | Self::FactorReset { .. }
            | Self::Reminders { .. } => Lane::House,
            Self::Issue { .. } => Lane::Authority,
            Self::Letter { .. }
            | Self::PasswordLetter { .. }
            | Self::ConfirmationLetter { .. }
            | Self::PasswordNotice { .. }
            | Self::FactorNotice { .. }
            | Self::FactorResetLetter(_)
            | Self::PasskeyNotice { .. }
            | Self::ProgramPasswordNotice { .. }
            | Self::NewDevice { .. }
            | Self::CloudLinkedLetter { .. }
            | Self::LoginRenamed { .. }
            | Self::OfferLetter { .. }
            | Self::ExpiryLetter { .. }
            | Self::ClientInvitation { .. }
            | Self::AdministratorInvited { .. }
            | Self::PinGuesses { .. }
            | Self::PasswordGuesses { .. }
            | Self::QuestionLetter { .. }
            | Self::ArchiveLetter { .. }
            | Self::ArchiveConfirmation { .. }
            | Self::SubscriptionLetter { .. }
            | Self::ActOrderedLetter { .. }
            | Self::ActDeclinedLetter { .. }
            | Self::SmsCeiling { .. }
            | Self::StandingInLetter { .. }
            | Self::JournalHead { .. } => Lane::Post,
            Self::ArchiveBuild { .. } => Lane::Files,
            Self::PhoneCode { .. } | Self::CodeGuesses { .. } | Self::FactorResetSms(_) => Lane::Sms,
            Self::PrintDocument { .. } | Self::PrintAct { .. } => Lane::Press,
        }
    }
}

/// How many attempts an errand has before it is dead.
pub const MAX_ATTEMPTS: u32 = 8;

/// The delay after this many failed attempts: it doubles from five seconds to ten minutes. `jitter` (0–999 thousandths)
/// adds up to a quarter, so that errands do not retry all at once.
#[must_use]
pub fn backoff(attempts: u32, jitter: u16) -> Duration {
    let doubled = 5_i64.saturating_mul(1 << attempts.saturating_sub(1).min(7));
    let milliseconds = doubled.min(600) * 1000;
    Duration::milliseconds(milliseconds + milliseconds / 4 * i64::from(jitter.min(999)) / 1000)
}
