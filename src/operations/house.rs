//! The services that every desk uses.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Duration, Utc};
use tokio::sync::Notify;

use crate::clock::Clock;
use crate::domain::calendar::WorkCalendar;
use crate::domain::factor_rule::FactorRule;
use crate::domain::settings::BusinessSettings;
use crate::gateways::passkeys::Passkeys;
use crate::gateways::passwords::Passwords;
use crate::policy::Policy;
use crate::store::{Db, StoreError, factor_rules, settings};

/// The cached check of the schema; it rarely changes, and load balancers ask often.
#[derive(Debug, Default)]
pub struct Schema(Mutex<Option<(DateTime<Utc>, bool)>>);

/// The time to live of the cached check.
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

/// The cached requirements of a second factor: each page of whoever has none asks for them.
#[derive(Debug, Default)]
pub struct StandingRules(Mutex<Option<SeenRules>>);

type SeenRules = (DateTime<Utc>, Arc<[FactorRule]>);

impl StandingRules {
    /// The requirements that hold; what another process has changed is known within [`REMEMBERED`].
    pub(super) async fn read(&self, db: &Db, now: DateTime<Utc>) -> Result<Arc<[FactorRule]>, StoreError> {
        let seen = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((_, rules)) = seen.filter(|(at, _)| (now - *at).abs() < REMEMBERED) {
            return Ok(rules);
        }
        let rules: Arc<[FactorRule]> = factor_rules::standing(db).await?.into();
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((now, Arc::clone(&rules)));
        Ok(rules)
    }

    /// Forgets them, since this process has changed them.
    pub(super) fn forget(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

/// The services: database, policy, clock and others.
#[derive(Debug)]
pub struct House {
    /// The database.
    pub db: Db,
    /// The policy.
    pub policy: Policy,
    /// The clock.
    pub clock: Clock,
    /// The hashing of passwords.
    pub passwords: Passwords,
    /// The reader of passkeys.
    pub passkeys: Passkeys,
    /// The production calendar.
    pub calendar: WorkCalendar,
    /// The cached check of the schema.
    pub schema: Schema,
    /// The cached requirements of a second factor.
    pub factor_rules: StandingRules,
    /// Notified when an errand is added, so that a worker in the same process need not wait.
    pub owed: Arc<Notify>,
}

impl House {
    /// Whether the database answers and its schema is this program's.
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
