//! A code that goes to a phone by SMS: it confirms a registration, or opens the form of another password.

use chrono::{DateTime, Duration, Utc};

use super::identity::{IdentityFault, Phone};
use super::ids::{PhoneCodeId, RegistrationId};

/// How long a code is good after it was asked for.
pub const LIFETIME: Duration = Duration::minutes(10);
/// How often a code may be tried.
pub const TRIES: i32 = 5;
/// How many digits it has.
pub const DIGITS: usize = 6;

/// A code. Its digits are kept nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhoneCode {
    /// Its identity.
    pub id: PhoneCodeId,
    /// To which number it goes.
    pub phone: String,
    /// The registration that it confirms; without one it opens the form of another password.
    pub registration: Option<RegistrationId>,
    /// How often it was tried.
    pub tries: i32,
    /// When it was asked for.
    pub asked_at: DateTime<Utc>,
    /// Until when it is good.
    pub expires_at: DateTime<Utc>,
    /// Whether it was used.
    pub used: bool,
    /// Whether its message will never arrive.
    pub failed: bool,
}

impl PhoneCode {
    /// Whether it may be tried.
    #[must_use]
    pub fn is_good(&self, now: DateTime<Utc>) -> bool {
        !self.used && self.tries < TRIES && now < self.expires_at
    }

    /// What its digits are made of, besides the secret of the installation.
    #[must_use]
    pub fn seed(&self) -> [String; 3] {
        [self.id.to_string(), self.phone.clone(), self.expires_at.timestamp().to_string()]
    }
}

/// The digits of a code, as typed with or without spaces.
pub fn read(typed: &str) -> Result<String, &'static str> {
    let digits: String = typed.chars().filter(|sign| !sign.is_whitespace()).collect();
    if digits.is_empty() {
        return Err("Код не указан");
    }
    if digits.len() == DIGITS && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        Ok(digits)
    } else {
        Err("В коде 6 цифр")
    }
}

/// Reads a number to which an SMS can go: a mobile one of Russia.
pub fn mobile(typed: &str) -> Result<Phone, IdentityFault> {
    let phone = Phone::parse(typed)?;
    if phone.is_mobile() { Ok(phone) } else { Err(NOT_MOBILE) }
}

const NOT_MOBILE: IdentityFault = IdentityFault::new(
    "phone_mobile",
    "Укажите мобильный номер, он начинается с +7 9: на другие SMS не приходит",
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_digits_are_a_code_however_they_are_spaced() {
        assert_eq!(read(" 012 345 "), Ok("012345".to_owned()));
        for (wrong, words) in [
            ("", "не указан"),
            ("12345", "6 цифр"),
            ("1234567", "6 цифр"),
            ("12345a", "6 цифр"),
            ("１２３４５６", "6 цифр"),
        ] {
            assert!(read(wrong).unwrap_err().contains(words), "{wrong}");
        }
    }

    #[test]
    fn only_a_mobile_number_of_russia_gets_a_code() {
        assert_eq!(mobile("8 (999) 000-00-01").unwrap().as_str(), "+79990000001");
        for (wrong, code) in [("+7 495 000-00-01", "phone_mobile"), ("+380 50 123 45 67", "phone_format")] {
            assert_eq!(mobile(wrong).unwrap_err().code, code);
        }
    }

    #[test]
    fn a_code_is_good_for_ten_minutes_five_tries_and_one_use() {
        let at: DateTime<Utc> = "2026-11-18T09:00:00Z".parse().unwrap();
        let code = PhoneCode {
            id: PhoneCodeId(1),
            phone: "+79990000001".to_owned(),
            registration: None,
            tries: TRIES - 1,
            asked_at: at,
            expires_at: at + LIFETIME,
            used: false,
            failed: false,
        };
        assert!(code.is_good(at + LIFETIME - Duration::microseconds(1)) && !code.is_good(at + LIFETIME));
        assert!(!PhoneCode { tries: TRIES, ..code.clone() }.is_good(at));
        assert!(!PhoneCode { used: true, ..code }.is_good(at));
    }
}
