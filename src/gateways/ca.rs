//! The authority: whoever issues the certificates that forwarded applications ask for.
//!
//! The built-in training authority, or a `cfssl serve`. Another one is another variant of [`Authority`], another prefix
//! of the setting, and a file beside these: the compiler then shows every place that must know it. Both answer at once.
//! One that lets us wait would get a fault of its own here, with the instant of the next look, and the errand would be
//! put off until then without counting the attempt; nothing else knows how long an answer takes.

mod builtin;
mod cfssl;

use std::path::Path;

use chrono::{DateTime, Utc};

use self::builtin::Builtin;
use self::cfssl::Cfssl;
use super::{certificate, csr};
use crate::domain::certificate::Certificate;

/// The authority that this office forwards to.
#[derive(Clone, Debug)]
pub enum Authority {
    /// The training authority inside this program.
    Builtin(Builtin),
    /// A `cfssl serve` of somebody's own.
    Cfssl(Cfssl),
}

/// A request for one owner's certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SigningRequest {
    /// Our own id of the asking, one for each owner and errand: asking again under it is the same asking.
    pub id: String,
    /// The client's certificate request, byte for byte.
    pub csr_der: Vec<u8>,
}

impl SigningRequest {
    /// The same asking of one installation only: another database counts its errands anew, and the authority may still
    /// know the ids of an earlier one.
    #[must_use]
    pub fn of_installation(&self, code: &str) -> Self {
        Self { id: format!("{code}:{}", self.id), csr_der: self.csr_der.clone() }
    }
}

/// Why there is no certificate (yet).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CaFault {
    /// The authority has decided: no certificate for this request.
    #[error("{words}")]
    Refused {
        /// The authority's reason, for the partner and the client.
        words: String,
    },
    /// The request did not get through, and no certificate was issued: it can be sent later.
    #[error("{words}")]
    Unreachable {
        /// What went wrong, for the operator.
        words: String,
    },
    /// The authority issued a certificate that is not for the key of this request: nobody may get it.
    #[error("{words}")]
    Foreign {
        /// What is wrong with it, for the operator.
        words: String,
    },
    /// The request may have got through, but the answer is lost: a certificate may exist that we do not hold.
    #[error("{words}")]
    AnswerLost {
        /// What went wrong, for the operator.
        words: String,
    },
}

/// The setting names no authority that this program can speak to.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AuthoritySettingFault {
    /// The setting is none of the known forms.
    #[error(
        "REGISTRAR_CA must be `builtin:`, the training authority inside this program, or \
         `cfssl+http://[HEXKEY@]host:port[/?profile=NAME]`"
    )]
    Unknown,
    /// It is meant for cfssl, but something in it is wrong.
    #[error("REGISTRAR_CA must be `cfssl+http://[HEXKEY@]host:port[/?profile=NAME]`: {0}")]
    Cfssl(&'static str),
}

impl Authority {
    /// The authority that a setting names; the built-in one keeps its key and its certificates under `var_dir`.
    pub fn from_setting(setting: &str, var_dir: &Path) -> Result<Self, AuthoritySettingFault> {
        if setting == "builtin:" {
            return Ok(Self::Builtin(Builtin::within(var_dir)));
        }
        match setting.strip_prefix("cfssl+") {
            Some(address) => Cfssl::at(address).map(Self::Cfssl).map_err(AuthoritySettingFault::Cfssl),
            None => Err(AuthoritySettingFault::Unknown),
        }
    }

    /// Asks for a certificate. Only one for the very key of the request comes back.
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

    /// The fingerprint of the training authority's key: SHA-256 of its `SubjectPublicKeyInfo`, hexadecimal. Nothing when
    /// it has no key yet and none is to be made, and for an authority that keeps its key itself.
    pub async fn own_key(&self, make: bool, now: DateTime<Utc>) -> Result<Option<String>, CaFault> {
        match self {
            Self::Builtin(builtin) => builtin.key(make, now).await,
            Self::Cfssl(_) => Ok(None),
        }
    }

    /// Whether it is the training authority, whose key lies with us.
    #[must_use]
    pub fn is_training(&self) -> bool {
        match self {
            Self::Builtin(_) => true,
            Self::Cfssl(_) => false,
        }
    }

    /// The same, and it signs with this key only: when another one lies in its place, or none, it issues nothing.
    #[must_use]
    pub fn bound_to(self, key: String) -> Self {
        match self {
            Self::Builtin(builtin) => Self::Builtin(builtin.bound_to(key)),
            Self::Cfssl(_) => self,
        }
    }

    /// The fingerprint of the only key that it signs with, when it is bound to one.
    #[must_use]
    pub fn bound(&self) -> Option<&str> {
        match self {
            Self::Builtin(builtin) => builtin.bound(),
            Self::Cfssl(_) => None,
        }
    }

    /// Whether a lost answer may be asked for again under the same id without a second certificate coming of it.
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
