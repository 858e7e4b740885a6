//! Keeping subscriptions: they stand in the chain of the partner with which they began, and owe the letter that confirms an
//! address.

use chrono::{DateTime, Utc};

use super::Keepable;
use crate::domain::errand::Errand;
use crate::domain::ids::PartnerId;
use crate::domain::subscription::{ClosingSubscription, SubscriptionEvent};
use crate::store::audit::Keeper;
use crate::store::outbox::Owed;
use crate::store::{StoreError, Tx, audit, subscriptions};

impl Keepable for ClosingSubscription {
    async fn write(&self, tx: &Tx, _: &Keeper) -> Result<(), StoreError> {
        subscriptions::write(tx, self).await
    }

    fn after_writing(self) -> Self {
        Self { version: self.version + 1, ..self }
    }

    fn owed(&self, event: &SubscriptionEvent, at: DateTime<Utc>) -> Vec<Owed> {
        if !matches!(event, SubscriptionEvent::SubscriptionBegun { known: false, .. }) {
            return Vec::new();
        }
        let errand = Errand::SubscriptionLetter { subscription: self.id };
        vec![Owed { key: errand.deduplication(0), errand, partner: self.partner, due_at: at, at }]
    }

    fn chain(&self) -> PartnerId {
        self.partner
    }

    fn subject(&self) -> String {
        audit::subscription_subject(self.id)
    }
}
