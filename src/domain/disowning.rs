//! «Это не моя организация»: a member says so, and its documents are closed for that member until the partner opens them.

use chrono::{DateTime, Utc};

use super::change::{Change, Subject};
use super::ids::{OrganizationId, PartnerId, PersonId, QuestionId};

/// An organisation of which a member says that it is not theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisownedOrganization {
    /// The member.
    pub account: PersonId,
    /// The organisation.
    pub organization: OrganizationId,
    /// The partner that serves it.
    pub partner: PartnerId,
    /// The question by which the partner hears of it.
    pub question: QuestionId,
    /// When they said so.
    pub at: DateTime<Utc>,
    /// Whether the documents are closed for the member.
    pub closed: bool,
}

events! {
    /// What happened to the documents of a disowned organisation.
    pub enum DisowningEvent, named DisowningEventName {
        /// A member said that it is not theirs; its documents are closed for them.
        OrganizationDisowned = "organization_disowned" {
            /// The member.
            account: PersonId,
            /// The organisation.
            organization: OrganizationId,
        },
        /// The partner opened the documents for the member again.
        DocumentsReopened = "documents_reopened" {
            /// The member.
            account: PersonId,
        },
    }
}

impl Subject for DisownedOrganization {
    type Event = DisowningEvent;
}

impl DisownedOrganization {
    /// A member says that it is not theirs.
    pub fn disown(self) -> Change<Self> {
        let (account, organization) = (self.account, self.organization);
        Change::new(
            Self { closed: true, ..self },
            DisowningEvent::OrganizationDisowned { account, organization },
        )
    }

    /// The partner opens the documents again.
    pub fn reopen(self) -> Change<Self> {
        let account = self.account;
        Change::new(Self { closed: false, ..self }, DisowningEvent::DocumentsReopened { account })
    }
}
