//! Applications that clients fill in the browser: one page a step, each kept as it is left.

mod account;
mod entries;
mod files;
mod steps;

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;
use templates::paths;

use super::address::{Path, Query};
use super::form::{Empty, Form};
use super::reader::Reader;
use super::stranger::Stranger;
use super::table::Routes;
use super::trouble::{Answer, Trouble};
use crate::domain::draft::{DraftStep, TypedFields};
use crate::domain::ids::{ApplicationNumber, DraftId};
use crate::operations::Failure;
use crate::operations::drafts::{self, OpenDraft, SeenDraft, Sending, TypedStart};
use crate::present::drafts::{self as present, NewDraft, Shown};
use crate::present::frame::Place;

/// The routes.
pub(super) fn routes(routes: Routes) -> Routes {
    let routes = routes
        .read(paths::DRAFTS, list)
        .change(paths::DRAFTS, begin)
        .read(paths::NEW_DRAFT, new)
        .change(paths::CORRECTION, correct)
        .read(paths::DRAFT, go_on)
        .change(paths::DRAFT_REMOVAL, remove)
        .change(paths::DRAFT_SENDING, send);
    account::routes(files::routes(entries::routes(steps::routes(routes))))
}

/// The drafts that wait.
async fn list(reader: Reader) -> Answer {
    let found = drafts::list(&reader.desk).await?;
    let connected = !drafts::start(&reader.desk).await?.organizations.is_empty();
    let page = present::drafts(&found, connected, reader.zone, reader.csrf());
    reader.page(&page, Place::Cabinet).await
}

/// What is asked for from the beginning.
#[derive(Default, Deserialize)]
#[serde(default)]
struct StartAsked {
    #[serde(rename = "type")]
    kind: String,
    organization: String,
}

/// What may be begun. Whoever is not signed in creates an account first; whose organisation is named has one, and signs in.
async fn new(
    reader: Result<Reader, Response>,
    stranger: Stranger,
    Query(asked): Query<StartAsked>,
) -> Answer {
    let reader = match reader {
        Ok(reader) => reader,
        Err(_) if asked.organization.is_empty() => return account::window(stranger).await,
        Err(sign_in) => return Ok(sign_in),
    };
    let asked = NewDraft { kind: asked.kind, organization: asked.organization, ..NewDraft::default() };
    show_start(&reader, StatusCode::OK, asked).await
}

async fn show_start(reader: &Reader, status: StatusCode, asked: NewDraft) -> Answer {
    let start = drafts::start(&reader.desk).await?;
    let page = present::new_draft(&start, NewDraft { csrf: reader.csrf(), ..asked });
    reader.page_with(status, &page, Place::Cabinet).await
}

