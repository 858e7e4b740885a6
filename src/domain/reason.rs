//! Reasons for returning or rejecting an application: canned and versioned, with the text for the client.

mod last_given;
mod wording;

use serde::{Deserialize, Serialize};

use super::change::Subject;
use super::cleaning::cleaned_lines;
use super::stage::Reason;
pub use last_given::LastGiven;
pub use wording::{Serving, TypedReason};

codes! {
    /// The purpose of a reason.
    pub enum Purpose {
        /// The application is returned to the client.
        Return = "return",
        /// The application is rejected for good.
        Reject = "reject",
    }
}

/// One wording of a canned reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CannedReason {
    /// The code under which it is reported.
    pub code: String,
    /// The number of the wording.
    pub version: i32,
    /// Its place in the list, from 1.
    pub place: i32,
    /// Whether it is offered for returning.
    pub returns: bool,
    /// Whether it is offered for rejecting.
    pub rejects: bool,
    /// The title by which the partner chooses it.
    pub title: String,
    /// The text for the client; `{organization}` stands for the organisation's name. Empty: the partner writes the
    /// text.
    pub text: String,
    /// The advice to the client, shown after the text.
    pub fix_step: String,
}

events! {
    /// An event of a canned reason.
    pub enum ReasonEvent, named ReasonEventName {
        /// A canned reason got a new wording.
        ReasonWorded = "reason_worded" {
            /// The former wording; `None` for a new reason.
            was: Option<CannedReason>,
            /// The new wording.
            now: CannedReason,
        },
    }
}

impl Subject for CannedReason {
    type Event = ReasonEvent;
}

/// A fault in a given reason, by its field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReasonFault {
    /// No reason was chosen, or one that is not offered for the purpose.
    NotChosen,
    /// The reason has no text of its own, and the partner wrote none.
    TextMissing,
    /// The text is longer than [`LONGEST_TEXT`] characters.
    TextTooLong,
}

/// The placeholder of the organisation's name.
pub const PLACEHOLDER: &str = "{organization}";
/// The maximum length of the partner's own words, in characters.
pub const LONGEST_TEXT: usize = 1000;

impl CannedReason {
    /// Whether it is offered for a purpose.
    #[must_use]
    pub fn serves(&self, purpose: Purpose) -> bool {
        match purpose {
            Purpose::Return => self.returns,
            Purpose::Reject => self.rejects,
        }
    }

    /// The text for the client of an organisation, with the name filled in.
    #[must_use]
    pub fn read_by(&self, organization: &str) -> String {
        let parts = [self.text.as_str(), self.fix_step.as_str()].into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(" ").replace(PLACEHOLDER, organization)
    }

    /// The reason given to an organisation's client: the canned text, then the partner's own words.
    pub fn given(&self, organization: &str, own_words: &str) -> Result<Reason, ReasonFault> {
        let (canned, own) = (self.read_by(organization), cleaned_lines(own_words));
        if canned.is_empty() && own.is_empty() {
            return Err(ReasonFault::TextMissing);
        }
        if own.chars().count() > LONGEST_TEXT {
            return Err(ReasonFault::TextTooLong);
        }
        let parts = [canned.as_str(), &own].into_iter().filter(|part| !part.is_empty());
        let text = parts.collect::<Vec<_>>().join(" ");
        Ok(Reason { code: self.code.clone(), version: self.version, text })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canned(text: &str) -> CannedReason {
        CannedReason {
            code: "snils".to_owned(),
            version: 3,
            place: 1,
            returns: true,
            rejects: false,
            title: "СНИЛС".to_owned(),
            text: text.to_owned(),
            fix_step: String::new(),
        }
    }

    #[test]
    fn the_client_reads_the_canned_words_and_then_the_partners_own() {
        let reason =
            canned("{organization}: исправьте СНИЛС.").given("ООО «Ромашка»", "  Петровой. ").unwrap();
        assert_eq!(reason.text, "ООО «Ромашка»: исправьте СНИЛС. Петровой.");
        assert_eq!((reason.code.as_str(), reason.version), ("snils", 3));
    }

    #[test]
    fn what_to_do_is_read_after_what_is_wrong() {
        let reason = CannedReason {
            fix_step: "Позвоните в {organization}.".to_owned(),
            ..canned("СНИЛС неверен.")
        };
        assert_eq!(reason.read_by("ООО"), "СНИЛС неверен. Позвоните в ООО.");
        assert_eq!(canned("СНИЛС неверен.").read_by("ООО"), "СНИЛС неверен.");
    }

    #[test]
    fn a_reason_always_has_words() {
        assert_eq!(canned("").given("ООО", " "), Err(ReasonFault::TextMissing));
        assert_eq!(canned("Да.").given("ООО", &"я".repeat(1001)), Err(ReasonFault::TextTooLong));
        assert!(canned("").given("ООО", &"я".repeat(1000)).is_ok());
    }

    #[test]
    fn what_is_only_for_returning_is_not_given_for_refusing() {
        assert!(canned("x").serves(Purpose::Return) && !canned("x").serves(Purpose::Reject));
    }
}
