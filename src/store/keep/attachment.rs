//! Keeping attachments: they stand in the chain of the partner that serves the application.

use super::Keepable;
use crate::domain::attachment::Attachment;
use crate::domain::ids::PartnerId;
use crate::store::audit::Keeper;
use crate::store::{StoreError, Tx, attachments, audit};

impl Keepable for Attachment {
    async fn write(&self, tx: &Tx, _: &Keeper) -> Result<(), StoreError> {
        attachments::write(tx, self).await
    }

    fn after_writing(self) -> Self {
        self
    }

    fn chain(&self) -> PartnerId {
        self.partner
    }

    fn subject(&self) -> String {
        audit::attachment_subject(self.application)
    }
}
