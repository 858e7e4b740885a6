//! Keeping disowned organisations: they stand in the chain of the partner that hears of it.

use super::Keepable;
use crate::domain::disowning::DisownedOrganization;
use crate::domain::ids::PartnerId;
use crate::store::audit::Keeper;
use crate::store::{StoreError, Tx, audit, disowned};

impl Keepable for DisownedOrganization {
    async fn write(&self, tx: &Tx, _: &Keeper) -> Result<(), StoreError> {
        disowned::write(tx, self).await
    }

    fn after_writing(self) -> Self {
        self
    }

    fn chain(&self) -> PartnerId {
        self.partner
    }

    fn subject(&self) -> String {
        audit::disowning_subject(self.question)
    }
}
