//! Disclosures: personal data that support staff see only after giving a reason.

use crate::domain::cleaning::cleaned;

codes! {
    /// The kinds of personal data that can be disclosed.
    pub enum Disclosed {
        /// The organisation's telephone and e-mail address.
        Contacts = "contacts",
        /// The people: full names, СНИЛС, e-mail addresses.
        People = "people",
        /// Both.
        Everything = "everything",
    }
}

/// The minimum length of a reason, in characters.
pub const SHORTEST_REASON: usize = 10;
/// The maximum length of a reason, in characters.
pub const LONGEST_REASON: usize = 300;
/// How many disclosures a person may request in an hour.
pub const PER_HOUR: usize = 20;

impl Disclosed {
    /// Whether it includes the organisation's contacts.
    #[must_use]
    pub const fn contacts(self) -> bool {
        match self {
            Self::Contacts | Self::Everything => true,
            Self::People => false,
        }
    }

    /// Whether it includes people; a sole proprietor counts as one of them.
    #[must_use]
    pub const fn people(self) -> bool {
        match self {
            Self::People | Self::Everything => true,
            Self::Contacts => false,
        }
    }

    /// The disclosed fields by their audit names; for a sole proprietor also name and address.
    #[must_use]
    pub fn fields(self, is_a_person: bool) -> Vec<&'static str> {
        let contacts = ["organization.phone", "organization.email"];
        let people =
            ["owner.name", "owner.snils", "owner.email", "user.snils", "user.email", "certificate.owner"];
        let oneself = ["organization.name", "organization.address"];
        let contacts = contacts.into_iter().filter(|_| self.contacts());
        let people = people.into_iter().filter(|_| self.people());
        contacts.chain(people).chain(oneself.into_iter().filter(|_| self.people() && is_a_person)).collect()
    }
}

/// The reason with single spaces; `None` when it is too short or too long.
#[must_use]
pub fn reason(written: &str) -> Option<String> {
    let reason = cleaned(written);
    (SHORTEST_REASON..=LONGEST_REASON).contains(&reason.chars().count()).then_some(reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_says_something_and_can_be_read() {
        assert_eq!(reason("  Сверяем \n СНИЛС ").unwrap(), "Сверяем СНИЛС");
        assert!(reason(&"я".repeat(300)).is_some());
        for wrong in ["", "надо", "         .", &"я".repeat(301)] {
            assert_eq!(reason(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn each_choice_shows_its_own_fields() {
        assert_eq!(Disclosed::Contacts.fields(true), ["organization.phone", "organization.email"]);
        let people = Disclosed::People.fields(false);
        for field in
            ["owner.name", "owner.snils", "owner.email", "user.snils", "user.email", "certificate.owner"]
        {
            assert!(people.contains(&field), "{field}");
        }
        assert!(!people.contains(&"organization.address"));
        assert!(Disclosed::People.fields(true).contains(&"organization.address"));
        assert_eq!(Disclosed::Everything.fields(true).len(), 10);
    }
}
