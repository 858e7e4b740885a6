//! The entries of the lists of a draft, each on its own page.

use axum::http::StatusCode;
use templates::paths;

use super::{DraftView, Go, leave, read_step, sent, shown, to, version};
use crate::domain::draft::DraftStep;
use crate::domain::ids::DraftId;
use crate::operations::drafts::{self, Filled, OpenDraft, Saved};
use crate::present::drafts::{self as present, NEW};
use crate::present::frame::Place;
use crate::web::address::Path;
use crate::web::form::{Form, Seen};
use crate::web::reader::Reader;
use crate::web::table::Routes;
use crate::web::trouble::{Answer, Trouble};
use crate::web::upload::Upload;

/// The routes.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .read(paths::DRAFT_ENTRY, entry)
        .change(paths::DRAFT_ENTRY, fill_entry)
        .change(paths::DRAFT_ENTRY_REMOVAL, remove_entry)
}

/// The page of an entry of a list.
async fn entry(reader: Reader, Path((id, code, entry)): Path<(DraftId, String, String)>) -> Answer {
    let (open, step) = (drafts::open(&reader.desk, id).await?, read_step(&code)?);
    if let Some(sent) = sent(&open) {
        return Ok(sent);
    }
    let entry = read_entry(&entry)?;
    show_entry(&reader, StatusCode::OK, &open, EntryPlace { step, entry }, DraftView::default()).await
}

/// An entry of a list; a new one has no identity.
#[derive(Clone, Copy)]
struct EntryPlace {
    step: DraftStep,
    entry: Option<u32>,
}

async fn show_entry(
    reader: &Reader,
    status: StatusCode,
    open: &OpenDraft,
    at: EntryPlace,
    view: DraftView,
) -> Answer {
    let found =
        open.draft.has(at.step).then(|| present::entry(open, at.step, at.entry, &shown(reader, open, view)));
    let page = found.flatten().ok_or(Trouble::NotFound)?;
    reader.page_with(status, &page, Place::Cabinet).await
}

/// Keeps an entry. A new one that nobody filled is left without a trace.
async fn fill_entry(Path((id, code, entry)): Path<(DraftId, String, String)>, form: Upload) -> Answer {
    let (reader, fields, step) = (form.reader, form.fields, read_step(&code)?);
    let (go, known) = (Go::of(&fields), read_entry(&entry)?);
    if known.is_none() && matches!(go, Go::Back | Go::Exit) && fields.says_nothing() {
        let open = drafts::open(&reader.desk, id).await?;
        return Ok(leave(&reader, &open, go, step, Some(step)));
    }
    let filled = Filled { seen: version(&fields)?, step, onward: false, fields };
    let kept = drafts::fill_entry(&reader.desk, id, known, &filled).await?;
    let at = EntryPlace { step, entry: Some(kept.entry) };
    let open = match kept.saved {
        Saved::Kept(open) => open,
        Saved::Changed(open) => {
            let view = DraftView { told: true, changed: true, unkept: known.is_none() };
            return show_entry(&reader, StatusCode::CONFLICT, &open, at, view).await;
        }
    };
    if let Some(sent) = sent(&open) {
        return Ok(sent);
    }
    let wrong = open.faults_at(step, at.entry).next().is_some();
    if wrong && matches!(go, Go::Onward | Go::Another) {
        let view = DraftView { told: true, ..DraftView::default() };
        return show_entry(&reader, StatusCode::UNPROCESSABLE_ENTITY, &open, at, view).await;
    }
    if go == Go::Another {
        return Ok(to(&paths::draft_entry(&id.to_string(), step.code(), NEW)));
    }
    Ok(leave(&reader, &open, go, step, Some(step)))
}

/// Takes an entry off its list.
async fn remove_entry(Path((id, code, entry)): Path<(DraftId, String, u32)>, form: Form<Seen>) -> Answer {
    let (reader, step) = (form.reader, read_step(&code)?);
    let removed = drafts::remove_entry(&reader.desk, id, step, entry, form.input.version).await?;
    let back = paths::draft_step(&id.to_string(), step.code());
    match removed {
        Saved::Kept(_) => Ok(to(&back)),
        Saved::Changed(_) => {
            let because = "Черновик изменили в другом окне, ничего не убрано.".to_owned();
            Err(Trouble::Conflict { changed: None, because, href: back })
        }
    }
}

fn read_entry(text: &str) -> Result<Option<u32>, Trouble> {
    if text == NEW { Ok(None) } else { text.parse().map(Some).map_err(|_| Trouble::NotFound) }
}
