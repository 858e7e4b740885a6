//! Keeping what a partner does about a subscriber's administrators: it stands in the chain of the partner, and owes a letter
//! to each of them.

use chrono::{DateTime, Utc};

use super::Keepable;
use crate::domain::administrators::{AdministratorsEvent, PartnersInvitation};
use crate::domain::errand::Errand;
use crate::domain::ids::PartnerId;
use crate::store::audit::Keeper;
use crate::store::outbox::Owed;
use crate::store::{StoreError, Tx, audit};

impl Keepable for PartnersInvitation {
    /// The row of the invitation is written or taken away before: only then it has its identity.
    async fn write(&self, _: &Tx, _: &Keeper) -> Result<(), StoreError> {
        Ok(())
    }

    fn after_writing(self) -> Self {
        self
    }

    fn owed(&self, event: &AdministratorsEvent, at: DateTime<Utc>) -> Vec<Owed> {
        let told = match event {
            AdministratorsEvent::AdministratorInvited { told, .. } => told.as_slice(),
            AdministratorsEvent::AdministratorInvitationWithdrawn { .. } => &[],
        };
        let letter = |person: &_| {
            let (organization, partner, invitation) = (self.organization, self.partner, self.id);
            let errand = Errand::AdministratorInvited { organization, partner, person: *person, invitation };
            Owed { key: errand.deduplication(0), errand, partner, due_at: at, at }
        };
        told.iter().map(letter).collect()
    }

    fn chain(&self) -> PartnerId {
        self.partner
    }

    fn subject(&self) -> String {
        audit::administrators_subject(&self.code)
    }
}
