//! By which way somebody proves that they can be reached: by e-mail or by phone.

use crate::domain::identity::Email;
use crate::domain::phone_code;

/// An address or a number, as typed or as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Channel {
    /// An e-mail address: a letter with a link goes there.
    Email(String),
    /// A mobile number: a code goes there by SMS.
    Phone(String),
}

impl Default for Channel {
    fn default() -> Self {
        Self::Email(String::new())
    }
}

impl Channel {
    /// The address, if it is one.
    #[must_use]
    pub fn email(&self) -> Option<&str> {
        match self {
            Self::Email(email) => Some(email),
            Self::Phone(_) => None,
        }
    }

    /// The number, if it is one.
    #[must_use]
    pub fn phone(&self) -> Option<&str> {
        match self {
            Self::Email(_) => None,
            Self::Phone(phone) => Some(phone),
        }
    }

    /// What it is, in signs.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Email(text) | Self::Phone(text) => text,
        }
    }

    /// The field of the form in which it is typed.
    #[must_use]
    pub const fn field(&self) -> &'static str {
        match self {
            Self::Email(_) => "email",
            Self::Phone(_) => "mobile",
        }
    }

    /// Reads what was typed, or says what is wrong with it.
    pub fn read(&self) -> Result<Self, String> {
        match self {
            Self::Email(typed) if typed.trim().is_empty() => Err("E-mail не указан".to_owned()),
            Self::Phone(typed) if typed.trim().is_empty() => Err("Телефон не указан".to_owned()),
            Self::Email(typed) => match Email::parse(typed) {
                Ok(email) => Ok(Self::Email(email.into())),
                Err(fault) => Err(fault.detail.to_owned()),
            },
            Self::Phone(typed) => match phone_code::mobile(typed) {
                Ok(phone) => Ok(Self::Phone(phone.into())),
                Err(fault) => Err(fault.detail.to_owned()),
            },
        }
    }
}
