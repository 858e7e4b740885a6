//! Printed documents: runs `registrar-documents` for each, with limits, and ends it when it breaks them.
//!
//! The program is looked for at each document, so it may be installed while this process runs.

mod ending;

use std::io;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use bytes::Bytes;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWriteExt as _};
use tokio::process::{Child, Command};
use tokio::sync::Semaphore;

use crate::domain::document::LARGEST_DOCUMENT;

pub use ending::{PrintingFault, PrintingLimit};
use ending::{ProcessGroup, judged};

/// The name of the program.
const PROGRAM: &str = "registrar-documents";
/// How long a document may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// How much address space a document may take, in MiB.
const MEGABYTES: u64 = 512;
/// How many documents are printed at once.
const SLOTS: usize = 2;
/// How much of what the program says about its failure is read, in bytes.
const LONGEST_SAYING: u64 = 4096;

/// The door to the program that prints documents.
#[derive(Debug)]
pub struct Printing {
    program: PathBuf,
    templates: Option<PathBuf>,
    patience: Duration,
    slots: Semaphore,
}

impl Printing {
    /// The program at this path, or beside this one's own file when the setting is empty; with the installation's own
    /// templates when their folder is named.
    #[must_use]
    pub fn from_settings(program: &str, templates: &str) -> Self {
        let named = |setting: &str| (!setting.is_empty()).then(|| PathBuf::from(setting));
        Self {
            program: named(program).unwrap_or_else(beside),
            templates: named(templates),
            patience: PATIENCE,
            slots: Semaphore::new(SLOTS),
        }
    }

    /// The same with another patience.
    #[must_use]
    pub fn waiting(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// Prints a sheet, written as JSON: gives the bytes of a PDF/A. The same sheet gives the same bytes.
    pub async fn print(&self, sheet: String) -> Result<Bytes, PrintingFault> {
        let _slot = self.slots.acquire().await.map_err(|_| PrintingFault::Closed)?;
        let mut child = self.command().spawn().map_err(|fault| self.not_started(&fault))?;
        let mut group = ProcessGroup::of(&child);
        let printed = tokio::time::timeout(self.patience, converse(&mut child, sheet)).await;
        let printed = printed.map_err(|_| PrintingFault::Limit(PrintingLimit::Time))??;
        group.forget();
        Ok(printed)
    }

    /// A process of its own group, without this one's environment, which holds secrets.
    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        let seconds = self.patience.as_secs().max(1).to_string();
        command.args(["--seconds", &seconds, "--megabytes", &MEGABYTES.to_string()]);
        if let Some(folder) = &self.templates {
            command.arg("--templates").arg(folder);
        }
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.env_clear().current_dir("/").process_group(0).kill_on_drop(true);
        command
    }

    fn not_started(&self, fault: &io::Error) -> PrintingFault {
        if matches!(fault.kind(), io::ErrorKind::NotFound | io::ErrorKind::PermissionDenied) {
            PrintingFault::Missing(self.program.clone())
        } else {
            PrintingFault::Machine(fault.to_string())
        }
    }
}

/// The program beside the file of this process.
fn beside() -> PathBuf {
    let own = std::env::current_exe().ok();
    let folder = own.as_deref().and_then(Path::parent).unwrap_or(Path::new("."));
    folder.join(PROGRAM)
}

/// Hands the sheet over, takes the document, and judges how the program ended.
async fn converse(child: &mut Child, sheet: String) -> Result<Bytes, PrintingFault> {
    let (Some(mut paper), Some(out), Some(err)) =
        (child.stdin.take(), child.stdout.take(), child.stderr.take())
    else {
        return Err(PrintingFault::Machine("no pipe".to_owned()));
    };
    let hand_over = async move {
        // Whoever ends before it has read all says why by its end.
        let _ = paper.write_all(sheet.as_bytes()).await;
        drop(paper);
        Ok(())
    };
    let ((), document, said) = tokio::try_join!(hand_over, document(out), saying(err))?;
    let status = child.wait().await.map_err(|fault| PrintingFault::Machine(fault.to_string()))?;
    judged(status, document, &said)
}

/// What the program prints; refused when it is larger than a document may be.
async fn document(out: impl AsyncRead + Unpin) -> Result<Vec<u8>, PrintingFault> {
    let mut document = Vec::new();
    let read = out.take(LARGEST_DOCUMENT + 1).read_to_end(&mut document).await;
    let size = read.map_err(|fault| PrintingFault::Machine(fault.to_string()))?;
    if size as u64 > LARGEST_DOCUMENT { Err(PrintingFault::Limit(PrintingLimit::Size)) } else { Ok(document) }
}

/// The beginning of what the program says; what follows it cannot say.
async fn saying(err: impl AsyncRead + Unpin) -> Result<String, PrintingFault> {
    let mut said = Vec::new();
    let read = err.take(LONGEST_SAYING).read_to_end(&mut said).await;
    read.map_err(|fault| PrintingFault::Machine(fault.to_string()))?;
    Ok(String::from_utf8_lossy(&said).trim().to_owned())
}
