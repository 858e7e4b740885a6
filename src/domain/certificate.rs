//! A certificate that the authority has issued to an owner of an application.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::certificate_request::Attribute;

/// An issued certificate: what the office shows of it, and its bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// The serial number in lower-case hex.
    pub serial: String,
    /// The SHA-1 of the certificate's bytes in lower-case hex, as people compare it.
    pub thumbprint: String,
    /// The subject's attributes, in the order of the certificate.
    pub subject: Vec<Attribute>,
    /// The issuer as one line of text.
    pub issuer: String,
    /// The instant from which the certificate holds.
    pub not_before: DateTime<Utc>,
    /// The last instant at which the certificate holds.
    pub not_after: DateTime<Utc>,
    /// The certificate's DER bytes.
    pub der: Vec<u8>,
}
