//! Words near to a misspelt one: found by trigrams, told apart by how many letters must change.

use std::collections::BTreeSet;

/// The fewest letters of a word that is taken for misspelt: shorter ones are near to too many.
const FEWEST: usize = 4;
/// The most letters of such a word.
const LONGEST: usize = 40;
/// How many near words one word may stand for.
const MOST: usize = 8;

/// Whether a term is a word that may be misspelt.
#[must_use]
pub fn is_word(term: &str) -> bool {
    let letters = term.chars().count();
    (FEWEST..=LONGEST).contains(&letters) && term.chars().all(char::is_alphabetic)
}

/// The trigrams of a word, with two blanks before it and one behind it.
#[must_use]
pub fn trigrams(word: &str) -> BTreeSet<String> {
    let letters: Vec<char> = "  ".chars().chain(word.chars()).chain([' ']).collect();
    letters.windows(3).map(|three| three.iter().collect()).collect()
}

/// How many letters must be changed, left out, added or swapped with the next one to make one word of the other.
#[must_use]
pub fn distance(one: &str, other: &str) -> usize {
    strsim::osa_distance(one, other)
}

/// Those of the words that are near to a word, the nearest first.
#[must_use]
pub fn nearest(word: &str, words: Vec<String>) -> Vec<String> {
    let most = furthest(word);
    let measured = words.into_iter().map(|other| (distance(word, &other), other));
    let mut near: Vec<(usize, String)> = measured.filter(|(distance, _)| *distance <= most).collect();
    near.sort();
    near.into_iter().take(MOST).map(|(_, other)| other).collect()
}

/// How many letters of a word may be wrong.
fn furthest(word: &str) -> usize {
    match word.chars().count() {
        0..=5 => 1,
        6..=9 => 2,
        _ => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_the_trigrams_of_its_ends_too() {
        let found: Vec<String> = trigrams("жук").into_iter().collect();
        assert_eq!(found, ["  ж", " жу", "жук", "ук "]);
    }

    #[test]
    fn the_nearest_stand_first_and_the_far_ones_not_at_all() {
        let words = ["ветер", "ветир", "вектор", "север"].map(str::to_owned).to_vec();
        assert_eq!(nearest("ветир", words), ["ветир", "ветер"]);
        let swapped = nearest("логитсика", vec!["логистика".to_owned(), "логика".to_owned()]);
        assert_eq!(swapped, ["логистика"]);
    }

    #[test]
    fn numbers_stems_and_short_words_are_not_misspelt() {
        for term in ["ооо", "~ромашк", "@buh@a.example", "9901003067", "цех5"] {
            assert!(!is_word(term), "{term}");
        }
        assert!(is_word("байкал"));
    }
}