/// Begins a draft.
async fn begin(form: Form<StartAsked>) -> Answer {
    let (reader, StartAsked { kind, organization }) = (form.reader, form.input);
    let typed = TypedStart { kind: &kind, organization: &organization };
    match drafts::begin(&reader.desk, typed).await {
        Ok(id) => Ok(to(&paths::draft(&id.to_string()))),
        Err(Failure::Invalid(faults)) => {
            let asked = NewDraft { kind, organization, faults, ..NewDraft::default() };
            show_start(&reader, StatusCode::UNPROCESSABLE_ENTITY, asked).await
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Begins the mending of a returned application.
async fn correct(Path(number): Path<ApplicationNumber>, form: Form<Empty>) -> Answer {
    let home = paths::cabinet_application(&number.to_string());
    match drafts::correct(&form.reader.desk, number).await {
        Ok(id) => Ok(to(&paths::draft(&id.to_string()))),
        // There are as many drafts as may be: one of them is to go first.
        Err(Failure::Invalid(faults)) => {
            let words: Vec<String> = faults.into_iter().map(|(_, words)| words).collect();
            Ok(form.reader.go(&paths::drafts(), &words.join(". ")))
        }
        Err(failure) => Err(Trouble::from(failure).about(home)),
    }
}

/// Where a draft goes on.
async fn go_on(reader: Reader, Path(id): Path<DraftId>) -> Answer {
    let open = drafts::open(&reader.desk, id).await?;
    if let Some(sent) = sent(&open) {
        return Ok(sent);
    }
    Ok(to(&paths::draft_step(&id.to_string(), open.goes_on_at().code())))
}

/// Throws a draft away.
async fn remove(Path(id): Path<DraftId>, form: Form<Empty>) -> Answer {
    drafts::remove(&form.reader.desk, id).await?;
    Ok(form.reader.go(&paths::drafts(), "Черновик удален."))
}

/// The check as it was seen.
#[derive(Deserialize)]
struct SeenCheck {
    version: i32,
    #[serde(default)]
    shown: String,
}

/// Sends a draft; what is wrong is shown at the check.
async fn send(Path(id): Path<DraftId>, form: Form<SeenCheck>) -> Answer {
    let (reader, SeenCheck { version, shown }) = (form.reader, form.input);
    match drafts::send(&reader.desk, id, &SeenDraft { version, shown }).await? {
        Sending::Sent(number) => {
            let home = paths::cabinet_application(&number.to_string());
            Ok(reader.go(&home, &format!("Заявление №\u{a0}{number} отправлено.")))
        }
        Sending::Held { open, changed } => {
            let status = if changed { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
            show(&reader, status, &open, DraftStep::Check, DraftView { told: true, changed, unkept: false })
                .await
        }
    }
}

/// How a page comes back.
#[derive(Clone, Copy, Default)]
struct DraftView {
    /// Whether what is wrong is told.
    told: bool,
    /// Whether another window changed the draft.
    changed: bool,
    /// Whether the entry is a new one that is not kept yet.
    unkept: bool,
}

async fn show(
    reader: &Reader,
    status: StatusCode,
    open: &OpenDraft,
    at: DraftStep,
    view: DraftView,
) -> Answer {
    let shown = shown(reader, open, view);
    if at == DraftStep::Check {
        return reader.page_with(status, &present::check(open, &shown), Place::Cabinet).await;
    }
    if at == DraftStep::Attachments {
        return reader.page_with(status, &present::files(open, &[], &shown), Place::Cabinet).await;
    }
    reader.page_with(status, &present::step(open, at, &shown), Place::Cabinet).await
}

fn shown(reader: &Reader, open: &OpenDraft, view: DraftView) -> Shown {
    let DraftView { told, changed, unkept } = view;
    Shown { told, changed, unkept, zone: present::zone(open).unwrap_or(reader.zone), csrf: reader.csrf() }
}

/// Where somebody goes from a page, by the button that was pressed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Go {
    Onward,
    Another,
    Back,
    Exit,
}

impl Go {
    fn of(fields: &TypedFields) -> Self {
        match fields.text("go").as_str() {
            "another" => Self::Another,
            "back" => Self::Back,
            "exit" => Self::Exit,
            _ => Self::Onward,
        }
    }
}

fn leave(reader: &Reader, open: &OpenDraft, go: Go, next: DraftStep, before: Option<DraftStep>) -> Response {
    let draft = open.draft.id.to_string();
    match (go, before) {
        (Go::Exit, _) => reader.go(&paths::drafts(), "Черновик сохранен."),
        (Go::Back, Some(before)) => to(&paths::draft_step(&draft, before.code())),
        (Go::Back, None) => to(&paths::drafts()),
        (Go::Onward | Go::Another, _) => to(&paths::draft_step(&draft, next.code())),
    }
}

/// A draft that was sent leads to its application.
fn sent(open: &OpenDraft) -> Option<Response> {
    open.draft.sent_as.map(|number| to(&paths::cabinet_application(&number.to_string())))
}

fn to(address: &str) -> Response {
    Redirect::to(address).into_response()
}

fn read_step(code: &str) -> Result<DraftStep, Trouble> {
    DraftStep::from_code(code).ok_or(Trouble::NotFound)
}

fn version(fields: &TypedFields) -> Result<i32, Trouble> {
    let unreadable = || Trouble::Unreadable("Форма заполнена не полностью.".to_owned());
    fields.text("version").parse().map_err(|_| unreadable())
}
