//! A parsed question: every word must be found, in one of its possible readings.

use std::collections::{BTreeSet, HashMap};

use super::nearest::{distance, is_word};
use super::numbers::{LEGAL_FORMS, Piece, is_common, is_serial, pieces, serial_of_pairs};
use super::terms::of_text;
use super::understanding::{Understood, understood};
use super::{PERSON, STEM, address, alike, folded, joined, layout, parts, stem, term};
use crate::domain::cleaning::cleaned;
use crate::domain::identity::Snils;
use crate::domain::ids::ApplicationNumber;

/// The maximum length of a question, in characters; the rest is ignored.
const LONGEST: usize = 200;
/// The maximum number of words; the rest are ignored.
const MOST_WORDS: usize = 12;

/// A criterion by which organisations are found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sought {
    /// A term with this prefix.
    Beginning(String),
    /// This term exactly.
    Whole(String),
    /// This term about a person exactly.
    Personal(String),
    /// The application with this number.
    Application(ApplicationNumber),
    /// A certificate with one of these serial numbers.
    Serial(Vec<String>),
}

/// Alternatives of which one must be found.
pub type Slot = Vec<Sought>;

/// One reading of a word: all its parts must be found.
pub type Reading = Vec<Slot>;

/// A word of the question: one of its readings must be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its possible readings.
    pub readings: Vec<Reading>,
    /// Whether nearly every organisation has it, such as «ООО»: it is checked last.
    pub common: bool,
}

/// A question: all its words must be found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// The words.
    pub words: Vec<Word>,
    pieces: Vec<Piece>,
}

impl Question {
    /// Parses a question in any keyboard layout and spelling.
    #[must_use]
    pub fn read(typed: &str) -> Self {
        let typed: String = cleaned(typed).chars().take(LONGEST).collect();
        let mut pieces = serial_of_pairs(&typed).map_or_else(|| pieces(&typed), |serial| vec![serial]);
        pieces.truncate(MOST_WORDS);
        let words = pieces.iter().map(Word::of).filter(|word| !word.readings.is_empty());
        Self { words: words.collect(), pieces }
    }

    /// Whether the question is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The application numbers that may have been meant.
    #[must_use]
    pub fn applications(&self) -> Vec<ApplicationNumber> {
        let numbers = self.sought().filter_map(|sought| match sought {
            Sought::Application(number) => Some(*number),
            Sought::Beginning(_) | Sought::Whole(_) | Sought::Personal(_) | Sought::Serial(_) => None,
        });
        numbers.collect()
    }

    /// The serial numbers that may have been meant.
    #[must_use]
    pub fn serials(&self) -> Vec<String> {
        let serials = self.sought().filter_map(|sought| match sought {
            Sought::Serial(serials) => Some(serials),
            Sought::Beginning(_) | Sought::Whole(_) | Sought::Personal(_) | Sought::Application(_) => None,
        });
        serials.flatten().cloned().collect()
    }

    /// Whether a СНИЛС may have been meant.
    #[must_use]
    pub fn names_a_person(&self) -> bool {
        self.sought().any(|sought| matches!(sought, Sought::Personal(_)))
    }

    /// The words that may be misspelt, in every reading.
    #[must_use]
    pub fn spelt(&self) -> BTreeSet<String> {
        self.sought().filter_map(Sought::spelt).map(str::to_owned).collect()
    }

    /// The same question, in which each word may also be one of those that are near to it.
    #[must_use]
    pub fn mended(mut self, near: &HashMap<String, Vec<String>>) -> Self {
        for slot in self.words.iter_mut().flat_map(|word| &mut word.readings).flatten() {
            let others = slot.iter().filter_map(|sought| near.get(sought.spelt()?));
            let others: Vec<Sought> = others.flatten().cloned().map(Sought::Whole).collect();
            slot.extend(others);
        }
        self
    }

    /// How far a name is from the question: the letters by which each word that may be misspelt differs from the nearest
    /// of the name's words.
    #[must_use]
    pub fn distance_to(&self, name: &str) -> usize {
        let terms = of_text(name);
        let words = self.words.iter().filter(|word| !word.common);
        let of_reading = |reading: &Reading| -> usize {
            let words = reading.iter().flatten().filter_map(Sought::spelt);
            words.filter_map(|word| terms.iter().map(|term| distance(word, term)).min()).sum()
        };
        words.filter_map(|word| word.readings.iter().map(of_reading).min()).sum()
    }

    /// Whether an e-mail address may have been meant: an organisation's or a person's.
    #[must_use]
    pub fn names_an_address(&self) -> bool {
        self.understood().iter().any(|one| matches!(one, Understood::Address(_)))
    }

    /// Whether every word is among these terms.
    #[must_use]
    pub fn is_met_by(&self, terms: &BTreeSet<String>) -> bool {
        !self.is_empty() && self.words.iter().all(|word| word.is_met_by(terms))
    }

    /// Whether some word is among these terms.
    #[must_use]
    pub fn touches(&self, terms: &BTreeSet<String>) -> bool {
        self.words.iter().any(|word| word.is_met_by(terms))
    }

    /// How each piece was understood, for the page without results.
    #[must_use]
    pub fn understood(&self) -> Vec<Understood> {
        self.pieces.iter().flat_map(understood).collect()
    }

    fn sought(&self) -> impl Iterator<Item = &Sought> {
        self.words.iter().flat_map(|word| &word.readings).flatten().flatten()
    }
}

