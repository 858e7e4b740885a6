//! The house: what every desk works with.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Duration, Utc};
use tokio::sync::Notify;

use crate::clock::Clock;
use crate::domain::calendar::WorkCalendar;
use crate::domain::settings::BusinessSettings;
use crate::gateways::passwords::Passwords;
use crate::policy::Policy;
use crate::store::{Db, StoreError, settings};

/// What was last seen of the schema; it seldom changes, and whoever balances load asks often.
#[derive(Debug, Default)]
pub struct Schema(Mutex<Option<(DateTime<Utc>, bool)>>);

/// For how long what was seen of the schema counts.
const REMEMBERED: Duration = Duration::seconds(10);

impl Schema {
    async fn is_current(&self, db: &Db, now: DateTime<Utc>) -> Result<bool, StoreError> {
        let seen = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, current)) = seen.filter(|(at, _)| (now - *at).abs() < REMEMBERED) {
            return Ok(current);
        }
        let current = db.is_current().await?;
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((now, current));
        Ok(current)
    }
}

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
    /// Whether the schema is this program's.
    pub schema: Schema,
    /// Rung when something was owed, so that the lanes of a worker in the same process need not wait.
    pub owed: Arc<Notify>,
}

impl House {
    /// Whether the house can work: its database answers, and its schema is this program's.
    pub async fn ready(&self) -> Result<bool, StoreError> {
        self.db.answers().await?;
        self.schema.is_current(&self.db, self.clock.now()).await
    }

    /// The business settings that hold today.
    pub async fn settings(&self) -> Result<BusinessSettings, StoreError> {
        let today = crate::domain::month::moscow_day(self.clock.now());
        Ok(BusinessSettings::read(&settings::on(&self.db, today).await?))
    }
}
