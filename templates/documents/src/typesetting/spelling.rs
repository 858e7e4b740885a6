//! Which characters the fonts can print. PDF/A knows no character without a shape.

use serde_json::Value;
use typst::text::Font;

/// What stands for a character that no font has.
const UNKNOWN: char = '?';
/// After how many characters without a break a word may break anywhere.
const LONGEST_WORD: usize = 28;
/// Where a line may break, unseen.
const BREAK: char = '\u{200b}';

/// The characters that can be printed.
#[derive(Debug)]
pub(crate) struct Spelling(Vec<Font>);

impl Spelling {
    /// The characters of these fonts.
    pub(crate) fn of(fonts: Vec<Font>) -> Self {
        Self(fonts)
    }

    /// Every text of a value, as it can be printed.
    pub(crate) fn clean(&self, value: &mut Value) {
        match value {
            Value::String(text) => *text = self.printable(text),
            Value::Array(items) => items.iter_mut().for_each(|item| self.clean(item)),
            Value::Object(fields) => fields.values_mut().for_each(|field| self.clean(field)),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    /// A text with a question mark for each character without a shape, without control characters and marks of
    /// direction, and with places to break where a word would leave its column.
    fn printable(&self, text: &str) -> String {
        let mut clean = String::with_capacity(text.len());
        let mut unbroken = 0;
        for letter in text.chars() {
            let letter = match letter {
                '\n' => '\n',
                letter if letter.is_whitespace() && letter != '\u{a0}' => ' ',
                letter if is_unseen(letter) => continue,
                letter if self.0.iter().all(|font| font.info().coverage.contains(letter.into())) => letter,
                _ => UNKNOWN,
            };
            unbroken = if matches!(letter, ' ' | '\n' | '-') { 0 } else { unbroken + 1 };
            if unbroken > LONGEST_WORD {
                clean.push(BREAK);
                unbroken = 1;
            }
            clean.push(letter);
        }
        clean
    }
}

/// Control characters, marks of direction and of joining, and variation selectors.
fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(letter, '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_keeps_what_has_a_shape_and_nothing_that_is_unseen() {
        let spelling = Spelling::of(crate::typesetting::fonts());
        let printable = |text: &str| spelling.printable(text);
        let plain = "ООО «Ромашка» № 5 — ёлка, Łódź, € −1\u{a0}000,00 \"#*_`$\\";
        assert_eq!(printable(plain), plain);
        assert_eq!(printable("漢\u{202e}字 🙂\u{0}\ta\r\nb"), "?? ? a \nb");
        let long = printable(&"Щ".repeat(60));
        assert_eq!(long.chars().filter(|letter| *letter == BREAK).count(), 2);
        assert_eq!(long.replace(BREAK, ""), "Щ".repeat(60));
        let mut value = serde_json::json!({"a": ["漢", {"b": "漢"}], "c": 1, "d": null, "e": true});
        spelling.clean(&mut value);
        assert_eq!(value, serde_json::json!({"a": ["?", {"b": "?"}], "c": 1, "d": null, "e": true}));
    }
}
