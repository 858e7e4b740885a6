//! The sum that is asked of whoever cannot read a picture: «семь плюс три».

use crate::domain::cleaning::cleaned;

/// Each addend lies below this.
pub const MOST: u8 = 20;

const SMALL: [&str; 20] = [
    "ноль",
    "один",
    "два",
    "три",
    "четыре",
    "пять",
    "шесть",
    "семь",
    "восемь",
    "девять",
    "десять",
    "одиннадцать",
    "двенадцать",
    "тринадцать",
    "четырнадцать",
    "пятнадцать",
    "шестнадцать",
    "семнадцать",
    "восемнадцать",
    "девятнадцать",
];

/// Two numbers to be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Addition(pub u8, pub u8);

impl Addition {
    /// The question: «Сколько будет семь плюс три?»
    #[must_use]
    pub fn question(self) -> String {
        format!("Сколько будет {} плюс {}?", spelled(self.0), spelled(self.1))
    }

    /// The answer, in digits.
    #[must_use]
    pub fn answer(self) -> String {
        (self.0 + self.1).to_string()
    }
}

/// What was answered, by a number or by words, as digits; anything else stays as it is.
#[must_use]
pub fn read(typed: &str) -> String {
    let words = cleaned(typed).to_lowercase().replace('ё', "е");
    let number = (0..2 * MOST).find(|number| spelled(*number) == words);
    number.map_or(words, |number| number.to_string())
}

/// A number below forty in words; from there on in digits.
#[must_use]
pub fn spelled(number: u8) -> String {
    let small = |number: u8| SMALL.get(usize::from(number)).copied().unwrap_or_default();
    let tens = match number / 10 {
        0 | 1 => return small(number).to_owned(),
        2 => "двадцать",
        3 => "тридцать",
        _ => return number.to_string(),
    };
    let ones = number % 10;
    if ones == 0 { tens.to_owned() } else { format!("{tens} {}", small(ones)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_answered_by_a_number_or_by_words() {
        assert_eq!(Addition(7, 3).question(), "Сколько будет семь плюс три?");
        for (sum, answers) in [
            (Addition(7, 3), ["10", " Десять "]),
            (Addition(19, 2), ["21", "двадцать  один"]),
            (Addition(19, 19), ["38", "тридцать восемь"]),
            (Addition(2, 18), ["20", "двадцать"]),
        ] {
            for answer in answers {
                assert_eq!(read(answer), sum.answer(), "{answer}");
            }
        }
        assert_ne!(read("много"), Addition(7, 3).answer());
        assert_eq!(read(""), "");
    }
}
