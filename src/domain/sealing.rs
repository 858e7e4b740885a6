//! The key of the training authority: one for the installation, shared by all workers.

use super::change::{Change, Subject};

/// The key that signs the installation's certificates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealing {
    /// The key's fingerprint: the SHA-256 of its `SubjectPublicKeyInfo` in hex.
    pub key: String,
}

events! {
    /// An event of the training authority's key.
    pub enum SealingEvent, named SealingEventName {
        /// The training authority signs with another key.
        AuthorityKeySet = "authority_key_set" {
            /// The former fingerprint; `None` for the first key.
            was: Option<String>,
            /// The new fingerprint.
            key: String,
        },
    }
}

impl Subject for Sealing {
    type Event = SealingEvent;
}

impl Sealing {
    /// Sets the key; `was` is the former fingerprint.
    pub fn with_key(key: &str, was: Option<String>) -> Change<Self> {
        let event = SealingEvent::AuthorityKeySet { was, key: key.to_owned() };
        Change::new(Self { key: key.to_owned() }, event)
    }
}
