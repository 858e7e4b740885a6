//! Files that survive a crash: each is complete or absent, and one process at a time works in a folder.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

/// Who may read a file.
#[derive(Clone, Copy)]
pub(super) enum Readers {
    /// The account of this process only.
    Ourselves,
    /// Every account on the machine.
    Everybody,
}

impl Readers {
    fn mode(self) -> u32 {
        match self {
            Self::Ourselves => 0o600,
            Self::Everybody => 0o644,
        }
    }
}

/// Acquires the lock, waiting for its present holder. The lock belongs to the open file, so the system releases it when
/// the process is killed.
pub(super) fn lock(path: &Path) -> io::Result<File> {
    let lock = OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(path)?;
    lock.lock()?;
    Ok(lock)
}

/// A file's contents, if it exists.
pub(super) fn get(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Writes a temporary file, syncs it to disk and renames it. The caller holds the folder's lock: a temporary file of a
/// killed process is overwritten.
pub(super) fn put(path: &Path, bytes: &[u8], readers: Readers) -> io::Result<()> {
    let part = path.with_added_extension("part");
    match fs::remove_file(&part) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        Ok(()) | Err(_) => {}
    }
    let mut file = OpenOptions::new().write(true).create_new(true).mode(readers.mode()).open(&part)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&part, path)?;
    path.parent().map_or(Ok(()), |folder| File::open(folder)?.sync_all())
}
