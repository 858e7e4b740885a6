//! The identifiers that the tax service assigns to organisations and people: ИНН, КПП, ОГРН.

use super::IdentityFault;
use super::text::{digit_at, is_digits, weighted, without_spaces};

identifiers! {
    /// A taxpayer number (ИНН): ten digits for an organisation, twelve for a person.
    Inn,
    /// The code of the reason for registration (КПП), of organisations only.
    Kpp,
    /// A state registration number: ОГРН of an organisation or ОГРНИП of a sole proprietor.
    Ogrn,
    /// «Номер записи об аккредитации» (НЗА) of the branch of a foreign organisation: eleven digits.
    Accreditation,
}

const INN_DIGITS: IdentityFault = IdentityFault::new("inn_digits", "ИНН состоит только из цифр");
const INN_LENGTH: IdentityFault = IdentityFault::new("inn_length", "ИНН состоит из 10 или 12 цифр");
const INN_ZEROS: IdentityFault = IdentityFault::new("inn_zeros", "ИНН не может состоять из одних нулей");
const INN_CHECKSUM: IdentityFault = IdentityFault::new("inn_checksum", "Контрольное число ИНН не совпадает");
const KPP_FORMAT: IdentityFault = IdentityFault::new(
    "kpp_format",
    "КПП состоит из 9 знаков: 4 цифры, 2 цифры или заглавные латинские буквы, 3 цифры",
);
const OGRN_DIGITS: IdentityFault = IdentityFault::new("ogrn_digits", "ОГРН состоит только из цифр");
const OGRN_LENGTH: IdentityFault = IdentityFault::new("ogrn_length", "ОГРН состоит из 13 цифр, ОГРНИП из 15");
const OGRN_FIRST: IdentityFault = IdentityFault::new("ogrn_first_digit", "ОГРН начинается с цифры 1 или 5");
const OGRNIP_FIRST: IdentityFault = IdentityFault::new("ogrn_first_digit", "ОГРНИП начинается с цифры 3");
const OGRN_CHECKSUM: IdentityFault =
    IdentityFault::new("ogrn_checksum", "Контрольное число ОГРН не совпадает");

const ACCREDITATION: IdentityFault =
    IdentityFault::new("accreditation_format", "Номер записи об аккредитации состоит из 11 цифр");

/// The weights of the check digits; the shorter rows are the ends of the longest.
const INN_WEIGHTS: [u32; 11] = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];

impl Inn {
    /// Parses a taxpayer number; spaces are ignored.
    pub fn parse(text: &str) -> Result<Self, IdentityFault> {
        let inn = without_spaces(text);
        if !is_digits(&inn) {
            return Err(INN_DIGITS);
        }
        let checks: &[usize] = match inn.len() {
            10 => &[9],
            12 => &[10, 11],
            _ => return Err(INN_LENGTH),
        };
        if inn.bytes().all(|digit| digit == b'0') {
            return Err(INN_ZEROS);
        }
        let holds = |&place: &usize| {
            let sum = weighted(&inn, &INN_WEIGHTS[INN_WEIGHTS.len() - place..]);
            digit_at(&inn, place) == Some(sum % 11 % 10)
        };
        if checks.iter().all(holds) { Ok(Self(inn)) } else { Err(INN_CHECKSUM) }
    }

    /// Whether it belongs to a person or sole proprietor, not to an organisation.
    #[must_use]
    pub fn is_of_person(&self) -> bool {
        self.0.len() == 12
    }

    /// Whether it belongs to a foreign organisation, which has no ОГРН.
    #[must_use]
    pub fn is_of_foreign(&self) -> bool {
        self.0.len() == 10 && self.0.starts_with("9909")
    }
}

impl Accreditation {
    /// Parses the number of an accreditation; it has no check digit.
    pub fn parse(text: &str) -> Result<Self, IdentityFault> {
        let number = without_spaces(text);
        if number.len() == 11 && is_digits(&number) { Ok(Self(number)) } else { Err(ACCREDITATION) }
    }
}

impl Kpp {
    /// Parses a КПП; it has no check digit.
    pub fn parse(text: &str) -> Result<Self, IdentityFault> {
        let kpp = without_spaces(text);
        let fits = |(place, byte): (usize, u8)| {
            byte.is_ascii_digit() || (matches!(place, 4 | 5) && byte.is_ascii_uppercase())
        };
        if kpp.len() == 9 && kpp.bytes().enumerate().all(fits) { Ok(Self(kpp)) } else { Err(KPP_FORMAT) }
    }
}

impl Ogrn {
    /// Parses a registration number of either kind; they differ in length, first digit and divisor.
    pub fn parse(text: &str) -> Result<Self, IdentityFault> {
        let ogrn = without_spaces(text);
        if !is_digits(&ogrn) {
            return Err(OGRN_DIGITS);
        }
        let (divisor, first_digits, wrong_first) = match ogrn.len() {
            13 => (11, ['1', '5'], OGRN_FIRST),
            15 => (13, ['3', '3'], OGRNIP_FIRST),
            _ => return Err(OGRN_LENGTH),
        };
        if !ogrn.starts_with(first_digits) {
            return Err(wrong_first);
        }
        let (body, check) = ogrn.split_at(ogrn.len() - 1);
        let rest = body.parse::<u64>().map(|number| number % divisor % 10);
        if rest == check.parse::<u64>() { Ok(Self(ogrn)) } else { Err(OGRN_CHECKSUM) }
    }

    /// Whether it is an ОГРНИП, of a sole proprietor.
    #[must_use]
    pub fn is_of_person(&self) -> bool {
        self.0.len() == 15
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn inn_fault(text: &str) -> &'static str {
        Inn::parse(text).unwrap_err().code
    }

