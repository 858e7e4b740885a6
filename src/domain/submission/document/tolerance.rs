//! What RFC 8259 allows and the parser does not, replaced by something of the same length, so that places stay: numbers
//! that are too large, and halves of UTF-16 pairs.

use serde::de::IgnoredAny;
use serde_json::Number;

/// A number that no field takes, for one that is too large.
const LARGE: &[u8] = b"1e99";
/// The hexadecimal digits of NUL, which no field takes, for half of a pair.
const NUL: &[u8] = b"0000";

/// The text with what the parser takes.
pub(super) fn tolerable(text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        at = match byte {
            b'"' => string(&mut bytes, at + 1),
            b'-' | b'0'..=b'9' => number(&mut bytes, at),
            _ => at + 1,
        };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// Goes over a number; returns the place after it.
fn number(bytes: &mut [u8], from: usize) -> usize {
    let is_part = |byte: &&u8| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
    let to = from + bytes[from..].iter().take_while(is_part).count();
    let digits = &mut bytes[from..to];
    let sound = serde_json::from_slice::<IgnoredAny>(digits).is_ok();
    if sound && digits.len() >= LARGE.len() && serde_json::from_slice::<Number>(digits).is_err() {
        digits.fill(b' ');
        digits[..LARGE.len()].copy_from_slice(LARGE);
    }
    to
}

/// Goes over a string; returns the place after its closing quotation mark.
fn string(bytes: &mut [u8], mut at: usize) -> usize {
    while let Some(byte) = bytes.get(at) {
        match (byte, unit(bytes, at)) {
            (b'"', _) => return at + 1,
            (b'\\', None) => at += 2,
            (b'\\', Some(0xD800..=0xDBFF)) if matches!(unit(bytes, at + 6), Some(0xDC00..=0xDFFF)) => {
                at += 12;
            }
            (b'\\', Some(0xD800..=0xDFFF)) => {
                bytes[at + 2..at + 6].copy_from_slice(NUL);
                at += 6;
            }
            (b'\\', Some(_)) => at += 6,
            _ => at += 1,
        }
    }
    at
}

/// The unit of UTF-16 that is written at this place, as `\u0430`.
fn unit(bytes: &[u8], at: usize) -> Option<u16> {
    let digits = bytes.get(at..at + 6)?.strip_prefix(b"\\u")?;
    let text = std::str::from_utf8(digits).ok()?;
    u16::from_str_radix(text, 16).ok().filter(|_| digits.iter().all(u8::is_ascii_hexdigit))
}
