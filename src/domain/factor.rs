//! Factors: by what people prove who they are.

use chrono::{DateTime, Duration, Utc};

codes! {
    /// By what somebody signed in; the last thing that was asked for.
    pub enum Factor {
        /// The password alone.
        Password = "password",
        /// The password and a code of an authenticator app.
        Code = "code",
        /// A passkey.
        Passkey = "passkey",
        /// The password and a recovery code.
        RecoveryCode = "recovery_code",
        /// An account of a cloud that is linked with this one.
        Cloud = "cloud",
    }
}

/// How many recovery codes are made at a time.
pub const RECOVERY_CODES: usize = 10;
/// How long a proof is recent enough for what is asked for again.
pub const PROVEN_FOR: Duration = Duration::minutes(10);
/// How long a sign-in waits for its second factor.
pub const STEP_LIFETIME: Duration = Duration::minutes(10);
/// How long a secret that was shown waits for its first code.
pub const WAITING_LIFETIME: Duration = Duration::minutes(30);

/// The second factors of a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Factors {
    /// When the authenticator app was set up.
    pub app_since: Option<DateTime<Utc>>,
    /// How many recovery codes are left.
    pub recovery_codes: u64,
    /// How many passkeys are good.
    pub passkeys: u64,
    /// How many are suspended.
    pub suspended_passkeys: u64,
}

impl Factors {
    /// Whether a second factor is asked for at the sign-in. A suspended passkey is no reason to ask for less.
    #[must_use]
    pub fn asked(&self) -> bool {
        self.usable() || self.suspended_passkeys > 0
    }

    /// Whether there is one that can be shown. Recovery codes alone are none: they replace one that is lost.
    #[must_use]
    pub fn usable(&self) -> bool {
        self.app_since.is_some() || self.passkeys > 0
    }
}

/// A code of an app or a recovery code, as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecondCode {
    /// Six digits.
    App(String),
    /// A recovery code, in small letters and without separators.
    Recovery(String),
}

/// How many signs a recovery code has, without separators.
pub const RECOVERY_SIGNS: usize = 12;

impl SecondCode {
    /// Reads what was typed, however it is spaced.
    pub fn read(typed: &str) -> Result<Self, &'static str> {
        let bare: String = typed.chars().filter(|sign| !sign.is_whitespace() && *sign != '-').collect();
        let bare = bare.to_lowercase();
        if bare.is_empty() {
            return Err("Код не указан");
        }
        if bare.len() == 6 && bare.bytes().all(|sign| sign.is_ascii_digit()) {
            return Ok(Self::App(bare));
        }
        if bare.len() == RECOVERY_SIGNS && bare.bytes().all(|sign| sign.is_ascii_alphanumeric()) {
            return Ok(Self::Recovery(bare));
        }
        Err("В коде из приложения 6 цифр, в запасном 12 знаков")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_is_spaced() {
        for (typed, read) in [
            (" 012 345 ", Ok(SecondCode::App("012345".to_owned()))),
            ("K4MX-9TQW-c2hd", Ok(SecondCode::Recovery("k4mx9tqwc2hd".to_owned()))),
            ("", Err("Код не указан")),
            (" - ", Err("Код не указан")),
            ("12345", Err("В коде из приложения 6 цифр, в запасном 12 знаков")),
            ("١٢٣٤٥٦", Err("В коде из приложения 6 цифр, в запасном 12 знаков")),
            ("К4МХ-9TQW-C2HD", Err("В коде из приложения 6 цифр, в запасном 12 знаков")),
        ] {
            assert_eq!(SecondCode::read(typed), read, "{typed}");
        }
    }

    #[test]
    fn recovery_codes_alone_are_no_second_factor() {
        assert!(!Factors { recovery_codes: 10, ..Factors::default() }.asked());
        assert!(Factors { passkeys: 1, ..Factors::default() }.usable());
        assert!(Factors { app_since: Some(DateTime::UNIX_EPOCH), ..Factors::default() }.usable());
        let copied = Factors { suspended_passkeys: 1, ..Factors::default() };
        assert!(copied.asked() && !copied.usable());
    }
}
