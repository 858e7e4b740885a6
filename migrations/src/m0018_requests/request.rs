//! The certificate requests of a revision, parsed as in this step's version.

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

/// Base64 with or without padding.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// A request with its owner.
#[derive(Clone, Debug)]
pub(super) struct Request {
    /// The owner's position in the revision.
    pub(super) position: i32,
    /// The owner's СНИЛС.
    pub(super) snils: String,
    /// The owner's full name.
    pub(super) name: String,
    /// The SHA-256 of the request's DER bytes in lower-case hex.
    pub(super) sha256: String,
    /// The public key with its algorithm, byte for byte.
    key: Vec<u8>,
}

impl Request {
    /// Whether a certificate contains this request's key, byte for byte.
    pub(super) fn is_for_the_key_in(&self, certificate: &[u8]) -> bool {
        certificate.windows(self.key.len()).any(|bytes| bytes == self.key)
    }
}

/// The requests of a revision, in the order of its owners; unreadable ones are left out.
pub(super) fn of_revision(content: &str) -> Vec<Request> {
    let content: Value = serde_json::from_str(content).unwrap_or_default();
    let owners = content["owners"].as_array().cloned().unwrap_or_default();
    (0_i32..).zip(&owners).filter_map(|(position, owner)| of_owner(position, owner)).collect()
}

fn of_owner(position: i32, owner: &Value) -> Option<Request> {
    let der = bytes(owner["csr"].as_str()?)?;
    let name =
        ["last_name", "first_name", "middle_name"].map(|part| owner[part].as_str().unwrap_or_default());
    Some(Request {
        position,
        snils: owner["snils"].as_str()?.to_owned(),
        name: name.join(" ").trim_end().to_owned(),
        sha256: hex::encode(Sha256::digest(&der)),
        key: key(&der)?.to_vec(),
    })
}

/// The DER bytes of a request in PEM or base64.
fn bytes(text: &str) -> Option<Vec<u8>> {
    let inside = match text.split_once("REQUEST-----") {
        Some((_, rest)) => rest.split("-----END").next()?,
        None => text,
    };
    let letters = inside.trim_start_matches('\u{FEFF}');
    let letters: String = letters.chars().filter(|letter| !letter.is_ascii_whitespace()).collect();
    BASE64.decode(letters).ok()
}

/// The public key of a request: the third part of what it signs, after the version and the subject.
fn key(der: &[u8]) -> Option<&[u8]> {
    let (_, request, _) = element(der)?;
    let (_, signed, _) = element(request)?;
    let (_, _, after_version) = element(signed)?;
    let (_, _, after_subject) = element(after_version)?;
    Some(element(after_subject)?.0)
}

/// The first element of DER bytes: the whole element, its contents, and the bytes after it.
fn element(der: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let first = usize::from(*der.get(1)?);
    let (head, length) = if first < 0x80 {
        (2, first)
    } else {
        let bytes = der.get(2..2 + (first & 0x7F)).filter(|bytes| bytes.len() <= 4)?;
        (2 + bytes.len(), bytes.iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte)))
    };
    let (whole, rest) = der.split_at_checked(head + length)?;
    Some((whole, whole.get(head..)?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_of_a_request_is_found() {
        // SEQUENCE { SEQUENCE { INTEGER 0, SEQUENCE {}, SEQUENCE { NULL }, [0] {} } }
        let der = [0x30, 0x0D, 0x30, 0x0B, 2, 1, 0, 0x30, 0, 0x30, 2, 5, 0, 0xA0, 0];
        assert_eq!(key(&der), Some(&[0x30, 2, 5, 0][..]));
        assert_eq!(key(&der[..9]), None);
    }

    #[test]
    fn a_request_is_read_however_it_is_written() {
        let pem =
            "-----BEGIN NEW CERTIFICATE REQUEST-----\r\nMAA=\r\n-----END NEW CERTIFICATE REQUEST-----\r\n";
        assert_eq!(bytes(pem), Some(vec![0x30, 0]));
        assert_eq!(bytes("\u{FEFF}MA A"), Some(vec![0x30, 0]));
    }
}
