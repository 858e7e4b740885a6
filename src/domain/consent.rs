//! Consents: the documents that whoever registers accepts, each in dated versions.

use chrono::NaiveDate;

codes! {
    /// A document that is accepted at the registration, each by a tick of its own.
    pub enum ConsentDocument {
        /// The user agreement.
        Agreement = "agreement",
        /// The consent to the processing of personal data.
        PersonalData = "personal-data",
    }
}

/// A version of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConsentVersion {
    /// Since which day it holds.
    pub since: NaiveDate,
    /// Its text, as Markdown.
    pub text: &'static str,
}

/// Which versions somebody accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// Of the user agreement.
    pub agreement: NaiveDate,
    /// Of the consent to the processing of personal data.
    pub personal_data: NaiveDate,
}

impl Accepted {
    /// The versions that hold on a day.
    #[must_use]
    pub fn on(day: NaiveDate) -> Self {
        let since = |document: ConsentDocument| document.on(day).since;
        Self {
            agreement: since(ConsentDocument::Agreement),
            personal_data: since(ConsentDocument::PersonalData),
        }
    }

    /// Each document with its version.
    #[must_use]
    pub const fn all(self) -> [(ConsentDocument, NaiveDate); 2] {
        [(ConsentDocument::Agreement, self.agreement), (ConsentDocument::PersonalData, self.personal_data)]
    }
}

/// The first version holds from here on, and before.
const FIRST: NaiveDate = NaiveDate::from_ymd_opt(2026, 9, 1).expect("the day exists");

const AGREEMENT: &[ConsentVersion] = &[ConsentVersion {
    since: FIRST,
    text: include_str!("../../seed-data/consents/agreement-2026-09-01.md"),
}];
const PERSONAL_DATA: &[ConsentVersion] = &[ConsentVersion {
    since: FIRST,
    text: include_str!("../../seed-data/consents/personal-data-2026-09-01.md"),
}];

impl ConsentDocument {
    /// Every version, the earliest first: what somebody accepted can always be read again.
    const fn versions(self) -> &'static [ConsentVersion] {
        match self {
            Self::Agreement => AGREEMENT,
            Self::PersonalData => PERSONAL_DATA,
        }
    }

    /// The version that holds on a day.
    #[must_use]
    pub fn on(self, day: NaiveDate) -> ConsentVersion {
        let versions = self.versions();
        let holding = versions.iter().rfind(|version| version.since <= day);
        *holding.unwrap_or(&versions[0])
    }

    /// The version of this day.
    #[must_use]
    pub fn version(self, since: NaiveDate) -> Option<ConsentVersion> {
        self.versions().iter().find(|version| version.since == since).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_that_holds_on_a_day_can_be_opened_by_its_own_day() {
        for document in ConsentDocument::ALL {
            for day in ["2020-01-01", "2026-09-01", "2027-01-01"] {
                let holding = document.on(day.parse().unwrap());
                assert_eq!(document.version(holding.since), Some(holding));
                assert!(holding.text.contains("##"));
            }
            assert!(document.versions().is_sorted_by_key(|version| version.since));
        }
        let accepted = Accepted::on("2026-11-18".parse().unwrap());
        assert_eq!(accepted.all().map(|(document, _)| document).as_slice(), ConsentDocument::ALL);
    }
}
