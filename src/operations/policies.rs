//! The policy: its text is kept when another one comes into force; whoever is responsible reads it and how it has changed.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::bearers::Reign;
use super::{Desk, Failure};
use crate::domain::policy_version::PolicyVersion;
use crate::domain::tenure::TimeStretch;
use crate::policy::{Permission, Policy, PolicyCell, PolicyText};
use crate::store::policy_versions::{self, KeptPolicy};
use crate::store::{StoreError, audit, keep};

/// The policy in force, its versions, and what differs between two of them.
#[derive(Debug)]
pub struct PolicyBoard {
    /// The policy in force.
    pub policy: Policy,
    /// The versions that were kept, the newest first.
    pub versions: Vec<KeptPolicy>,
    /// What differs, if there are two to compare.
    pub change: Option<PolicyChange>,
}

/// What differs between two versions of the policy.
#[derive(Debug)]
pub struct PolicyChange {
    /// The earlier one.
    pub from: i64,
    /// The later one.
    pub to: i64,
    /// What is granted since.
    pub added: Vec<PolicyCell>,
    /// What is granted no more.
    pub removed: Vec<PolicyCell>,
}

/// Keeps the policy in force, when it is another one than the last that was kept.
pub async fn keep_in_force(desk: &Desk) -> Result<(), Failure> {
    desk.may(Permission::KeepPolicy).await?;
    let text = desk.house().policy.text();
    let version = PolicyVersion::of(&text.model, &text.rows);
    let same = |kept: Option<KeptPolicy>| kept.is_some_and(|kept| kept.version == version);
    if same(policy_versions::last(desk.db()).await?) {
        return Ok(());
    }
    let tx = desk.begin().await?;
    // Of several processes that start at once only the first keeps it.
    audit::queue_up(&tx).await?;
    let desk = &desk.at_present();
    let was = policy_versions::last(&tx).await?.map(|kept| kept.version.sha256);
    if let Some(change) = version.come_into_force(was) {
        keep(&tx, &desk.keeper(), change).await?;
        desk.commit(tx).await?;
    }
    Ok(())
}

/// The policy as a table, and what differs between two versions: by default the last two.
pub async fn board(desk: &Desk, from: Option<i64>, to: Option<i64>) -> Result<PolicyBoard, Failure> {
    desk.may(Permission::ViewPolicy).await?;
    let versions = policy_versions::all(desk.db()).await?;
    let chosen = |wanted: Option<i64>, place: usize| match wanted {
        Some(id) => versions.iter().find(|kept| kept.id == id).ok_or(Failure::NotFound).map(Some),
        None => Ok(versions.get(place)),
    };
    let change = match (chosen(from, 1)?, chosen(to, 0)?) {
        (Some(from), Some(to)) => Some(change(from, to).await?),
        (None, _) | (_, None) => None,
    };
    Ok(PolicyBoard { policy: desk.house().policy.clone(), change, versions })
}

async fn change(from: &KeptPolicy, to: &KeptPolicy) -> Result<PolicyChange, StoreError> {
    let (before, after) = (cells(from).await?, cells(to).await?);
    Ok(PolicyChange {
        from: from.id,
        to: to.id,
        added: after.difference(&before).cloned().collect(),
        removed: before.difference(&after).cloned().collect(),
    })
}

async fn cells(kept: &KeptPolicy) -> Result<BTreeSet<PolicyCell>, StoreError> {
    Ok(recalled(kept).await?.rows().cells().cloned().collect())
}

async fn recalled(kept: &KeptPolicy) -> Result<Policy, StoreError> {
    let text = PolicyText { model: kept.version.model.clone(), rows: kept.version.rows.clone() };
    Policy::recall(&text).await.map_err(|_| StoreError::Broken("a policy that was in force once"))
}

/// The policies that were in force in a stretch of time. Before the first that was kept it is taken for the one that was
/// in force; until when that is so is said.
pub(super) async fn in_force(
    desk: &Desk,
    stretch: TimeStretch,
) -> Result<(Vec<Reign>, Option<DateTime<Utc>>), StoreError> {
    let kept = policy_versions::before(desk.db(), stretch.until).await?;
    let (mut found, mut until) = (Vec::new(), stretch.until);
    for one in &kept {
        let from = one.at.max(stretch.from);
        if from < until {
            let stretch = TimeStretch { from, until };
            found.push(Reign { policy: recalled(one).await?, stretch });
        }
        until = one.at;
        if until <= stretch.from {
            return Ok((found, None));
        }
    }
    let first = match kept.last() {
        Some(first) => recalled(first).await?,
        None => desk.house().policy.clone(),
    };
    found.push(Reign { policy: first, stretch: TimeStretch { from: stretch.from, until } });
    Ok((found, Some(until)))
}
