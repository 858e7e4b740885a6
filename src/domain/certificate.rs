//! A certificate that the authority issued to an owner of an application.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::certificate_request::Attribute;

/// An issued certificate: the fields that pages show, and its bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// The serial number in lower-case hex.
    pub serial: String,
    /// The SHA-1 of the certificate's bytes in lower-case hex.
    pub thumbprint: String,
    /// The subject's attributes, in the order of the certificate.
    pub subject: Vec<Attribute>,
    /// The issuer on one line.
    pub issuer: String,
    /// The start of its validity.
    pub not_before: DateTime<Utc>,
    /// The end of its validity, included.
    pub not_after: DateTime<Utc>,
    /// The certificate's DER bytes.
    pub der: Vec<u8>,
}
