//! Made-up identifiers with valid check digits, from ranges that are not assigned.

/// The weights of the check digits of an ИНН; the shorter rows are the ends of the longest.
const INN_WEIGHTS: [u64; 11] = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];

/// The ИНН of the n-th made-up organisation.
pub(super) fn inn_of_organization(place: u64) -> String {
    with_inn_check(&format!("99{:07}", place % 10_000_000))
}

/// The ИНН of the n-th made-up person.
pub(super) fn inn_of_person(place: u64) -> String {
    with_inn_check(&with_inn_check(&format!("99{:08}", place % 100_000_000)))
}

fn with_inn_check(body: &str) -> String {
    let weights = &INN_WEIGHTS[INN_WEIGHTS.len() - body.len()..];
    let sum: u64 = digits(body).zip(weights).map(|(digit, weight)| digit * weight).sum();
    format!("{body}{}", sum % 11 % 10)
}

/// The ОГРН of the n-th made-up organisation.
pub(super) fn ogrn(place: u64) -> String {
    let body = 102_990_000_000 + place % 10_000_000;
    format!("{body}{}", body % 11 % 10)
}

/// The ОГРНИП of the n-th made-up sole proprietor.
pub(super) fn ogrnip(place: u64) -> String {
    let body = 30_499_000_000_000 + place % 100_000_000;
    format!("{body}{}", body % 13 % 10)
}

/// The СНИЛС of the n-th made-up person.
pub(super) fn snils(place: u64) -> String {
    let number = format!("{:09}", 900_000_000 + place % 99_000_000);
    let sum: u64 = digits(&number).zip((1..=9).rev()).map(|(digit, weight)| digit * weight).sum();
    format!("{}-{}-{} {:02}", &number[..3], &number[3..6], &number[6..], sum % 101 % 100)
}

fn digits(text: &str) -> impl Iterator<Item = u64> + '_ {
    text.bytes().map(|digit| u64::from(digit - b'0'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::identity::{Inn, Ogrn, Snils};

    proptest! {
        #[test]
        fn every_number_is_valid_and_differs_from_its_neighbour(place in 0_u64..9_999_999) {
            for made in [inn_of_organization, inn_of_person] {
                prop_assert_eq!(Inn::parse(&made(place)).unwrap().to_string(), made(place));
                prop_assert_ne!(made(place), made(place + 1));
            }
            prop_assert!(!Ogrn::parse(&ogrn(place)).unwrap().is_of_person());
            prop_assert!(Ogrn::parse(&ogrnip(place)).unwrap().is_of_person());
            prop_assert_eq!(Snils::parse(&snils(place)).unwrap().to_string(), snils(place));
        }
    }
}
