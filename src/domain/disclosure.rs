//! Personal data that is hidden until somebody says why they must see it.

codes! {
    /// What somebody asks to be shown.
    pub enum Disclosed {
        /// The organisation's telephone and address for letters.
        Contacts = "contacts",
        /// The people: full names, СНИЛС, addresses for letters.
        People = "people",
        /// Both.
        Everything = "everything",
    }
}

/// The fewest characters in which a reason can be told.
pub const SHORTEST_REASON: usize = 10;
/// The most.
pub const LONGEST_REASON: usize = 300;
/// How often one person may ask in an hour.
pub const PER_HOUR: usize = 20;

impl Disclosed {
    /// Whether the organisation's contacts are shown.
    #[must_use]
    pub const fn contacts(self) -> bool {
        match self {
            Self::Contacts | Self::Everything => true,
            Self::People => false,
        }
    }

    /// Whether people are shown; also the one who is the organisation.
    #[must_use]
    pub const fn people(self) -> bool {
        match self {
            Self::People | Self::Everything => true,
            Self::Contacts => false,
        }
    }

    /// What exactly is shown, as the audit names it; of a person who is the organisation also name and address.
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

/// A reason with single spaces, when it is long enough to say something and short enough to be read.
#[must_use]
pub fn reason(written: &str) -> Option<String> {
    let reason = written.split_whitespace().collect::<Vec<_>>().join(" ");
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
