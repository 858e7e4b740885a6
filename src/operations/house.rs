//! The house: what every desk works with.

use std::sync::Arc;

use tokio::sync::Notify;

use crate::clock::Clock;
use crate::domain::calendar::WorkCalendar;
use crate::domain::settings::BusinessSettings;
use crate::gateways::passwords::Passwords;
use crate::policy::Policy;
use crate::store::{Db, StoreError, settings};

/// What every desk works with: the database, the policy, the clock.
#[derive(Debug)]
pub struct House {
    /// The database.
    pub db: Db,
    /// Who may do what.
    pub policy: Policy,
    /// The time.
    pub clock: Clock,
    /// How passwords are kept.
    pub passwords: Passwords,
    /// Working days.
    pub calendar: WorkCalendar,
    /// Rung when something was owed, so that a worker in the same process need not wait.
    pub owed: Arc<Notify>,
}

impl House {
    /// Whether the house can work: its database answers.
    pub async fn ready(&self) -> Result<(), StoreError> {
        self.db.answers().await
    }

    /// The business settings that hold today.
    pub async fn settings(&self) -> Result<BusinessSettings, StoreError> {
        let today = crate::domain::month::moscow_day(self.clock.now());
        Ok(BusinessSettings::read(&settings::on(&self.db, today).await?))
    }
}
