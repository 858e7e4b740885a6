//! Reasons: why an application is returned or refused, canned, versioned, with what the client reads.

mod wording;

use serde::{Deserialize, Serialize};

use super::change::Subject;
use super::stage::Reason;
pub use wording::{Serving, TypedReason};

codes! {
    /// What a reason is given for.
    pub enum Purpose {
        /// The application is returned to the client.
        Return = "return",
        /// It is refused for good.
        Reject = "reject",
    }
}

/// A canned reason in one of its wordings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CannedReason {
    /// The code under which it is reported.
    pub code: String,
    /// Which wording.
    pub version: i32,
    /// Its place in the list, from 1.
    pub place: i32,
    /// Whether it is given for returning.
    pub returns: bool,
    /// Whether it is given for refusing.
    pub rejects: bool,
    /// What the partner chooses by.
    pub title: String,
    /// What the client reads; `{organization}` stands for its name. Empty: the partner writes all of it.
    pub text: String,
    /// What the client should do, which is read after it.
    pub fix_step: String,
}

events! {
    /// What happened to a canned reason.
    pub enum ReasonEvent, named ReasonEventName {
        /// A canned reason was given a wording.
        ReasonWorded = "reason_worded" {
            /// The wording that it had; nothing when it is new.
            was: Option<CannedReason>,
            /// The one that it has.
            now: CannedReason,
        },
    }
}

impl Subject for CannedReason {
    type Event = ReasonEvent;
}

/// What is wrong with a reason that was given, by its field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReasonFault {
    /// None was chosen, or one that is not given for this.
    NotChosen,
    /// This one says nothing by itself.
    TextMissing,
    /// The text is longer than [`LONGEST_TEXT`] characters.
    TextTooLong,
}

/// What stands for the name of the organisation.
pub const PLACEHOLDER: &str = "{organization}";
/// How long the partner's own words may be.
pub const LONGEST_TEXT: usize = 1000;

impl CannedReason {
    /// Whether it is given for this.
    #[must_use]
    pub fn serves(&self, purpose: Purpose) -> bool {
        match purpose {
            Purpose::Return => self.returns,
            Purpose::Reject => self.rejects,
        }
    }

    /// What the client of this organisation reads.
    #[must_use]
    pub fn read_by(&self, organization: &str) -> String {
        let parts = [self.text.as_str(), self.fix_step.as_str()].into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(" ").replace(PLACEHOLDER, organization)
    }

    /// The reason as it is given to an organisation, with the partner's own words after the canned ones.
    pub fn given(&self, organization: &str, own_words: &str) -> Result<Reason, ReasonFault> {
        let (canned, own) = (self.read_by(organization), own_words.trim());
        if canned.is_empty() && own.is_empty() {
            return Err(ReasonFault::TextMissing);
        }
        if own.chars().count() > LONGEST_TEXT {
            return Err(ReasonFault::TextTooLong);
        }
        let parts = [canned.as_str(), own].into_iter().filter(|part| !part.is_empty());
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
