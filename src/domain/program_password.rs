//! Passwords of clients' programs: the intake API takes them beside the account's own, and no other door does.

use chrono::{DateTime, Utc};

use super::form::{self, FieldFaults};
use super::ids::{PersonId, ProgramPasswordId};

/// How many of an account may be good at a time.
pub const LIVING_MOST: usize = 20;
/// The maximum length of a name, in characters.
const NAME_MOST: usize = 60;

/// A password of a program; of its word only the digest is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgramPassword {
    /// Its identity.
    pub id: ProgramPasswordId,
    /// Whose account the program uses.
    pub person: PersonId,
    /// What the person calls the program.
    pub name: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When a program last signed in with it; noted once a minute.
    pub used_at: Option<DateTime<Utc>>,
}

/// The name of a program, as typed.
pub fn read_name(typed: &str) -> Result<String, FieldFaults> {
    let mut faults = Vec::new();
    let name = form::name("name", typed, NAME_MOST, "Назовите программу", &mut faults);
    name.ok_or(faults)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_line_of_sixty_characters() {
        assert_eq!(read_name("  1С:Бухгалтерия, склад ").unwrap(), "1С:Бухгалтерия, склад");
        assert_eq!(read_name(&"я".repeat(60)).unwrap().chars().count(), 60);
        for (typed, words) in [
            (" ".to_owned(), "Назовите программу"),
            ("я".repeat(61), "Не больше 60 символов"),
            (
                "касса\u{202e}".to_owned(),
                "Уберите из названия знаки направления письма: из-за них оно читается иначе",
            ),
        ] {
            assert_eq!(read_name(&typed).unwrap_err(), [("name", words.to_owned())]);
        }
    }
}
