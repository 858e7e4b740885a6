//! Errands: work that follows from a change and that the worker does outside of the change's transaction.

mod lane;
mod news;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::certificate_request::OwnersRequest;
use super::expiry::ReminderMark;
use super::head::Head;
use super::ids::{
    ApplicationNumber, InvitationId, ItsLoginId, LinkId, OrganizationId, PartnerId, PersonId, PhoneCodeId,
    ProductId, RegistrationId,
};
pub use lane::{Lane, MAX_ATTEMPTS, backoff};
pub use news::News;

/// An errand. It refers to things by number; the certificate request and a letter's recipient are fixed when it is
/// added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Errand {
    /// Send a forwarded application to the authority after the undo window.
    Submit {
        /// The application.
        application: ApplicationNumber,
    },
    /// Request a certificate for one owner.
    Issue {
        /// The application.
        application: ApplicationNumber,
        /// The owner's position in the application when the errand was added, from 0.
        owner: u32,
        /// The owner's request; in old errands the position refers to the revision of that time.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        request: Option<OwnersRequest>,
    },
    /// Register the approved application with the controlling bodies.
    Register {
        /// The application.
        application: ApplicationNumber,
    },
    /// Expire the application if the client has not mended it in time.
    Expire {
        /// The application.
        application: ApplicationNumber,
    },
    /// End the hold of the application.
    Wake {
        /// The application.
        application: ApplicationNumber,
    },
    /// Send a letter about an application.
    Letter {
        /// The application that it is about.
        application: ApplicationNumber,
        /// The event that it reports.
        news: News,
        /// The recipient's address, fixed when the errand was added.
        to: String,
        /// The message of the partner or the operator, fixed when the errand was added.
        #[serde(default)]
        words: Option<String>,
    },
    /// Send a link that sets a password. Its token is drawn only when the letter is written, so that the outbox
    /// contains no secret.
    PasswordLetter {
        /// The link.
        link: LinkId,
    },
    /// Send whoever registered the link that confirms the address; it is made when the letter is written.
    ConfirmationLetter {
        /// The registration.
        registration: RegistrationId,
    },
    /// Tell a person that their password was changed.
    PasswordNotice {
        /// The person.
        person: PersonId,
    },
    /// Tell somebody that their login is another one since an ITS login of the same name became an account too.
    LoginRenamed {
        /// The person.
        person: PersonId,
        /// The login as it was.
        was: String,
    },
    /// Tell the holder of an account that a partner offers an ITS contract.
    OfferLetter {
        /// The offer.
        offer: ItsLoginId,
    },
    /// Remind the organisations of a partner of what ends.
    Reminders {
        /// The partner.
        partner: PartnerId,
        /// The Moscow day.
        day: NaiveDate,
    },
    /// Tell a member of an organisation what of it ends.
    ExpiryLetter {
        /// The organisation.
        organization: OrganizationId,
        /// The member.
        person: PersonId,
        /// Why.
        mark: ReminderMark,
        /// The day on which the first of it ends.
        ends_on: NaiveDate,
        /// The Moscow day of the reminder.
        day: NaiveDate,
    },
    /// Send whoever is invited to act for a subscriber the link; it is made when the letter is written.
    ClientInvitation {
        /// The invitation.
        invitation: InvitationId,
    },
    /// Tell an administrator of a subscriber that its partner invited another.
    AdministratorInvited {
        /// The subscriber.
        organization: OrganizationId,
        /// The partner.
        partner: PartnerId,
        /// The administrator who is told.
        person: PersonId,
        /// The invitation, which may be over when the letter is written.
        invitation: InvitationId,
    },
    /// Tell the holder of a product that somebody has tried its number with other PINs, as often as may be.
    PinGuesses {
        /// The product.
        product: ProductId,
    },
    /// Send a code by SMS, while it is good; its digits are made when the message is written.
    PhoneCode {
        /// The code.
        code: PhoneCodeId,
    },
    /// Tell the holder of an account by SMS that somebody has typed wrong codes, as often as may be.
    CodeGuesses {
        /// The person.
        person: PersonId,
        /// The code that ran out.
        code: PhoneCodeId,
    },
    /// Tell an administrator that no more messages are sent today.
    SmsCeiling {
        /// The person.
        person: PersonId,
        /// The Moscow day.
        day: NaiveDate,
    },
    /// Send the head of a chain to a person responsible for it.
    JournalHead {
        /// The person.
        person: PersonId,
        /// The head, fixed when the errand was added.
        head: Head,
        /// The week or day of the sending.
        period: String,
    },
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
            | Self::LoginRenamed { .. }
            | Self::OfferLetter { .. }
            | Self::Reminders { .. }
            | Self::ExpiryLetter { .. }
            | Self::ClientInvitation { .. }
            | Self::AdministratorInvited { .. }
            | Self::PinGuesses { .. }
            | Self::PhoneCode { .. }
            | Self::CodeGuesses { .. }
            | Self::SmsCeiling { .. }
            | Self::JournalHead { .. } => None,
        }
    }

    /// The lane, by the service that it needs.
    #[must_use]
    pub fn lane(&self) -> Lane {
        match self {
            Self::Submit { .. }
            | Self::Register { .. }
            | Self::Expire { .. }
            | Self::Wake { .. }
            | Self::Reminders { .. } => Lane::House,
            Self::Issue { .. } => Lane::Authority,
            Self::Letter { .. }
            | Self::PasswordLetter { .. }
            | Self::ConfirmationLetter { .. }
            | Self::PasswordNotice { .. }
            | Self::LoginRenamed { .. }
            | Self::OfferLetter { .. }
            | Self::ExpiryLetter { .. }
            | Self::ClientInvitation { .. }
            | Self::AdministratorInvited { .. }
            | Self::PinGuesses { .. }
            | Self::SmsCeiling { .. }
            | Self::JournalHead { .. } => Lane::Post,
            Self::PhoneCode { .. } | Self::CodeGuesses { .. } => Lane::Sms,
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
            Self::LoginRenamed { .. } => "login_renamed",
            Self::OfferLetter { .. } => "offer_letter",
            Self::Reminders { .. } => "reminders",
            Self::ExpiryLetter { .. } => "expiry_letter",
            Self::ClientInvitation { .. } => "client_invitation",
            Self::AdministratorInvited { .. } => "administrator_invited",
            Self::PinGuesses { .. } => "pin_guesses",
            Self::PhoneCode { .. } => "phone_code",
            Self::CodeGuesses { .. } => "code_guesses",
            Self::SmsCeiling { .. } => "sms_ceiling",
            Self::JournalHead { .. } => "journal_head",
        }
    }

    /// The deduplication key: the errand's work and the version of the subject that caused it.
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
            Self::LoginRenamed { person, .. } => format!("login_renamed:{person}"),
            Self::OfferLetter { offer } => format!("offer_letter:{offer}"),
            Self::Reminders { partner, day } => format!("reminders:{day}:{partner}"),
            Self::ExpiryLetter { organization, person, mark, ends_on, day } => {
                format!("expiry_letter:{organization}:{}:{ends_on}:{day}:{person}", mark.code())
            }
            Self::ClientInvitation { invitation } => format!("client_invitation:{invitation}"),
            Self::AdministratorInvited { person, invitation, .. } => {
                format!("administrator_invited:{invitation}:{person}")
            }
            Self::PinGuesses { product } => format!("pin_guesses:{product}:{version}"),
            Self::PhoneCode { code } => format!("phone_code:{code}"),
            Self::CodeGuesses { person, code } => format!("code_guesses:{person}:{code}"),
            Self::SmsCeiling { person, day } => format!("sms_ceiling:{day}:{person}"),
            // Once a period, whatever else was written to the chain.
            Self::JournalHead { person, head, period } => {
                format!("journal_head:{}:{period}:{person}", head.chain)
            }
        }
    }
}

#[cfg(test)]
mod tests;
