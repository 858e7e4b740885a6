//! Letters written to a folder, one file each, for the demo and for tests.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use lettre::Message;

use crate::gateways::SendingFault;
use crate::gateways::durable::{self, Readers};

/// The instant in a file name. Its fixed length lets names sort by time and the id behind it be cut out.
const STAMP: &str = "%Y%m%dT%H%M%S%.6fZ";

/// Writes a letter as `<timestamp>-<message id>.eml`. The second writing of an id leaves the first file.
pub(super) async fn lay(
    folder: PathBuf,
    message_id: &str,
    message: &Message,
    now: DateTime<Utc>,
) -> Result<(), SendingFault> {
    let (stamp, rest) = (now.format(STAMP).to_string(), format!("-{message_id}.eml"));
    let bytes = message.formatted();
    let laid = tokio::task::spawn_blocking(move || lay_once(&folder, &stamp, &rest, &bytes)).await;
    laid.unwrap_or_else(|_| Err(io::ErrorKind::Interrupted.into()))
        .map_err(|error| SendingFault::passing(format!("Письмо не удалось записать в папку ({error})")))
}

fn lay_once(folder: &Path, stamp: &str, rest: &str, bytes: &[u8]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let _lock = durable::lock(&folder.join(".lock"))?;
    for entry in fs::read_dir(folder)? {
        if is_letter(&entry?.file_name(), stamp.len(), rest) {
            return Ok(());
        }
    }
    durable::put(&folder.join(format!("{stamp}{rest}")), bytes, Readers::Ourselves)
}

fn is_letter(name: &OsStr, stamp: usize, rest: &str) -> bool {
    name.to_str().and_then(|name| name.get(stamp..)).is_some_and(|found| found == rest)
}
