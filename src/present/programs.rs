//! The passwords of the viewer's programs: the page, and the letter when one is made.

use chrono::{DateTime, Utc};
use templates::components::{Fact, VerbButton, VerbWeight};
use templates::format::{Zone, counted};
use templates::letters::ProgramPasswordMade;
use templates::pages::{FreshPassword, ProgramPasswordRow, ProgramPasswordsPage};
use templates::paths;

use super::letters::{Letter, link};
use super::people::errors;
use crate::domain::form::FieldFaults;
use crate::domain::program_password::ProgramPassword;
use crate::operations::Desk;
use crate::operations::program_passwords::{MadeProgramPassword, ProgramPasswordMatter};

/// What the page shows beside the passwords: one that was just made, or a form that came back.
#[derive(Debug, Default)]
pub struct ShownPrograms {
    /// The password that was just made.
    pub made: Option<MadeProgramPassword>,
    /// The name as typed.
    pub name: String,
    /// What is wrong with it.
    pub faults: FieldFaults,
}

/// The passwords, with the form of another one.
#[must_use]
pub fn page(
    desk: &Desk,
    living: &[ProgramPassword],
    shown: ShownPrograms,
    zone: Zone,
    csrf: String,
) -> ProgramPasswordsPage {
    let row = |password: &ProgramPassword| ProgramPasswordRow {
        name: password.name.clone(),
        made: zone.moment(password.created_at),
        used: password.used_at.map(|used| zone.since(used, desk.now())),
        end: end(password),
    };
    ProgramPasswordsPage {
        login: desk.who().actor.clone(),
        fresh: shown.made.map(|made| FreshPassword { name: made.name, word: made.word }),
        rows: living.iter().map(row).collect(),
        name: shown.name,
        errors: errors(shown.faults),
        csrf,
    }
}

fn end(password: &ProgramPassword) -> VerbButton {
    VerbButton {
        label: "Прекратить".to_owned(),
        action: paths::program_password_ending(&password.id.to_string()),
        hidden: Vec::new(),
        weight: VerbWeight::Danger,
        consequence: Some(
            "Программа с этим паролем сразу перестанет отправлять заявления. Вернуть его нельзя, можно создать новый."
                .to_owned(),
        ),
    }
}

/// The line of the profile: how many passwords are good.
#[must_use]
pub fn fact(living: &[ProgramPassword]) -> Fact {
    let count = u64::try_from(living.len()).unwrap_or(u64::MAX);
    let state = if count == 0 {
        "нет".to_owned()
    } else {
        counted(count, ["пароль", "пароля", "паролей"])
    };
    Fact {
        href: Some(paths::program_passwords()), ..Fact::new("Пароли для программ", state)
    }
}

/// The letter to the owner of an account in which a password was made.
#[must_use]
pub fn letter(matter: &ProgramPasswordMatter, at: DateTime<Utc>, public_url: &str) -> Letter {
    let letter = ProgramPasswordMade {
        name: matter.to.full_name.clone(),
        login: matter.to.login.clone(),
        program: matter.password.name.clone(),
        at: Zone::moscow().moment(at),
        passwords: link(public_url, &paths::program_passwords()),
        link: link(public_url, &paths::forgotten()),
    };
    letter.letter()
}
