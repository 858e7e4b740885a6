//! The authority that issues the certificates of forwarded applications.
//!
//! It is the built-in training authority or a `cfssl serve`. Another authority is a new variant of [`Authority`], a new
//! prefix of the setting and a file beside these; the compiler then shows every place that must handle it. Both answer
//! synchronously. An asynchronous one would need a new fault with the instant of the next poll; its errand would be
//! postponed until then without counting the attempt.

mod builtin;
mod cfssl;

use std::path::Path;

use chrono::{DateTime, Utc};

use self::builtin::Builtin;
use self::cfssl::Cfssl;
use super::{certificate, csr};
use crate::domain::certificate::Certificate;

/// The authority of this installation.
#[derive(Clone, Debug)]
pub enum Authority {
    /// The training authority inside this program.
    Builtin(Builtin),
    /// An external `cfssl serve`.
    Cfssl(Cfssl),
}

/// A request for one owner's certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SigningRequest {
    /// The idempotency key of the request, one for each owner and errand.
    pub id: String,
    /// The client's certificate request, byte for byte.
    pub csr_der: Vec<u8>,
}

impl SigningRequest {
    /// Prefixes the id with the installation's code: another database numbers its errands anew, and the authority may
    /// still remember the ids of a former one.
    #[must_use]
    pub fn of_installation(&self, code: &str) -> Self {
        Self { id: format!("{code}:{}", self.id), csr_der: self.csr_der.clone() }
    }
}

/// Why no certificate was issued, or none yet.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CaFault {
    /// The authority refused the request.
    #[error("{words}")]
    Refused {
        /// The authority's reason, for the partner and the client.
        words: String,
    },
    /// The request was not delivered and nothing was issued; it can be sent later.
    #[error("{words}")]
    Unreachable {
        /// What went wrong, for the operator.
        words: String,
    },
    /// The authority issued a certificate for another key; it must not be handed out.
    #[error("{words}")]
    Foreign {
        /// What is wrong with it, for the operator.
        words: String,
    },
    /// The request may have been delivered, but the answer is lost: a certificate unknown to us may exist.
    #[error("{words}")]
    AnswerLost {
        /// What went wrong, for the operator.
        words: String,
    },
}

/// A setting that names no supported authority.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AuthoritySettingFault {
    /// The prefix is unknown.
    #[error(
        "REGISTRAR_CA must be `builtin:`, the training authority inside this program, or \
         `cfssl+http://[HEXKEY@]host:port[/?profile=NAME]`"
    )]
    Unknown,
    /// The prefix is that of cfssl, but the rest is wrong.
    #[error("REGISTRAR_CA must be `cfssl+http://[HEXKEY@]host:port[/?profile=NAME]`: {0}")]
    Cfssl(&'static str),
}

impl Authority {
    /// The authority of a setting. The built-in one stores its key and certificates under `var_dir`.
    pub fn from_setting(setting: &str, var_dir: &Path) -> Result<Self, AuthoritySettingFault> {
        if setting == "builtin:" {
            return Ok(Self::Builtin(Builtin::within(var_dir)));
        }
        match setting.strip_prefix("cfssl+") {
            Some(address) => Cfssl::at(address).map(Self::Cfssl).map_err(AuthoritySettingFault::Cfssl),
            None => Err(AuthoritySettingFault::Unknown),
        }
    }

    /// Requests a certificate. A certificate for another key is returned as [`CaFault::Foreign`].
    pub async fn submit(&self, request: &SigningRequest, now: DateTime<Utc>) -> Result<Certificate, CaFault> {
        let issued = match self {
            Self::Builtin(builtin) => builtin.submit(request.clone(), now).await,
            Self::Cfssl(cfssl) => cfssl.submit(request).await,
        }?;
        if is_for_the_key_of(&issued, &request.csr_der) {
            return Ok(issued);
        }
        Err(CaFault::Foreign {
            words: format!("Удостоверяющий центр прислал сертификат {} для другого ключа", issued.serial),
        })
    }

    /// The fingerprint of the training authority's key: the SHA-256 of its `SubjectPublicKeyInfo` in hex. `None` when
    /// there is no key and `make` is false, and for an external authority.
    pub async fn own_key(&self, make: bool, now: DateTime<Utc>) -> Result<Option<String>, CaFault> {
        match self {
            Self::Builtin(builtin) => builtin.key(make, now).await,
            Self::Cfssl(_) => Ok(None),
        }
    }

    /// Whether this is the training authority, whose key this program holds.
    #[must_use]
    pub fn is_training(&self) -> bool {
        match self {
            Self::Builtin(_) => true,
            Self::Cfssl(_) => false,
        }
    }

    /// Binds the authority to a key: with another key, or without one, it issues nothing.
    #[must_use]
    pub fn bound_to(self, key: String) -> Self {
        match self {
            Self::Builtin(builtin) => Self::Builtin(builtin.bound_to(key)),
            Self::Cfssl(_) => self,
        }
    }

    /// The fingerprint of the key to which it is bound.
    #[must_use]
    pub fn bound(&self) -> Option<&str> {
        match self {
            Self::Builtin(builtin) => builtin.bound(),
            Self::Cfssl(_) => None,
        }
    }

    /// Whether repeating a request under the same id returns the same certificate and not a second one.
    #[must_use]
    pub fn can_be_asked_again(&self) -> bool {
        match self {
            Self::Builtin(_) => true,
            Self::Cfssl(_) => false,
        }
    }
}

/// Whether a certificate is for the key of a request.
#[must_use]
pub fn is_for_the_key_of(issued: &Certificate, csr_der: &[u8]) -> bool {
    let asked = csr::Parts::read(csr_der).map(|parts| parts.public_key.to_vec());
    let given = certificate::public_key(&issued.der);
    matches!((asked, given), (Ok(asked), Ok(given)) if asked == given)
}

#[cfg(test)]
mod tests;
