//! The cleaning of texts, whoever sent or typed them: what nobody sees is dropped, letters are composed (Unicode NFC).
//!
//! A text is cleaned before it is judged, measured or compared.

use unicode_normalization::UnicodeNormalization as _;

/// The text on one line: each run of white space, line breaks included, is one space, and none stands at the ends.
/// Control characters stay, for the caller to refuse.
#[must_use]
pub fn cleaned(text: &str) -> String {
    let seen: String = composed(text);
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text with its lines, ended by `\n`: tabs are spaces, control characters are dropped, and nothing blank stands at
/// the ends.
#[must_use]
pub fn cleaned_lines(text: &str) -> String {
    let breaks = ['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];
    let lines = text.replace("\r\n", "\n").replace(breaks, "\n").replace('\t', " ");
    let seen: String = lines.chars().filter(|sign| *sign == '\n' || !sign.is_control()).collect();
    composed(&seen).trim().to_owned()
}

/// Whether the text turns the direction in which it is read: a name with such a mark shows itself as another one.
#[must_use]
pub fn turns_direction(text: &str) -> bool {
    text.contains(is_direction)
}

/// The text without marks that are not seen. They go first: a mark between a letter and its accent keeps both apart.
fn composed(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    text.chars().filter(|sign| !is_unseen(*sign) && !is_direction(*sign)).nfc().collect()
}

/// Marks, embeddings and isolates of direction.
const fn is_direction(sign: char) -> bool {
    matches!(sign, '\u{61c}' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Soft hyphens, signs without width, byte-order marks, fillers, variation selectors, tags.
const fn is_unseen(sign: char) -> bool {
    matches!(
        sign,
        '\u{ad}'
            | '\u{34f}'
            | '\u{115f}'..='\u{1160}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200d}'
            | '\u{2060}'..='\u{2065}'
            | '\u{206a}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
            | '\u{e0100}'..='\u{e01ef}'
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_not_seen_goes_and_letters_are_composed() {
        for (typed, read) in [
            ("Ромашка\u{ad}\u{200b}", "Ромашка"),
            ("\u{feff}9900815901", "9900815901"),
            ("\u{202d}+7 999\u{202c}", "+7 999"),
            ("Маи\u{306}скии\u{ad}\u{306} е\u{308}жик", "Майский ёжик"),
            ("\tдва\r\nслова\u{a0}\u{2028} здесь\u{202f}", "два слова здесь"),
        ] {
            assert_eq!(cleaned(typed), read);
        }
        assert_eq!(cleaned("a\0b"), "a\0b", "a control character is for the caller to refuse");
    }

    #[test]
    fn lines_stay_lines_however_they_end() {
        assert_eq!(cleaned_lines(" a\r\nи\u{306}\u{200b}\rb\u{2028}c\td\u{7}\n"), "a\nй\nb\nc d");
    }

    #[test]
    fn marks_of_direction_are_known() {
        assert!(turns_direction("Ромашка\u{202e}") && !turns_direction("Ромашка\u{200b}"));
    }

    proptest! {
        #[test]
        fn a_clean_text_stays_as_it_is(text in ".*") {
            for clean in [cleaned, cleaned_lines] {
                let once = clean(&text);
                prop_assert_eq!(clean(&once), once);
            }
        }
    }
}
