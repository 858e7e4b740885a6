//! A certificate request: whose key it is, what kind of key, and whether its owner was shown to hold it.

use serde::{Deserialize, Serialize};

use super::identity::Snils;

/// Whose request it is, and which: a person is who is named, in every revision; a request is its bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnersRequest {
    /// The СНИЛС of the owner.
    pub snils: Snils,
    /// The owner's full name, as the application said it then.
    pub name: String,
    /// The SHA-256 of the request's DER bytes in lower-case hex.
    pub sha256: String,
}

impl OwnersRequest {
    /// Whether it is the same request of the same person, whatever the person is called.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        self.snils == other.snils && self.sha256 == other.sha256
    }
}

/// A request with the place that its owner had when the authority was asked. The place tells nobody apart: another
/// revision may have another person there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedRequest {
    /// The owner's place in that revision, from 0.
    pub owner: u32,
    /// Whose request it is, and which.
    pub request: OwnersRequest,
}

/// What a client's certificate request says once it is decoded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateRequest {
    /// The subject's attributes, in the order of the request.
    pub subject: Vec<Attribute>,
    /// The kind of key that the certificate is asked for.
    pub key_algorithm: KeyAlgorithm,
    /// Whether the request's own signature shows that the sender holds the key.
    pub possession: Possession,
}

/// One attribute of a subject, such as a name or a taxpayer number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribute {
    /// The object identifier in dotted form.
    pub oid: String,
    /// The name that people use for it, or the identifier again when it has none.
    pub name: String,
    /// The value as text.
    pub value: String,
}

/// The kind of a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyAlgorithm {
    /// RSA with a modulus of so many bits.
    Rsa {
        /// The length of the modulus.
        bits: u32,
    },
    /// ECDSA over a named curve.
    Ecdsa {
        /// The curve's name, `P-256` for instance.
        curve: String,
    },
    /// GOST R 34.10-2012 with a key of so many bits.
    Gost2012 {
        /// The length of the key: 256 or 512.
        bits: u32,
    },
    /// A kind that the office does not know.
    Other {
        /// The algorithm's object identifier in dotted form.
        oid: String,
    },
}

/// What the request's own signature says about who holds the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Possession {
    /// The signature is right: the sender holds the key.
    Proven,
    /// The signature could not be checked here, as with GOST keys.
    NotChecked,
    /// The signature is wrong: the request is forged or damaged.
    Broken,
}
