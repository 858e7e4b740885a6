//! What a partner does about the administrators of a subscriber that it serves: when the only one is gone, nobody else could
//! let another in.

use super::change::{Change, Subject};
use super::ids::{InvitationId, OrganizationId, PartnerId, PersonId};

/// An invitation to administer a subscriber, by the partner that serves it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartnersInvitation {
    /// The invitation.
    pub id: InvitationId,
    /// The subscriber.
    pub organization: OrganizationId,
    /// Its code.
    pub code: String,
    /// The partner.
    pub partner: PartnerId,
    /// The administrators whom a letter tells of it.
    pub told: Vec<PersonId>,
}

events! {
    /// What happened to a partner's invitation; the audit keeps no address.
    pub enum AdministratorsEvent, named AdministratorsEventName {
        /// An administrator of the partner sent it.
        AdministratorInvited = "administrator_invited" {
            /// The invitation.
            invitation: InvitationId,
            /// The administrators whom a letter tells of it.
            told: Vec<PersonId>,
        },
        /// An administrator of the partner took it back.
        AdministratorInvitationWithdrawn = "administrator_invitation_withdrawn" {
            /// The invitation.
            invitation: InvitationId,
        },
    }
}

impl Subject for PartnersInvitation {
    type Event = AdministratorsEvent;
}

impl PartnersInvitation {
    /// Sends it, and tells those who administer the subscriber: nobody gets in unseen.
    pub fn send(self) -> Change<Self> {
        let event =
            AdministratorsEvent::AdministratorInvited { invitation: self.id, told: self.told.clone() };
        Change::new(self, event)
    }

    /// Takes it back.
    pub fn withdraw(self) -> Change<Self> {
        let event = AdministratorsEvent::AdministratorInvitationWithdrawn { invitation: self.id };
        Change::new(self, event)
    }
}
