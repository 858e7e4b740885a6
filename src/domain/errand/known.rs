//! By what an errand is known: its kind, and the work that it stands for.

use super::{Errand, GuessedAt, StandingInNews, ToldReset, code_guesses_key, guesses_key};
use crate::domain::ids::{
    ApplicationNumber, ArchiveId, FactorResetId, PersonId, StandingInId, SubscriptionId,
};

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
            | Self::FactorNotice { .. }
            | Self::FactorResetLetter(_)
            | Self::FactorResetSms(_)
            | Self::FactorReset { .. }
            | Self::PasskeyNotice { .. }
            | Self::ProgramPasswordNotice { .. }
            | Self::NewDevice { .. }
            | Self::CloudLinkedLetter { .. }
            | Self::LoginRenamed { .. }
            | Self::OfferLetter { .. }
            | Self::Reminders { .. }
            | Self::ExpiryLetter { .. }
            | Self::ClientInvitation { .. }
            | Self::AdministratorInvited { .. }
            | Self::PinGuesses { .. }
            | Self::PasswordGuesses { .. }
            | Self::QuestionLetter { .. }
            | Self::ArchiveBuild { .. }
            | Self::ArchiveLetter { .. }
            | Self::ArchiveConfirmation { .. }
            | Self::SubscriptionLetter { .. }
            | Self::PrintDocument { .. }
            | Self::PrintAct { .. }
            | Self::ActOrderedLetter { .. }
            | Self::ActDeclinedLetter { .. }
            | Self::PhoneCode { .. }
            | Self::CodeGuesses { .. }
            | Self::SmsCeiling { .. }
            | Self::StandingInLetter { .. }
            | Self::JournalHead { .. } => None,
        }
    }

    /// The request to take factors off of which it tells the owner, if it does.
    #[must_use]
    pub fn told_reset(&self) -> Option<FactorResetId> {
        if let Self::FactorResetLetter(ToldReset { reset }) | Self::FactorResetSms(ToldReset { reset }) = self
        {
            Some(*reset)
        } else {
            None
        }
    }

    /// The archive that the errand is about, and which of its letters, if it is about one.
    #[must_use]
    pub fn archive(&self) -> Option<(ArchiveId, i32)> {
        if let Self::ArchiveBuild { archive, letter }
        | Self::ArchiveLetter { archive, letter }
        | Self::ArchiveConfirmation { archive, letter } = self
        {
            Some((*archive, *letter))
        } else {
            None
        }
    }

    /// The request whose act the errand prints, if it prints one.
    #[must_use]
    pub fn printed_act(&self) -> Option<ArchiveId> {
        if let Self::PrintAct { archive } = self { Some(*archive) } else { None }
    }

    /// The subscription that the errand is about, if it is about one.
    #[must_use]
    pub fn subscription(&self) -> Option<SubscriptionId> {
        if let Self::SubscriptionLetter { subscription } = self { Some(*subscription) } else { None }
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
            Self::FactorNotice { .. } => "factor_notice",
            Self::FactorResetLetter(_) => "factor_reset_letter",
            Self::FactorResetSms(_) => "factor_reset_sms",
            Self::FactorReset { .. } => "factor_reset",
            Self::PasskeyNotice { .. } => "passkey_notice",
            Self::ProgramPasswordNotice { .. } => "program_password_notice",
            Self::NewDevice { .. } => "new_device",
            Self::CloudLinkedLetter { .. } => "cloud_linked_letter",
            Self::LoginRenamed { .. } => "login_renamed",
            Self::OfferLetter { .. } => "offer_letter",
            Self::Reminders { .. } => "reminders",
            Self::ExpiryLetter { .. } => "expiry_letter",
            Self::ClientInvitation { .. } => "client_invitation",
            Self::AdministratorInvited { .. } => "administrator_invited",
            Self::PinGuesses { .. } => "pin_guesses",
            Self::PasswordGuesses { .. } => "password_guesses",
            Self::QuestionLetter { .. } => "question_letter",
            Self::ArchiveBuild { .. } => "archive_build",
            Self::ArchiveLetter { .. } => "archive_letter",
            Self::ArchiveConfirmation { .. } => "archive_confirmation",
            Self::SubscriptionLetter { .. } => "subscription_letter",
            Self::PrintDocument { .. } => "print_document",
            Self::PrintAct { .. } => "print_act",
            Self::ActOrderedLetter { .. } => "act_ordered_letter",
            Self::ActDeclinedLetter { .. } => "act_declined_letter",
            Self::PhoneCode { .. } => "phone_code",
            Self::CodeGuesses { .. } => "code_guesses",
            Self::SmsCeiling { .. } => "sms_ceiling",
            Self::StandingInLetter { .. } => "standing_in_letter",
            Self::JournalHead { .. } => "journal_head",
        }
    }

    /// The key of a letter about an application, about what ends, or with the head of a journal.
    fn of_letter(&self, version: i32) -> String {
        if let Self::Letter { application, news, .. } = self {
            format!("letter:{}:{application}:{version}", news.code())
        } else if let Self::ExpiryLetter { organization, person, mark, ends_on, day } = self {
            format!("expiry_letter:{organization}:{}:{ends_on}:{day}:{person}", mark.code())
        } else if let Self::JournalHead { person, head, period } = self {
            // Once a period, whatever else was written to the chain.
            format!("journal_head:{}:{period}:{person}", head.chain)
        } else {
            format!("{}:{version}", self.kind())
        }
    }

    /// The key of what concerns the sign-in of a person.
    fn about_a_sign_in(&self, version: i32) -> String {
        let kind = self.kind();
        if let Self::PasswordGuesses { person: Some(person), place, .. } = self {
            let of_code = *place == GuessedAt::Code;
            if of_code { code_guesses_key(*person, version) } else { guesses_key(*person, version) }
        } else if let Self::PasswordNotice { person } | Self::FactorNotice { person, .. } = self {
            format!("{kind}:{person}:{version}")
        } else if let Self::FactorResetLetter(ToldReset { reset })
        | Self::FactorResetSms(ToldReset { reset }) = self
        {
            format!("{kind}:{reset}")
        } else if let Self::FactorReset { reset } = self {
            format!("{kind}:{reset}:{version}")
        } else {
            format!("{kind}:nobody:{version}")
        }
    }

    /// The deduplication key: the errand's work and the version of the subject that caused it.
    #[must_use]
    pub fn deduplication(&self, version: i32) -> String {
        let kind = self.kind();
        match self {
            Self::Submit { application }
            | Self::Register { application }
            | Self::Expire { application }
            | Self::Wake { application } => {
                format!("{kind}:{application}:{version}")
            }
            Self::Issue { application, owner, .. } => format!("issue:{application}:{owner}:{version}"),
            Self::Letter { .. } | Self::ExpiryLetter { .. } | Self::JournalHead { .. } => {
                self.of_letter(version)
            }
            Self::PasswordLetter { link } => format!("password_letter:{link}"),
            Self::ConfirmationLetter { registration } => format!("{kind}:{registration}:{version}"),
            Self::PasswordNotice { .. }
            | Self::FactorNotice { .. }
            | Self::FactorResetLetter(_)
            | Self::FactorResetSms(_)
            | Self::FactorReset { .. }
            | Self::PasswordGuesses { .. } => self.about_a_sign_in(version),
            Self::PasskeyNotice { passkey, news, .. } => format!("passkey_notice:{passkey}:{}", news.code()),
            Self::ProgramPasswordNotice { password, .. } => format!("program_password_notice:{password}"),
            Self::NewDevice { device, others, .. } => format!("new_device:{device}:{others}"),
            Self::CloudLinkedLetter { person, account, at, .. } => format!("{kind}:{person}:{account}:{at}"),
            Self::LoginRenamed { person, .. } => format!("login_renamed:{person}"),
            Self::OfferLetter { offer } => format!("offer_letter:{offer}"),
            Self::Reminders { partner, day } => format!("reminders:{day}:{partner}"),
            Self::ClientInvitation { invitation } => format!("client_invitation:{invitation}"),
            Self::AdministratorInvited { person, invitation, .. } => format!("{kind}:{invitation}:{person}"),
            Self::PinGuesses { product } => format!("pin_guesses:{product}:{version}"),
            Self::QuestionLetter { question, position } => format!("question_letter:{question}:{position}"),
            Self::ArchiveBuild { archive, letter }
            | Self::ArchiveLetter { archive, letter }
            | Self::ArchiveConfirmation { archive, letter } => {
                format!("{kind}:{archive}:{letter}")
            }
            Self::SubscriptionLetter { subscription } => format!("subscription_letter:{subscription}"),
            Self::PrintDocument { sale, paper } => format!("print_document:{sale}:{}", paper.code()),
            Self::PrintAct { archive }
            | Self::ActOrderedLetter { archive }
            | Self::ActDeclinedLetter { archive } => {
                format!("{kind}:{archive}")
            }
            Self::PhoneCode { code } => format!("phone_code:{code}"),
            Self::CodeGuesses { person, code } => format!("code_guesses:{person}:{code}"),
            Self::SmsCeiling { person, day } => format!("sms_ceiling:{day}:{person}"),
            Self::StandingInLetter { standing, person, news } => standing_in_key(*standing, *person, *news),
        }
    }
}

fn standing_in_key(standing: StandingInId, person: PersonId, news: StandingInNews) -> String {
    format!("standing_in_letter:{standing}:{}:{person}", news.code())
}
