//! The shelf of the training authority: files that are whole or absent, read and written by one process at a time.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

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

/// The folder of the authority while this process, and no other, works in it.
///
/// The lock belongs to the open file, so the system lets go of it also when the process is killed.
pub(super) struct Shelf {
    folder: PathBuf,
    _lock: File,
}

impl Shelf {
    /// Waits until nobody else works in the folder; makes it when it is new.
    pub(super) fn lock(folder: &Path) -> io::Result<Self> {
        DirBuilder::new().recursive(true).mode(0o700).create(folder.join("issued"))?;
        let lock = OpenOptions::new().create(true).truncate(false).write(true).open(folder.join("lock"))?;
        lock.lock()?;
        Ok(Self { folder: folder.to_owned(), _lock: lock })
    }

    /// The request that an id was first used for.
    pub(super) fn request(&self, id: &str) -> io::Result<Option<Vec<u8>>> {
        self.get(&place(id, "csr"))
    }

    /// The certificate that was issued under an id.
    pub(super) fn certificate(&self, id: &str) -> io::Result<Option<Vec<u8>>> {
        self.get(&place(id, "der"))
    }

    /// Binds an id to its request, for good.
    pub(super) fn keep_request(&self, id: &str, csr_der: &[u8]) -> io::Result<()> {
        self.put(&place(id, "csr"), csr_der, Readers::Ourselves)
    }

    /// Records the certificate that was issued under an id, for good.
    pub(super) fn keep_certificate(&self, id: &str, der: &[u8]) -> io::Result<()> {
        self.put(&place(id, "der"), der, Readers::Everybody)
    }

    /// A file's contents, when there is one.
    pub(super) fn get(&self, name: &str) -> io::Result<Option<Vec<u8>>> {
        match fs::read(self.folder.join(name)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Writes a file so that after any crash it is there as a whole or not at all.
    pub(super) fn put(&self, name: &str, bytes: &[u8], readers: Readers) -> io::Result<()> {
        let (path, part) = (self.folder.join(name), self.folder.join(format!("{name}.part")));
        match fs::remove_file(&part) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            Ok(()) | Err(_) => {}
        }
        let mut file = OpenOptions::new().write(true).create_new(true).mode(readers.mode()).open(&part)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&part, &path)?;
        let folder = path.parent().unwrap_or(&self.folder);
        File::open(folder)?.sync_all()
    }
}

/// The name of an id's file: hashed, since an id may hold anything.
fn place(id: &str, kind: &str) -> String {
    format!("issued/{}.{kind}", hex::encode(Sha256::digest(id)))
}
