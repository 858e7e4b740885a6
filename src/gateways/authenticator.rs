//! Authenticator apps (TOTP, RFC 6238: SHA-1, six digits, steps of 30 seconds): secrets, and codes that match them.

use chrono::{DateTime, Utc};
use totp_rs::{Builder, Secret, Totp};

use super::sealed::{SealFault, Sealer};

/// The service's name in the app.
const ISSUER: &str = "Регистратор";
/// What the key that seals secrets is derived for.
const PURPOSE: &[u8] = b"authenticator secrets";

/// A secret that an app and the service share, in base32.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppSecret(String);

/// Why a secret cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SecretFault {
    /// It was sealed with another `REGISTRAR_SECRET`, or for another owner.
    #[error("the secret of an authenticator app was sealed with another REGISTRAR_SECRET")]
    Sealed,
    /// It is no secret.
    #[error("what was sealed is no secret of an authenticator app")]
    Broken,
}

impl AppSecret {
    /// A new secret of 160 random bits.
    #[must_use]
    pub fn fresh() -> Self {
        Self(Secret::generate().to_base32())
    }

    /// The secret for typing.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }

    /// The address that an app reads from a QR code.
    pub fn address(&self, login: &str) -> Result<String, SecretFault> {
        // The app puts a colon between issuer and account.
        let account = login.replace(':', " ");
        let totp = self.builder()?.with_issuer(Some(ISSUER)).with_account_name(account);
        totp.build().and_then(|totp| totp.to_url()).map_err(|_| SecretFault::Broken)
    }

    /// The step whose code this is: the present one, the one before or the one after it.
    pub fn step_of(&self, code: &str, now: DateTime<Utc>) -> Result<Option<i64>, SecretFault> {
        let seconds = u64::try_from(now.timestamp()).unwrap_or(0);
        let step = self.totp()?.check(code, seconds);
        Ok(step.and_then(|step| i64::try_from(step).ok()))
    }

    /// The code of an instant.
    pub fn code_at(&self, at: DateTime<Utc>) -> Result<String, SecretFault> {
        Ok(self.totp()?.generate(u64::try_from(at.timestamp()).unwrap_or(0)).to_string())
    }

    /// The secret as it is stored: sealed with a key of the installation, for one owner.
    ///
    /// # Panics
    ///
    /// When the machine has no randomness.
    #[must_use]
    pub fn seal(&self, secret: &[u8], owner: &[u8]) -> String {
        Sealer::new(secret, PURPOSE).seal(&self.0, owner)
    }

    /// Opens what [`Self::seal`] made.
    pub fn open(sealed: &str, secret: &[u8], owner: &[u8]) -> Result<Self, SecretFault> {
        let opened = Sealer::new(secret, PURPOSE).open(sealed, owner);
        opened.map(Self).map_err(|fault| match fault {
            SealFault::Foreign => SecretFault::Sealed,
            SealFault::Broken => SecretFault::Broken,
        })
    }

    fn builder(&self) -> Result<Builder, SecretFault> {
        let secret = Secret::try_from_base32(&self.0).map_err(|_| SecretFault::Broken)?;
        Ok(Builder::new().with_secret(secret))
    }

    fn totp(&self) -> Result<Totp, SecretFault> {
        self.builder()?.build().map_err(|_| SecretFault::Broken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &[u8] = b"a secret of at least thirty-two bytes";

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).unwrap()
    }

    /// RFC 6238, appendix B, SHA-1, the last six of eight digits.
    #[test]
    fn the_codes_are_those_of_the_standard() {
        let secret = AppSecret("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ".to_owned());
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
        ] {
            assert_eq!(secret.code_at(at(seconds)).unwrap(), code);
            assert_eq!(secret.step_of(code, at(seconds)).unwrap(), Some(seconds / 30));
        }
    }

    #[test]
    fn a_code_is_good_in_its_step_and_the_neighbouring_ones() {
        let secret = AppSecret::fresh();
        let code = secret.code_at(at(3_000)).unwrap();
        for (seconds, good) in [(2_969, false), (2_970, true), (3_000, true), (3_059, true), (3_060, false)] {
            assert_eq!(secret.step_of(&code, at(seconds)).unwrap().is_some(), good, "{seconds}");
        }
        for code in ["", "1", "1234567", "абвгде", "12345\u{0}"] {
            assert_eq!(secret.step_of(code, at(3_000)).unwrap(), None, "{code}");
        }
    }

    #[test]
    fn a_sealed_secret_opens_for_its_person_and_installation_alone() {
        let secret = AppSecret::fresh();
        let sealed = secret.seal(SECRET, b"7");
        assert_eq!(AppSecret::open(&sealed, SECRET, b"7"), Ok(secret.clone()));
        assert_ne!(sealed, secret.seal(SECRET, b"7"), "no two look the same");
        assert_eq!(AppSecret::open(&sealed, SECRET, b"8"), Err(SecretFault::Sealed));
        assert_eq!(AppSecret::open(&sealed, b"another", b"7"), Err(SecretFault::Sealed));
        assert_eq!(AppSecret::open("ff", SECRET, b"7"), Err(SecretFault::Broken));
        assert_eq!(AppSecret::open("no hex", SECRET, b"7"), Err(SecretFault::Broken));
    }

    #[test]
    fn an_app_reads_the_address() {
        let secret = AppSecret("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ".to_owned());
        let address = secret.address("бухгалтер:1").unwrap();
        assert!(address.starts_with("otpauth://totp/"), "{address}");
        assert!(address.contains("secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"), "{address}");
    }
}
