//! Findings in an application: faults and unknown members, each with its place.

use serde::Serialize;

/// A fault in an application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// The place in the document, as a JSON pointer.
    pub pointer: String,
    /// The code of the broken rule, for programs.
    pub code: &'static str,
    /// The sentence, for people.
    pub detail: String,
}

/// Whether a member is mandatory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    /// Its absence is a fault.
    Required,
    /// It may be absent, null or empty.
    Optional,
}

/// The findings of one reading.
#[derive(Debug, Default)]
pub(super) struct Findings {
    /// All faults.
    pub(super) faults: Vec<Fault>,
    /// The JSON pointers of unknown members.
    pub(super) unknown: Vec<String>,
}

/// The maximum number of faults; the last one then says that there are more.
const FAULTS_MOST: usize = 1_000;
/// The maximum number of listed unknown members.
const UNKNOWN_MOST: usize = 100;
/// The maximum length of an unknown member's pointer, in characters.
const UNKNOWN_POINTER_MOST: usize = 200;

impl Findings {
    /// Records that a place breaks a rule.
    pub(super) fn fault(&mut self, pointer: String, code: &'static str, detail: impl Into<String>) {
        if self.faults.len() < FAULTS_MOST {
            self.faults.push(Fault { pointer, code, detail: detail.into() });
        } else if self.faults.len() == FAULTS_MOST {
            let detail = format!("Показаны первые {FAULTS_MOST} ошибок, есть и другие");
            self.faults.push(Fault { pointer: String::new(), code: "more_faults", detail });
        }
    }

    /// Records an unknown member in a form that can be stored and shown.
    pub(super) fn unknown(&mut self, pointer: &str) {
        if self.unknown.len() < UNKNOWN_MOST {
            let shown = |letter: char| if letter.is_control() { char::REPLACEMENT_CHARACTER } else { letter };
            self.unknown.push(pointer.chars().take(UNKNOWN_POINTER_MOST).map(shown).collect());
        } else if self.unknown.len() == UNKNOWN_MOST {
            // The list ends here; the original contains all of them.
            self.unknown.push("…".to_owned());
        }
    }
}

/// The pointer to a member of the object at this pointer.
pub(super) fn member_of(pointer: &str, name: &str) -> String {
    format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"))
}
