//! The passwords of the viewer's programs.

use super::house::{fault, verb};
use super::{CSRF, Sample, at, moment, now, portal_frame, sample};
use crate::components::VerbWeight;
use crate::format::Zone;
use crate::pages::{FreshPassword, ProgramPasswordRow, ProgramPasswordsPage};
use crate::paths;

pub(super) fn samples() -> Vec<Sample> {
    let client = portal_frame();
    vec![
        sample("program-passwords-empty", &page(Vec::new()), &client),
        sample(
            "program-passwords",
            &page(vec![row("1С:Бухгалтерия, офис", true), row("Склад", false)]),
            &client,
        ),
        sample("program-passwords-made", &made("1С:Бухгалтерия, офис"), &client),
        sample("program-passwords-worst", &worst(), &client),
    ]
}

fn page(rows: Vec<ProgramPasswordRow>) -> ProgramPasswordsPage {
    ProgramPasswordsPage {
        login: "client".to_owned(),
        rows,
        csrf: CSRF.to_owned(),
        ..ProgramPasswordsPage::default()
    }
}

fn row(name: &str, used: bool) -> ProgramPasswordRow {
    ProgramPasswordRow {
        name: name.to_owned(),
        made: moment(20, 8, 0),
        used: used.then(|| Zone::moscow().since(at(21, 10, 48), now())),
        end: verb(
            "Прекратить",
            paths::program_password_ending("7"),
            VerbWeight::Danger,
            Some("Программа с этим паролем сразу перестанет отправлять заявления."),
        ),
    }
}

fn made(name: &str) -> ProgramPasswordsPage {
    let word = "k7qfm-2xw5c-dn3ra-zy6tb-hjv4ps".to_owned();
    let fresh = FreshPassword { name: name.to_owned(), word };
    ProgramPasswordsPage { fresh: Some(fresh), ..page(vec![row(name, false)]) }
}

fn worst() -> ProgramPasswordsPage {
    let name = "Автоматизированнаясистемаучетазаявленийвсехфилиаловкомпании";
    let errors =
        vec![fault("name", "У вас уже 20 паролей для программ. Прекратите лишний, чтобы создать новый.")];
    ProgramPasswordsPage {
        login: "konstantinopolskij-preobrazhenskij.buhgalteriya".to_owned(),
        rows: (0..20).map(|place| row(name, place % 2 == 0)).collect(),
        name: name.to_owned(),
        errors,
        ..page(Vec::new())
    }
}
