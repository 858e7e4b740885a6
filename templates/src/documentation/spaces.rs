//! No-break spaces: within a number, and between a number and its unit.

const NBSP: char = '\u{a0}';

/// The text with no-break spaces: «1 440 ₽», «30 %», «№ 104209».
pub(super) fn unbroken(text: &str) -> String {
    let mut before = None;
    let mut rest = text.chars();
    let mut out = String::with_capacity(text.len());
    while let Some(letter) = rest.next() {
        let binds = letter == ' ' && binds(before, rest.as_str());
        out.push(if binds { NBSP } else { letter });
        before = Some(letter);
    }
    out
}

fn binds(before: Option<char>, after: &str) -> bool {
    let digits = after.chars().take_while(char::is_ascii_digit).count();
    match before {
        Some('№') => true,
        Some(letter) if letter.is_ascii_digit() => digits == 3 || after.starts_with(['%', '₽']),
        Some(_) | None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_together_and_words_do_not() {
        for (written, shown) in [
            ("1 440 ₽ за вид", "1\u{a0}440\u{a0}₽ за вид"),
            ("скидка 30 %, итог 1 008,00 ₽", "скидка 30\u{a0}%, итог 1\u{a0}008,00\u{a0}₽"),
            ("Заявление № 104209", "Заявление №\u{a0}104209"),
            ("от 2 до 9 рабочих дней", "от 2 до 9 рабочих дней"),
            ("телефон 8 800 100", "телефон 8\u{a0}800\u{a0}100"),
            ("", ""),
        ] {
            assert_eq!(unbroken(written), shown);
        }
    }
}
