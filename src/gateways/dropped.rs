//! The folder into which 1С puts documents: one subfolder for each partner, named by its code.
//!
//! No link is followed: a file is opened only after the folder said that it is a regular one, and what was opened must be
//! that same file.

use std::fs::Metadata;
use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::path::PathBuf;
use std::time::SystemTime;

use bytes::Bytes;
use chrono::{DateTime, Utc};
use futures_util::{StreamExt as _, stream};
use tokio::fs;
use tokio::io::AsyncReadExt as _;

use super::files::{self, ReceiveFault, ReceivedFile};

/// How many bytes are read at once.
const PART: usize = 256 * 1024;

/// The folder.
#[derive(Clone, Debug)]
pub struct DropFolder(PathBuf);

/// A file of the folder, as it was when it was looked at.
#[derive(Clone, Debug)]
pub struct DroppedFile {
    path: PathBuf,
    seen: Sight,
    /// Whether it is a file, and no link, folder or device.
    pub is_file: bool,
    /// Its size in bytes.
    pub size: u64,
    /// When it was last written, as the folder's machine says.
    pub written: DateTime<Utc>,
}

/// What tells one state of a file from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Sight {
    device: u64,
    inode: u64,
    size: u64,
    written: Option<SystemTime>,
}

impl DropFolder {
    /// The folder of this setting; without one nothing is dropped.
    #[must_use]
    pub fn from_setting(setting: &str) -> Option<Self> {
        (!setting.is_empty()).then(|| Self(PathBuf::from(setting)))
    }

    /// The files of a partner, by name; none when it has no subfolder.
    pub async fn files_of(&self, code: &str) -> io::Result<Vec<PathBuf>> {
        let folder = self.0.join(code);
        match fs::symlink_metadata(&folder).await {
            Ok(found) if found.is_dir() => {}
            Ok(_) => return Ok(Vec::new()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        }
        let (mut entries, mut paths) = (fs::read_dir(&folder).await?, Vec::new());
        while let Some(entry) = entries.next_entry().await? {
            paths.push(entry.path());
        }
        paths.sort();
        Ok(paths)
    }
}

impl DroppedFile {
    /// Looks at a file; `None` when it is gone.
    pub async fn look(path: PathBuf) -> io::Result<Option<Self>> {
        let found = match fs::symlink_metadata(&path).await {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            found => found?,
        };
        let written = found.modified()?.into();
        Ok(Some(Self { path, seen: sight(&found), is_file: found.is_file(), size: found.len(), written }))
    }

    /// Its name, with a sign for what is no text.
    #[must_use]
    pub fn name(&self) -> String {
        self.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    }

    /// Copies it, up to this size; `None` when it is no longer what was looked at.
    pub async fn receive(&self, largest: u64) -> io::Result<Option<ReceivedFile>> {
        if !self.is_file {
            return Ok(None);
        }
        let file = fs::File::open(&self.path).await?;
        if sight(&file.metadata().await?) != self.seen {
            return Ok(None);
        }
        let parts = stream::try_unfold(file.take(largest.saturating_add(1)), |mut file| async move {
            let mut part = vec![0; PART];
            let count = file.read(&mut part).await?;
            part.truncate(count);
            Ok::<_, io::Error>((count > 0).then(|| (Bytes::from(part), file)))
        });
        let received = files::receive(parts.boxed(), largest).await.map_err(|fault| match fault {
            ReceiveFault::BrokenOff(error) | ReceiveFault::Unwritable(error) => error,
        })?;
        Ok(self.is_still_there().await?.then_some(received))
    }

    /// Removes it, unless something else has its name by now.
    pub async fn remove(&self) -> io::Result<()> {
        if self.is_still_there().await? { fs::remove_file(&self.path).await } else { Ok(()) }
    }

    async fn is_still_there(&self) -> io::Result<bool> {
        match fs::symlink_metadata(&self.path).await {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            found => Ok(sight(&found?) == self.seen),
        }
    }
}

fn sight(found: &Metadata) -> Sight {
    Sight { device: found.dev(), inode: found.ino(), size: found.len(), written: found.modified().ok() }
}
