//! Proof of possession: whether the request is signed with the key for which it asks a certificate.

use ring::signature::{self, UnparsedPublicKey, VerificationAlgorithm};
use sha2::{Digest as _, Sha256, Sha384, Sha512};

use super::{CsrFault, Key, Parts};
use crate::domain::certificate_request::{KeyAlgorithm, Possession};

/// The accepted lengths of RSA keys: shorter ones can be broken, longer ones are an attack on our CPU.
const RSA_BITS: std::ops::RangeInclusive<u32> = 2048..=8192;

/// The smallest public exponent of an RSA key.
const EXPONENT_LEAST: u64 = 3;
/// The length of the largest public exponent, in bits.
const EXPONENT_BITS: u32 = 33;

/// Verifies the request's own signature; an error when the key or the signature algorithm is not accepted.
///
/// GOST signatures are not verified; the authority does it.
pub(super) fn check(parts: &Parts<'_>, key: &Key<'_>) -> Result<Possession, CsrFault> {
    match &key.algorithm {
        KeyAlgorithm::Rsa { bits } => {
            if !RSA_BITS.contains(bits) {
                return Err(weak(*bits));
            }
            exponent_fits(super::rsa_parts(key.bits)?.1.as_bytes())?;
            Ok(shown(verify_rsa(parts, key, rsa(parts)?)))
        }
        KeyAlgorithm::Ecdsa { curve } => {
            let verify = ecdsa(curve)?;
            let digest = digest(parts)?;
            if key.bits.first() != Some(&UNCOMPRESSED) {
                return Err(CsrFault::new(
                    "csr_key",
                    "Открытый ключ ECDSA должен быть записан без сжатия точки",
                ));
            }
            Ok(shown(verify(key.bits, parts.signature, &digest).is_some()))
        }
        KeyAlgorithm::Gost2012 { .. } => Ok(Possession::NotChecked),
        KeyAlgorithm::Other { oid } => Err(unknown_key(oid)),
    }
}

/// The prefix of an uncompressed point.
const UNCOMPRESSED: u8 = 4;

/// The algorithms of keys by GOST R 34.10-2001, and by that of 1994.
const GOST_2001: [&str; 2] = ["1.2.643.2.2.19", "1.2.643.2.2.20"];

fn shown(proven: bool) -> Possession {
    if proven { Possession::Proven } else { Possession::Broken }
}

fn verify_rsa(parts: &Parts<'_>, key: &Key<'_>, algorithm: &'static dyn VerificationAlgorithm) -> bool {
    UnparsedPublicKey::new(algorithm, key.bits).verify(parts.signed, parts.signature).is_ok()
}

fn rsa(parts: &Parts<'_>) -> Result<&'static dyn VerificationAlgorithm, CsrFault> {
    match parts.signature_algorithm.as_str() {
        "1.2.840.113549.1.1.11" => Ok(&signature::RSA_PKCS1_2048_8192_SHA256),
        "1.2.840.113549.1.1.12" => Ok(&signature::RSA_PKCS1_2048_8192_SHA384),
        "1.2.840.113549.1.1.13" => Ok(&signature::RSA_PKCS1_2048_8192_SHA512),
        _ => {
            Err(unknown_signature("запрос с ключом RSA подписывают по PKCS#1 с SHA-256, SHA-384 или SHA-512"))
        }
    }
}

/// Verifies a signature over a digest with the bits of a public key; `None` when it does not verify.
type Verify = fn(&[u8], &[u8], &[u8]) -> Option<()>;

fn ecdsa(curve: &str) -> Result<Verify, CsrFault> {
    match curve {
        "P-256" => Ok(verify_p256),
        "P-384" => Ok(verify_p384),
        "P-521" => Ok(verify_p521),
        _ => Err(CsrFault::new("csr_key", "Для ключа ECDSA поддерживаются кривые P-256, P-384 и P-521")),
    }
}

/// One function for each curve: the crates share traits, not types.
macro_rules! verifies {
    ($($name:ident by $curve:ident),+) => {$(
        fn $name(key: &[u8], signature: &[u8], digest: &[u8]) -> Option<()> {
            use $curve::ecdsa::signature::hazmat::PrehashVerifier as _;
            let key = $curve::ecdsa::VerifyingKey::from_sec1_bytes(key).ok()?;
            let signature = $curve::ecdsa::Signature::from_der(signature).ok()?;
            key.verify_prehash(digest, &signature).ok()
        }
    )+};
}

verifies!(verify_p256 by p256, verify_p384 by p384, verify_p521 by p521);

/// The digest that an ECDSA signature covers.
fn digest(parts: &Parts<'_>) -> Result<Vec<u8>, CsrFault> {
    match parts.signature_algorithm.as_str() {
        "1.2.840.10045.4.3.2" => Ok(Sha256::digest(parts.signed).to_vec()),
        "1.2.840.10045.4.3.3" => Ok(Sha384::digest(parts.signed).to_vec()),
        "1.2.840.10045.4.3.4" => Ok(Sha512::digest(parts.signed).to_vec()),
        _ => Err(unknown_signature("запрос с ключом ECDSA подписывают с SHA-256, SHA-384 или SHA-512")),
    }
}

/// Refuses the exponents with which a signature proves nothing, as 1, or costs too much to verify.
fn exponent_fits(exponent: &[u8]) -> Result<(), CsrFault> {
    let value = exponent.iter().try_fold(0_u64, |sum, byte| Some(sum.checked_mul(256)? + u64::from(*byte)));
    let words = match value {
        Some(value) if value.is_multiple_of(2) || value < EXPONENT_LEAST => value.to_string(),
        Some(value) if value < 1 << EXPONENT_BITS => return Ok(()),
        Some(_) | None => format!("длиннее {EXPONENT_BITS} бит"),
    };
    Err(CsrFault::new(
        "csr_key",
        format!(
            "Открытая экспонента ключа RSA должна быть нечетной, не меньше 3 и не длиннее {EXPONENT_BITS} бит, а в запросе — {words}"
        ),
    ))
}

fn weak(bits: u32) -> CsrFault {
    CsrFault::new("csr_key", format!("Ключ RSA должен быть от 2048 до 8192 бит, а в запросе — {bits}"))
}

fn unknown_signature(rule: &str) -> CsrFault {
    CsrFault::new("csr_signature_algorithm", format!("Алгоритм подписи запроса не поддерживается: {rule}"))
}

fn unknown_key(oid: &str) -> CsrFault {
    if GOST_2001.contains(&oid) {
        let detail =
            "Ключ ГОСТ Р 34.10-2001 больше не применяется: создайте запрос с ключом ГОСТ Р 34.10-2012";
        return CsrFault::new("csr_key", detail);
    }
    CsrFault::new("csr_key", format!("Ключ должен быть RSA, ECDSA или ГОСТ Р 34.10-2012, а не {oid}"))
}
