//! The letters that were written to the folder.

use std::path::PathBuf;

use super::Portal;

impl Portal {
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
