//! The store of files: bytes under their SHA-256, so that the same bytes are kept once.
//!
//! What comes in is first written to a nameless temporary file, hashed on the way and never whole in memory. Only a file
//! that is whole and was judged gets its place in the store.

mod archive;
mod kind;
mod packing;

use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use chrono::{DateTime, Utc};
use futures_util::{Stream, StreamExt as _};
use object_store::local::LocalFileSystem;
use object_store::path::Path as Key;
use object_store::{ObjectStore, ObjectStoreExt as _, WriteMultipart};
use sha2::{Digest as _, Sha256};
use tokio::io::{AsyncReadExt as _, AsyncSeekExt as _, AsyncWriteExt as _};

use crate::domain::attachment::{AttachmentRefusal, FileKind};
pub use packing::Packing;

/// How many bytes are written to the store at once.
const PART: usize = 256 * 1024;

/// The store of files.
#[derive(Clone, Debug)]
pub struct Files(Arc<dyn ObjectStore>);

/// Why the store did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum FilesFault {
    /// The setting names no store.
    #[error("files must be `dir:FOLDER`")]
    Unknown,
    /// The file is not there.
    #[error("no such file")]
    NotFound,
    /// The store does not answer.
    #[error("the store of files: {0}")]
    Away(String),
}

/// Why a file did not come in.
#[derive(Debug, thiserror::Error)]
pub enum ReceiveFault<E> {
    /// The sender broke off.
    #[error("broken off")]
    BrokenOff(E),
    /// It cannot be written down.
    #[error("cannot be written: {0}")]
    Unwritable(#[from] io::Error),
}

/// A file that came in; nobody else sees it, and it vanishes when it is dropped.
#[derive(Debug)]
pub struct ReceivedFile {
    /// How many bytes came; of one that is too large only the beginning was kept.
    pub size: u64,
    /// The SHA-256 of what was kept, in hex.
    pub sha256: String,
    file: File,
}

/// A file that is read from the store.
pub struct StoredFile<S> {
    /// Its size in bytes.
    pub size: u64,
    /// Its bytes.
    pub bytes: S,
}

/// Receives a file up to this size; the rest of a larger one is read and not kept.
pub async fn receive<E>(
    mut body: impl Stream<Item = Result<Bytes, E>> + Unpin,
    largest: u64,
) -> Result<ReceivedFile, ReceiveFault<E>> {
    let mut file = tokio::fs::File::from_std(tempfile::tempfile()?);
    let (mut digest, mut size) = (Sha256::new(), 0_u64);
    while let Some(part) = body.next().await {
        let part = part.map_err(ReceiveFault::BrokenOff)?;
        size = size.saturating_add(u64::try_from(part.len()).unwrap_or(u64::MAX));
        if size <= largest {
            digest.update(&part);
            file.write_all(&part).await?;
        }
    }
    file.flush().await?;
    let sha256 = hex::encode(digest.finalize());
    Ok(ReceivedFile { size, sha256, file: file.into_std().await })
}

impl ReceivedFile {
    /// Whether its content is of this kind, and harmless as far as we can tell.
    pub async fn judge(&self, promised: FileKind) -> Result<(), AttachmentRefusal> {
        let Ok(file) = self.file.try_clone() else { return Err(AttachmentRefusal::StoreIsAway) };
        let judging = tokio::task::spawn_blocking(move || kind::judge(file, promised));
        judging.await.unwrap_or(Err(AttachmentRefusal::OtherContent(promised)))
    }
}

impl ReceivedFile {
    /// Whether it ends as a PDF does.
    pub async fn is_whole_pdf(&self) -> io::Result<bool> {
        let file = self.file.try_clone()?;
        tokio::task::spawn_blocking(move || kind::ends_as_pdf(file)).await?
    }
}

impl Files {
    /// The store of this setting: `dir:FOLDER`, which is made when it is missing.
    pub fn from_setting(setting: &str) -> Result<Self, FilesFault> {
        let folder = setting.strip_prefix("dir:").filter(|folder| !folder.is_empty());
        Self::in_folder(Path::new(folder.ok_or(FilesFault::Unknown)?))
    }

