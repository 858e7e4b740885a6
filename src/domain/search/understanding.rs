//! How a question was understood: what is said when nothing was found, and what of it may be written down.

use super::layout;
use super::numbers::{Piece, is_serial};
use super::{address, folded, parts};
use crate::domain::identity::{Inn, Ogrn, Snils};

/// What a piece of a question was taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Understood {
    /// A number, with everything that it can be.
    Number {
        /// Its digits.
        digits: String,
        /// What it can be; nothing when it fits no number that we keep.
        kinds: Vec<NumberKind>,
    },
    /// An address for letters.
    Address(String),
    /// The serial number of a certificate.
    Serial(String),
    /// A word.
    Word {
        /// As it was typed.
        typed: String,
        /// As the other layout has it, when that makes a word.
        other: Option<String>,
    },
}

/// What a number can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberKind {
    /// The beginning of an ИНН or of another long number.
    Beginning,
    /// The number of an application.
    Application,
    /// The code of a subscriber.
    SubscriberCode,
    /// A КПП.
    Kpp,
    /// The registration number of a program.
    RegNumber,
    /// An ИНН; whether its check number holds.
    Inn(bool),
    /// An ОГРН or ОГРНИП; whether its check number holds.
    Ogrn(bool),
    /// A telephone.
    Phone,
    /// A СНИЛС; whether its check number holds.
    Snils(bool),
    /// The serial number of a certificate.
    Serial,
}

/// What a piece was taken for; a number in groups is shown in one piece.
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
    /// The same for the record: what says something of a person is not written out.
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
