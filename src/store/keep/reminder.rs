//! Keeping reminders: they stand in the chain of the partner, and owe a letter to each member.

use chrono::{DateTime, Utc};

use super::Keepable;
use crate::domain::ids::PartnerId;
use crate::domain::reminder::{Reminder, ReminderEvent};
use crate::store::audit::Keeper;
use crate::store::{StoreError, Tx, audit, reminders};

impl Keepable for Reminder {
    async fn write(&self, tx: &Tx, _: &Keeper) -> Result<(), StoreError> {
        reminders::write(tx, self).await
    }

    fn after_writing(self) -> Self {
        self
    }

    async fn owe(&self, tx: &Tx, _: &ReminderEvent, _: DateTime<Utc>) -> Result<(), StoreError> {
        reminders::owe(tx, self).await
    }

    fn chain(&self) -> PartnerId {
        self.partner
    }

    fn subject(&self) -> String {
        audit::reminder_subject(&self.code)
    }
}
