//! Keeping documents: they stand in the chain of the partner in whose folder they lay.

use super::Keepable;
use crate::domain::document::Document;
use crate::domain::ids::PartnerId;
use crate::store::audit::Keeper;
use crate::store::{StoreError, Tx, audit, documents};

impl Keepable for Document {
    async fn write(&self, tx: &Tx, _: &Keeper) -> Result<(), StoreError> {
        documents::write(tx, self).await
    }

    fn after_writing(self) -> Self {
        self
    }

    fn chain(&self) -> PartnerId {
        self.partner
    }

    fn subject(&self) -> String {
        audit::document_subject(&self.code)
    }
}
