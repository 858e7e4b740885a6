//! The passwords of the viewer's programs.

use axum::http::StatusCode;
use serde::Deserialize;
use templates::paths;

use super::address::Path;
use super::form::{Empty, Form};
use super::reader::Reader;
use super::table::Routes;
use super::trouble::{Answer, Trouble};
use crate::domain::ids::ProgramPasswordId;
use crate::operations::{Failure, program_passwords};
use crate::present::frame::Place;
use crate::present::programs::{self as present, ShownPrograms};
use crate::present::words;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .read(paths::PROGRAM_PASSWORDS, page)
        .change(paths::PROGRAM_PASSWORDS, make)
        .change(paths::PROGRAM_PASSWORD_ENDING, end)
}

/// The passwords, with the one that was just made: it is shown this once.
async fn page(reader: Reader) -> Answer {
    let made = reader.once(&paths::program_passwords());
    let shown = ShownPrograms { made, ..ShownPrograms::default() };
    let answer = show(&reader, StatusCode::OK, shown).await?;
    Ok(reader.without_once(answer))
}

async fn show(reader: &Reader, status: StatusCode, shown: ShownPrograms) -> Answer {
    let living = program_passwords::list(&reader.desk).await?;
    let page = present::page(&reader.desk, &living, shown, reader.zone, reader.csrf());
    reader.page_with(status, &page, Place::Elsewhere).await
}

#[derive(Deserialize)]
struct TypedProgram {
    name: String,
}

/// Makes a password, and shows it.
async fn make(Form { reader, input }: Form<TypedProgram>) -> Answer {
    let faults = match program_passwords::make(&reader.desk, &input.name).await {
        Ok(made) => return reader.go_showing(&paths::program_passwords(), &made),
        Err(Failure::Invalid(faults)) => faults,
        Err(Failure::Refused(refusal)) => vec![("name", words::refusal(&refusal))],
        Err(failure) => return Err(Trouble::from(failure).about(paths::program_passwords())),
    };
    let shown = ShownPrograms { made: None, name: input.name, faults };
    show(&reader, StatusCode::UNPROCESSABLE_ENTITY, shown).await
}

async fn end(Path(password): Path<ProgramPasswordId>, form: Form<Empty>) -> Answer {
    let address = paths::program_passwords();
    match program_passwords::end(&form.reader.desk, password).await {
        Ok(()) => Ok(form.reader.go(&address, "Пароль прекращен: программа с ним больше не войдет.")),
        Err(failure) => Err(Trouble::from(failure).about(address)),
    }
}
