//! The client's cabinet.

use serde::Deserialize;
use templates::pages::cabinet::CabinetPage;
use templates::paths;

use super::address::{Path, Query};
use super::file::named;
use super::form::Form;
use super::reader::Reader;
use super::table::Routes;
use super::trouble::{Answer, Trouble};
use crate::domain::application::Application;
use crate::domain::ids::ApplicationNumber;
use crate::operations::{Failure, cabinet, disowning, drafts, expiry};
use crate::present::application::verbs::{self, VerbRow};
use crate::present::cabinet as present;
use crate::present::frame::Place;
use crate::present::paging;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .read(paths::CABINET, list)
        .read(paths::CABINET_APPLICATION, application)
        .read(paths::CABINET_CERTIFICATE, certificate)
        .change(paths::NUDGE, nudge)
        .change(paths::WITHDRAWAL, withdraw)
        .change(paths::CABINET_COMPLETION, complete)
}

/// Where the next page begins.
#[derive(Deserialize)]
struct Continued {
    #[serde(default)]
    after: String,
}

async fn list(reader: Reader, Query(continued): Query<Continued>) -> Answer {
    let after = paging::place(&continued.after).trim().parse().ok().map(ApplicationNumber);
    let organizations = cabinet::organizations(&reader.desk).await?;
    let own = cabinet::list(&reader.desk, after).await?;
    let drafts = drafts::waiting(&reader.desk).await?;
    let endings = expiry::own(&reader.desk).await?;
    let (open, disowned) = disowning::houses(&reader.desk).await?;
    let page = present::list(&organizations, &own, &endings, drafts, &continued.after);
    let (closed, disowning) = (present::closed(&disowned), present::disowning(&open));
    reader.page(&CabinetPage { closed, disowning, ..page }, Place::Cabinet).await
}

/// The state of one.
async fn application(reader: Reader, Path(number): Path<ApplicationNumber>) -> Answer {
    let own = cabinet::open(&reader.desk, number).await?;
    reader.page(&present::application(&reader.desk, &own, &reader.session.csrf), Place::Cabinet).await
}

/// One of its certificates, named after its owner.
async fn certificate(reader: Reader, Path((number, serial)): Path<(ApplicationNumber, String)>) -> Answer {
    let (owner, certificate) = cabinet::certificate(&reader.desk, number, &serial).await?;
    let short = serial.get(..8).unwrap_or(&serial);
    Ok(named(&format!("{owner} {short}.cer"), "application/pkix-cert", certificate.der))
}

/// A form with only the CSRF token.
#[derive(Deserialize)]
struct Button {}

/// The partner is told that the client waits.
async fn nudge(Path(number): Path<ApplicationNumber>, form: Form<Button>) -> Answer {
    let done = cabinet::nudge(&form.reader.desk, number).await;
    after(&form, number, &verbs::NUDGE, done)
}

/// Takes a returned application back.
async fn withdraw(Path(number): Path<ApplicationNumber>, form: Form<Button>) -> Answer {
    let done = cabinet::withdraw(&form.reader.desk, number).await;
    after(&form, number, &verbs::WITHDRAW, done)
}

/// The set-up is finished.
async fn complete(Path(number): Path<ApplicationNumber>, form: Form<Button>) -> Answer {
    let done = cabinet::complete(&form.reader.desk, number).await;
    after(&form, number, &verbs::COMPLETE, done)
}

fn after(
    form: &Form<Button>,
    number: ApplicationNumber,
    row: &VerbRow,
    done: Result<Application, Failure>,
) -> Answer {
    let home = paths::cabinet_application(&number.to_string());
    done.map_err(|failure| Trouble::from(failure).about(home.clone()))?;
    Ok(form.reader.go(&home, &format!("Заявление №\u{a0}{number}: {}.", row.done)))
}
