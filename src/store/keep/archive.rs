//! Keeping archives: they stand in the chain of the partner that serves the organisation, and owe their errands.

use chrono::{DateTime, Utc};

use super::Keepable;
use crate::domain::archive::{ActTurn, ArchiveEvent, ArchiveRequest, ArchiveStep};
use crate::domain::errand::Errand;
use crate::domain::ids::PartnerId;
use crate::store::audit::Keeper;
use crate::store::outbox::Owed;
use crate::store::{StoreError, Tx, archives, audit, numbering};

impl Keepable for ArchiveRequest {
    async fn write(&self, tx: &Tx, _: &Keeper) -> Result<(), StoreError> {
        archives::write(tx, self).await
    }

    fn after_writing(self) -> Self {
        Self { version: self.version + 1, ..self }
    }

    /// What goes on is owed by what began it; what waits is owed already.
    fn owed(&self, event: &ArchiveEvent, at: DateTime<Utc>) -> Vec<Owed> {
        match event {
            ArchiveEvent::ArchiveAsked { .. }
            | ArchiveEvent::ArchiveAddressConfirmed
            | ArchiveEvent::ArchiveGathered { .. }
            | ArchiveEvent::ActPrinted { .. }
            | ArchiveEvent::ActChosen { .. }
            | ArchiveEvent::ArchiveRedirected { .. }
            | ArchiveEvent::ArchiveResent { .. } => {}
            ArchiveEvent::ActAccepted { .. } => {
                return vec![owe(self, Errand::ActOrderedLetter { archive: self.id }, at)];
            }
            ArchiveEvent::ActDeclined { .. } => {
                return vec![owe(self, Errand::ActDeclinedLetter { archive: self.id }, at)];
            }
            ArchiveEvent::ArchiveConfirmationSent
            | ArchiveEvent::ArchiveEmpty
            | ArchiveEvent::ArchiveDelayed
            | ArchiveEvent::ArchiveSent { .. }
            | ArchiveEvent::ArchiveDeferred { .. }
            | ArchiveEvent::ArchiveBounced { .. }
            | ArchiveEvent::ActIssued { .. }
            | ArchiveEvent::ArchiveDownloaded { .. } => return Vec::new(),
        }
        let (archive, letter) = (self.id, self.letter);
        let owed = self.owes().map(|step| match step {
            ArchiveStep::Confirm => Errand::ArchiveConfirmation { archive, letter },
            ArchiveStep::Gather => Errand::ArchiveBuild { archive, letter },
            ArchiveStep::Send => Errand::ArchiveLetter { archive, letter },
        });
        owed.map(|errand| owe(self, errand, at)).into_iter().collect()
    }

    fn chain(&self) -> PartnerId {
        self.partner
    }

    fn subject(&self) -> String {
        audit::archive_subject(self.id)
    }
}

/// An act that took its number is printed; the client's request goes on after that.
impl Keepable for ActTurn {
    async fn write(&self, tx: &Tx, _: &Keeper) -> Result<(), StoreError> {
        archives::write(tx, &self.request).await?;
        numbering::issue(tx, &self.act).await
    }

    fn after_writing(self) -> Self {
        Self { request: self.request.after_writing(), ..self }
    }

    fn owed(&self, _: &ArchiveEvent, at: DateTime<Utc>) -> Vec<Owed> {
        vec![owe(&self.request, Errand::PrintAct { archive: self.request.id }, at)]
    }

    fn chain(&self) -> PartnerId {
        self.request.partner
    }

    fn subject(&self) -> String {
        audit::archive_subject(self.request.id)
    }
}

fn owe(archive: &ArchiveRequest, errand: Errand, at: DateTime<Utc>) -> Owed {
    Owed { key: errand.deduplication(0), errand, partner: archive.partner, due_at: at, at }
}
