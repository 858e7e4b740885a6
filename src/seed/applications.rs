//! A line of `applications.csv`: who sent what and when, and the final stage.

use chrono::{DateTime, Duration, FixedOffset, Months, NaiveTime, Utc};
use serde::Deserialize;

use super::SeedError;
use super::cells::Tick;
use crate::domain::application::ConnectionParameters;
use crate::domain::billing::Basis;
use crate::domain::month::Month;
use crate::domain::multi_user::Tier;
use crate::domain::submission::{ApplicationType, OrganizationKind, Product};

/// The final state of an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum SeededEnd {
    /// Nobody has taken it.
    Received,
    /// A reviewer inspects it.
    InReview,
    /// On hold.
    Held,
    /// The client must mend it.
    Returned,
    /// Rejected by the partner.
    Rejected,
    /// Refused by the authority; back with its reviewer.
    Refused,
    /// The authority did not answer; a person must act.
    Stuck,
    /// Approved.
    Approved,
    /// The client has finished the set-up.
    Completed,
}

/// The certificate requests that come with an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Requests {
    /// None: the owners have certificates already, or the Treasury's.
    #[serde(rename = "none")]
    Omitted,
    /// The last one names no person, so the authority refuses it.
    Nameless,
    /// The first one differs from the application.
    Differ,
}

/// A line of `applications.csv`.
#[derive(Debug, Deserialize)]
pub(crate) struct Row {
    pub(super) key: String,
    month: Option<i32>,
    day: Option<u32>,
    time: Option<String>,
    hours_ago: Option<u32>,
    pub(super) partner: String,
    pub(super) its_login: String,
    #[serde(rename = "type")]
    pub(super) kind_of_application: ApplicationType,
    pub(super) changes: String,
    pub(super) stage: SeededEnd,
    pub(super) reviewer: String,
    pub(super) product: Option<Product>,
    pub(super) term_months: Option<u32>,
    pub(super) promotion: Option<String>,
    pub(super) declared: Tick,
    pub(super) users: Option<usize>,
    tier: Option<Tier>,
    basis: Option<Basis>,
    group_band: Option<u32>,
    pub(super) alias: Option<String>,
    pub(super) kind: OrganizationKind,
    pub(super) short_name: String,
    pub(super) full_name: String,
    pub(super) inn: String,
    pub(super) kpp: Option<String>,
    pub(super) ogrn: String,
    pub(super) region: String,
    pub(super) address: String,
    pub(super) phone: String,
    pub(super) email: String,
    pub(super) is_budget: Tick,
    pub(super) reg_number: String,
    pub(super) directions: String,
    pub(super) owners: String,
    pub(super) requests: Option<Requests>,
    pub(super) reason: Option<String>,
}

impl Row {
    /// The earlier month in which it was sent, if it was.
    pub(super) fn month(&self, today: DateTime<Utc>) -> Option<Month> {
        self.month.and_then(|month| earlier(today, month))
    }

    /// When it was sent: at a local time of the partner in an earlier month, or some hours ago.
    pub(super) fn sent_at(
        &self,
        today: DateTime<Utc>,
        zone: FixedOffset,
    ) -> Result<DateTime<Utc>, SeedError> {
        let sent = match (self.hours_ago, self.month, self.day, &self.time) {
            (Some(hours), None, None, None) => Some(today - Duration::hours(hours.into())),
            (None, Some(month), Some(day), Some(time)) => local(today, month, day, time)
                .and_then(|local| local.and_local_timezone(zone).single())
                .map(|local| local.to_utc()),
            _ => None,
        };
        sent.filter(|sent| *sent <= today).ok_or_else(|| SeedError::File {
            file: "applications.csv",
            words: format!("{}: either month, day and time of the past, or hours_ago", self.key),
        })
    }

    /// The connection parameters that the partner chose, if any.
    pub(super) fn chosen(&self) -> Option<ConnectionParameters> {
        // What is not billed is forwarded as it came; what is only inspected may still be undecided.
        let undecided = self.basis.is_none() && self.stage < SeededEnd::Refused;
        (!undecided).then(|| ConnectionParameters {
            enabled: self.tier.is_some(),
            tier: self.tier,
            basis: self.basis.unwrap_or(Basis::Paid),
            group_band: self.group_band,
        })
    }
}

/// An earlier month, by its negative number.
fn earlier(today: DateTime<Utc>, month: i32) -> Option<Month> {
    let back = u32::try_from(-month).ok()?;
    Some(Month::containing(Month::of(today).first_day().checked_sub_months(Months::new(back))?))
}

/// A local time on a day of an earlier month.
fn local(today: DateTime<Utc>, month: i32, day: u32, time: &str) -> Option<chrono::NaiveDateTime> {
    let first = earlier(today, month)?.first_day();
    let day = first.checked_add_days(chrono::Days::new(u64::from(day.checked_sub(1)?)))?;
    let within = Month::containing(day).first_day() == first;
    within.then_some(day.and_time(NaiveTime::parse_from_str(time, "%H:%M").ok()?))
}
