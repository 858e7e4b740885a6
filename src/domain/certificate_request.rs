//! A certificate request, decoded: whom it names, with which key, and whether the key is proven to be the sender's.

use serde::{Deserialize, Serialize};

/// A decoded certificate request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateRequest {
    /// Whom the request names, in the order of the request.
    pub subject: Vec<Attribute>,
    /// The kind of its key.
    pub key_algorithm: KeyAlgorithm,
    /// Whether its own signature proves possession of the key.
    pub possession: Possession,
}

/// One attribute of a distinguished name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribute {
    /// The object identifier, in dotted form.
    pub oid: String,
    /// The name for people; the identifier again when nobody knows a name.
    pub name: String,
    /// The value.
    pub value: String,
}

/// The kind of a public key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum KeyAlgorithm {
    /// RSA.
    Rsa {
        /// The length of the modulus.
        bits: u32,
    },
    /// ECDSA.
    Ecdsa {
        /// The name of the curve.
        curve: String,
    },
    /// ГОСТ Р 34.10-2012.
    Gost2012 {
        /// The length of the key.
        bits: u32,
    },
    /// Another algorithm.
    Other {
        /// Its object identifier.
        oid: String,
    },
}

/// Whether the sender proved to possess the private key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Possession {
    /// The request's own signature holds.
    Proven,
    /// Nobody here can check it: «владение ключом не проверено».
    NotChecked,
    /// The request's own signature does not hold.
    Broken,
}
