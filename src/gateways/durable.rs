//! Files that outlive a crash: each is there as a whole or not at all, and one process at a time works in a folder.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

/// Who may read a file.
#[derive(Clone, Copy)]
pub(super) enum Readers {
    /// Only the account that the program runs under.
    Ourselves,
    /// Every account of the machine.
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

/// Waits until nobody else holds this lock. The lock belongs to the open file, so the system lets go of it also when
/// the process is killed.
pub(super) fn lock(path: &Path) -> io::Result<File> {
    let lock = OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(path)?;
    lock.lock()?;
    Ok(lock)
}

/// A file's contents, when there is one.
pub(super) fn get(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Writes a file aside, down to the disk, and only then under its name. To be called under the folder's lock: what a
/// killed writer left aside is thrown away.
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
