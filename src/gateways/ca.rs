//! The authority: whoever issues the certificates that forwarded applications ask for.
//!
//! Today the built-in training authority. Another one is another variant of [`Authority`], another prefix of the
//! setting, and a file beside `builtin.rs`: the compiler then shows every place that must know it.

mod builtin;

use std::path::Path;

use chrono::{DateTime, Utc};

use self::builtin::Builtin;
use crate::domain::certificate::Certificate;

/// The authority that this office forwards to.
#[derive(Clone, Debug)]
pub enum Authority {
    /// The training authority inside this program.
    Builtin(Builtin),
}

/// A request for one owner's certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SigningRequest {
    /// Our own id of the asking, one for each owner and errand: asking again under it is the same asking.
    pub id: String,
    /// The client's certificate request, byte for byte.
    pub csr_der: Vec<u8>,
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
    /// The request may have got through, but the answer is lost: a certificate may exist that we do not hold.
    #[error("{words}")]
    AnswerLost {
        /// What went wrong, for the operator.
        words: String,
    },
}

/// The setting names no authority that this program can speak to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the authority must be `builtin:`, the training authority inside this program")]
pub struct UnknownAuthority;

impl Authority {
    /// The authority that a setting names; the built-in one keeps its key and its certificates under `var_dir`.
    pub fn from_setting(setting: &str, var_dir: &Path) -> Result<Self, UnknownAuthority> {
        match setting {
            "builtin:" => Ok(Self::Builtin(Builtin::within(var_dir))),
            _ => Err(UnknownAuthority),
        }
    }

    /// Asks for a certificate.
    pub async fn submit(&self, request: &SigningRequest, now: DateTime<Utc>) -> Result<Certificate, CaFault> {
        match self {
            Self::Builtin(builtin) => builtin.submit(request.clone(), now).await,
        }
    }

    /// Whether a lost answer may be asked for again under the same id without a second certificate coming of it.
    #[must_use]
    pub fn can_be_asked_again(&self) -> bool {
        match self {
            Self::Builtin(_) => true,
        }
    }
}

#[cfg(test)]
mod tests;
