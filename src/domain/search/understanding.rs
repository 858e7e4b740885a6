//! How a question was understood: shown when nothing was found, and recorded without personal data.

use super::layout;
use super::numbers::{Piece, is_serial};
use super::{address, folded, parts};
use crate::domain::identity::{Inn, Ogrn, Snils};

/// The meaning of a piece of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Understood {
    /// A number with all its meanings.
    Number {
        /// Its digits.
        digits: String,
        /// Its meanings; empty when it fits no kind of number.
        kinds: Vec<NumberKind>,
    },
    /// An e-mail address.
    Address(String),
    /// The serial number of a certificate.
    Serial(String),
    /// A word.
    Word {
        /// As it was typed.
        typed: String,
        /// The word in the other keyboard layout, if that makes a word.
        other: Option<String>,
    },
}

/// A meaning of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberKind {
    /// The beginning of a long number, such as an ИНН.
    Beginning,
    /// The number of an application.
    Application,
    /// The code of a subscriber.
    SubscriberCode,
    /// A КПП.
    Kpp,
    /// The registration number of a program.
    RegNumber,
    /// An ИНН; whether its check digits are valid.
    Inn(bool),
    /// An ОГРН or ОГРНИП; whether its check digit is valid.
    Ogrn(bool),
    /// A telephone.
    Phone,
    /// A СНИЛС; whether its check number is valid.
    Snils(bool),
    /// The serial number of a certificate.
    Serial,
}

/// The meanings of a piece; a number in groups is shown joined.
pub(super) fn understood(piece: &Piece) -> Vec<Understood> {
    match piece {
        Piece::Serial(serial) => vec![Understood::Serial(serial.clone())],
        Piece::Number { groups, .. } => {
            let apart = groups.iter().all(|group| group.len() > 8);
            let numbers = if apart { groups.clone() } else { vec![groups.concat()] };
            numbers.into_iter().map(number).collect()
        }
        Piece::Text(chunk) => vec![text(chunk)],
    }
}

fn number(digits: String) -> Understood {
    Understood::Number { kinds: kinds(&digits), digits }
}

fn kinds(digits: &str) -> Vec<NumberKind> {
    use NumberKind::{Application, Beginning, Kpp, Phone, RegNumber, Serial, SubscriberCode};
    let inn = NumberKind::Inn(Inn::parse(digits).is_ok());
    let ogrn = NumberKind::Ogrn(Ogrn::parse(digits).is_ok());
    match digits.len() {
        0..=6 => vec![Application, Beginning],
        7 => vec![SubscriberCode, Application, Beginning],
        8 => vec![Beginning],
        9 => vec![Kpp, RegNumber],
        10 => vec![inn, Phone],
        11 => vec![Phone, NumberKind::Snils(Snils::parse(digits).is_ok())],
        12 => vec![inn],
        13 | 15 => vec![ogrn],
        _ if is_serial(digits) => vec![Serial],
        _ => vec![],
    }
}

fn text(chunk: &str) -> Understood {
    let plain = folded(chunk);
    let in_latin = layout::in_latin(chunk).map(|latin| folded(&latin));
    if let Some(found) = in_latin.as_deref().and_then(address).or_else(|| address(&plain)) {
        return Understood::Address(found.chars().skip(1).collect());
    }
    if is_serial(&plain) && plain.contains(|letter: char| letter.is_ascii_digit()) {
        return Understood::Serial(plain);
    }
    let typed = parts(&plain).collect::<Vec<_>>().join(" ");
    let other = layout::in_russian(chunk).map(|russian| folded(&russian)).or(in_latin);
    let other = other.map(|other| parts(&other).collect::<Vec<_>>().join(" "));
    Understood::Word { other: other.filter(|other| !other.is_empty() && *other != typed), typed }
}

impl Understood {
    /// The piece for the audit; personal data is left out.
    #[must_use]
    pub fn for_the_record(&self) -> String {
        match self {
            Self::Serial(text) => text.clone(),
            Self::Word { typed, .. } => typed.clone(),
            Self::Address(_) => "e-mail".to_owned(),
            Self::Number { digits, kinds } => {
                let open = kinds.contains(&NumberKind::Inn(true)) || !kinds.contains(&NumberKind::Phone);
                let end = digits.get(digits.len().saturating_sub(2)..).unwrap_or_default();
                if open { digits.clone() } else { format!("•••{end}") }
            }
        }
    }
}
