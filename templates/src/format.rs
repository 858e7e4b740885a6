//! Russian formats of numbers, money and counts; instants and days are in [`time`].

mod time;

use rust_decimal::{Decimal, RoundingStrategy};

pub use time::{Due, DueTone, Moment, Since, Zone, ago, date, date_of, lasting};

/// The no-break space within a number.
pub const NBSP: char = '\u{a0}';

/// A sum with its currency: «1 440,00 ₽».
#[must_use]
pub fn money(sum: Decimal) -> String {
    format!("{}{NBSP}₽", amount(sum))
}

/// A sum of a table whose heading names the currency: «−1 152,00».
#[must_use]
pub fn amount(sum: Decimal) -> String {
    let rounded = sum.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
    let text = format!("{:.2}", rounded.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, "00"));
    let sign = if rounded.is_sign_negative() && !rounded.is_zero() { "−" } else { "" };
    format!("{sign}{},{fraction}", grouped(whole))
}

/// A rate: «37,5 %».
#[must_use]
pub fn percent(rate: Decimal) -> String {
    format!("{}{NBSP}%", rate.normalize().to_string().replace('.', ",").replace('-', "−"))
}

/// A count: «12 345».
#[must_use]
pub fn number(count: u64) -> String {
    grouped(&count.to_string())
}

/// The form of a noun that fits a count: 1 заявление, 2 заявления, 5 заявлений.
#[must_use]
pub fn plural(count: u64, [one, few, many]: [&str; 3]) -> &str {
    match (count % 10, count % 100) {
        (_, 11..=14) => many,
        (1, _) => one,
        (2..=4, _) => few,
        _ => many,
    }
}

/// A count with its noun: «5 заявлений».
#[must_use]
pub fn counted(count: u64, forms: [&str; 3]) -> String {
    format!("{}{NBSP}{}", number(count), plural(count, forms))
}

/// A waiting time after «через», rounded up: «3 минуты», «24 часа».
#[must_use]
pub fn waiting(seconds: u64) -> String {
    const TWO_HOURS: u64 = 2 * 60 * 60;
    if seconds > TWO_HOURS {
        return counted(seconds.div_ceil(3600), ["час", "часа", "часов"]);
    }
    counted(seconds.div_ceil(60).max(1), ["минуту", "минуты", "минут"])
}

/// The address that dials a telephone number, its extension included (RFC 3966): `tel:+73952200000;ext=123`.
#[must_use]
pub fn tel(phone: &str) -> String {
    let (number, extension) = phone.split_once("доб.").unwrap_or((phone, ""));
    let dialled =
        |text: &str| text.chars().filter(|sign| sign.is_ascii_digit() || *sign == '+').collect::<String>();
    match dialled(extension) {
        none if none.is_empty() => format!("tel:{}", dialled(number)),
        extension => format!("tel:{};ext={extension}", dialled(number)),
    }
}

/// The forms of common nouns.
pub mod nouns {
    /// Заявление.
    pub const APPLICATION: [&str; 3] = ["заявление", "заявления", "заявлений"];
    /// Строка сверки.
    pub const LINE: [&str; 3] = ["строка", "строки", "строк"];
    /// Пользователь.
    pub const USER: [&str; 3] = ["пользователь", "пользователя", "пользователей"];
    /// Организация.
    pub const ORGANIZATION: [&str; 3] = ["организация", "организации", "организаций"];
}

fn grouped(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() * 2);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(NBSP);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> String {
        text.replace(NBSP, " ")
    }

    #[test]
    fn money_is_grouped_with_a_comma_and_never_breaks() {
        assert_eq!(money(Decimal::new(144_000, 2)), "1\u{a0}440,00\u{a0}₽");
        assert_eq!(plain(&money(Decimal::new(-115_200, 2))), "−1 152,00 ₽");
        assert_eq!(plain(&money(Decimal::ZERO)), "0,00 ₽");
        assert_eq!(plain(&money(Decimal::new(-1, 3))), "0,00 ₽");
        assert_eq!(plain(&money(Decimal::new(5, 3))), "0,01 ₽");
        assert_eq!(plain(&money(Decimal::MAX)), "79 228 162 514 264 337 593 543 950 335,00 ₽");
    }

    #[test]
    fn a_telephone_is_dialled_with_its_extension() {
        assert_eq!(tel("+7 (395) 220-00-00"), "tel:+73952200000");
        assert_eq!(tel("+7 395 220-00-00 доб. 123"), "tel:+73952200000;ext=123");
    }

    #[test]
    fn a_rate_keeps_only_the_digits_that_it_has() {
        assert_eq!(plain(&percent(Decimal::new(3_750, 2))), "37,5 %");
        assert_eq!(plain(&percent(Decimal::new(40, 0))), "40 %");
    }

    #[test]
    fn counts_take_the_right_form() {
        let forms: Vec<_> =
            [0, 1, 2, 5, 11, 12, 21, 22, 111, 1_001].map(|n| plain(&counted(n, nouns::APPLICATION))).to_vec();
        assert_eq!(
            forms.join("; "),
            "0 заявлений; 1 заявление; 2 заявления; 5 заявлений; 11 заявлений; 12 заявлений; 21 заявление; \
             22 заявления; 111 заявлений; 1 001 заявление"
        );
    }
}
