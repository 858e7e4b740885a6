//! A certificate request: its owner, its kind of key, and the proof of possession.

use serde::{Deserialize, Serialize};

use super::identity::Snils;

/// An owner and their request. The person is identified by СНИЛС, in every revision; the request by its digest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnersRequest {
    /// The СНИЛС of the owner.
    pub snils: Snils,
    /// The owner's full name, as the application stated it then.
    pub name: String,
    /// The SHA-256 of the request's DER bytes in lower-case hex.
    pub sha256: String,
}

impl OwnersRequest {
    /// Whether person and request are the same; the name may differ.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        self.snils == other.snils && self.sha256 == other.sha256
    }
}

/// A request with its owner's position when the authority was asked. The position identifies nobody: another revision
/// may have another person there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedRequest {
    /// The owner's position in that revision, from 0.
    pub owner: u32,
    /// The owner and the request.
    pub request: OwnersRequest,
}

/// A decoded certificate request of a client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateRequest {
    /// The subject's attributes, in the order of the request.
    pub subject: Vec<Attribute>,
    /// The kind of its key.
    pub key_algorithm: KeyAlgorithm,
    /// The proof that the sender holds the key.
    pub possession: Possession,
}

/// One attribute of a subject, such as a name or a taxpayer number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribute {
    /// The object identifier in dotted form.
    pub oid: String,
    /// The usual short name, or the identifier when there is none.
    pub name: String,
    /// The value as text.
    pub value: String,
}

/// The kind of a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyAlgorithm {
    /// RSA.
    Rsa {
        /// The length of the modulus in bits.
        bits: u32,
    },
    /// ECDSA over a named curve.
    Ecdsa {
        /// The curve's name, such as `P-256`.
        curve: String,
    },
    /// GOST R 34.10-2012.
    Gost2012 {
        /// The length of the key in bits: 256 or 512.
        bits: u32,
    },
    /// An unknown kind.
    Other {
        /// The algorithm's object identifier in dotted form.
        oid: String,
    },
}

/// The result of verifying the request's own signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Possession {
    /// The signature is valid: the sender holds the key.
    Proven,
    /// The signature cannot be verified here, as with GOST keys.
    NotChecked,
    /// The signature is invalid: the request is forged or damaged.
    Broken,
}
