//! Searching for organisations: what is kept to find one by, what somebody who asks may have meant, and whether
//! the two meet. One way for every desk.

mod layout;
mod numbers;
mod question;
mod terms;
#[cfg(test)]
mod tests;
mod understanding;

pub use question::{Question, Reading, Slot, Sought, Word};
pub use terms::{of_login, of_organization, of_submission, of_text};
pub use understanding::{NumberKind, Understood};

use std::borrow::Cow;

use rust_stemmers::{Algorithm, Stemmer};

/// Which way of making terms this is. Whoever changes what is kept raises it: `registrar migrate` then makes the terms
/// of every organisation anew.
pub const VERSION: i32 = 1;

/// No term is longer.
const LONGEST_TERM: usize = 60;
/// A word of fewer letters has no forms worth telling apart.
const FEWEST_LETTERS_OF_A_FORM: usize = 4;
/// Before what a word is in all of its forms. No word that is typed has this mark.
const STEM: char = '~';
/// Before a person's СНИЛС, so that no beginning of a number finds it.
const PERSON: char = '$';
/// Before an address for letters, whole.
const ADDRESS: char = '@';

/// Lower case, ё as е, letters that are written in two parts as one.
fn folded(text: &str) -> String {
    let whole = text.to_lowercase().replace("е\u{308}", "е").replace("и\u{306}", "й");
    whole.replace('ё', "е")
}

/// The words of a text that is folded: what stands between marks.
fn parts(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|letter: char| !letter.is_alphanumeric()).filter(|part| !part.is_empty())
}

/// A text as one term.
fn term(text: &str) -> String {
    text.chars().take(LONGEST_TERM).collect()
}

/// What a Russian word is in all of its forms: «ромашка», «ромашки», «ромашкой».
fn stem(word: &str) -> Option<String> {
    let russian = word.chars().all(|letter| ('а'..='я').contains(&letter));
    if !russian || word.chars().count() < FEWEST_LETTERS_OF_A_FORM {
        return None;
    }
    let stem: Cow<'_, str> = Stemmer::create(Algorithm::Russian).stem(word);
    Some(format!("{STEM}{}", term(&stem)))
}

/// The parts of a word with hyphens as one word: «сев-проект» is also «севпроект».
fn joined(folded: &str) -> Option<String> {
    let is_hyphen = |letter: char| "-\u{2010}\u{2011}\u{2012}\u{2013}\u{2212}'’".contains(letter);
    let inner = folded.trim_matches(|letter: char| !letter.is_alphanumeric());
    let hyphens = inner.contains(is_hyphen);
    let nothing_else = inner.chars().all(|letter| letter.is_alphanumeric() || is_hyphen(letter));
    (hyphens && nothing_else).then(|| term(&inner.replace(is_hyphen, "")))
}

/// The whole address in a word, when it is one.
fn address(folded: &str) -> Option<String> {
    let inner = folded.trim_matches(|letter: char| !letter.is_alphanumeric());
    let (name, host) = inner.split_once('@')?;
    let whole = !name.is_empty() && host.contains('.');
    whole.then(|| format!("{ADDRESS}{}", inner.chars().take(100).collect::<String>()))
}
