//! Decodes PEM or base64 text into DER bytes and limits their size.

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::CsrFault;

/// The limit in bytes; a long subject with an RSA key of 8192 bits makes 4 KB.
const LIMIT: usize = 64 * 1024;

/// Base64 with or without padding.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Older programs write the second label.
const LABELS: [&str; 2] = ["CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST"];

/// The DER bytes of a request in PEM or base64.
pub(super) fn to_der(text: &str) -> Result<Vec<u8>, CsrFault> {
    within_limit(text.len())?;
    let inside = if text.contains("-----BEGIN ") { between_marks(text)? } else { text };
    let mut letters = inside.trim_start_matches('\u{FEFF}').to_owned();
    letters.retain(|letter| !letter.is_ascii_whitespace());
    if letters.is_empty() {
        return Err(CsrFault::new("csr_empty", "Запрос на сертификат пуст"));
    }
    BASE64.decode(letters).map_err(|_| {
        CsrFault::new("csr_encoding", "Запрос на сертификат должен быть в формате PEM или DER в base64")
    })
}

/// Refuses what is too long to be a request.
pub(super) fn within_limit(length: usize) -> Result<(), CsrFault> {
    if length > LIMIT {
        return Err(CsrFault::new("csr_too_long", "Запрос на сертификат длиннее 64 КБ"));
    }
    Ok(())
}

/// The text between the labels of the only PEM block.
fn between_marks(text: &str) -> Result<&str, CsrFault> {
    if text.matches("-----BEGIN ").count() > 1 {
        return Err(CsrFault::new("csr_pem", "В PEM должен быть один запрос на сертификат"));
    }
    let found = LABELS.iter().find_map(|label| {
        let (_, rest) = text.split_once(&format!("-----BEGIN {label}-----"))?;
        let (inside, _) = rest.split_once(&format!("-----END {label}-----"))?;
        Some(inside)
    });
    found.ok_or_else(|| {
        CsrFault::new("csr_pem", "PEM должен содержать запрос на сертификат (CERTIFICATE REQUEST) целиком")
    })
}
