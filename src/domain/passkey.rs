//! Passkeys: keys on a person's devices that sign them in, each under a name that the person gave it.

use chrono::{DateTime, Duration, Utc};

use super::form::{FieldFaults, name};
use super::ids::{PasskeyId, PersonId};

/// How many keys a person has at most.
pub const PASSKEYS_MOST: usize = 20;
/// How long the name of a key is at most, in characters.
pub const NAME_MOST: usize = 60;
/// How long a challenge waits for its answer.
pub const CHALLENGE_LIFETIME: Duration = Duration::minutes(5);

codes! {
    /// What the answer of a key is for. A challenge for one is good for no other.
    pub enum KeyPurpose {
        /// A key is added.
        Adding = "adding",
        /// Signing in without a password.
        SigningIn = "signing_in",
        /// The second step of a sign-in, after the password.
        SecondStep = "second_step",
        /// Proving anew who sits at an open session.
        StepUp = "step_up",
    }
}

/// A key, as its owner knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnPasskey {
    /// Its identity.
    pub id: PasskeyId,
    /// Whose it is.
    pub owner: PersonId,
    /// How the owner calls it.
    pub name: String,
    /// When it was added.
    pub created_at: DateTime<Utc>,
    /// When it signed in last.
    pub used_at: Option<DateTime<Utc>>,
    /// When it was suspended, since a copy of it seems to be about.
    pub suspended_at: Option<DateTime<Utc>>,
}

codes! {
    /// What the owner of a key is told by letter.
    pub enum PasskeyNews {
        /// It was added.
        Added = "added",
        /// It was removed.
        Removed = "removed",
        /// It was suspended.
        Suspended = "suspended",
    }
}

/// Reads the name that the owner gives a key.
pub fn read_name(typed: &str) -> Result<String, FieldFaults> {
    let mut faults = FieldFaults::new();
    let read = name("name", typed, NAME_MOST, "Напишите название ключа", &mut faults);
    read.ok_or(faults)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_between_one_and_sixty_characters() {
        assert_eq!(read_name("  Рабочий ноутбук ").unwrap(), "Рабочий ноутбук");
        assert!(read_name(&"я".repeat(NAME_MOST)).is_ok());
        for wrong in ["", "  ", "два\u{202e}ряда", &"я".repeat(NAME_MOST + 1)] {
            assert_eq!(read_name(wrong).unwrap_err().len(), 1, "{wrong:?}");
        }
    }
}
