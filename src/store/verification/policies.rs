//! Versions of the policy: each has the text that its digest covers, and the audit tells of exactly these.

use std::collections::BTreeSet;

use super::Invariant;
use super::tally::Tally;
use crate::domain::policy_version::{PolicyEvent, PolicyVersion};
use crate::store::audit::{OPERATOR_CHAIN, history_in, policy_subject};
use crate::store::{Reach, StoreError, counting, policy_versions};

/// Every version is as it was kept, and is told of.
pub(super) async fn check(reach: &impl Reach) -> Result<Invariant, StoreError> {
    let mut whole = Tally::of(
        "every version of the policy is as it was kept, and told in the audit",
        "put the rows of policy_versions back as a backup has them",
    );
    let subject = policy_subject(&PolicyVersion::of("", ""));
    let entries = history_in::<PolicyVersion>(reach, OPERATOR_CHAIN, &subject, counting::WHOLE).await?;
    let mut told = BTreeSet::new();
    for entry in entries {
        if let Some(PolicyEvent::PolicyChanged { sha256, .. }) = entry.event {
            told.insert((entry.at, sha256));
        }
    }
    for kept in policy_versions::all(reach).await? {
        let as_kept = kept.version == PolicyVersion::of(&kept.version.model, &kept.version.rows);
        let is_told = told.remove(&(kept.at, kept.version.sha256));
        whole.look(as_kept && is_told, || format!("version {}", kept.id));
    }
    for (_, sha256) in told {
        whole.look(false, || format!("the version {sha256} is gone"));
    }
    Ok(whole.found())
}
