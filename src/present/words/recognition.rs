//! Whether a word that somebody typed is one of ours.

use crate::domain::cleaning::cleaned;

/// Latin letters of the keyboard that look like Russian ones, each before its likeness.
const LOOKALIKES: [(char, char); 12] = [
    ('a', 'а'),
    ('b', 'в'),
    ('c', 'с'),
    ('e', 'е'),
    ('h', 'н'),
    ('k', 'к'),
    ('m', 'м'),
    ('o', 'о'),
    ('p', 'р'),
    ('t', 'т'),
    ('x', 'х'),
    ('y', 'у'),
];

/// Whether a text is one of these names as people write them: in any case, with «ё» or «е», with any dash, with letters of
/// the other alphabet that look the same.
#[must_use]
pub fn is_called(typed: &str, names: &[&str]) -> bool {
    let typed = folded(typed);
    names.iter().any(|name| folded(name) == typed)
}

fn folded(text: &str) -> String {
    let alike = |letter: char| match letter {
        'ё' => 'е',
        '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
        letter => LOOKALIKES.iter().find(|(latin, _)| *latin == letter).map_or(letter, |(_, alike)| *alike),
    };
    cleaned(text).to_lowercase().chars().map(alike).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_known_however_it_is_written() {
        for typed in ["1С-Отчетность", "1C-ОТЧЁТНОСТЬ", " 1с–отче\u{308}тность\u{200b}"]
        {
            assert!(is_called(typed, &["main", "1С-Отчетность"]), "{typed}");
        }
        assert!(is_called("MAIN", &["main"]) && !is_called("1С", &["main", "1С-Отчетность"]));
    }
}
