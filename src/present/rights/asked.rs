//! What is asked about rights, as the URL's query has it.

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::Deserialize;
use templates::format::Zone;

use crate::domain::form::FieldFaults;
use crate::domain::tenure::TimeStretch;
use crate::operations::rights::RightsQuestion;
use crate::policy::Permission;

/// What is asked, as the URL's query has it; an unknown permission is ignored.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct RightsAsked {
    pub(super) right: String,
    pub(super) house: String,
    pub(super) subscriber: String,
    pub(super) day: String,
}

impl RightsAsked {
    /// The question; a day that is no day, or has not begun, is said to.
    pub fn question(&self, now: DateTime<Utc>, zone: Zone) -> Result<RightsQuestion, FieldFaults> {
        Ok(RightsQuestion {
            permission: self.permission(),
            partner: self.house.clone(),
            subscriber: self.subscriber.trim().to_owned(),
            when: self.when(now, zone)?,
        })
    }

    /// The day that is asked about, as far as it is past.
    pub fn when(&self, now: DateTime<Utc>, zone: Zone) -> Result<Option<TimeStretch>, FieldFaults> {
        if self.day.trim().is_empty() {
            return Ok(None);
        }
        let day = self.day().ok_or_else(|| vec![("day", "Укажите день".to_owned())])?;
        let (from, until) = (begins(Some(day), zone), begins(day.checked_add_days(Days::new(1)), zone));
        match (from, until) {
            (Some(from), Some(until)) if from <= now => Ok(Some(TimeStretch { from, until: until.min(now) })),
            (Some(_), Some(_)) => Err(vec![("day", "Этот день еще не наступил".to_owned())]),
            (None, _) | (_, None) => Err(vec![("day", "Укажите день".to_owned())]),
        }
    }

    pub(super) fn permission(&self) -> Option<Permission> {
        let (object, act) = self.right.split_once('.')?;
        Permission::named(object, act)
    }

    pub(super) fn day(&self) -> Option<NaiveDate> {
        self.day.trim().parse().ok()
    }
}

/// The instant at which a day begins in a time zone.
pub(super) fn begins(day: Option<NaiveDate>, zone: Zone) -> Option<DateTime<Utc>> {
    Some(day?.and_hms_opt(0, 0, 0)?.and_local_timezone(zone.offset).single()?.to_utc())
}
