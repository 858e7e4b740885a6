//! A certificate that the authority issued.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::certificate_request::Attribute;

/// An issued certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// The serial number, in lower-case hexadecimal digits.
    pub serial: String,
    /// The thumbprint: SHA-1 of the certificate in forty hexadecimal digits.
    pub thumbprint: String,
    /// Whom it names.
    pub subject: Vec<Attribute>,
    /// Who issued it.
    pub issuer: String,
    /// The instant from which it holds.
    pub not_before: DateTime<Utc>,
    /// The instant until which it holds.
    pub not_after: DateTime<Utc>,
    /// The certificate itself, byte for byte.
    pub der: Vec<u8>,
}
