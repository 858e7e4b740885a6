//! Filling URL patterns, and URLs with a query.

use std::fmt::Write as _;

/// A URL with a query; empty values are left out.
#[must_use]
pub fn with_query(path: &str, pairs: &[(&str, &str)]) -> String {
    let query: Vec<_> = pairs
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{}={}", escaped(name), escaped(value)))
        .collect();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{}", query.join("&")) }
}

pub(super) fn fill(pattern: &str, parts: &[(&str, &str)]) -> String {
    parts
        .iter()
        .fold(pattern.to_owned(), |path, (name, value)| path.replace(&format!("{{{name}}}"), &escaped(value)))
}

fn escaped(text: &str) -> String {
    text.bytes().fold(String::with_capacity(text.len()), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::super::{application, dispute};
    use super::*;

    #[test]
    fn an_address_is_its_pattern_filled() {
        assert_eq!(dispute("2026-10", "7"), "/partner/statements/2026-10/lines/7/dispute");
        assert_eq!(application("1/../2"), "/partner/applications/1%2F..%2F2");
    }

    #[test]
    fn a_query_is_escaped_and_leaves_out_what_is_empty() {
        assert_eq!(
            with_query("/support", &[("q", "ООО & Ко"), ("after", "")]),
            "/support?q=%D0%9E%D0%9E%D0%9E%20%26%20%D0%9A%D0%BE"
        );
        assert_eq!(with_query("/support", &[("q", "")]), "/support");
    }
}
