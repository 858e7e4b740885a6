//! Files that wait in a draft: sending it hands them over to the application as its attachments.

use chrono::{DateTime, Utc};

use super::places::DraftPlace;
use super::steps::DraftStep;
use super::{Draft, DraftFault};
use crate::domain::attachment::{ATTACHMENTS_MOST, AttachedFile, AttachmentRefusal};
use crate::domain::ids::{DraftFileId, DraftId};

/// A file that waits in a draft. Its bytes lie in the store of files, under their SHA-256.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftFile {
    /// Its identity.
    pub id: DraftFileId,
    /// The draft.
    pub draft: DraftId,
    /// What is known of the file.
    pub file: AttachedFile,
    /// When it was added.
    pub at: DateTime<Utc>,
}

impl Draft {
    /// Adds a file to those that wait; `None` when it is among them already.
    pub fn hold(
        &self,
        waiting: &[DraftFile],
        file: AttachedFile,
        at: DateTime<Utc>,
    ) -> Result<Option<DraftFile>, AttachmentRefusal> {
        if waiting.iter().any(|known| known.file.sha256 == file.sha256) {
            return Ok(None);
        }
        if waiting.len() >= ATTACHMENTS_MOST {
            return Err(AttachmentRefusal::TooMany);
        }
        Ok(Some(DraftFile { id: DraftFileId(0), draft: self.id, file, at }))
    }

    /// What is wrong when this many files in all would be attached to the application.
    #[must_use]
    pub fn too_many_files(&self, attached: usize) -> Option<DraftFault> {
        (attached > ATTACHMENTS_MOST).then(|| DraftFault {
            place: DraftPlace::of(DraftStep::Attachments, "files"),
            detail: format!(
                "К заявлению можно приложить не больше {ATTACHMENTS_MOST} файлов, а их {attached}: удалите лишние"
            ),
        })
    }
}
