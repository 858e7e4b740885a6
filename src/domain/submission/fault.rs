//! What may be found wrong or unknown in an application, each with its place.

use serde::Serialize;

/// Something wrong in an application: where it stands, which rule failed, and the sentence for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// The place in the document, as a JSON pointer.
    pub pointer: String,
    /// The rule that failed, for programs.
    pub code: &'static str,
    /// The rule that failed, for people.
    pub detail: String,
}

/// Whether a member must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    /// Its absence is a fault.
    Required,
    /// It may be absent, null or empty.
    Optional,
}

/// What was found while reading a document.
#[derive(Debug, Default)]
pub(super) struct Findings {
    /// All that is wrong.
    pub(super) faults: Vec<Fault>,
    /// Pointers to members that nobody asked for.
    pub(super) unknown: Vec<String>,
}

/// More faults than this help nobody to mend a document; the last one then says that there are more.
const FAULTS_MOST: usize = 1_000;
/// More unknown members than this are not worth listing.
const UNKNOWN_MOST: usize = 100;
/// A pointer to an unknown member is cut after so many characters.
const UNKNOWN_POINTER_MOST: usize = 200;

impl Findings {
    /// Notes that a place breaks a rule.
    pub(super) fn fault(&mut self, pointer: String, code: &'static str, detail: impl Into<String>) {
        if self.faults.len() < FAULTS_MOST {
            self.faults.push(Fault { pointer, code, detail: detail.into() });
        } else if self.faults.len() == FAULTS_MOST {
            let detail = format!("Показаны первые {FAULTS_MOST} ошибок, есть и другие");
            self.faults.push(Fault { pointer: String::new(), code: "more_faults", detail });
        }
    }

    /// Notes a member that nobody asked for, in a form that can be stored and shown.
    pub(super) fn unknown(&mut self, pointer: &str) {
        if self.unknown.len() < UNKNOWN_MOST {
            let shown = |letter: char| if letter.is_control() { char::REPLACEMENT_CHARACTER } else { letter };
            self.unknown.push(pointer.chars().take(UNKNOWN_POINTER_MOST).map(shown).collect());
        } else if self.unknown.len() == UNKNOWN_MOST {
            // There are more; the original has them all.
            self.unknown.push("…".to_owned());
        }
    }
}

/// The pointer to a member of the object at this pointer.
pub(super) fn member_of(pointer: &str, name: &str) -> String {
    format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"))
}
