//! Attachments: the client's page, and the list at the partner's desk.

use templates::components::FieldError;
use templates::format::Zone;
use templates::pages::{AttachmentRow, cabinet::AttachmentsPage};
use templates::paths;

use super::cabinet::zone;
use super::words::attachments::{KINDS, label, size};
use crate::domain::attachment::{ATTACHMENTS_MOST, Attachment, FileKind, LARGEST_ATTACHMENT};
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
        hint: format!(
            "{KINDS}, до {} каждый. К заявлению можно приложить не больше {ATTACHMENTS_MOST} файлов, сейчас их {}.",
            size(LARGEST_ATTACHMENT),
            own.files.len(),
        ),
        accept: accepted(),
        errors: faults
            .iter()
            .map(|text| FieldError { field: FIELD.to_owned(), text: text.clone() })
            .collect(),
        csrf: csrf.to_owned(),
        number,
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
    AttachmentRow {
        name: file.file.name.as_str().to_owned(),
        about: format!("{}, {}", label(file.file.kind), size(file.file.size)),
        at: zone.moment(file.at),
        href,
        removal: None,
    }
}

/// The extensions that the browser offers first.
fn accepted() -> String {
    let all = FileKind::ALL.iter().flat_map(|kind| kind.extensions());
    all.map(|extension| format!(".{extension}")).collect::<Vec<_>>().join(",")
}
