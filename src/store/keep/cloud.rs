//! Keeping cloud identities: they stand in the chain of the person's house, and their owner is told by letter of a new one.

use chrono::{DateTime, Utc};

use super::Keepable;
use crate::domain::cloud::{CloudEvent, CloudIdentity};
use crate::domain::errand::Errand;
use crate::domain::ids::PartnerId;
use crate::store::audit::Keeper;
use crate::store::outbox::Owed;
use crate::store::{StoreError, Tx, audit, cloud, colleagues};

impl Keepable for CloudIdentity {
    async fn write(&self, tx: &Tx, _: &Keeper) -> Result<(), StoreError> {
        cloud::write(tx, self).await
    }

    fn after_writing(self) -> Self {
        self
    }

    fn owed(&self, event: &CloudEvent, at: DateTime<Utc>) -> Vec<Owed> {
        if !matches!(event, CloudEvent::CloudLinked { .. }) {
            return Vec::new();
        }
        let (account, provider) = (self.account(), self.provider.clone());
        let errand = Errand::CloudLinkedLetter { person: self.person, account, provider, at };
        vec![Owed { key: errand.deduplication(0), errand, partner: self.chain(), due_at: at, at }]
    }

    fn chain(&self) -> PartnerId {
        colleagues::chain(self.house)
    }

    fn subject(&self) -> String {
        audit::cloud_subject(self.person)
    }
}
