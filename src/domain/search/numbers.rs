//! Splits a question into pieces: keeps groups of digits together, drops words that only label a number.

use super::{folded, layout, parts};

/// A piece of the question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// A number in groups of digits.
    Number {
        /// The groups.
        groups: Vec<String>,
        /// The text as typed.
        typed: String,
    },
    /// Any other text without spaces, as typed.
    Text(String),
    /// The serial number of a certificate, without separators.
    Serial(String),
}

/// Words that label a following number or address and are no part of a name.
const LABELS: &[&str] = &[
    "абонента",
    "заявка",
    "заявки",
    "заявление",
    "заявления",
    "инн",
    "код",
    "кпп",
    "логин",
    "номер",
    "огрн",
    "огрнип",
    "почта",
    "псевдоним",
    "рег",
    "регистрационный",
    "серийный",
    "сертификат",
    "сертификата",
    "снилс",
    "тел",
    "телефон",
    "email",
    "mail",
];

/// The minimum length of a serial number, in hex digits.
const FEWEST_OF_SERIAL: usize = 8;
/// The maximum length of a serial number, in hex digits.
const MOST_OF_SERIAL: usize = 40;

/// The pieces of a question.
pub(super) fn pieces(typed: &str) -> Vec<Piece> {
    let chunks: Vec<&str> = typed.split_whitespace().collect();
    // Punctuation between words is dropped; alone it may be letters of the other layout.
    let alone = chunks.len() == 1;
    let mut found: Vec<Piece> = Vec::new();
    for chunk in chunks {
        match (groups(chunk), found.last_mut()) {
            (Some(more), Some(Piece::Number { groups, typed })) => {
                groups.extend(more);
                *typed = format!("{typed} {chunk}");
            }
            (Some(groups), _) => found.push(Piece::Number { groups, typed: chunk.to_owned() }),
            (None, _) if alone || chunk.contains(char::is_alphanumeric) => {
                found.push(Piece::Text(chunk.to_owned()));
            }
            (None, _) => {}
        }
    }
    without_labels(found)
}

/// The serial number of a certificate as Windows shows it: pairs of hex digits.
pub(super) fn serial_of_pairs(typed: &str) -> Option<Piece> {
    let lower = typed.trim().to_lowercase();
    let pairs: Vec<&str> = lower.split([' ', ':']).filter(|pair| !pair.is_empty()).collect();
    let all = pairs.iter().all(|pair| pair.len() == 2 && is_hexadecimal(pair));
    let serial = pairs.concat();
    (pairs.len() > 3
        && all
        && is_serial(&serial)
        && serial.contains(|letter: char| letter.is_ascii_lowercase()))
    .then(|| Piece::Serial(serial.trim_start_matches("00").to_owned()))
}

/// Whether this may be the serial number of a certificate.
pub(super) fn is_serial(typed: &str) -> bool {
    (FEWEST_OF_SERIAL..=MOST_OF_SERIAL).contains(&typed.len()) && is_hexadecimal(typed)
}

fn is_hexadecimal(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The groups of a number: «+7», «(999)», «000-00-01»; `None` when it contains anything else.
fn groups(chunk: &str) -> Option<Vec<String>> {
    let fits = |letter: char| letter.is_ascii_digit() || !letter.is_alphanumeric();
    if !chunk.contains(|letter: char| letter.is_ascii_digit())
        || !chunk.chars().all(fits)
        || chunk.contains('@')
    {
        return None;
    }
    Some(parts(chunk).map(str::to_owned).collect())
}

fn without_labels(found: Vec<Piece>) -> Vec<Piece> {
    let mut kept: Vec<Piece> = Vec::new();
    for piece in found {
        let names_something = match &piece {
            Piece::Number { .. } | Piece::Serial(_) => true,
            // Logins and addresses are Latin; before a Russian word a label may be part of the name.
            Piece::Text(text) => text.contains('@') || text.is_ascii(),
        };
        while names_something && kept.last().is_some_and(is_label) {
            kept.pop();
        }
        kept.push(piece);
    }
    kept
}

/// Words of legal forms, which nearly every organisation's name contains.
pub(super) const LEGAL_FORMS: &[&str] = &[
    "акционерное",
    "ао",
    "зао",
    "индивидуальный",
    "ип",
    "нао",
    "оао",
    "общество",
    "ограниченной",
    "ооо",
    "ответственностью",
    "пао",
    "предприниматель",
    "публичное",
    "с",
];

/// Whether the word, in either layout, consists of legal forms only.
pub(super) fn is_common(piece: &Piece) -> bool {
    let Piece::Text(typed) = piece else { return false };
    let other = layout::in_russian(typed);
    let only_forms = |text: &str| {
        let text = folded(text);
        let mut words = parts(&text).peekable();
        words.peek().is_some() && words.all(|word| LEGAL_FORMS.contains(&word))
    };
    only_forms(typed) || other.is_some_and(|other| only_forms(&other))
}

fn is_label(piece: &Piece) -> bool {
    match piece {
        Piece::Text(text) => {
            let text = folded(text);
            let mut words = parts(&text).peekable();
            words.peek().is_some() && words.all(|word| word == "e" || LABELS.contains(&word))
        }
        Piece::Number { .. } | Piece::Serial(_) => false,
    }
}
