//! Attachments: the client's page, and the list at the partner's desk.

use templates::components::FieldError;
use templates::format::{Moment, Zone};
use templates::pages::cabinet::AttachmentsPage;
use templates::pages::{AttachmentRow, FilesField};
use templates::paths;

use super::cabinet::zone;
use super::words::attachments::{KINDS, label, size};
use crate::domain::attachment::{ATTACHMENTS_MOST, AttachedFile, Attachment, FileKind, LARGEST_ATTACHMENT};
use crate::operations::attachments::OwnAttachments;

/// The field with the files.
pub const FIELD: &str = "files";

/// The page of the client, with what is wrong with files that were sent.
#[must_use]
pub fn page(own: &OwnAttachments, faults: &[String], csrf: &str) -> AttachmentsPage {
    let number = own.application.number.to_string();
    let zone = zone(&own.application);
    AttachmentsPage {
        organization: own.application.asked.organization_name.clone(),
        rows: own.files.iter().map(|file| own_row(own, file, zone)).collect(),
        open: own.open,
        full: own.files.len() >= ATTACHMENTS_MOST,
        field: field(own.files.len(), faults),
        csrf: csrf.to_owned(),
        number,
    }
}

/// The field that takes files beside so many that are there, with what is wrong with those that were sent.
#[must_use]
pub fn field(there: usize, faults: &[String]) -> FilesField {
    FilesField {
        hint: format!(
            "{KINDS}, до {} каждый. К заявлению можно приложить не больше {ATTACHMENTS_MOST}\u{a0}файлов, сейчас их {there}.",
            size(LARGEST_ATTACHMENT),
        ),
        accept: accepted(),
        errors: faults
            .iter()
            .map(|text| FieldError { field: FIELD.to_owned(), text: text.clone() })
            .collect(),
    }
}

fn own_row(own: &OwnAttachments, file: &Attachment, zone: Zone) -> AttachmentRow {
    let (number, id) = (own.application.number.to_string(), file.id.to_string());
    AttachmentRow {
        removal: own.open.then(|| paths::attachment_removal(&number, &id)),
        ..row(file, zone, paths::attachment(&number, &id))
    }
}

/// The list on the client's page of the application.
#[must_use]
pub fn of_client(files: &[Attachment], zone: Zone) -> Vec<AttachmentRow> {
    let href = |file: &Attachment| paths::attachment(&file.application.to_string(), &file.id.to_string());
    files.iter().map(|file| row(file, zone, href(file))).collect()
}

/// The list on the card of the application.
#[must_use]
pub fn of_card(files: &[Attachment], zone: Zone) -> Vec<AttachmentRow> {
    let href = |file: &Attachment| paths::attached_file(&file.application.to_string(), &file.id.to_string());
    files.iter().map(|file| row(file, zone, href(file))).collect()
}

fn row(file: &Attachment, zone: Zone, href: String) -> AttachmentRow {
    file_row(&file.file, zone.moment(file.at), href)
}

/// A file in a list.
#[must_use]
pub fn file_row(file: &AttachedFile, at: Moment, href: String) -> AttachmentRow {
    AttachmentRow { name: file.name.as_str().to_owned(), about: about(file), at, href, removal: None }
}

/// The kind and size of a file.
#[must_use]
pub fn about(file: &AttachedFile) -> String {
    format!("{}, {}", label(file.kind), size(file.size))
}

/// The extensions that the browser offers first.
fn accepted() -> String {
    let all = FileKind::ALL.iter().flat_map(|kind| kind.extensions());
    all.map(|extension| format!(".{extension}")).collect::<Vec<_>>().join(",")
}
