//! Forms with many files: each comes in after the other while it is sent, and is taken or refused by itself.

use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest as _, MatchedPath, Multipart, Request};
use axum::http::{Method, StatusCode};
use templates::paths;

use super::form::{CSRF, same};
use super::reader::Reader;
use super::trouble::Trouble;
use crate::domain::attachment::{ATTACHMENTS_MOST, AttachmentRefusal, LARGEST_ATTACHMENT};
use crate::domain::draft::TypedFields;
use crate::operations::attachments::AttachFailure;
use crate::operations::{Failure, Refusal};
use crate::present::words;

/// As many files as an application takes, and what a form says around them.
#[expect(clippy::cast_possible_truncation, reason = "a limit that is known when the program is built")]
pub(super) const LARGEST_UPLOAD: usize = ATTACHMENTS_MOST * LARGEST_ATTACHMENT as usize + 1024 * 1024;

/// How many files of a form are looked at.
const AT_ONCE: usize = 2 * ATTACHMENTS_MOST;

/// How many bytes a field beside the files has at most.
const LARGEST_TEXT: usize = 8 * 1024;
/// How many fields a form has beside the files at most.
const TEXTS_MOST: usize = 20;

const BROKEN_OFF: &str =
    "Файлы дошли не полностью: связь прервалась. Проверьте список вложений и отправьте остальные.";

/// A form whose files come in one after the other, with what became of those that came.
pub(super) struct SentFiles {
    multipart: Multipart,
    /// How many are taken.
    pub(super) taken: usize,
    /// Why the others are not.
    pub(super) faults: Vec<String>,
    /// The fields beside the files.
    pub(super) fields: TypedFields,
}

/// A field of such a form.
pub(super) enum SentField<'a> {
    /// A file that comes in.
    File {
        /// Its name as the browser says it.
        name: String,
        /// Its bytes.
        body: Box<Field<'a>>,
    },
    /// Something that was typed, or no file at all.
    Typed,
}

impl SentFiles {
    /// Opens a form. The first field is the session's token.
    pub(super) async fn open(reader: &Reader, request: Request) -> Result<Self, Trouble> {
        let multipart = Multipart::from_request(request, &reader.office).await;
        let mut multipart = multipart.map_err(|_| broken_off())?;
        let first = next(&mut multipart).await?.filter(|field| field.name() == Some(CSRF));
        let token = text(first.ok_or(Trouble::Forged)?).await?;
        if !same(&token, &reader.session.csrf) {
            return Err(Trouble::Forged);
        }
        Ok(Self { multipart, taken: 0, faults: Vec::new(), fields: TypedFields::default() })
    }

    /// The next field; what is typed is kept on the way.
    pub(super) async fn next(&mut self) -> Result<Option<SentField<'_>>, Trouble> {
        let Self { multipart, taken, faults, fields } = self;
        let Some(body) = next(multipart).await? else { return Ok(None) };
        match body.file_name().map(str::to_owned) {
            None if fields.0.len() == TEXTS_MOST => return Err(Trouble::TooLarge),
            None => {
                let name = body.name().unwrap_or_default().to_owned();
                fields.0.push((name, text(body).await?));
            }
            Some(name) if name.is_empty() => {}
            Some(_) if *taken + faults.len() == AT_ONCE => {
                faults.push(format!("Остальные файлы не приняты: за один раз можно отправить {AT_ONCE}"));
                return Ok(None);
            }
            Some(name) => return Ok(Some(SentField::File { name, body: Box::new(body) })),
        }
        Ok(Some(SentField::Typed))
    }

    /// Counts what became of a file.
    pub(super) fn count(
        &mut self,
        name: &str,
        taken: Result<(), AttachFailure<MultipartError>>,
    ) -> Result<(), Trouble> {
        match taken {
            Ok(()) => self.taken += 1,
            Err(AttachFailure::BrokenOff(error)) => return Err(told(&error)),
            Err(AttachFailure::Failed(Failure::Refused(Refusal::Attachment(refusal)))) => {
                self.faults.push(fault(name, &refusal));
            }
            Err(AttachFailure::Failed(failure)) => return Err(failure.into()),
        }
        Ok(())
    }

    /// Asks for a file where none was chosen.
    pub(super) fn must_be_some(&mut self) {
        if self.faults.is_empty() && self.taken == 0 {
            self.faults.push("Выберите хотя бы один файл".to_owned());
        }
    }
}

/// Whether a request may carry files, which take longer.
pub(super) fn carries_files(request: &Request) -> bool {
    let path = request.extensions().get::<MatchedPath>();
    let takes_files = |path: &MatchedPath| {
        [paths::ATTACHMENTS, paths::DRAFT_FILES, paths::ACT_FILE, paths::SELLER_LOGO].contains(&path.as_str())
    };
    request.method() == Method::POST && path.is_some_and(takes_files)
}

/// A field that was typed: a few words, never as much as a file.
async fn text(mut field: Field<'_>) -> Result<String, Trouble> {
    let mut text = Vec::new();
    while let Some(part) = field.chunk().await.map_err(|error| told(&error))? {
        if text.len() + part.len() > LARGEST_TEXT {
            return Err(Trouble::TooLarge);
        }
        text.extend_from_slice(&part);
    }
    String::from_utf8(text).map_err(|_| broken_off())
}

async fn next(multipart: &mut Multipart) -> Result<Option<Field<'_>>, Trouble> {
    multipart.next_field().await.map_err(|error| told(&error))
}

/// What is wrong with a file, after its name as far as it can be shown.
fn fault(name: &str, refusal: &AttachmentRefusal) -> String {
    let seen: String = name.chars().filter(|sign| !sign.is_control()).take(100).collect();
    format!("«{seen}»: {}", words::attachments::refused(refusal))
}

/// What is told when the sender of a file broke off.
pub(super) fn told(error: &MultipartError) -> Trouble {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Trouble::Unreadable(format!(
            "За один раз можно отправить не больше {ATTACHMENTS_MOST}\u{a0}файлов по 10\u{a0}МБ."
        ))
    } else {
        broken_off()
    }
}

fn broken_off() -> Trouble {
    Trouble::Unreadable(BROKEN_OFF.to_owned())
}
