//! Common parts of forms: their faults, and the parsing of days, text and identifiers.

use super::cleaning::{cleaned, cleaned_lines, turns_direction};
use super::identity::IdentityFault;
use chrono::NaiveDate;

/// The faults of a form: each a field and a message.
pub type FieldFaults = Vec<(&'static str, String)>;

/// That a fault was found and noted.
#[derive(Clone, Copy, Debug)]
pub(in crate::domain) struct Noted;

/// Reads a day as browsers send it, `2026-12-01`, or as people write it, `01.12.2026`.
#[must_use]
pub fn read_day(text: &str) -> Option<NaiveDate> {
    let text = cleaned(text);
    let fits = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'-' | b'.');
    let plain = text.len() == 10 && text.bytes().all(fits);
    let read = |form| NaiveDate::parse_from_str(&text, form).ok();
    plain.then(|| read("%Y-%m-%d").or_else(|| read("%d.%m.%Y"))).flatten()
}

/// Whether people take two names for one.
#[must_use]
pub fn is_same_name(one: &str, other: &str) -> bool {
    cleaned(one).to_lowercase() == cleaned(other).to_lowercase()
}

/// Reads a mandatory line of text.
pub fn line(
    field: &'static str,
    typed: &str,
    most: usize,
    missing: &str,
    faults: &mut FieldFaults,
) -> Option<String> {
    let text = cleaned(typed);
    let words = if text.is_empty() {
        missing.to_owned()
    } else if text.chars().count() > most {
        format!("Не больше {most} символов")
    } else if text.contains(char::is_control) {
        "Уберите управляющие символы".to_owned()
    } else {
        return Some(text);
    };
    faults.push((field, words));
    None
}

/// What is said of a name with marks of direction.
pub(in crate::domain) const TURNED: &str =
    "Уберите из названия знаки направления письма: из-за них оно читается иначе";

/// Reads a mandatory name: a line without marks of direction.
pub fn name(
    field: &'static str,
    typed: &str,
    most: usize,
    missing: &str,
    faults: &mut FieldFaults,
) -> Option<String> {
    if turns_direction(typed) {
        faults.push((field, TURNED.to_owned()));
        return None;
    }
    line(field, typed, most, missing, faults)
}

/// Reads a mandatory text of several lines.
pub fn written(
    field: &'static str,
    typed: &str,
    most: usize,
    missing: &str,
    faults: &mut FieldFaults,
) -> Option<String> {
    let text = cleaned_lines(typed);
    let words = match text.chars().count() {
        0 => missing.to_owned(),
        long if long > most => format!("Не больше {most} символов, сейчас {long}"),
        _ => return Some(text),
    };
    faults.push((field, words));
    None
}

/// How long a reason is at most, in characters.
pub const LONGEST_REASON: usize = 300;

/// Reads the reason for a verb.
pub fn read_reason(field: &'static str, typed: &str, faults: &mut FieldFaults) -> Option<String> {
    written(field, typed, LONGEST_REASON, "Напишите причину", faults)
}

/// Parses an identifier.
pub(in crate::domain) fn identifier<T>(
    field: &'static str,
    typed: &str,
    parse: fn(&str) -> Result<T, IdentityFault>,
    faults: &mut FieldFaults,
) -> Option<T> {
    parse(typed).map_err(|fault| faults.push((field, fault.detail.to_owned()))).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_browsers_and_people_write_it() {
        for text in ["2026-12-01", " 01.12.2026 "] {
            assert_eq!(read_day(text), NaiveDate::from_ymd_opt(2026, 12, 1), "{text}");
        }
        for wrong in ["", "31.02.2026", "1.12.2026", "2026-13-01", "завтра", "+2026-1-01"] {
            assert_eq!(read_day(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_text_keeps_its_lines_and_loses_what_is_not_seen() {
        let mut faults = FieldFaults::new();
        let mut read = |typed: &str| written("text", typed, 5, "Напишите", &mut faults);
        assert_eq!(read(" a\r\nи\u{306}\u{200b}\u{7} ").as_deref(), Some("a\nй"));
        assert_eq!(read("абвгд").as_deref(), Some("абвгд"));
        assert_eq!((read(" \n\u{200b} "), read("абвгде")), (None, None));
        let words: Vec<&str> = faults.iter().map(|(_, words)| words.as_str()).collect();
        assert_eq!(words, ["Напишите", "Не больше 5 символов, сейчас 6"]);
    }
}
