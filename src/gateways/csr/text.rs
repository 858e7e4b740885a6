//! Decodes PEM or base64 text into DER bytes and limits their size.

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::CsrFault;
use crate::domain::cleaning::cleaned;

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
    let text = text.trim_start_matches('\u{FEFF}');
    let inside = if text.contains("-----BEGIN") { between_marks(text)? } else { text };
    let mut letters = inside.to_owned();
    letters.retain(|letter| !letter.is_ascii_whitespace());
    if letters.is_empty() {
        return Err(CsrFault::new("csr_empty", "Запрос на сертификат пуст"));
    }
    if let Some(strange) = inside.find(|letter: char| !is_base64(letter)) {
        let before = &text[..inside.as_ptr().addr() - text.as_ptr().addr() + strange];
        return Err(strange_sign(before, &inside[strange..]));
    }
    BASE64.decode(letters).map_err(|_| {
        CsrFault::new("csr_encoding", "Запрос на сертификат поврежден: его base64 обрывается или изменен")
    })
}

/// Letters of base64, and the white space between its lines.
const fn is_base64(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '+' | '/' | '=') || letter.is_ascii_whitespace()
}

/// What stands in a request and is no base64, with the line where it stands.
fn strange_sign(before: &str, rest: &str) -> CsrFault {
    let line = before.lines().count().max(1) + usize::from(before.ends_with('\n'));
    let sign = rest.chars().next().unwrap_or_default();
    let words = match sign {
        '>' => "знак цитирования «>»: скопируйте запрос не из ответа на письмо, а из самого файла".to_owned(),
        '\u{a0}' | '\u{202f}' => {
            "неразрывный пробел: скопируйте запрос из самого файла, а не из текста".to_owned()
        }
        sign if sign.is_control() || cleaned(&sign.to_string()).is_empty() => {
            format!("невидимый знак U+{:04X}", u32::from(sign))
        }
        sign => format!("«{sign}»"),
    };
    CsrFault::new(
        "csr_encoding",
        format!("Запрос на сертификат должен быть в PEM или base64, а в его строке {line} стоит {words}"),
    )
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
    if text.matches("-----BEGIN").count() > 1 {
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
