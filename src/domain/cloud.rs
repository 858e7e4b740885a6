//! Cloud identities: accounts at providers of «Войти через облако» that a person has linked with the own one.

use chrono::{DateTime, Utc};
use sha2::{Digest as _, Sha256};

use super::change::{Change, Subject};
use super::ids::{CloudIdentityId, PartnerId, PersonId};

/// An account at a provider that opens a person's account here. Issuer and subject are all that it is known by: neither name
/// nor address there says whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CloudIdentity {
    /// Its identity; zero until it is stored.
    pub id: CloudIdentityId,
    /// Whose account it opens.
    pub person: PersonId,
    /// The partner in whose house the person is; `None` is the operator.
    pub house: Option<PartnerId>,
    /// The provider's issuer.
    pub issuer: String,
    /// The subject there.
    pub subject: String,
    /// What the person is called there, for showing.
    pub label: String,
    /// What people call the provider, for the letter.
    pub provider: String,
    /// When it was linked.
    pub linked_at: DateTime<Utc>,
    /// When it last opened the account.
    pub used_at: Option<DateTime<Utc>>,
    /// Whether it opens the account.
    pub linked: bool,
}

events! {
    /// What happened to a cloud identity; the audit keeps no personal data.
    pub enum CloudEvent, named CloudEventName {
        /// A person linked it.
        CloudLinked = "cloud_linked" {
            /// The provider's issuer.
            issuer: String,
            /// The digest of issuer and subject.
            account: String,
        },
        /// The person unlinked it.
        CloudUnlinked = "cloud_unlinked" {
            /// The provider's issuer.
            issuer: String,
            /// The digest of issuer and subject.
            account: String,
        },
    }
}

/// Why an identity is not linked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CloudRefusal {
    /// It opens another person's account.
    #[error("linked with another account")]
    IsAnothers,
    /// It opens this account already.
    #[error("linked already")]
    IsLinked,
}

impl Subject for CloudIdentity {
    type Event = CloudEvent;
}

impl CloudIdentity {
    /// The person links it; `known` is whose account it opens so far.
    pub fn link(self, known: Option<PersonId>) -> Result<Change<Self>, CloudRefusal> {
        match known {
            Some(person) if person == self.person => Err(CloudRefusal::IsLinked),
            Some(_) => Err(CloudRefusal::IsAnothers),
            None => {
                let event = CloudEvent::CloudLinked { issuer: self.issuer.clone(), account: self.account() };
                Ok(Change::new(Self { linked: true, ..self }, event))
            }
        }
    }

    /// The person unlinks it.
    pub fn unlink(self) -> Change<Self> {
        let event = CloudEvent::CloudUnlinked { issuer: self.issuer.clone(), account: self.account() };
        Change::new(Self { linked: false, ..self }, event)
    }

    /// What the audit calls it.
    #[must_use]
    pub fn account(&self) -> String {
        let mut hash = Sha256::new();
        for part in [&self.issuer, &self.subject] {
            hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            hash.update(part);
        }
        hex::encode(hash.finalize())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity() -> CloudIdentity {
        CloudIdentity {
            id: CloudIdentityId(0),
            person: PersonId(7),
            house: None,
            issuer: "https://id.example".to_owned(),
            subject: "12".to_owned(),
            label: "Анна".to_owned(),
            provider: "Облако".to_owned(),
            linked_at: DateTime::UNIX_EPOCH,
            used_at: None,
            linked: false,
        }
    }

    #[test]
    fn what_opens_an_account_is_linked_with_no_other() {
        assert!(identity().link(None).unwrap().after().linked);
        assert_eq!(identity().link(Some(PersonId(8))).unwrap_err(), CloudRefusal::IsAnothers);
        assert_eq!(identity().link(Some(PersonId(7))).unwrap_err(), CloudRefusal::IsLinked);
        assert!(!identity().unlink().after().linked);
    }

    #[test]
    fn the_audit_tells_accounts_apart_and_names_nobody() {
        let one = identity();
        let other =
            CloudIdentity { issuer: "https://id.example1".to_owned(), subject: "2".to_owned(), ..identity() };
        assert_ne!(one.account(), other.account());
        let said = format!("{:?}", one.link(None).unwrap().event());
        assert!(!said.contains("Анна") && !said.contains("\"12\""), "{said}");
    }
}
