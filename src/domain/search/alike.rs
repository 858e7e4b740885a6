//! Letters of the Latin alphabet that look like Russian ones: people and programs mix both.

/// The Latin letters, lower case, with the Russian letters that look the same in one of both cases.
const ALIKE: (&str, &str) = ("abcehkmoptxy", "авсенкмортху");

/// The word in Russian letters alone, if it mixes both alphabets and all its Latin letters look like Russian ones.
pub(super) fn unmixed(word: &str) -> Option<String> {
    let latin = word.contains(|letter: char| letter.is_ascii_alphabetic());
    let russian = word.contains(|letter: char| ('а'..='я').contains(&letter));
    if latin && russian { in_russian(word) } else { None }
}

/// The word in the Russian letters that it looks like, if it is written in Latin ones that all look so.
pub(super) fn in_russian(word: &str) -> Option<String> {
    if !word.contains(|letter: char| letter.is_ascii_alphabetic()) {
        return None;
    }
    word.chars().map(russian).collect()
}

fn russian(letter: char) -> Option<char> {
    if !letter.is_ascii_alphabetic() {
        return Some(letter);
    }
    let place = ALIKE.0.chars().position(|latin| latin == letter)?;
    ALIKE.1.chars().nth(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_russian_is_read_so() {
        for (written, read) in [("poмашкинo", "ромашкино"), ("техho", "техно"), ("аoо", "аоо")]
        {
            assert_eq!(unmixed(written).as_deref(), Some(read), "{written}");
        }
        for kept in ["ромашка", "romashka", "ромашкаltd", "320"] {
            assert_eq!(unmixed(kept), None, "{kept}");
        }
        assert_eq!(in_russian("texho").as_deref(), Some("техно"));
        assert_eq!(in_russian("hotel"), None);
        assert_eq!(in_russian("320"), None);
    }

    #[test]
    fn both_rows_of_letters_are_as_long() {
        assert_eq!(ALIKE.0.chars().count(), ALIKE.1.chars().count());
    }
}
