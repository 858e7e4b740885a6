//! The files of a draft: its step before the check.

use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::Response;
use templates::paths;

use super::{DraftView, Go, leave, sent, show};
use crate::domain::draft::DraftStep;
use crate::domain::ids::{DraftFileId, DraftId};
use crate::operations::drafts;
use crate::present::drafts as present;
use crate::present::frame::Place;
use crate::web::address::Path;
use crate::web::attachments::download;
use crate::web::form::{Empty, Form};
use crate::web::reader::Reader;
use crate::web::sent_files::{LARGEST_UPLOAD, SentField, SentFiles};
use crate::web::table::Routes;
use crate::web::trouble::{Answer, Trouble};

/// The routes.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .upload(paths::DRAFT_FILES, LARGEST_UPLOAD, add)
        .read(paths::DRAFT_FILE, file)
        .change(paths::DRAFT_FILE_REMOVAL, remove)
}

/// Takes the files of the form, whichever button was pressed.
async fn add(reader: Reader, Path(id): Path<DraftId>, request: Request) -> Answer {
    if let Some(led) = led(&reader, id).await? {
        return Ok(led);
    }
    let store = &reader.office.settings().files;
    let mut sent = SentFiles::open(&reader, request).await?;
    while let Some(field) = sent.next().await? {
        let SentField::File { name, body } = field else { continue };
        let taken = drafts::add_file(&reader.desk, store, id, &name, body).await;
        if let Err(trouble) = sent.count(&name, taken) {
            // It may have been sent in another window while the file came in.
            return led(&reader, id).await?.ok_or(trouble);
        }
    }
    let go = Go::of(&sent.fields);
    if go == Go::Another {
        sent.must_be_some();
    }
    if !sent.faults.is_empty() {
        return refused(&reader, id, &sent.faults).await;
    }
    on(&reader, id, go, sent.taken).await
}

/// Leads whoever adds files to a draft that was sent to the attachments of its application.
async fn led(reader: &Reader, id: DraftId) -> Result<Option<Response>, Trouble> {
    let sent = drafts::begin_files(&reader.desk, id).await?;
    let told = "Заявление уже отправлено, файлы не приложены.";
    Ok(sent.map(|number| reader.go(&paths::attachments(&number.to_string()), told)))
}

/// The step again, with what is wrong with the files.
async fn refused(reader: &Reader, id: DraftId, faults: &[String]) -> Answer {
    let open = drafts::open(&reader.desk, id).await?;
    let page = present::files(&open, faults, &super::shown(reader, &open, DraftView::default()));
    reader.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page, Place::Cabinet).await
}

async fn on(reader: &Reader, id: DraftId, go: Go, taken: usize) -> Answer {
    let step = DraftStep::Attachments;
    if go == Go::Another {
        let home = paths::draft_step(&id.to_string(), step.code());
        return Ok(reader.go(&home, &format!("Приложено файлов: {taken}.")));
    }
    if go == Go::Onward {
        drafts::pass_files(&reader.desk, id).await?;
    }
    let open = drafts::open(&reader.desk, id).await?;
    if let Some(sent) = sent(&open) {
        return Ok(sent);
    }
    if go == Go::Onward && open.is_faulty(step) {
        let view = DraftView { told: true, ..DraftView::default() };
        return show(reader, StatusCode::UNPROCESSABLE_ENTITY, &open, step, view).await;
    }
    Ok(leave(reader, &open, go, open.draft.after(step), open.draft.before(step)))
}

/// A file that waits.
async fn file(reader: Reader, Path((id, file)): Path<(DraftId, DraftFileId)>) -> Answer {
    let file = drafts::waiting_file(&reader.desk, id, file).await?.file;
    let home = paths::draft_step(&id.to_string(), DraftStep::Attachments.code());
    download(&reader, &file, home).await
}

/// Takes a file out.
async fn remove(Path((id, file)): Path<(DraftId, DraftFileId)>, form: Form<Empty>) -> Answer {
    drafts::remove_file(&form.reader.desk, id, file).await?;
    let home = paths::draft_step(&id.to_string(), DraftStep::Attachments.code());
    Ok(form.reader.go(&home, "Файл удален."))
}