    /// A valid number of an organisation or a person that begins with these digits.
    fn inn_over(body: &str) -> String {
        let mut inn = body.to_owned();
        while !matches!((body.len(), inn.len()), (9, 10) | (10, 12)) {
            let sum = weighted(&inn, &INN_WEIGHTS[INN_WEIGHTS.len() - inn.len()..]);
            inn.push_str(&(sum % 11 % 10).to_string());
        }
        inn
    }

    #[test]
    fn known_taxpayer_numbers_are_read() {
        for inn in ["7707083893", "7736207543", "500100732259", "9900815901", "990000661323", "0000526019"] {
            assert_eq!(Inn::parse(inn).unwrap().as_str(), inn);
        }
        assert!(Inn::parse("500100732259").unwrap().is_of_person());
        assert!(!Inn::parse("7707083893").unwrap().is_of_person());
        assert_eq!(Inn::parse(" 7707 083\u{a0}893 ").unwrap().to_string(), "7707083893");
    }

    #[test]
    fn a_wrong_taxpayer_number_says_which_rule_failed() {
        assert_eq!(inn_fault("7707083894"), "inn_checksum");
        assert_eq!(inn_fault("500100732258"), "inn_checksum");
        assert_eq!(inn_fault("500100732269"), "inn_checksum");
        assert_eq!(inn_fault("0000000000"), "inn_zeros");
        assert_eq!(inn_fault("000000000000"), "inn_zeros");
        assert_eq!(inn_fault(""), "inn_length");
        assert_eq!(inn_fault("77070838931"), "inn_length");
        assert_eq!(inn_fault("77070838９3"), "inn_digits");
        assert_eq!(Inn::parse("7707083894").unwrap_err().to_string(), "Контрольное число ИНН не совпадает");
    }

    #[test]
    fn registration_reasons_may_hold_letters_in_two_places_only() {
        for kpp in ["990001001", "7707AZ001", "773650001"] {
            assert_eq!(Kpp::parse(kpp).unwrap().as_str(), kpp);
        }
        for kpp in ["", "99000100", "9900010011", "A90001001", "9900az001", "99000100Я", "990-01001"] {
            assert_eq!(Kpp::parse(kpp).unwrap_err().code, "kpp_format", "{kpp}");
        }
    }

    #[test]
    fn known_registration_numbers_are_read() {
        for ogrn in ["1027700132195", "1009918609139", "304500116000157", "300999099603086"] {
            let read = Ogrn::parse(ogrn).unwrap();
            assert_eq!((read.as_str(), read.is_of_person()), (ogrn, ogrn.len() == 15));
        }
    }

    #[test]
    fn a_foreign_organisation_is_known_by_its_number_and_its_branch_has_an_accreditation() {
        assert!(Inn::parse("9909004016").unwrap().is_of_foreign());
        assert!(!Inn::parse("9900815901").unwrap().is_of_foreign());
        assert_eq!(Accreditation::parse(" 10150 000401").unwrap().as_str(), "10150000401");
        for wrong in ["", "1015000040", "101500004011", "1015000040A"] {
            assert_eq!(Accreditation::parse(wrong).unwrap_err().code, "accreditation_format", "{wrong}");
        }
    }

    #[test]
    fn a_wrong_registration_number_says_which_rule_failed() {
        let fault = |text| Ogrn::parse(text).unwrap_err().code;
        assert_eq!(fault("1027700132194"), "ogrn_checksum");
        assert_eq!(fault("304500116000158"), "ogrn_checksum");
        assert_eq!(fault("3027700132195"), "ogrn_first_digit");
        assert_eq!(fault("104500116000157"), "ogrn_first_digit");
        assert_eq!(fault("10277001321955"), "ogrn_length");
        assert_eq!(fault("102770013219x"), "ogrn_digits");
    }

    proptest! {
        #[test]
        fn a_changed_digit_of_an_organisations_number_is_caught(body in "[0-9]{9}", place in 0_usize..9, step in 1_u8..10) {
            let inn = inn_over(&body);
            prop_assume!(body != "000000000");
            prop_assert!(Inn::parse(&inn).is_ok());
            let mut changed = inn.into_bytes();
            changed[place] = b'0' + (changed[place] - b'0' + step) % 10;
            let changed = String::from_utf8(changed).unwrap();
            // Remainder 10 maps to check digit 0, so one change in eleven may be undetected; the test computes which.
            prop_assert_eq!(Inn::parse(&changed).is_ok(), inn_over(&changed[..9]) == changed && changed != "0000000000");
        }

        #[test]
        fn a_changed_check_digit_is_always_caught(body in "[1-9][0-9]{9}", step in 1_u8..10) {
            let mut inn = inn_over(&body).into_bytes();
            let last = inn.len() - 1;
            inn[last] = b'0' + (inn[last] - b'0' + step) % 10;
            prop_assert_eq!(inn_fault(&String::from_utf8(inn).unwrap()), "inn_checksum");
        }

        #[test]
        fn a_changed_digit_of_a_registration_number_is_caught(body in "1[0-9]{11}", step in 1_u64..10) {
            let check = body.parse::<u64>().unwrap() % 11 % 10;
            let valid = format!("{body}{check}");
            let changed = format!("{body}{}", (check + step) % 10);
            prop_assert!(Ogrn::parse(&valid).is_ok());
            prop_assert!(Ogrn::parse(&changed).is_err());
        }

        #[test]
        fn no_text_breaks_the_reading(text in ".*", digits in "[0-9 ]{0,20}") {
            for text in [text, digits] {
                if let Ok(inn) = Inn::parse(&text) {
                    prop_assert_eq!(Inn::parse(inn.as_str()), Ok(inn));
                }
                let _ = (Kpp::parse(&text), Ogrn::parse(&text));
            }
        }
    }
}
