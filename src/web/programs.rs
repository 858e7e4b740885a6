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

async fn page(reader: Reader) -> Answer {
    show(&reader, StatusCode::OK, ShownPrograms::default()).await
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

/// Makes a password. The answer is the page that shows it: nothing keeps it for another one.
async fn make(Form { reader, input }: Form<TypedProgram>) -> Answer {
    let faults = match program_passwords::make(&reader.desk, &input.name).await {
        Ok(made) => {
            let shown = ShownPrograms { made: Some(made), ..ShownPrograms::default() };
            return show(&reader, StatusCode::OK, shown).await;
        }
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
