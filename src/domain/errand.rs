//! Errands: work that follows from a change and that the worker does outside of the change's transaction.

mod factor_news;
mod guessed;
mod known;
mod lane;
mod news;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::certificate_request::OwnersRequest;
use super::ids::{
    ApplicationNumber, ArchiveId, FactorResetId, InvitationId, ItsLoginId, LinkId, NewDeviceId,
    OrganizationId, PartnerId, PasskeyId, PersonId, PhoneCodeId, ProductId, ProgramPasswordId, QuestionId,
    RegistrationId, SaleId, StandingInId, SubscriptionId,
};
use super::{document::DocumentKind, expiry::ReminderMark, head::Head, passkey::PasskeyNews};
pub use factor_news::{FactorNews, ToldReset};
pub use guessed::{GuessedAt, code_guesses_key, guesses_key};
pub use lane::{Lane, MAX_ATTEMPTS, backoff};
pub use news::{News, StandingInNews};

/// An errand. It refers to things by number; a certificate request and a letter's recipient are fixed when it is added.
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
    /// Send a link that sets a password. Its token is drawn when the letter is written: the outbox contains no secret.
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
    /// Tell a person that a factor of theirs changed.
    FactorNotice {
        /// The person.
        person: PersonId,
        /// What happened.
        news: FactorNews,
    },
    /// Tell a person that an administrator asked to take their second factors off; the link says no.
    FactorResetLetter(ToldReset),
    /// The same by SMS, to an owner without an e-mail.
    FactorResetSms(ToldReset),
    /// Take the second factors off somebody who lost them, or end the request that has lapsed.
    FactorReset {
        /// The request.
        reset: FactorResetId,
    },
    /// Tell a person what became of one of their passkeys, under the name that it had.
    PasskeyNotice {
        /// The person.
        person: PersonId,
        /// The passkey.
        passkey: PasskeyId,
        /// What became of it.
        news: PasskeyNews,
        /// Its name.
        name: String,
    },
    /// Tell a person that a password for a program was made in their account.
    ProgramPasswordNotice {
        /// The person.
        person: PersonId,
        /// The password.
        password: ProgramPasswordId,
    },
    /// Tell a person that somebody signed in to their account in a browser that was not used for it before.
    NewDevice {
        /// The person.
        person: PersonId,
        /// The sign-in; of several the first one, told at once.
        device: NewDeviceId,
        /// Whether the letter is about all others that followed within its hour.
        others: bool,
    },
    /// Tell a person that an account at a provider opens theirs from now on.
    CloudLinkedLetter {
        /// The person.
        person: PersonId,
        /// What the audit calls that account.
        account: String,
        /// What people call the provider, fixed when the errand was added.
        provider: String,
        /// When it was linked.
        at: DateTime<Utc>,
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
    /// Tell the owner of an account that the guesses at it ran out; without one nobody, the work at the door is the same.
    PasswordGuesses {
        /// The person, if the name opens an account.
        person: Option<PersonId>,
        /// The name as it was typed; empty without an owner.
        name: String,
        /// Where they ran out.
        place: GuessedAt,
        /// Until when no password is looked at there.
        until: DateTime<Utc>,
    },
    /// Tell a partner that a client's question waits, or the client what the partner answered.
    QuestionLetter {
        /// The question.
        question: QuestionId,
        /// Which of its messages: what it is says who is told.
        position: i32,
    },
    /// Gather the documents of an archive that a client asked for.
    ArchiveBuild {
        /// The archive.
        archive: ArchiveId,
        /// Which of its letters it is for.
        letter: i32,
    },
    /// Send an archive that was gathered, or the link to it.
    ArchiveLetter {
        /// The archive.
        archive: ArchiveId,
        /// Which of its letters.
        letter: i32,
    },
    /// Send the link that confirms the address of an archive; it is made when the letter is written.
    ArchiveConfirmation {
        /// The archive.
        archive: ArchiveId,
        /// Which of its letters.
        letter: i32,
    },
    /// Send the link that confirms the address of a subscription; it is made when the letter is written.
    SubscriptionLetter {
        /// The subscription.
        subscription: SubscriptionId,
    },
    /// Print a numbered document of a sale from its frozen data, and file it for its client.
    PrintDocument {
        /// The sale.
        sale: SaleId,
        /// Which of its documents.
        paper: DocumentKind,
    },
    /// Print the reconciliation act that answers a client's request, and file it for the client.
    PrintAct {
        /// The request.
        archive: ArchiveId,
    },
    /// Tell a partner that a client ordered a reconciliation act.
    ActOrderedLetter {
        /// The request.
        archive: ArchiveId,
    },
    /// Tell a client that no reconciliation act is drawn, and why.
    ActDeclinedLetter {
        /// The request.
        archive: ArchiveId,
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
    /// Tell somebody that a standing in begins, or is over.
    StandingInLetter {
        /// The standing in.
        standing: StandingInId,
        /// Who is told.
        person: PersonId,
        /// Of what.
        news: StandingInNews,
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

#[cfg(test)]
mod tests;
