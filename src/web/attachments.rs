//! Attachments of applications: files that a client adds, and that go out while they are read.

use axum::body::Body;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::Response;
use templates::paths;

use super::address::Path;
use super::file::streamed;
use super::form::{Empty, Form};
use super::reader::Reader;
use super::sent_files::{LARGEST_UPLOAD, SentField, SentFiles};
use super::table::Routes;
use super::trouble::{Answer, Trouble};
use crate::domain::attachment::AttachedFile;
use crate::domain::ids::{ApplicationNumber, AttachmentId};
use crate::operations::attachments;
use crate::present::attachments as present;
use crate::present::frame::Place;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .read(paths::ATTACHMENTS, list)
        .upload(paths::ATTACHMENTS, LARGEST_UPLOAD, attach)
        .read(paths::ATTACHMENT, own_file)
        .change(paths::ATTACHMENT_REMOVAL, remove)
        .read(paths::ATTACHED_FILE, file)
}

/// The files of an application.
async fn list(reader: Reader, Path(number): Path<ApplicationNumber>) -> Answer {
    show(&reader, number, StatusCode::OK, &[]).await
}

async fn show(reader: &Reader, number: ApplicationNumber, status: StatusCode, faults: &[String]) -> Answer {
    let own = attachments::own(&reader.desk, number).await?;
    let page = present::page(&own, faults, &reader.session.csrf);
    reader.page_with(status, &page, Place::Cabinet).await
}

/// Takes the files of a form. Whoever may not add files is refused before any of them is read.
async fn attach(reader: Reader, Path(number): Path<ApplicationNumber>, request: Request) -> Answer {
    let home = paths::attachments(&number.to_string());
    let may = attachments::begin(&reader.desk, number).await;
    may.map_err(|failure| Trouble::from(failure).about(home.clone()))?;
    let files = &reader.office.settings().files;
    let mut sent = SentFiles::open(&reader, request).await?;
    while let Some(field) = sent.next().await? {
        let SentField::File { name, body } = field else { continue };
        let taken = attachments::attach(&reader.desk, files, number, &name, body).await;
        sent.count(&name, taken)?;
    }
    sent.must_be_some();
    if sent.faults.is_empty() {
        return Ok(reader.go(&home, &format!("Приложено файлов: {}.", sent.taken)));
    }
    show(&reader, number, StatusCode::UNPROCESSABLE_ENTITY, &sent.faults).await
}

/// Removes a file.
async fn remove(Path((number, id)): Path<(ApplicationNumber, AttachmentId)>, form: Form<Empty>) -> Answer {
    let home = paths::attachments(&number.to_string());
    let done = attachments::remove(&form.reader.desk, number, id).await;
    done.map_err(|failure| Trouble::from(failure).about(home.clone()))?;
    Ok(form.reader.go(&home, "Файл удален."))
}

/// A file of the client's own application.
async fn own_file(reader: Reader, Path((number, id)): Path<(ApplicationNumber, AttachmentId)>) -> Answer {
    let attachment = attachments::own_file(&reader.desk, number, id).await?;
    download(&reader, &attachment.file, paths::attachments(&number.to_string())).await
}

/// A file of an application that the reader checks.
async fn file(reader: Reader, Path((number, id)): Path<(ApplicationNumber, AttachmentId)>) -> Answer {
    let attachment = attachments::file(&reader.desk, number, id).await?;
    download(&reader, &attachment.file, paths::application(&number.to_string())).await
}

/// A file from the store.
pub(super) async fn download(
    reader: &Reader,
    file: &AttachedFile,
    home: String,
) -> Result<Response, Trouble> {
    let stored = attachments::read(&reader.office.settings().files, file).await;
    let stored = stored.map_err(|failure| Trouble::from(failure).about(home))?;
    Ok(streamed(file.name.as_str(), file.kind.content_type(), stored.size, Body::from_stream(stored.bytes)))
}
