//! Sums, days and amounts as Russian documents write them.

use chislo::{Gender, decline, int_to_words_gender};
use chrono::{Datelike as _, NaiveDate};
use rust_decimal::Decimal;
use sheets::Roubles;

/// A space at which no line breaks.
pub(crate) const HARD_SPACE: char = '\u{a0}';

const MONTHS: [&str; 12] = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
];

/// A sum in digits: `1 440,00`. The sign is a true minus.
pub(crate) fn sum(amount: Roubles) -> String {
    number(amount.decimal())
}

/// A sum in digits, and nothing for zero.
pub(crate) fn sum_or_nothing(amount: Roubles) -> String {
    if amount == Roubles::ZERO { String::new() } else { sum(amount) }
}

/// A number with a decimal comma and groups of three: `-1234.5` gives `−1 234,5`.
pub(crate) fn number(value: Decimal) -> String {
    let text = value.abs().to_string();
    let (whole, decimals) = text.split_once('.').map_or((text.as_str(), None), |(w, d)| (w, Some(d)));
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped.push(HARD_SPACE);
        }
        grouped.push(digit);
    }
    let sign = if value.is_sign_negative() && !value.is_zero() { "\u{2212}" } else { "" };
    decimals.map_or_else(|| format!("{sign}{grouped}"), |decimals| format!("{sign}{grouped},{decimals}"))
}

/// A day in digits: `31.10.2026`.
pub(crate) fn short_day(day: NaiveDate) -> String {
    day.format("%d.%m.%Y").to_string()
}

/// A day in words: `31 октября 2026 г.`
pub(crate) fn long_day(day: NaiveDate) -> String {
    let month = usize::try_from(day.month0()).ok().and_then(|month| MONTHS.get(month)).unwrap_or(&"");
    [&day.day().to_string(), *month, &day.year().to_string(), "г."].join(&HARD_SPACE.to_string())
}

/// A sum in words: `Тысяча четыреста сорок рублей 00 копеек`.
pub(crate) fn in_words(amount: Roubles) -> String {
    let kopecks = i64::try_from(amount.kopecks().unsigned_abs()).unwrap_or(i64::MAX);
    let (roubles, rest) = (kopecks / 100, kopecks % 100);
    let sign = if amount < Roubles::ZERO { "минус " } else { "" };
    let words = int_to_words_gender(roubles, Gender::Masculine);
    let rouble = decline(roubles, "рубль", "рубля", "рублей");
    let kopeck = decline(rest, "копейка", "копейки", "копеек");
    capital(&format!("{sign}{words} {rouble} {rest:02}{HARD_SPACE}{kopeck}"))
}

/// A text with a capital first letter.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A text with hard spaces where Russian typography wants them: after `№`, after short words with a point, in initials.
pub(crate) fn bound(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let mut bound = String::with_capacity(text.len());
    for (place, word) in words.iter().enumerate() {
        bound.push_str(word);
        match words.get(place + 1) {
            None => {}
            Some(next) if binds(word, next) => bound.push(HARD_SPACE),
            Some(_) => bound.push(' '),
        }
    }
    bound
}

fn binds(word: &str, next: &str) -> bool {
    const BEFORE: [&str; 14] =
        ["№", "г.", "ул.", "д.", "кв.", "оф.", "стр.", "кв-л", "п.", "подп.", "ст.", "ООО", "АО", "ПАО"];
    let initial = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.next() == Some('.')
            && letters.next().is_none()
    };
    BEFORE.contains(&word) || word == "ИП" || initial(next) || next.starts_with('—')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_grouped_and_have_a_true_minus() {
        let shown = |kopecks| sum(Roubles::from_kopecks(kopecks)).replace(HARD_SPACE, "_");
        assert_eq!(shown(0), "0,00");
        assert_eq!(shown(1), "0,01");
        assert_eq!(shown(99_999), "999,99");
        assert_eq!(shown(144_000), "1_440,00");
        assert_eq!(shown(-123_456_789), "\u{2212}1_234_567,89");
        assert_eq!(shown(i64::MAX), "92_233_720_368_547_758,07");
        assert_eq!(number(Decimal::new(-15, 1)), "\u{2212}1,5");
        assert_eq!(number(Decimal::new(22, 0)), "22");
        assert_eq!(sum_or_nothing(Roubles::ZERO), "");
    }

    #[test]
    fn sums_are_written_in_words() {
        for (kopecks, words) in [
            (0, "Ноль рублей 00_копеек"),
            (101, "Один рубль 01_копейка"),
            (202, "Два рубля 02_копейки"),
            (1_111, "Одиннадцать рублей 11_копеек"),
            (100_000, "Одна тысяча рублей 00_копеек"),
            (1_022_000, "Десять тысяч двести двадцать рублей 00_копеек"),
            (-480_000, "Минус четыре тысячи восемьсот рублей 00_копеек"),
            (210_000_121, "Два миллиона сто тысяч один рубль 21_копейка"),
        ] {
            assert_eq!(in_words(Roubles::from_kopecks(kopecks)).replace(HARD_SPACE, "_"), words);
        }
    }

    #[test]
    fn days_and_bound_words() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
        assert_eq!(long_day(day).replace(HARD_SPACE, "_"), "1_марта_2026_г.");
        assert_eq!(short_day(day), "01.03.2026");
        assert_eq!(
            bound("ООО «Форсайт», г. Иркутск, договор № 17 с Ивановой И. И.").replace(HARD_SPACE, "_"),
            "ООО_«Форсайт», г._Иркутск, договор №_17 с Ивановой_И._И."
        );
    }
}
