//! Guesses at a password or a second factor that ran out: where, and under which key their owner is told.

use serde::{Deserialize, Serialize};

use crate::domain::ids::PersonId;

/// Where guesses at a password ran out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GuessedAt {
    /// At a name, over all unknown devices and addresses.
    Name,
    /// On a device on which the person signed in before.
    Device,
    /// At the API, from an address at which the pair was right before.
    Program,
    /// In a session of the person, at something that asks for the password again.
    Session,
    /// At the second factor, after the right password.
    Code,
}

/// The key of the errand that tells a person, for a day that is counted from the beginning of the calendar.
#[must_use]
pub fn guesses_key(person: PersonId, day: i32) -> String {
    format!("password_guesses:{person}:{day}")
}

/// The same for guesses at the second factor: whoever makes them knows the password.
#[must_use]
pub fn code_guesses_key(person: PersonId, day: i32) -> String {
    format!("second_factor_guesses:{person}:{day}")
}
