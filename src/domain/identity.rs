//! Identifiers of the state and of people: parsed at the edge, normalised and kept as text, never as numbers.

#[macro_use]
mod text;
mod codes;
mod contact;
mod login;
mod person;
mod taxpayer;
mod zone;

pub use codes::{RegNumber, Region};
pub(crate) use contact::EMAIL_MOST;
pub use contact::{Email, Phone, ascii_host};
pub use login::Login;
pub use person::Snils;
pub use taxpayer::{Accreditation, Inn, Kpp, Ogrn};

/// The rule that an identifier breaks, as a code and as a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{detail}")]
pub struct IdentityFault {
    /// The code of the rule, for programs.
    pub code: &'static str,
    /// The sentence, for people.
    pub detail: &'static str,
}

impl IdentityFault {
    /// A broken rule with its code and sentence.
    pub(crate) const fn new(code: &'static str, detail: &'static str) -> Self {
        Self { code, detail }
    }
}
