//! Canned reasons: their wordings, and how often each one was given.

use std::collections::HashMap;

use chrono::{DateTime, Duration, Utc};

use super::preferences::Preferences;
use super::{Desk, Failure, Refusal};
use crate::domain::month::Month;
use crate::domain::partner::Partner;
use crate::domain::reason::{CannedReason, LastGiven, Purpose, TypedReason};
use crate::policy::Permission;
pub use crate::store::reasons::{Given, Wording};
use crate::store::{StoreError, accounts, keep, partners, reasons};

/// A reason with its history.
#[derive(Debug)]
pub struct ReasonHistory {
    /// Its wordings, the latest first.
    pub wordings: Vec<Wording>,
    /// The names of the authors, by login.
    pub names: HashMap<String, String>,
}

/// How often each reason was given in a month.
#[derive(Debug)]
pub struct ReasonCounts {
    /// The month.
    pub month: Month,
    /// The counts by tenant, code and purpose.
    pub given: Given,
    /// The tenants: all partners for the operator, its own for a partner.
    pub partners: Vec<Partner>,
    /// The reasons, for their titles.
    pub reasons: Vec<CannedReason>,
}

/// The reasons in use, as they are offered to one viewer.
#[derive(Debug)]
pub struct OfferedReasons {
    all: Vec<CannedReason>,
    last_returned: LastGiven,
    last_rejected: LastGiven,
    /// After how many days a returned application expires.
    pub expire_days: u32,
    /// When an application expires that is returned now.
    pub expires_at: DateTime<Utc>,
}

impl OfferedReasons {
    /// The reasons for a purpose: those that the viewer gave last, then the others in the operator's order.
    #[must_use]
    pub fn serving(&self, purpose: Purpose) -> Vec<&CannedReason> {
        let last = match purpose {
            Purpose::Return => &self.last_returned,
            Purpose::Reject => &self.last_rejected,
        };
        last.first(self.all.iter().filter(|reason| reason.serves(purpose)).collect())
    }
}

/// The reasons in use, for a viewer with these preferences.
pub(super) async fn offered(
    desk: &Desk,
    liked: &Preferences,
    expire_days: u32,
) -> Result<OfferedReasons, Failure> {
    Ok(OfferedReasons {
        all: reasons::current(desk.db()).await?,
        last_returned: liked.last_given(Purpose::Return),
        last_rejected: liked.last_given(Purpose::Reject),
        expire_days,
        expires_at: desk.now() + Duration::days(i64::from(expire_days)),
    })
}

/// Every reason in its latest wording, those out of use last.
pub async fn all(desk: &Desk) -> Result<Vec<CannedReason>, Failure> {
    desk.may(Permission::ManageReasons).await?;
    Ok(reasons::latest(desk.db()).await?)
}

/// A reason with its history.
pub async fn open(desk: &Desk, code: &str) -> Result<ReasonHistory, Failure> {
    desk.may(Permission::ManageReasons).await?;
    let wordings = reasons::wordings(desk.db(), code).await?;
    if wordings.is_empty() {
        return Err(Failure::NotFound);
    }
    let mut logins: Vec<String> = wordings.iter().filter_map(|wording| wording.set_by.clone()).collect();
    logins.sort_unstable();
    logins.dedup();
    let names = accounts::names_of_logins(desk.db(), &logins).await?;
    Ok(ReasonHistory { wordings, names })
}

/// Adds a reason.
pub async fn add(desk: &Desk, code: &str, typed: TypedReason<'_>) -> Result<(), Failure> {
    desk.may(Permission::ManageReasons).await?;
    let tx = desk.begin().await?;
    let others = reasons::latest(&tx).await?;
    let added = CannedReason::add(code, typed, &others).map_err(Failure::Invalid)?;
    must_be_first(keep(&tx, &desk.keeper(), added).await)?;
    Ok(desk.commit(tx).await?)
}

/// Gives a reason a new wording, if its wording is the one that was shown.
pub async fn reword(desk: &Desk, code: &str, seen: i32, typed: TypedReason<'_>) -> Result<(), Failure> {
    desk.may(Permission::ManageReasons).await?;
    let tx = desk.begin().await?;
    let all = reasons::latest(&tx).await?;
    let reason = all.iter().find(|reason| reason.code == code).ok_or(Failure::NotFound)?;
    if reason.version != seen {
        return Err(Refusal::ReasonChanged.into());
    }
    let reworded = reason.reworded(typed, &all).map_err(Failure::Invalid)?;
    must_be_first(keep(&tx, &desk.keeper(), reworded).await)?;
    Ok(desk.commit(tx).await?)
}

/// A concurrent rewording of the same reason is a conflict.
fn must_be_first<T>(kept: Result<T, StoreError>) -> Result<T, Failure> {
    kept.map_err(|error| {
        let late = matches!(error, StoreError::Duplicate(_));
        if late { Refusal::ReasonChanged.into() } else { error.into() }
    })
}

/// How often each reason was given in a month, in the houses that the desk sees.
pub async fn count(desk: &Desk, month: Month) -> Result<ReasonCounts, Failure> {
    desk.may(Permission::CountReasons).await?;
    let partners = match desk.partner() {
        Some(own) => vec![partners::open(desk.db(), own).await?],
        None => partners::all(desk.db()).await?,
    };
    let given = reasons::given(desk.db(), desk.scope(), month).await?;
    Ok(ReasonCounts { month, given, partners, reasons: reasons::latest(desk.db()).await? })
}
