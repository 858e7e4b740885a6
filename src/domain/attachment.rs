//! Attachments: files that a client adds to an application for whoever checks it.

mod name;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};

pub use name::{AttachmentName, NameFault};

use super::change::{Change, Subject};
use super::ids::{ApplicationNumber, AttachmentId, PartnerId, PersonId};
use super::stage::StageCode;

/// How many files an application has at most.
pub const ATTACHMENTS_MOST: usize = 10;
/// How large a file is at most, in bytes.
pub const LARGEST_ATTACHMENT: u64 = 10 * 1024 * 1024;
/// How much an archive holds at most when it is unpacked, in bytes.
pub const LARGEST_UNPACKED: u64 = 50 * 1024 * 1024;
/// How many entries an archive has at most.
pub const ENTRIES_MOST: usize = 100;

codes! {
    /// The kind of a file, known by its content.
    pub enum FileKind {
        /// PDF.
        Pdf = "pdf",
        /// JPEG.
        Jpeg = "jpeg",
        /// PNG.
        Png = "png",
        /// XML.
        Xml = "xml",
        /// A detached signature: CMS, as DER or as text.
        Signature = "sig",
        /// A ZIP archive.
        Zip = "zip",
    }
}

impl FileKind {
    /// The extensions of this kind, the usual one first.
    #[must_use]
    pub const fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Png => &["png"],
            Self::Xml => &["xml"],
            Self::Signature => &["sig", "sgn", "p7s"],
            Self::Zip => &["zip"],
        }
    }

    /// The kind that an extension promises.
    #[must_use]
    pub fn of_extension(extension: &str) -> Option<Self> {
        let extension = extension.to_ascii_lowercase();
        Self::ALL.iter().copied().find(|kind| kind.extensions().contains(&extension.as_str()))
    }

    /// The type as which it is downloaded: never one that a browser would run.
    #[must_use]
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Xml | Self::Signature | Self::Zip => "application/octet-stream",
        }
    }
}

/// A file that a client added to an application. Its bytes lie in the store of files, under their SHA-256.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its identity.
    pub id: AttachmentId,
    /// The application.
    pub application: ApplicationNumber,
    /// The partner that serves the application.
    pub partner: PartnerId,
    /// What is known of the file.
    pub file: AttachedFile,
    /// Who added it.
    pub by: PersonId,
    /// When.
    pub at: DateTime<Utc>,
    /// When it was removed.
    pub removed_at: Option<DateTime<Utc>>,
}

/// What is known of a file, without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttachedFile {
    /// Its name.
    pub name: AttachmentName,
    /// Its kind.
    pub kind: FileKind,
    /// Its size in bytes.
    pub size: u64,
    /// The SHA-256 of its bytes, in hex.
    pub sha256: String,
}

/// The files of an application that were not removed, and its stage: what the verbs judge by.
#[derive(Clone, Debug)]
pub struct AttachmentFolder {
    /// The application.
    pub application: ApplicationNumber,
    /// The partner that serves it.
    pub partner: PartnerId,
    /// Its stage.
    pub stage: StageCode,
    /// Its files, the oldest first.
    pub files: Vec<Attachment>,
}

events! {
    /// What happened to an attachment.
    pub enum AttachmentEvent, named AttachmentEventName {
        /// A file was added.
        Attached = "attached" {
            /// Its name.
            name: AttachmentName,
            /// Its kind.
            kind: FileKind,
            /// Its size in bytes.
            size: u64,
            /// The SHA-256 of its bytes.
            sha256: String,
        },
        /// A file was removed.
        AttachmentRemoved = "attachment_removed" {
            /// Its name.
            name: AttachmentName,
            /// The SHA-256 of its bytes.
            sha256: String,
        },
    }
}

/// Why a file is not added, or not removed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AttachmentRefusal {
    /// The application is past the stages in which its client adds files.
    #[error("not in stage {0:?}")]
    NotInThisStage(StageCode),
    /// The application has as many files as it may have.
    #[error("too many files")]
    TooMany,
    /// Its name is no name of a file.
    #[error("{0}")]
    Name(#[from] NameFault),
    /// There is nothing in it.
    #[error("empty")]
    Empty,
    /// It is too large.
    #[error("too large")]
    TooLarge,
    /// Its content is not of the kind that its name promises.
    #[error("no {0:?} inside")]
    OtherContent(FileKind),
    /// An archive that is refused.
    #[error("archive: {0}")]
    Archive(#[from] ArchiveFault),
    /// The store of files does not answer.
    #[error("the store of files is away")]
    StoreIsAway,
}

/// What is wrong with an archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ArchiveFault {
    /// It cannot be unpacked.
    #[error("broken")]
    Broken,
    /// A password is needed.
    #[error("encrypted")]
    Encrypted,
    /// It has no files.
    #[error("no entries")]
    Nothing,
    /// It has too many entries.
    #[error("too many entries")]
    TooManyEntries,
    /// It unpacks to too much.
    #[error("unpacks to too much")]
    TooMuch,
    /// A name in it leads out of it.
    #[error("a name leads out of it")]
    StrayName,
}

impl Subject for Attachment {
    type Event = AttachmentEvent;
}

/// Whether a client may add and remove files in this stage: nobody at the partner checks the application.
#[must_use]
pub const fn takes_files(stage: StageCode) -> bool {
    matches!(stage, StageCode::Received | StageCode::NeedsClient)
}

impl AttachmentFolder {
    /// Whether the client may add and remove files now.
    pub fn open(&self) -> Result<(), AttachmentRefusal> {
        if takes_files(self.stage) { Ok(()) } else { Err(AttachmentRefusal::NotInThisStage(self.stage)) }
    }

    /// Adds a file; `None` when it is there already.
    pub fn attach(
        &self,
        file: AttachedFile,
        by: PersonId,
        at: DateTime<Utc>,
    ) -> Result<Option<Change<Attachment>>, AttachmentRefusal> {
        self.open()?;
        if self.files.iter().any(|known| known.file.sha256 == file.sha256) {
            return Ok(None);
        }
        if self.files.len() >= ATTACHMENTS_MOST {
            return Err(AttachmentRefusal::TooMany);
        }
        let AttachedFile { name, kind, size, sha256 } = file.clone();
        let (application, partner) = (self.application, self.partner);
        let attachment =
            Attachment { id: AttachmentId(0), application, partner, file, by, at, removed_at: None };
        Ok(Some(Change::new(attachment, AttachmentEvent::Attached { name, kind, size, sha256 })))
    }

    /// Removes a file; `None` when it is not there.
    pub fn remove(
        &self,
        id: AttachmentId,
        at: DateTime<Utc>,
    ) -> Result<Option<Change<Attachment>>, AttachmentRefusal> {
        self.open()?;
        let Some(known) = self.files.iter().find(|known| known.id == id) else { return Ok(None) };
        let AttachedFile { name, sha256, .. } = known.file.clone();
        let removed = Attachment { removed_at: Some(at), ..known.clone() };
        Ok(Some(Change::new(removed, AttachmentEvent::AttachmentRemoved { name, sha256 })))
    }
}
