//! Whether the built front-end files are those of their sources.

use std::path::{Path, PathBuf};
use std::time::SystemTime;
use std::{fs, io};

/// What is no source: what npm installs, and what is built.
const NO_SOURCES: [&str; 2] = ["node_modules", "built"];

/// The sources of the front-end files in a folder.
pub(crate) fn sources(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if NO_SOURCES.iter().any(|name| entry.file_name() == *name) {
            continue;
        }
        if entry.file_type()?.is_dir() {
            found.extend(sources(&entry.path())?);
        } else {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}

/// The sources that were changed after the stamp was set. `make assets` builds anew by the same rule.
pub(crate) fn newer(sources: &[PathBuf], stamp: &Path) -> io::Result<Vec<PathBuf>> {
    let built = changed(stamp)?;
    let mut found = Vec::new();
    for source in sources {
        if changed(source)? > built {
            found.push(source.clone());
        }
    }
    Ok(found)
}

fn changed(file: &Path) -> io::Result<SystemTime> {
    fs::metadata(file)?.modified()
}
