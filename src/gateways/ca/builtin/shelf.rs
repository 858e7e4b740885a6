//! The shelf of the training authority: files with its key, its certificates, and the request of each id.

use std::fs::{DirBuilder, File};
use std::io;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::gateways::durable::{self, Readers};

/// The authority's folder, locked by this process.
pub(super) struct Shelf {
    folder: PathBuf,
    _lock: File,
}

impl Shelf {
    /// Locks the folder, waiting for another process; creates a new one.
    pub(super) fn lock(folder: &Path) -> io::Result<Self> {
        DirBuilder::new().recursive(true).mode(0o700).create(folder.join("issued"))?;
        Ok(Self { folder: folder.to_owned(), _lock: durable::lock(&folder.join("lock"))? })
    }

    /// The request under which an id was first used.
    pub(super) fn request(&self, id: &str) -> io::Result<Option<Vec<u8>>> {
        self.get(&place(id, "csr"))
    }

    /// The certificate that was issued under an id.
    pub(super) fn certificate(&self, id: &str) -> io::Result<Option<Vec<u8>>> {
        self.get(&place(id, "der"))
    }

    /// Binds an id to its request permanently.
    pub(super) fn keep_request(&self, id: &str, csr_der: &[u8]) -> io::Result<()> {
        self.put(&place(id, "csr"), csr_der, Readers::Ourselves)
    }

    /// Records the certificate issued under an id permanently.
    pub(super) fn keep_certificate(&self, id: &str, der: &[u8]) -> io::Result<()> {
        self.put(&place(id, "der"), der, Readers::Everybody)
    }

    /// The contents of one of the authority's files, if it exists.
    pub(super) fn get(&self, name: &str) -> io::Result<Option<Vec<u8>>> {
        durable::get(&self.folder.join(name))
    }

    /// Writes one of the authority's own files.
    pub(super) fn put(&self, name: &str, bytes: &[u8], readers: Readers) -> io::Result<()> {
        durable::put(&self.folder.join(name), bytes, readers)
    }
}

/// The file name of an id, hashed, since an id may contain any character.
fn place(id: &str, kind: &str) -> String {
    format!("issued/{}.{kind}", hex::encode(Sha256::digest(id)))
}
