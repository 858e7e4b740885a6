//! Proof of possession: whether a request was signed with the key that it asks a certificate for.

use ring::signature::{self, UnparsedPublicKey, VerificationAlgorithm};

use super::{CsrFault, Key, Parts};
use crate::domain::certificate_request::{KeyAlgorithm, Possession};

/// RSA keys outside of these lengths are refused: shorter ones can be broken, longer ones are made to waste time.
const RSA_BITS: std::ops::RangeInclusive<u32> = 2048..=8192;

/// Says what the request's own signature proves; a fault when the key or the way of signing is not taken at all.
///
/// GOST signatures are the authority's business, and nothing here can check P-521: both stay unchecked.
pub(super) fn check(parts: &Parts<'_>, key: &Key<'_>) -> Result<Possession, CsrFault> {
    match &key.algorithm {
        KeyAlgorithm::Rsa { bits } => {
            if !RSA_BITS.contains(bits) {
                return Err(weak(*bits));
            }
            Ok(verify(parts, key, rsa(parts)?))
        }
        KeyAlgorithm::Ecdsa { curve } if curve == "P-521" => Ok(Possession::NotChecked),
        KeyAlgorithm::Ecdsa { curve } => {
            let algorithm = ecdsa(parts, curve)?;
            if key.bits.first() != Some(&UNCOMPRESSED) {
                return Err(CsrFault::new(
                    "csr_key",
                    "Открытый ключ ECDSA должен быть записан без сжатия точки",
                ));
            }
            Ok(verify(parts, key, algorithm))
        }
        KeyAlgorithm::Gost2012 { .. } => Ok(Possession::NotChecked),
        KeyAlgorithm::Other { oid } => Err(unknown_key(oid)),
    }
}

/// The mark of a point written with both coordinates.
const UNCOMPRESSED: u8 = 4;

fn verify(parts: &Parts<'_>, key: &Key<'_>, algorithm: &'static dyn VerificationAlgorithm) -> Possession {
    let verdict = UnparsedPublicKey::new(algorithm, key.bits).verify(parts.signed, parts.signature);
    if verdict.is_ok() { Possession::Proven } else { Possession::Broken }
}

fn rsa(parts: &Parts<'_>) -> Result<&'static dyn VerificationAlgorithm, CsrFault> {
    match parts.signature_algorithm.to_string().as_str() {
        "1.2.840.113549.1.1.11" => Ok(&signature::RSA_PKCS1_2048_8192_SHA256),
        "1.2.840.113549.1.1.12" => Ok(&signature::RSA_PKCS1_2048_8192_SHA384),
        "1.2.840.113549.1.1.13" => Ok(&signature::RSA_PKCS1_2048_8192_SHA512),
        _ => {
            Err(unknown_signature("запрос с ключом RSA подписывают по PKCS#1 с SHA-256, SHA-384 или SHA-512"))
        }
    }
}

fn ecdsa(parts: &Parts<'_>, curve: &str) -> Result<&'static dyn VerificationAlgorithm, CsrFault> {
    match (curve, parts.signature_algorithm.to_string().as_str()) {
        ("P-256", "1.2.840.10045.4.3.2") => Ok(&signature::ECDSA_P256_SHA256_ASN1),
        ("P-256", "1.2.840.10045.4.3.3") => Ok(&signature::ECDSA_P256_SHA384_ASN1),
        ("P-384", "1.2.840.10045.4.3.2") => Ok(&signature::ECDSA_P384_SHA256_ASN1),
        ("P-384", "1.2.840.10045.4.3.3") => Ok(&signature::ECDSA_P384_SHA384_ASN1),
        ("P-256" | "P-384", _) => {
            Err(unknown_signature("запрос с ключом ECDSA подписывают с SHA-256 или SHA-384"))
        }
        _ => Err(CsrFault::new("csr_key", "Для ключа ECDSA поддерживаются кривые P-256, P-384 и P-521")),
    }
}

fn weak(bits: u32) -> CsrFault {
    CsrFault::new("csr_key", format!("Ключ RSA должен быть от 2048 до 8192 бит, а в запросе — {bits}"))
}

fn unknown_signature(rule: &str) -> CsrFault {
    CsrFault::new("csr_signature_algorithm", format!("Алгоритм подписи запроса не поддерживается: {rule}"))
}

fn unknown_key(oid: &str) -> CsrFault {
    CsrFault::new("csr_key", format!("Ключ должен быть RSA, ECDSA или ГОСТ Р 34.10-2012, а не {oid}"))
}