    fn in_folder(folder: &Path) -> Result<Self, FilesFault> {
        let away = |error: &dyn std::fmt::Display| FilesFault::Away(format!("{}: {error}", folder.display()));
        std::fs::create_dir_all(folder).map_err(|error| away(&error))?;
        let store = LocalFileSystem::new_with_prefix(folder).map_err(|error| away(&error))?;
        Ok(Self(Arc::new(store.with_fsync(true))))
    }

    /// Keeps a file that came in. One that is there already is written again: it is as young as if it were new.
    pub async fn keep(&self, received: &ReceivedFile) -> Result<(), FilesFault> {
        let file = received.file.try_clone().map_err(|error| FilesFault::Away(error.to_string()))?;
        let mut file = tokio::fs::File::from_std(file);
        file.rewind().await.map_err(|error| FilesFault::Away(error.to_string()))?;
        let upload = self.0.put_multipart(&key(&received.sha256)).await.map_err(told)?;
        let mut upload = WriteMultipart::new(upload);
        let mut part = vec![0; PART];
        loop {
            match file.read(&mut part).await {
                Ok(0) => break,
                Ok(count) => upload.write(&part[..count]),
                Err(error) => {
                    upload.abort().await.map_err(told)?;
                    return Err(FilesFault::Away(error.to_string()));
                }
            }
        }
        upload.finish().await.map_err(told)?;
        Ok(())
    }

    /// Reads a file.
    pub async fn read(
        &self,
        sha256: &str,
    ) -> Result<StoredFile<impl Stream<Item = Result<Bytes, FilesFault>> + Send + use<>>, FilesFault> {
        let found = self.0.get(&key(sha256)).await.map_err(told)?;
        let size = found.meta.size;
        Ok(StoredFile { size, bytes: found.into_stream().map(|part| part.map_err(told)) })
    }

    /// The size of a file, if it is there.
    pub async fn size(&self, sha256: &str) -> Result<Option<u64>, FilesFault> {
        match self.0.head(&key(sha256)).await.map_err(told) {
            Ok(meta) => Ok(Some(meta.size)),
            Err(FilesFault::NotFound) => Ok(None),
            Err(fault) => Err(fault),
        }
    }

    /// The files that were written before this instant.
    pub async fn older_than(&self, instant: DateTime<Utc>) -> Result<Vec<String>, FilesFault> {
        let (mut all, mut old) = (self.0.list(None), Vec::new());
        while let Some(one) = all.next().await {
            let one = one.map_err(told)?;
            let digest: String = one.location.parts().map(|part| part.as_ref().to_owned()).collect();
            let ours = digest.len() == 64 && key(&digest) == one.location;
            old.extend((ours && one.last_modified < instant).then_some(digest));
        }
        Ok(old)
    }

    /// Deletes a file that is still as old; one that is gone already is no fault.
    pub async fn forget(&self, sha256: &str, instant: DateTime<Utc>) -> Result<bool, FilesFault> {
        let found = match self.0.head(&key(sha256)).await.map_err(told) {
            Err(FilesFault::NotFound) => return Ok(false),
            found => found?,
        };
        if found.last_modified >= instant {
            return Ok(false);
        }
        match self.0.delete(&key(sha256)).await.map_err(told) {
            Err(FilesFault::NotFound) => Ok(false),
            deleted => deleted.map(|()| true),
        }
    }
}

/// Where a file lies: two digits name a folder, so that none grows too long.
fn key(sha256: &str) -> Key {
    let (folder, rest) = sha256.split_at_checked(2).unwrap_or((sha256, ""));
    Key::from_iter([folder, rest])
}

#[expect(clippy::needless_pass_by_value, reason = "an error is handed over")]
fn told(error: object_store::Error) -> FilesFault {
    if matches!(error, object_store::Error::NotFound { .. }) {
        FilesFault::NotFound
    } else {
        FilesFault::Away(error.to_string())
    }
}
