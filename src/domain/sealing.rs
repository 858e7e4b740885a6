//! Which key the training authority signs with: one for the whole office, however many workers it has.

use super::change::{Change, Subject};

/// The key with which the certificates of the office are signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealing {
    /// The fingerprint of the key: SHA-256 of its `SubjectPublicKeyInfo`, hexadecimal.
    pub key: String,
}

events! {
    /// What happened to the key of the training authority.
    pub enum SealingEvent, named SealingEventName {
        /// The training authority signs with another key from now on.
        AuthorityKeySet = "authority_key_set" {
            /// The fingerprint of the key so far; nothing when it is the first.
            was: Option<String>,
            /// The fingerprint of the key.
            key: String,
        },
    }
}

impl Subject for Sealing {
    type Event = SealingEvent;
}

impl Sealing {
    /// From now on the certificates are signed with this key; `was` is the one that is known so far.
    pub fn with_key(key: &str, was: Option<String>) -> Change<Self> {
        let event = SealingEvent::AuthorityKeySet { was, key: key.to_owned() };
        Change::new(Self { key: key.to_owned() }, event)
    }
}