impl Word {
    fn of(piece: &Piece) -> Self {
        let mut readings = match piece {
            Piece::Serial(serial) => vec![vec![vec![Sought::Serial(vec![serial.clone()])]]],
            Piece::Number { groups, typed } => of_number(groups, typed),
            Piece::Text(chunk) => of_chunk(chunk),
        };
        readings.retain(|reading| !reading.is_empty());
        let common = is_common(piece);
        if common {
            // In the layout in which it is one it needs no other reading.
            readings.retain(|reading| reading.iter().flatten().any(Sought::is_legal_form));
        }
        Self { readings, common }
    }

    fn is_met_by(&self, terms: &BTreeSet<String>) -> bool {
        let met = |slot: &Slot| slot.iter().any(|sought| sought.is_met_by(terms));
        self.readings.iter().any(|reading| reading.iter().all(met))
    }
}

impl Sought {
    fn is_legal_form(&self) -> bool {
        match self {
            Self::Beginning(word) | Self::Whole(word) => LEGAL_FORMS.contains(&word.as_str()),
            Self::Personal(_) | Self::Application(_) | Self::Serial(_) => false,
        }
    }

    /// The word, if it may be misspelt.
    fn spelt(&self) -> Option<&str> {
        match self {
            Self::Beginning(word) => Some(word.as_str()).filter(|word| is_word(word)),
            Self::Whole(_) | Self::Personal(_) | Self::Application(_) | Self::Serial(_) => None,
        }
    }

    fn is_met_by(&self, terms: &BTreeSet<String>) -> bool {
        match self {
            Self::Beginning(beginning) => {
                terms.range(beginning.clone()..).next().is_some_and(|term| term.starts_with(beginning))
            }
            Self::Whole(term) | Self::Personal(term) => terms.contains(term),
            Self::Application(_) | Self::Serial(_) => false,
        }
    }
}

/// A number in groups may be one number or several; its punctuation may be letters of the other layout: «,5» is «б5».
fn of_number(groups: &[String], typed: &str) -> Vec<Reading> {
    let apart: Reading = groups.iter().take(MOST_WORDS).map(|group| number(group)).collect();
    let together = (groups.len() > 1).then(|| vec![number(&groups.concat())]);
    let word = layout::in_russian(typed).filter(|_| !typed.contains(char::is_whitespace));
    let word = word.map(|word| as_typed(&folded(&word))).unwrap_or_default();
    std::iter::once(apart).chain(together).chain(word).collect()
}

/// All meanings of a number.
fn number(digits: &str) -> Slot {
    let mut slot = vec![beginning(digits)];
    // A telephone number is stored with the country code 7.
    match (digits.len(), digits.strip_prefix('8')) {
        (11, Some(national)) => slot.push(Sought::Beginning(format!("7{national}"))),
        (10, _) => slot.push(Sought::Whole(format!("7{digits}"))),
        _ => {}
    }
    if let Ok(snils) = Snils::parse(digits) {
        slot.push(Sought::Personal(format!("{PERSON}{}", snils.digits())));
    }
    if digits.len() <= 11 {
        slot.extend(digits.parse().ok().map(|number| Sought::Application(ApplicationNumber(number))));
    }
    if is_serial(digits) {
        slot.push(Sought::Serial(serials(digits)));
    }
    slot
}

/// A word as typed, and as typed in the other layouts.
fn of_chunk(chunk: &str) -> Vec<Reading> {
    let others = [layout::in_russian(chunk), layout::in_latin(chunk)];
    let mut readings: Vec<Reading> = Vec::new();
    for typed in std::iter::once(chunk.to_owned()).chain(others.into_iter().flatten()) {
        for reading in as_typed(&folded(&typed)) {
            if !reading.is_empty() && !readings.contains(&reading) {
                readings.push(reading);
            }
        }
    }
    readings
}

fn as_typed(folded: &str) -> Vec<Reading> {
    let mut readings = vec![parts(folded).map(part).collect()];
    readings.extend(joined(folded).map(|whole| vec![vec![beginning(&whole)]]));
    readings.extend(address(folded).map(|whole| vec![vec![Sought::Whole(whole)]]));
    let plain: String = folded.chars().filter(|letter| *letter != ':').collect();
    readings.extend(is_serial(&plain).then(|| vec![vec![Sought::Serial(serials(&plain))]]));
    readings
}

fn part(part: &str) -> Slot {
    if part.bytes().all(|byte| byte.is_ascii_digit()) {
        return number(part);
    }
    let mut slot = vec![beginning(part)];
    // Whatever has the word itself as its stem begins with it.
    slot.extend(stem(part).filter(|stem| stem.strip_prefix(STEM) != Some(part)).map(Sought::Whole));
    slot.extend(alike::in_russian(part).map(|alike| beginning(&alike)));
    slot
}

/// The criterion for a word. One letter, or up to two digits, must match whole: as prefixes they match too much
/// («Ромашка 1»).
fn beginning(word: &str) -> Sought {
    let letters = word.chars().count();
    let digits = word.bytes().all(|byte| byte.is_ascii_digit());
    let whole = letters < 2 || (digits && letters < 3);
    let word = term(word);
    if whole { Sought::Whole(word) } else { Sought::Beginning(word) }
}

/// The spellings of a serial number, with and without leading zeros.
fn serials(typed: &str) -> Vec<String> {
    let bare = typed.trim_start_matches('0');
    let even = if bare.len().is_multiple_of(2) { bare.to_owned() } else { format!("0{bare}") };
    let mut writings = vec![typed.to_owned(), bare.to_owned(), even];
    writings.sort_unstable();
    writings.dedup();
    writings
}
