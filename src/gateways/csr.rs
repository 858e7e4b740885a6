//! Certificate requests of clients: decoded, with their own signature verified where this program can do it.

mod possession;
mod text;
mod writing;

use der::asn1::{AnyRef, BitStringRef, ObjectIdentifier, UintRef};
use der::{Reader as _, SliceReader, Tag, TagNumber};
use sha2::{Digest as _, Sha256};

pub use writing::draw_up;

use super::distinguished_name;
use crate::domain::certificate_request::{Attribute, CertificateRequest, KeyAlgorithm};

/// A decoded request and the bytes to store and forward.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The decoded request.
    pub request: CertificateRequest,
    /// The request's own DER bytes.
    pub der: Vec<u8>,
}

/// Why a text is not accepted as a certificate request.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{detail}")]
pub struct CsrFault {
    /// The fault's code in the intake API.
    pub code: &'static str,
    /// The fault in words for the sender.
    pub detail: String,
}

impl CsrFault {
    fn new(code: &'static str, detail: impl Into<String>) -> Self {
        Self { code, detail: detail.into() }
    }
}

impl From<der::Error> for CsrFault {
    fn from(_: der::Error) -> Self {
        Self::new("csr_malformed", "Запрос на сертификат поврежден: это не PKCS#10")
    }
}

/// Decodes a request in PEM or base64 DER and checks its own signature (RSA and ECDSA; GOST is left unchecked).
pub fn decode(text: &str) -> Result<Decoded, CsrFault> {
    decode_der(text::to_der(text)?)
}

/// The DER bytes of a request in PEM or base64, not validated: it was validated when it was received.
pub(super) fn to_der(text: &str) -> Result<Vec<u8>, CsrFault> {
    text::to_der(text)
}

/// The SHA-256 of a request's DER bytes in lower-case hex, whatever its encoding; `None` when it is no request.
#[must_use]
pub fn digest(text: &str) -> Option<String> {
    text::to_der(text).ok().map(|der| hex::encode(Sha256::digest(der)))
}

/// Decodes a request from stored DER bytes.
pub fn decode_der(der: Vec<u8>) -> Result<Decoded, CsrFault> {
    text::within_limit(der.len())?;
    let parts = Parts::read(&der)?;
    let key = parts.key()?;
    let request = CertificateRequest {
        subject: parts.attributes()?,
        possession: possession::check(&parts, &key)?,
        key_algorithm: key.algorithm,
    };
    Ok(Decoded { request, der })
}

/// The parts of a request as raw bytes.
#[derive(Clone)]
pub(super) struct Parts<'a> {
    /// The bytes that the request's own signature covers.
    signed: &'a [u8],
    /// The subject's `Name`.
    pub(super) subject: &'a [u8],
    /// The public key with its algorithm (`SubjectPublicKeyInfo`).
    pub(super) public_key: &'a [u8],
    signature_algorithm: String,
    signature: &'a [u8],
}

/// A parsed public key.
struct Key<'a> {
    algorithm: KeyAlgorithm,
    /// The contents of the key's bit string.
    bits: &'a [u8],
}

impl<'a> Parts<'a> {
    /// Splits a request into its parts without interpreting them.
    pub(super) fn read(der: &'a [u8]) -> der::Result<Self> {
        let mut whole = SliceReader::new(der)?;
        let parts = whole.sequence(|request| {
            let signed = request.tlv_bytes()?;
            let signature_algorithm = request.sequence(algorithm)?.0;
            let signature = octets(request.decode()?)?;
            let (subject, public_key) = read_signed(signed)?;
            Ok::<_, der::Error>(Self { signed, subject, public_key, signature_algorithm, signature })
        })?;
        whole.finish()?;
        Ok(parts)
    }

    /// The subject as attributes that a person can read.
    fn attributes(&self) -> der::Result<Vec<Attribute>> {
        distinguished_name::read(self.subject)
    }

    /// The contents of the public key's bit string, the input of key identifiers.
    pub(super) fn key_bits(&self) -> der::Result<&'a [u8]> {
        Ok(self.key_parts()?.2)
    }

    fn key(&self) -> der::Result<Key<'a>> {
        let (oid, parameters, bits) = self.key_parts()?;
        Ok(Key { algorithm: key_algorithm(oid, parameters, bits)?, bits })
    }

    fn key_parts(&self) -> der::Result<(String, Option<AnyRef<'a>>, &'a [u8])> {
        SliceReader::new(self.public_key)?.sequence(|info| {
            let (oid, parameters) = info.sequence(algorithm)?;
            Ok((oid, parameters, octets(info.decode()?)?))
        })
    }
}

fn read_signed(signed: &[u8]) -> der::Result<(&[u8], &[u8])> {
    SliceReader::new(signed)?.sequence(|info| {
        info.decode::<u8>()?;
        let subject = info.tlv_bytes()?;
        let public_key = info.tlv_bytes()?;
        if !info.is_finished() {
            let attributes = info.decode::<AnyRef<'_>>()?;
            attributes
                .header()
                .tag()
                .assert_eq(Tag::ContextSpecific { constructed: true, number: TagNumber(0) })?;
        }
        Ok((subject, public_key))
    })
}

fn algorithm<'a>(reader: &mut SliceReader<'a>) -> der::Result<(String, Option<AnyRef<'a>>)> {
    let oid = distinguished_name::object_identifier(reader)?;
    let parameters = if reader.is_finished() { None } else { Some(reader.decode()?) };
    Ok((oid, parameters))
}

fn octets(bits: BitStringRef<'_>) -> der::Result<&[u8]> {
    bits.as_bytes().ok_or_else(|| Tag::BitString.value_error().into())
}

fn key_algorithm(oid: String, parameters: Option<AnyRef<'_>>, bits: &[u8]) -> der::Result<KeyAlgorithm> {
    Ok(match oid.as_str() {
        "1.2.840.113549.1.1.1" => KeyAlgorithm::Rsa { bits: rsa_parts(bits)?.0 },
        "1.2.840.10045.2.1" => KeyAlgorithm::Ecdsa { curve: curve(parameters) },
        "1.2.643.7.1.1.1.1" => KeyAlgorithm::Gost2012 { bits: 256 },
        "1.2.643.7.1.1.1.2" => KeyAlgorithm::Gost2012 { bits: 512 },
        _ => KeyAlgorithm::Other { oid },
    })
}

/// The length of an RSA key's modulus in bits, and its public exponent.
fn rsa_parts(key: &[u8]) -> der::Result<(u32, UintRef<'_>)> {
    let (modulus, exponent): (UintRef<'_>, UintRef<'_>) =
        SliceReader::new(key)?.sequence(|parts| Ok::<_, der::Error>((parts.decode()?, parts.decode()?)))?;
    let bytes = modulus.as_bytes();
    let unused = bytes.first().map_or(0, |first| first.leading_zeros());
    let whole = u32::try_from(bytes.len() * 8).map_err(|_| der::ErrorKind::Overflow)?;
    Ok((whole - unused, exponent))
}

/// The name of a curve; for an unknown one its dotted identifier, or an empty text.
fn curve(parameters: Option<AnyRef<'_>>) -> String {
    let oid = parameters.and_then(|any| any.decode_as::<ObjectIdentifier>().ok());
    let dotted = oid.map(|oid| oid.to_string()).unwrap_or_default();
    match dotted.as_str() {
        "1.2.840.10045.3.1.7" => "P-256".to_owned(),
        "1.3.132.0.34" => "P-384".to_owned(),
        "1.3.132.0.35" => "P-521".to_owned(),
        _ => dotted,
    }
}

#[cfg(test)]
mod tests;
