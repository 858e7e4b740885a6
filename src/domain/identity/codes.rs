//! Numeric codes: the registration number of a program and the code of a region.

use super::IdentityFault;
use super::text::{is_digits, without_spaces};

identifiers! {
    /// The registration number of the client's 1C program.
    RegNumber,
    /// The two-digit code of a region of Russia.
    Region,
}

const REG_NUMBER_DIGITS: IdentityFault =
    IdentityFault::new("reg_number_digits", "Регистрационный номер программы состоит только из цифр");
const REG_NUMBER_LENGTH: IdentityFault =
    IdentityFault::new("reg_number_length", "Регистрационный номер программы содержит от 1 до 20 цифр");
const REGION_FORMAT: IdentityFault =
    IdentityFault::new("region_format", "Код региона состоит из двух цифр от 01 до 99");

impl RegNumber {
    /// Parses a registration number: one to twenty digits; spaces are ignored.
    pub fn parse(text: &str) -> Result<Self, IdentityFault> {
        let number = without_spaces(text);
        if !is_digits(&number) {
            return Err(REG_NUMBER_DIGITS);
        }
        if (1..=20).contains(&number.len()) { Ok(Self(number)) } else { Err(REG_NUMBER_LENGTH) }
    }
}

impl Region {
    /// Parses the code of a region: two digits, not 00.
    pub fn parse(text: &str) -> Result<Self, IdentityFault> {
        let region = without_spaces(text);
        if region.len() == 2 && is_digits(&region) && region != "00" {
            Ok(Self(region))
        } else {
            Err(REGION_FORMAT)
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_registration_number_keeps_its_leading_zeros() {
        assert_eq!(RegNumber::parse(" 00800 123456").unwrap().as_str(), "00800123456");
        assert_eq!(RegNumber::parse("").unwrap_err().code, "reg_number_length");
        assert_eq!(RegNumber::parse(&"1".repeat(21)).unwrap_err().code, "reg_number_length");
        assert_eq!(RegNumber::parse("8001-23").unwrap_err().code, "reg_number_digits");
    }

    #[test]
    fn a_region_is_two_digits() {
        assert_eq!(Region::parse("01").unwrap().as_str(), "01");
        for wrong in ["", "1", "00", "138", "3a", "３８"] {
            assert_eq!(Region::parse(wrong).unwrap_err().code, "region_format", "{wrong}");
        }
    }

    #[test]
    fn identifiers_are_stored_as_text_and_checked_when_read_back() {
        let region = Region::parse("38").unwrap();
        assert_eq!(serde_json::to_string(&region).unwrap(), r#""38""#);
        assert_eq!(serde_json::from_str::<Region>(r#""38""#).unwrap(), region);
        assert!(serde_json::from_str::<Region>(r#""388""#).is_err());
        assert!(serde_json::from_str::<Region>("38").is_err());
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_reading(text in ".*") {
            let _ = (RegNumber::parse(&text), Region::parse(&text));
        }
    }
}
