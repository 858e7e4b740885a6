//! The letters that were written to the folder, and workers with another mailer.

use std::path::PathBuf;
use std::time::Duration;

use registrar::gateways::mailer::Mailer;
use registrar::worker::Worker;

use super::Portal;

/// The mailer of a setting.
fn mailer(setting: &str) -> Mailer {
    Mailer::from_setting(setting, "Регистратор <registrar@localhost>").unwrap()
}

impl Portal {
    /// The worker with another mail setting.
    pub(crate) fn worker_with(&self, mail: &str) -> Worker {
        self.worker_of(mailer(mail))
    }

    /// The same, and the mailer waits this long for its server.
    pub(crate) fn worker_waiting(&self, mail: &str, patience: Duration) -> Worker {
        self.worker_of(mailer(mail).with_patience(patience))
    }

    /// The letters in the folder, the earliest first.
    pub(crate) fn letter_files(&self) -> Vec<PathBuf> {
        let folder = std::fs::read_dir(self.files_folder().with_file_name("mail"));
        let files = folder.into_iter().flatten().map(|entry| entry.unwrap().path());
        let mut letters: Vec<PathBuf> =
            files.filter(|path| path.extension().is_some_and(|extension| extension == "eml")).collect();
        letters.sort();
        letters
    }

    /// The number of letters in the folder.
    pub(crate) fn letters(&self) -> usize {
        self.letter_files().len()
    }
}
