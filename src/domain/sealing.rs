//! Which key the training authority signs with: one for the whole office, however many workers it has.

use super::change::Change;
use super::event::OfficeEvent;

/// The key with which the certificates of the office are signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealing {
    /// The fingerprint of the key: SHA-256 of its `SubjectPublicKeyInfo`, hexadecimal.
    pub key: String,
}

impl Sealing {
    /// From now on the certificates are signed with this key; `was` is the one that is known so far.
    pub fn with_key(key: &str, was: Option<String>) -> Change<Self> {
        let event = OfficeEvent::AuthorityKeySet { was, key: key.to_owned() };
        Change::new(Self { key: key.to_owned() }, event.into())
    }
}
