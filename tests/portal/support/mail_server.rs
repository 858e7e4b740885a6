//! A real mail server, and a reader of letters that is not ours.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

const PEER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/peers/smtp.py");

/// A mail server and its letters; both end with the test.
pub(crate) struct MailServer {
    process: Child,
    port: u16,
    letters: TempDir,
}

impl MailServer {
    pub(crate) fn start() -> Self {
        Self::started(None)
    }

    /// One that takes no letter of more than `most` bytes.
    pub(crate) fn of_at_most(most: usize) -> Self {
        Self::started(Some(most))
    }

    fn started(most: Option<usize>) -> Self {
        let letters = tempfile::tempdir().unwrap();
        let (process, port) = serve(letters.path(), 0, most);
        Self { process, port, letters }
    }

    /// It is gone.
    pub(crate) fn goes(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// It is back, at the same place and with the letters that it had.
    pub(crate) fn comes(&mut self) {
        (self.process, self.port) = serve(self.letters.path(), self.port, None);
    }

    /// As a setting of the program.
    pub(crate) fn setting(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// How it treats everybody from now on: `later`, `refuse`, `silent`, or well.
    pub(crate) fn turns(&self, mood: &str) {
        std::fs::write(self.letters.path().join("mood"), mood).unwrap();
    }

    /// From now on it offers SMTPUTF8.
    pub(crate) fn offers_utf8(&self) {
        std::fs::write(self.letters.path().join("smtputf8"), "").unwrap();
    }

    /// The recipients of each letter that it took, as it was told them.
    pub(crate) fn recipients(&self) -> Vec<String> {
        let all = std::fs::read_dir(self.letters.path()).unwrap().map(|entry| entry.unwrap().path());
        let lists = all.filter(|path| path.extension().is_some_and(|end| end == "to"));
        lists.map(|path| std::fs::read_to_string(path).unwrap()).collect()
    }

    /// The letters «Отчет» that it took, in their order.
    pub(crate) fn reports(&self) -> Vec<PathBuf> {
        self.taken("Отчет")
    }

    /// The letters with this subject that it took, in their order, as an independent parser reads them.
    pub(crate) fn letters(&self, subject: &str) -> Vec<Value> {
        self.taken(subject).iter().map(|path| read_letter(path)).collect()
    }

    fn taken(&self, subject: &str) -> Vec<PathBuf> {
        let all = std::fs::read_dir(self.letters.path()).unwrap().map(|entry| entry.unwrap().path());
        let letters = all.filter(|path| path.extension().is_some_and(|end| end == "eml"));
        let mut taken: Vec<PathBuf> =
            letters.filter(|path| read_letter(path)["Subject"] == subject).collect();
        taken.sort_by_key(|path| std::fs::metadata(path).unwrap().modified().unwrap());
        taken
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        self.goes();
    }
}

/// Starts the server at a port, or at a free one (0), and returns the port.
fn serve(letters: &Path, port: u16, most: Option<usize>) -> (Child, u16) {
    let mut process = Command::new("python3")
        .args([PEER.as_ref(), "serve".as_ref(), letters.as_os_str()])
        .args([port.to_string(), most.unwrap_or_default().to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("these tests need python3");
    let mut line = String::new();
    BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
    (process, line.trim().parse().unwrap())
}

/// A letter as an independent parser reads it.
pub(crate) fn read_letter(path: &Path) -> Value {
    let output =
        Command::new("python3").args([PEER.as_ref(), "read".as_ref(), path.as_os_str()]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}
