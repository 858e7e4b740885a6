//! The steps of a draft: each is kept as it is left; only whoever goes on is told what is wrong.

use axum::http::StatusCode;
use templates::paths;

use super::{DraftView, Go, leave, read_step, sent, show, to, version};
use crate::domain::draft::DraftStep;
use crate::domain::ids::DraftId;
use crate::operations::drafts::{self, Filled, Saved};
use crate::present::drafts::NEW;
use crate::web::address::Path;
use crate::web::reader::Reader;
use crate::web::table::Routes;
use crate::web::trouble::{Answer, Trouble};
use crate::web::upload::Upload;

/// The routes.
pub(super) fn routes(routes: Routes) -> Routes {
    routes.read(paths::DRAFT_STEP, step).change(paths::DRAFT_STEP, fill)
}

/// The page of a step.
async fn step(reader: Reader, Path((id, code)): Path<(DraftId, String)>) -> Answer {
    let (open, step) = (drafts::open(&reader.desk, id).await?, read_step(&code)?);
    if let Some(sent) = sent(&open) {
        return Ok(sent);
    }
    if !open.draft.has(step) {
        return Err(Trouble::NotFound);
    }
    show(&reader, StatusCode::OK, &open, step, DraftView::default()).await
}

/// Keeps a step. Only whoever goes on is told what is wrong.
async fn fill(Path((id, code)): Path<(DraftId, String)>, form: Upload) -> Answer {
    let (reader, fields, step) = (form.reader, form.fields, read_step(&code)?);
    let go = Go::of(&fields);
    let onward = go == Go::Onward;
    let filled = Filled { seen: version(&fields)?, step, onward, fields };
    let was_ready = drafts::open(&reader.desk, id).await?.draft.reached == DraftStep::Check;
    let open = match drafts::fill(&reader.desk, id, &filled).await? {
        Saved::Kept(open) => open,
        Saved::Changed(open) => {
            return show(
                &reader,
                StatusCode::CONFLICT,
                &open,
                step,
                DraftView { told: true, changed: true, ..DraftView::default() },
            )
            .await;
        }
    };
    if let Some(sent) = sent(&open) {
        return Ok(sent);
    }
    if go == Go::Another {
        return Ok(to(&paths::draft_entry(&id.to_string(), step.code(), NEW)));
    }
    if onward && open.is_faulty(step) {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return show(&reader, status, &open, step, DraftView { told: true, ..DraftView::default() }).await;
    }
    // Whoever has seen the check comes back to it.
    let next = if was_ready { DraftStep::Check } else { open.draft.after(step) };
    Ok(leave(&reader, &open, go, next, open.draft.before(step)))
}
