//! Search for organisations: the stored terms, the parsed question, and the match between both. All tenants use the
//! same search.

mod alike;
mod layout;
mod nearest;
mod numbers;
mod question;
mod terms;
#[cfg(test)]
mod tests;
mod understanding;

pub use nearest::{distance, is_word, nearest, trigrams};
pub use question::{Question, Reading, Slot, Sought, Word};
pub use terms::{of_login, of_organization, of_submission, of_text, sort_name};
pub use understanding::{NumberKind, Understood};

use std::borrow::Cow;

use rust_stemmers::{Algorithm, Stemmer};

use super::cleaning::cleaned;

/// The version of the rules for search terms. A change of the rules must raise it: `registrar migrate` then rebuilds
/// the terms of all organisations.
pub const VERSION: i32 = 3;

/// The maximum length of a term, in characters.
const LONGEST_TERM: usize = 60;
/// The minimum length of a word that is stemmed, in letters.
const FEWEST_LETTERS_OF_A_FORM: usize = 4;
/// The prefix of a stem. No typed word begins with it.
const STEM: char = '~';
/// The prefix of a person's СНИЛС, so that no prefix of a number matches it.
const PERSON: char = '$';
/// The prefix of a whole e-mail address.
const ADDRESS: char = '@';

/// The text cleaned, in lower case, with ё as е, and words that mix alphabets in Russian letters.
fn folded(text: &str) -> String {
    let plain = cleaned(text).to_lowercase().replace('ё', "е");
    if plain.is_ascii() {
        return plain;
    }
    let pieces = plain.split_inclusive(|letter: char| !is_of_a_word(letter));
    pieces.map(|piece| alike::unmixed(piece).unwrap_or_else(|| piece.to_owned())).collect()
}

/// Whether words are made of this letter or digit; nearly all are Russian, which is known without the tables of Unicode.
fn is_of_a_word(letter: char) -> bool {
    matches!(letter, 'а'..='я') || letter.is_alphanumeric()
}

/// The words of a folded text, split at punctuation.
fn parts(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|letter: char| !is_of_a_word(letter)).filter(|part| !part.is_empty())
}

/// A text cut to the length of a term.
fn term(text: &str) -> String {
    text.chars().take(LONGEST_TERM).collect()
}

/// The common stem of a Russian word's forms: «ромашка», «ромашки», «ромашкой».
fn stem(word: &str) -> Option<String> {
    let russian = word.chars().all(|letter| ('а'..='я').contains(&letter));
    if !russian || word.chars().count() < FEWEST_LETTERS_OF_A_FORM {
        return None;
    }
    let stem: Cow<'_, str> = Stemmer::create(Algorithm::Russian).stem(word);
    Some(format!("{STEM}{}", term(&stem)))
}

/// A hyphenated word joined: «сев-проект» is also «севпроект».
fn joined(folded: &str) -> Option<String> {
    let is_hyphen = |letter: char| "-\u{2010}\u{2011}\u{2012}\u{2013}\u{2212}'’".contains(letter);
    let inner = folded.trim_matches(|letter: char| !letter.is_alphanumeric());
    let hyphens = inner.contains(is_hyphen);
    let nothing_else = inner.chars().all(|letter| letter.is_alphanumeric() || is_hyphen(letter));
    (hyphens && nothing_else).then(|| term(&inner.replace(is_hyphen, "")))
}

/// The e-mail address in a word, if it is one.
fn address(folded: &str) -> Option<String> {
    let inner = folded.trim_matches(|letter: char| !letter.is_alphanumeric());
    let (name, host) = inner.split_once('@')?;
    let whole = !name.is_empty() && host.contains('.');
    let spoken = format!("{name}@{}", idna::domain_to_unicode(host).0);
    whole.then(|| format!("{ADDRESS}{}", spoken.chars().take(100).collect::<String>()))
}
