//! Identifiers of invented organisations and people, with valid check digits.

const INN_WEIGHTS: [u64; 11] = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];

fn check(digits: &str) -> u64 {
    let weights = &INN_WEIGHTS[INN_WEIGHTS.len() - digits.len()..];
    let sum: u64 = digits.bytes().zip(weights).map(|(digit, weight)| u64::from(digit - b'0') * weight).sum();
    sum % 11 % 10
}

/// The ИНН of the organisation with this number.
pub(crate) fn inn(number: u32) -> String {
    let body = format!("9900{number:05}");
    let check = check(&body);
    format!("{body}{check}")
}

/// The ИНН of the person with this number.
pub(crate) fn person_inn(number: u32) -> String {
    let body = format!("99{number:08}");
    let first = check(&body);
    let second = check(&format!("{body}{first}"));
    format!("{body}{first}{second}")
}

/// The ОГРН of the organisation with this number.
pub(crate) fn ogrn(number: u32) -> String {
    let body = format!("10099{number:07}");
    let rest = body.parse::<u64>().unwrap() % 11 % 10;
    format!("{body}{rest}")
}

/// The СНИЛС of the person with this number, as people write it.
pub(crate) fn snils(number: u32) -> String {
    let body = format!("99{number:07}");
    let sum: u64 =
        body.bytes().zip((1..=9).rev()).map(|(digit, weight)| u64::from(digit - b'0') * weight).sum();
    let control = sum % 101 % 100;
    format!("{}-{}-{} {control:02}", &body[..3], &body[3..6], &body[6..])
}
