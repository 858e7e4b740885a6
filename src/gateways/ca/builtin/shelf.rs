//! The shelf of the training authority: its key, its certificates, and which request each id stands for.

use std::fs::{DirBuilder, File};
use std::io;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::gateways::durable::{self, Readers};

/// The folder of the authority while this process, and no other, works in it.
pub(super) struct Shelf {
    folder: PathBuf,
    _lock: File,
}

impl Shelf {
    /// Waits until nobody else works in the folder; makes it when it is new.
    pub(super) fn lock(folder: &Path) -> io::Result<Self> {
        DirBuilder::new().recursive(true).mode(0o700).create(folder.join("issued"))?;
        Ok(Self { folder: folder.to_owned(), _lock: durable::lock(&folder.join("lock"))? })
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

    /// The contents of one of the authority's own files, when there is one.
    pub(super) fn get(&self, name: &str) -> io::Result<Option<Vec<u8>>> {
        durable::get(&self.folder.join(name))
    }

    /// Writes one of the authority's own files.
    pub(super) fn put(&self, name: &str, bytes: &[u8], readers: Readers) -> io::Result<()> {
        durable::put(&self.folder.join(name), bytes, readers)
    }
}

/// The name of an id's file: hashed, since an id may hold anything.
fn place(id: &str, kind: &str) -> String {
    format!("issued/{}.{kind}", hex::encode(Sha256::digest(id)))
}
