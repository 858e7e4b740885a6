//! Packing files into a ZIP while they are read: the archive grows in a nameless temporary file, never whole in memory.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, Write as _};

use bytes::Bytes;
use chrono::{Datelike as _, NaiveDate};
use sha2::{Digest as _, Sha256};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{FilesFault, PART, ReceivedFile};

/// How many pieces wait for the disk at most.
const WAITING: usize = 16;

/// A ZIP that is being packed. The same entries in the same order are the same bytes.
pub struct Packing {
    pieces: mpsc::Sender<PackedPiece>,
    writing: JoinHandle<io::Result<ReceivedFile>>,
}

enum PackedPiece {
    Entry(String, NaiveDate),
    Bytes(Bytes),
    End,
}

impl Packing {
    /// Begins one.
    #[must_use]
    pub fn begin() -> Self {
        let (pieces, coming) = mpsc::channel(WAITING);
        Self { pieces, writing: tokio::task::spawn_blocking(move || written(coming)) }
    }

    /// Begins an entry, which bears this day.
    pub async fn entry(&self, name: String, day: NaiveDate) -> Result<(), FilesFault> {
        self.put(PackedPiece::Entry(name, day)).await
    }

    /// Goes on with the entry that was begun last.
    pub async fn write(&self, bytes: Bytes) -> Result<(), FilesFault> {
        self.put(PackedPiece::Bytes(bytes)).await
    }

    /// Ends it.
    pub async fn finish(self) -> Result<ReceivedFile, FilesFault> {
        self.put(PackedPiece::End).await?;
        let written = self.writing.await.map_err(|error| FilesFault::Away(error.to_string()))?;
        written.map_err(|error| FilesFault::Away(error.to_string()))
    }

    async fn put(&self, piece: PackedPiece) -> Result<(), FilesFault> {
        self.pieces.send(piece).await.map_err(|_| FilesFault::Away("an archive cannot be written".to_owned()))
    }
}

fn written(mut coming: mpsc::Receiver<PackedPiece>) -> io::Result<ReceivedFile> {
    let mut zip = ZipWriter::new(tempfile::tempfile()?);
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    loop {
        match coming.blocking_recv() {
            Some(PackedPiece::Entry(name, day)) => {
                zip.start_file(name, options.last_modified_time(midnight(day)))?;
            }
            Some(PackedPiece::Bytes(bytes)) => zip.write_all(&bytes)?,
            Some(PackedPiece::End) => break,
            None => return Err(io::ErrorKind::Interrupted.into()),
        }
    }
    received(zip.finish()?)
}

/// The beginning of a day; a day that a ZIP cannot bear is the first one that it can.
fn midnight(day: NaiveDate) -> zip::DateTime {
    let part = |number: u32| u8::try_from(number).unwrap_or_default();
    let year = u16::try_from(day.year()).unwrap_or_default();
    let midnight = zip::DateTime::from_date_and_time(year, part(day.month()), part(day.day()), 0, 0, 0);
    midnight.unwrap_or_default()
}

/// The finished file with its size and SHA-256.
fn received(mut file: File) -> io::Result<ReceivedFile> {
    file.flush()?;
    file.rewind()?;
    let (mut digest, mut size, mut part) = (Sha256::new(), 0, vec![0; PART]);
    loop {
        let count = file.read(&mut part)?;
        if count == 0 {
            return Ok(ReceivedFile { size, sha256: hex::encode(digest.finalize()), file });
        }
        digest.update(&part[..count]);
        size += u64::try_from(count).unwrap_or(u64::MAX);
    }
}

#[cfg(test)]
mod tests {
    use zip::ZipArchive;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    async fn packed(names: &[&str]) -> ReceivedFile {
        let packing = Packing::begin();
        for name in names {
            packing.entry((*name).to_owned(), day("2026-11-03")).await.unwrap();
            for part in ["%PDF-", "1.7", name] {
                packing.write(Bytes::copy_from_slice(part.as_bytes())).await.unwrap();
            }
        }
        packing.finish().await.unwrap()
    }

    #[tokio::test]
    async fn what_is_packed_is_read_back_and_is_the_same_each_time() {
        let names = ["2026-11-03_17_Форсайт.pdf", "manifest.txt"];
        let (one, other) = (packed(&names).await, packed(&names).await);
        assert_eq!((one.size, &one.sha256), (other.size, &other.sha256));
        let mut zip = ZipArchive::new(one.file).unwrap();
        assert_eq!(zip.len(), 2);
        let dated = zip.by_name(names[0]).unwrap().last_modified().unwrap();
        assert_eq!(dated, zip::DateTime::from_date_and_time(2026, 11, 3, 0, 0, 0).unwrap());
        assert_eq!(midnight(day("1979-12-31")), zip::DateTime::default());
        let mut text = String::new();
        zip.by_name(names[0]).unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(text, "%PDF-1.72026-11-03_17_Форсайт.pdf");
    }

    #[tokio::test]
    async fn two_entries_of_one_name_are_no_archive() {
        let packing = Packing::begin();
        packing.entry("a.pdf".to_owned(), day("2026-11-03")).await.unwrap();
        packing.entry("a.pdf".to_owned(), day("2026-11-03")).await.unwrap();
        assert!(packing.finish().await.is_err());
    }
}
