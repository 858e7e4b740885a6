//! The identifier that the social fund assigns to a person: СНИЛС.

use super::IdentityFault;
use super::text::{is_digits, weighted, without_spaces};

identifiers! {
    /// A personal insurance number (СНИЛС), written `990-000-001 53`.
    Snils,
}

const SNILS_DIGITS: IdentityFault =
    IdentityFault::new("snils_digits", "СНИЛС состоит из цифр, записанных как 000-000-000 00");
const SNILS_LENGTH: IdentityFault = IdentityFault::new("snils_length", "СНИЛС состоит из 11 цифр");
const SNILS_ZEROS: IdentityFault =
    IdentityFault::new("snils_zeros", "СНИЛС не может состоять из одних нулей");
const SNILS_CHECKSUM: IdentityFault =
    IdentityFault::new("snils_checksum", "Контрольное число СНИЛС не совпадает");

/// The last number assigned without a check number: 001-001-998.
const LAST_UNCHECKED: &str = "001001998";

/// The hyphens and dashes between the groups of digits.
const MARKS: [char; 6] = ['-', '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2212}'];

impl Snils {
    /// Parses a СНИЛС with or without punctuation. Numbers after 001-001-998 must have a valid check number.
    pub fn parse(text: &str) -> Result<Self, IdentityFault> {
        let snils = without_spaces(text).replace(MARKS, "");
        if !is_digits(&snils) {
            return Err(SNILS_DIGITS);
        }
        if snils.len() != 11 {
            return Err(SNILS_LENGTH);
        }
        let (number, check) = snils.split_at(9);
        if number.bytes().all(|digit| digit == b'0') {
            return Err(SNILS_ZEROS);
        }
        if number > LAST_UNCHECKED && check != check_number(number) {
            return Err(SNILS_CHECKSUM);
        }
        Ok(Self(format!("{}-{}-{} {check}", &number[..3], &number[3..6], &number[6..])))
    }

    /// The eleven digits without punctuation, as in certificates.
    #[must_use]
    pub fn digits(&self) -> String {
        self.0.chars().filter(char::is_ascii_digit).collect()
    }
}

/// The check number of nine digits.
fn check_number(number: &str) -> String {
    let rest = weighted(number, &[9, 8, 7, 6, 5, 4, 3, 2, 1]) % 101;
    format!("{:02}", rest % 100)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fault(text: &str) -> &'static str {
        Snils::parse(text).unwrap_err().code
    }

    #[test]
    fn known_numbers_are_read_with_marks_and_without() {
        for (sent, kept) in [
            ("112-233-445 95", "112-233-445 95"),
            ("11223344595", "112-233-445 95"),
            (" 990 000 001-53 ", "990-000-001 53"),
            ("990\u{2011}000\u{2013}001\u{a0}53", "990-000-001 53"),
            ("900-000-059 00", "900-000-059 00"),
            ("900-000-068 00", "900-000-068 00"),
        ] {
            assert_eq!(Snils::parse(sent).unwrap().as_str(), kept);
        }
        assert_eq!(Snils::parse("112-233-445 95").unwrap().digits(), "11223344595");
    }

    #[test]
    fn a_wrong_number_says_which_rule_failed() {
        assert_eq!(fault("990-000-001 54"), "snils_checksum");
        assert_eq!(fault("900-000-059 01"), "snils_checksum");
        assert_eq!(fault("990-000-001"), "snils_length");
        assert_eq!(fault("990_000_001 53"), "snils_digits");
        assert_eq!(fault("000-000-000 00"), "snils_zeros");
    }

    #[test]
    fn the_check_number_counts_only_after_the_last_unchecked_number() {
        assert!(Snils::parse("001-001-998 99").is_ok());
        assert_eq!(fault("001-001-999 99"), "snils_checksum");
    }

    proptest! {
        #[test]
        fn a_changed_digit_is_always_caught(number in "[1-9][0-9]{8}", place in 1_usize..9, step in 1_u8..10) {
            let valid = format!("{number}{}", check_number(&number));
            prop_assert!(Snils::parse(&valid).is_ok());
            let mut changed = valid.into_bytes();
            changed[place] = b'0' + (changed[place] - b'0' + step) % 10;
            let changed = String::from_utf8(changed).unwrap();
            // Sums of 100 and 101 share the check number 00, so such a change is not detected.
            let slips = changed.ends_with("00") && check_number(&changed[..9]) == "00";
            prop_assert_eq!(Snils::parse(&changed).is_ok(), slips);
        }

        #[test]
        fn what_is_kept_reads_back(number in "[0-9]{11}") {
            if let Ok(snils) = Snils::parse(&number) {
                prop_assert_eq!(snils.digits(), number);
                prop_assert_eq!(Snils::parse(snils.as_str()), Ok(snils));
            }
        }

        #[test]
        fn no_text_breaks_the_reading(text in ".*") {
            let _ = Snils::parse(&text);
        }
    }
}
