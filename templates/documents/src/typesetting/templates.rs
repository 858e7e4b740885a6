//! The templates: the built-in ones, and those of the installation, which take their place.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use crate::fault::PrintFault;

/// How large a template is at most, in bytes.
const LARGEST: u64 = 1024 * 1024;

const BUILT_IN: [(&str, &str); 6] = [
    ("common.typ", include_str!("../../common.typ")),
    ("invoice.typ", include_str!("../../invoice.typ")),
    ("act.typ", include_str!("../../act.typ")),
    ("upd.typ", include_str!("../../upd.typ")),
    ("correction.typ", include_str!("../../correction.typ")),
    ("reconciliation.typ", include_str!("../../reconciliation.typ")),
];

/// Templates by their file names.
#[derive(Debug)]
pub(crate) struct Templates(pub(super) BTreeMap<String, String>);

impl Templates {
    /// The built-in templates, with the `*.typ` files of a folder in the place of those of the same name. A folder that
    /// is named and cannot be read is a fault.
    pub(crate) fn with(folder: Option<&Path>) -> Result<Self, PrintFault> {
        let mut texts: BTreeMap<String, String> =
            BUILT_IN.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        let Some(folder) = folder else { return Ok(Self(texts)) };
        for entry in fs::read_dir(folder).map_err(|fault| at(folder, &fault))? {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == "typ") {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                texts.insert(name, text(&path).map_err(|fault| at(&path, &fault))?);
            }
        }
        Ok(Self(texts))
    }
}

/// Writes the built-in templates into a folder that does not exist yet.
pub(crate) fn export(folder: &Path) -> Result<(), PrintFault> {
    fs::create_dir(folder).map_err(|fault| at(folder, &fault))?;
    for (name, text) in BUILT_IN {
        fs::write(folder.join(name), text)?;
    }
    Ok(())
}

fn text(path: &Path) -> io::Result<String> {
    if fs::metadata(path)?.len() > LARGEST {
        return Err(io::Error::other("a template has at most 1 MiB"));
    }
    fs::read_to_string(path)
}

fn at(path: &Path, fault: &io::Error) -> io::Error {
    io::Error::new(fault.kind(), format!("{}: {fault}", path.display()))
}
