//! Identifiers that the state and people give: read at the edge, normalised, kept as text, never as numbers.

#[macro_use]
mod text;
mod codes;
mod contact;
mod login;
mod person;
mod taxpayer;

pub use codes::{RegNumber, Region};
pub(crate) use contact::EMAIL_MOST;
pub use contact::{Email, Phone};
pub use login::Login;
pub use person::Snils;
pub use taxpayer::{Inn, Kpp, Ogrn};

/// Why a text is not the identifier that it should be: which rule failed, as a code and as a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{detail}")]
pub struct IdentityFault {
    /// The rule that failed, for programs.
    pub code: &'static str,
    /// The rule that failed, for people.
    pub detail: &'static str,
}

impl IdentityFault {
    /// A broken rule under its code and in its sentence.
    pub(crate) const fn new(code: &'static str, detail: &'static str) -> Self {
        Self { code, detail }
    }
}
