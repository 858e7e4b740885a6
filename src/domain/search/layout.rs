//! Keyboard layouts: converts text that was typed in the wrong one.

/// The keys of the Latin layout with the letters of the Russian one.
const KEYS: [(&str, &str); 2] =
    [("`qwertyuiop[]asdfghjkl;'zxcvbnm,.", "ёйцукенгшщзхъфывапролджэячсмитьбю"), ("~{}:\"<>", "ёхъжэбю")];

/// The text in the Russian layout; `None` when it would contain no Russian letter.
pub(super) fn in_russian(typed: &str) -> Option<String> {
    switched(typed, |key| {
        KEYS.iter().find_map(|(latin, russian)| other(latin, russian, key.to_ascii_lowercase()))
    })
}

/// The text in the Latin layout; `None` when no Russian letter was typed.
pub(super) fn in_latin(typed: &str) -> Option<String> {
    switched(typed, |key| {
        let small = key.to_lowercase().next().unwrap_or(key);
        KEYS.iter().find_map(|(latin, russian)| other(russian, latin, small))
    })
    // The @ of an e-mail address is a quotation mark in the Russian layout.
    .map(|latin| latin.replace('"', "@"))
}

fn other(from: &str, to: &str, key: char) -> Option<char> {
    let place = from.chars().position(|one| one == key)?;
    to.chars().nth(place)
}

fn switched(typed: &str, switch: impl Fn(char) -> Option<char>) -> Option<String> {
    let mut found = false;
    let switched = typed
        .chars()
        .map(|key| {
            let letter = switch(key);
            found |= letter.is_some();
            letter.unwrap_or(key)
        })
        .collect();
    found.then_some(switched)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_in_the_wrong_layout_is_read_in_the_other() {
        for (typed, meant) in
            [("hjvfirf", "ромашка"), ("HJVFIRF", "ромашка"), (";er", "жук"), ("{fnf", "хата"), ("]", "ъ")]
        {
            assert_eq!(in_russian(typed).unwrap(), meant);
        }
        assert_eq!(in_latin("кщьфырлф@учфьзду").unwrap(), "romashka@example");
        assert_eq!(in_latin("игр\"кщьфырлфюучфьзду").unwrap(), "buh@romashka.example");
        assert_eq!(in_latin("Шы").unwrap(), "is");
        assert_eq!((in_latin("abc 1"), in_russian("щит 1")), (None, None));
    }

    #[test]
    fn both_layouts_have_the_same_keys() {
        for (latin, russian) in KEYS {
            assert_eq!(latin.chars().count(), russian.chars().count());
        }
    }
}
