//! Which passwords are guessed first: common ones, and those made of the person's own data. Length makes a password
//! good; no kind of character is demanded (NIST SP 800-63B, 5.1.1.2).

use zxcvbn::zxcvbn;

use super::{PasswordFault, words};

/// A password that takes fewer guesses than this is refused.
const GUESSES_FEWEST: u64 = 1_000_000;
/// How many characters of a password are examined; the rest only makes it longer.
const LOOKED_AT: usize = 100;
/// The limit of combinations when signs are read as letters; a password beyond it is not a common one.
const READINGS_MOST: usize = 64;
/// How many characters of each of the person's data are examined: nobody has a longer name.
const OWN_LOOKED_AT: usize = 300;
/// Shorter words of the person's data are ignored.
const WORD_SHORTEST: usize = 3;

/// Signs that replace the same letter: a, c, g, i, l, s, t.
const SIGNS: &[&str] = &["4@", "({[<", "69", "1!|", "1|7", "$5", "+7"];

/// Why a password would soon be guessed. `own` is public data of the person: login, name, e-mail, organisation.
pub(super) fn fault(password: &str, own: &[String]) -> Option<PasswordFault> {
    let password: String = password.to_lowercase().chars().take(LOOKED_AT).collect();
    if is_of_one_character(&password) {
        return Some(PasswordFault::Common);
    }
    let own = words_of(own);
    let common: Vec<String> =
        words::RUSSIAN.split_whitespace().flat_map(|word| [word.to_owned(), words::latin(word)]).collect();
    let known: Vec<&str> = own.iter().chain(&common).map(String::as_str).collect();
    let readings = readings(&password);
    if !readings.iter().any(|reading| is_weak(reading, &known)) {
        return None;
    }
    let is_own = readings.iter().any(|reading| contains_any(reading, &own));
    Some(if is_own { PasswordFault::OwnData } else { PasswordFault::Common })
}

/// Whether one of the words occurs in a text, forwards or backwards.
fn contains_any(text: &str, words: &[String]) -> bool {
    let backwards: String = text.chars().rev().collect();
    words.iter().any(|word| text.contains(word) || backwards.contains(word))
}

fn is_of_one_character(password: &str) -> bool {
    let mut characters = password.chars().filter(|character| !character.is_whitespace());
    let first = characters.next();
    characters.all(|character| Some(character) == first)
}

fn is_weak(reading: &str, known: &[&str]) -> bool {
    letters_meant(reading) <= READINGS_MOST && zxcvbn(reading, known).guesses() < GUESSES_FEWEST
}

/// The number of ways to read the signs of a text as letters.
fn letters_meant(text: &str) -> usize {
    let signs = |group: &str| group.chars().filter(|sign| text.contains(*sign)).count().max(1);
    SIGNS.iter().map(|group| signs(group)).product()
}

/// The text as typed and in the other keyboard layouts, each also without marks between words.
fn readings(text: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for typed in std::iter::once(text.to_owned()).chain(words::other_layouts(text)) {
        let bare: String = typed.chars().filter(|one| one.is_alphanumeric()).collect();
        // A text made mostly of marks is not a word with marks.
        let is_words = bare.chars().count() * 3 >= typed.chars().count() * 2;
        for reading in std::iter::once(typed).chain(is_words.then_some(bare)) {
            if !all.contains(&reading) {
                all.push(reading);
            }
        }
    }
    all
}

/// The words of the person's data, each also in Latin letters.
fn words_of(own: &[String]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for text in
        own.iter().map(|text| text.trim().chars().take(OWN_LOOKED_AT).collect::<String>().to_lowercase())
    {
        let parts = text.split(|sign: char| !sign.is_alphanumeric()).map(str::to_owned).collect::<Vec<_>>();
        for word in std::iter::once(text).chain(parts) {
            found.extend([words::latin(&word), word]);
        }
    }
    found.retain(|word| word.chars().count() >= WORD_SHORTEST);
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own() -> Vec<String> {
        ["ivanova", "ivanova@romashka.example", "Иванова Светлана Петровна", "ООО «Ромашка»"]
            .map(str::to_owned)
            .into()
    }

    #[test]
    fn what_many_people_have_is_refused_in_every_alphabet() {
        for password in [
            "12345678",
            "1234567890",
            "password",
            "Password1",
            "p@ssw0rd",
            "qwerty123",
            "1q2w3e4r",
            "йцукенгш",
            "йцукен123",
            "пароль2026",
            "gfhjkm2026",
            "parol123",
            "зфыыцщкв",
            "privet123",
            "Август2026",
            "fduecn2026",
            "iloveyou1",
            "admin123",
            "админ123",
            "12345679",
            "abcd1234",
            "zaq12wsx",
            "demo-demo-demo",
            "password password",
            "        ",
            "aaaaaaaa",
            "я я я я я",
            "11112222",
            "asdfghjkl",
            "20261118",
        ] {
            assert_eq!(fault(password, &own()), Some(PasswordFault::Common), "{password}");
        }
    }

    #[test]
    fn what_is_made_of_ones_own_data_is_refused_in_every_alphabet() {
        for password in [
            "ivanovaivanova",
            "Ivanova2026",
            "avonavi1",
            "romashka-2026",
            "ромашка2026",
            "hjvfirf2026",
            "Светлана1985",
            "svetlana1985",
            "ивановаиванова",
            "ivanova@romashka.example",
            "ооо «ромашка»",
            "ivanova1!",
            "Петровна77",
        ] {
            assert_eq!(fault(password, &own()), Some(PasswordFault::OwnData), "{password}");
        }
    }

    #[test]
    fn phrases_and_random_characters_are_taken() {
        for password in [
            "синий трактор едет медленно",
            "correct horse battery staple",
            "k7#Vq2!mZx",
            "шкаф у окна, 3 полки",
            "новый длинный пароль",
            "xkqjzvwm4",
            "Иванова кормит четырех котов",
            "ёлка-палка-галка",
            "(){}[]<>@4!1|7",
            "𝔭𝔞𝔰𝔰 под облаками",
            "İstanbul'da güneş",
            "longer than one hundred characters \
             longer than one hundred characters, and then some more of the same kind",
        ] {
            assert_eq!(fault(password, &own()), None, "{password}");
        }
    }

    #[test]
    fn however_long_and_strange_it_is_it_is_looked_at_soon() {
        let begun = std::time::Instant::now();
        for password in ["4@8({[<369!1|70$5+%2".repeat(5), "ab".repeat(64), "a1!".repeat(40), "я".repeat(128)]
        {
            let _ = fault(&password, &own());
        }
        let _ = fault("синий трактор едет", &["слово ".repeat(300_000), "a@b ".repeat(300_000)]);
        assert!(begun.elapsed() < std::time::Duration::from_secs(20), "{:?}", begun.elapsed());
    }
}
