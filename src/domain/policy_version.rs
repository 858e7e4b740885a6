//! A version of the policy: its text, kept when it first came into force.

use sha2::{Digest as _, Sha256};

use super::change::{Change, Subject};

/// A version of the policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyVersion {
    /// How a request is compared with the rows.
    pub model: String,
    /// The rows.
    pub rows: String,
    /// The SHA-256 of both in hex.
    pub sha256: String,
}

events! {
    /// An event of the policy.
    pub enum PolicyEvent, named PolicyEventName {
        /// Another policy came into force.
        PolicyChanged = "policy_changed" {
            /// The digest of the former version; `None` for the first that was kept.
            was: Option<String>,
            /// The digest of the new version.
            sha256: String,
        },
    }
}

impl Subject for PolicyVersion {
    type Event = PolicyEvent;
}

impl PolicyVersion {
    /// The version with this text.
    #[must_use]
    pub fn of(model: &str, rows: &str) -> Self {
        let mut hash = Sha256::new();
        for part in [model, rows] {
            hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            hash.update(part.as_bytes());
        }
        let sha256 = hex::encode(hash.finalize());
        Self { model: model.to_owned(), rows: rows.to_owned(), sha256 }
    }

    /// It comes into force after the version with the digest `was`; nothing happens when it is the same.
    #[must_use]
    pub fn come_into_force(self, was: Option<String>) -> Option<Change<Self>> {
        if was.as_ref() == Some(&self.sha256) {
            return None;
        }
        let event = PolicyEvent::PolicyChanged { was, sha256: self.sha256.clone() };
        Some(Change::new(self, event))
    }
}
