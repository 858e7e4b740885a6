//! Identities of stored things. Each is a type of its own, so that they cannot be mixed up.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(out)
            }
        }
    )+};
}

ids! {
    /// A partner: the organisation that serves clients, and a tenant.
    PartnerId,
    /// A person with an account.
    PersonId,
    /// A subscriber: an organisation or a sole proprietor that reports.
    OrganizationId,
    /// A login of the ITS portal, issued by a partner.
    ItsLoginId,
    /// The number of an application: decimal digits from one sequence, at most 11.
    ApplicationNumber,
    /// A month's statement of one partner.
    StatementId,
    /// A line of the settlement.
    ChargeId,
    /// A credit that a month with a negative sum left.
    CreditId,
    /// An errand of the outbox.
    ErrandId,
    /// A link that sets a password.
    LinkId,
    /// A requirement of a second factor.
    FactorRuleId,
    /// A request to take the second factors off somebody who lost them.
    FactorResetId,
    /// A passkey of a person.
    PasskeyId,
    /// A portal account that somebody has asked for.
    RegistrationId,
    /// A code that goes to a phone by SMS.
    PhoneCodeId,
    /// An application that a client fills in the browser.
    DraftId,
    /// A file that waits in a draft.
    DraftFileId,
    /// A file that a client added to an application.
    AttachmentId,
    /// A document that 1С put into a partner's folder.
    DocumentId,
    /// An archive of documents that a client asked for.
    ArchiveId,
    /// A subscription to closing documents.
    SubscriptionId,
    /// A product of an account.
    ProductId,
    /// An invitation to act for a subscriber.
    InvitationId,
    /// A client's question to its partner.
    QuestionId,
    /// A sale of a partner to a client.
    SaleId,
    /// A document with a number of the partner's own series.
    NumberedId,
    /// A payment of a client to its partner.
    PaymentId,
    /// A password of a client's program.
    ProgramPasswordId,
    /// A sign-in in a browser that the person had not used before.
    NewDeviceId,
    /// An account at a provider of «Войти через облако» that a person has linked.
    CloudIdentityId,
    /// A role that was handed over to a colleague for some days.
    StandingInId,
}
