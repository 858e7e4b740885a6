//! Attachments: files come in one after the other while they are sent, and go out while they are read.

use axum::body::Body;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest as _, MatchedPath, Multipart, Request};
use axum::http::{Method, StatusCode};
use axum::response::Response;
use templates::paths;

use super::address::Path;
use super::file::streamed;
use super::form::{CSRF, Empty, Form, same};
use super::reader::Reader;
use super::table::Routes;
use super::trouble::{Answer, Trouble};
use crate::domain::attachment::{ATTACHMENTS_MOST, Attachment, AttachmentRefusal, LARGEST_ATTACHMENT};
use crate::domain::ids::{ApplicationNumber, AttachmentId};
use crate::operations::attachments::{self, AttachFailure};
use crate::operations::{Failure, Refusal};
use crate::present::attachments as present;
use crate::present::frame::Place;
use crate::present::words;

/// As many files as an application takes, and what a form says around them.
#[expect(clippy::cast_possible_truncation, reason = "a limit that is known when the program is built")]
const LARGEST_UPLOAD: usize = ATTACHMENTS_MOST * LARGEST_ATTACHMENT as usize + 1024 * 1024;

/// How many files of a form are looked at.
const AT_ONCE: usize = 2 * ATTACHMENTS_MOST;

const BROKEN_OFF: &str =
    "Файлы дошли не полностью: связь прервалась. Проверьте список вложений и отправьте остальные.";

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .read(paths::ATTACHMENTS, list)
        .upload(paths::ATTACHMENTS, LARGEST_UPLOAD, attach)
        .read(paths::ATTACHMENT, own_file)
        .change(paths::ATTACHMENT_REMOVAL, remove)
        .read(paths::ATTACHED_FILE, file)
}

/// Whether a request may carry files, which take longer.
pub(super) fn carries_files(request: &Request) -> bool {
    let path = request.extensions().get::<MatchedPath>();
    request.method() == Method::POST && path.is_some_and(|path| path.as_str() == paths::ATTACHMENTS)
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
    let multipart = Multipart::from_request(request, &reader.office).await;
    let mut multipart = multipart.map_err(|_| broken_off())?;
    signed(&reader, &mut multipart).await?;
    let mut taken = UploadOutcome::default();
    while let Some(field) = next(&mut multipart).await? {
        if taken.files + taken.faults.len() == AT_ONCE {
            taken.faults.push(format!("Остальные файлы не приняты: за один раз можно отправить {AT_ONCE}"));
            break;
        }
        take(&reader, number, field, &mut taken).await?;
    }
    if taken.faults.is_empty() && taken.files == 0 {
        taken.faults.push("Выберите хотя бы один файл".to_owned());
    }
    if taken.faults.is_empty() {
        return Ok(reader.go(&home, &format!("Приложено файлов: {}.", taken.files)));
    }
    show(&reader, number, StatusCode::UNPROCESSABLE_ENTITY, &taken.faults).await
}

/// What became of the files of a form.
#[derive(Default)]
struct UploadOutcome {
    /// How many are attached now.
    files: usize,
    /// Why the others are not.
    faults: Vec<String>,
}

/// The first field is the session's token.
async fn signed(reader: &Reader, multipart: &mut Multipart) -> Result<(), Trouble> {
    let first = next(multipart).await?.filter(|field| field.name() == Some(CSRF));
    let token = first.ok_or(Trouble::Forged)?.text().await.map_err(|error| told(&error))?;
    if same(&token, &reader.session.csrf) { Ok(()) } else { Err(Trouble::Forged) }
}

async fn next(multipart: &mut Multipart) -> Result<Option<Field<'_>>, Trouble> {
    multipart.next_field().await.map_err(|error| told(&error))
}

/// Takes one file; a field without a file is nothing.
async fn take(
    reader: &Reader,
    number: ApplicationNumber,
    field: Field<'_>,
    taken: &mut UploadOutcome,
) -> Result<(), Trouble> {
    let Some(name) = field.file_name().map(str::to_owned).filter(|name| !name.is_empty()) else {
        return Ok(());
    };
    let files = &reader.office.settings().files;
    match attachments::attach(&reader.desk, files, number, &name, field).await {
        Ok(()) => taken.files += 1,
        Err(AttachFailure::BrokenOff(error)) => return Err(told(&error)),
        Err(AttachFailure::Failed(Failure::Refused(Refusal::Attachment(refusal)))) => {
            taken.faults.push(fault(&name, &refusal));
        }
        Err(AttachFailure::Failed(failure)) => return Err(failure.into()),
    }
    Ok(())
}

/// What is wrong with a file, after its name as far as it can be shown.
fn fault(name: &str, refusal: &AttachmentRefusal) -> String {
    let seen: String = name.chars().filter(|sign| !sign.is_control()).take(100).collect();
    format!("«{seen}»: {}", words::attachments::refused(refusal))
}

fn told(error: &MultipartError) -> Trouble {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Trouble::Unreadable(format!(
            "За один раз можно отправить не больше {ATTACHMENTS_MOST} файлов по 10 МБ."
        ))
    } else {
        broken_off()
    }
}

fn broken_off() -> Trouble {
    Trouble::Unreadable(BROKEN_OFF.to_owned())
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
    download(&reader, &attachment, paths::attachments(&number.to_string())).await
}

/// A file of an application that the reader checks.
async fn file(reader: Reader, Path((number, id)): Path<(ApplicationNumber, AttachmentId)>) -> Answer {
    let attachment = attachments::file(&reader.desk, number, id).await?;
    download(&reader, &attachment, paths::application(&number.to_string())).await
}

async fn download(reader: &Reader, attachment: &Attachment, home: String) -> Result<Response, Trouble> {
    let file = &attachment.file;
    let stored = attachments::read(&reader.office.settings().files, attachment).await;
    let stored = stored.map_err(|failure| Trouble::from(failure).about(home))?;
    Ok(streamed(file.name.as_str(), file.kind.content_type(), stored.size, Body::from_stream(stored.bytes)))
}
