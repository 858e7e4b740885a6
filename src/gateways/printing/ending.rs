//! How the program that prints documents ended, and how it is ended.

use std::os::unix::process::ExitStatusExt as _;
use std::path::PathBuf;
use std::process::ExitStatus;

use bytes::Bytes;
use rustix::process::{Pid, Signal, kill_process_group};
use tokio::process::Child;

/// Why a document was not printed, in the operator's words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PrintingFault {
    /// The program is not installed, or must not be run.
    #[error("Программа печати документов не найдена: {}", .0.display())]
    Missing(PathBuf),
    /// The sheet cannot be printed: another attempt would end the same.
    #[error("Данные документа не приняты к печати: {0}")]
    Refused(String),
    /// A template is at fault; another attempt succeeds only after it was mended.
    #[error("В шаблоне документа ошибка: {0}")]
    Template(String),
    /// A limit was reached.
    #[error("Печать документа прервана: {0}")]
    Limit(PrintingLimit),
    /// The program broke down, and this is what it said.
    #[error("Программа печати документов завершилась с ошибкой: {0}")]
    Crashed(String),
    /// The machine did not let it run, read or write.
    #[error("Документ не напечатан: {0}")]
    Machine(String),
    /// This process is ending.
    #[error("Обработчик завершает работу")]
    Closed,
}

/// The limit that a document reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PrintingLimit {
    /// It took too long.
    #[error("она заняла слишком много времени")]
    Time,
    /// It needed too much memory.
    #[error("ей не хватило памяти")]
    Memory,
    /// It is larger than a document may be.
    #[error("файл больше 20 МБ")]
    Size,
}

impl PrintingFault {
    /// What the partner reads: the cause, without the paths and the answers of the installation, which its log has.
    #[must_use]
    pub fn told(&self) -> String {
        match self {
            Self::Missing(_) => "Программа печати документов не найдена".to_owned(),
            Self::Refused(_) => "Данные документа не приняты к печати".to_owned(),
            Self::Template(_) => "В шаблоне документа ошибка".to_owned(),
            Self::Crashed(_) => "Программа печати документов завершилась с ошибкой".to_owned(),
            Self::Machine(_) => "Сервер не смог напечатать документ".to_owned(),
            Self::Limit(_) | Self::Closed => self.to_string(),
        }
    }

    /// Whether another attempt cannot succeed.
    #[must_use]
    pub fn is_final(&self) -> bool {
        match self {
            Self::Refused(_) => true,
            Self::Missing(_)
            | Self::Template(_)
            | Self::Limit(_)
            | Self::Crashed(_)
            | Self::Machine(_)
            | Self::Closed => false,
        }
    }
}

/// The document, or why there is none. The exit codes are those that `registrar-documents --help` tells.
pub(super) fn judged(status: ExitStatus, document: Vec<u8>, said: &str) -> Result<Bytes, PrintingFault> {
    let said = said.strip_prefix("registrar-documents: ").unwrap_or(said).to_owned();
    let crashed = || format!("{status}: {said}");
    match (status.code(), status.signal().and_then(Signal::from_named_raw)) {
        (Some(0), _) if document.starts_with(b"%PDF-") => Ok(Bytes::from(document)),
        (Some(1), _) => Err(PrintingFault::Machine(said)),
        (Some(3), _) => Err(PrintingFault::Refused(said)),
        (Some(4), _) => Err(PrintingFault::Template(said)),
        (_, Some(Signal::XCPU)) => Err(PrintingFault::Limit(PrintingLimit::Time)),
        (_, Some(Signal::ABORT)) if said.contains("memory allocation of") => {
            Err(PrintingFault::Limit(PrintingLimit::Memory))
        }
        _ => Err(PrintingFault::Crashed(crashed())),
    }
}

/// The process group of a running program. It is killed when this is dropped before the program has ended.
#[derive(Debug)]
pub(super) struct ProcessGroup(Option<Pid>);

impl ProcessGroup {
    /// The group that the child leads.
    pub(super) fn of(child: &Child) -> Self {
        let id = child.id().and_then(|id| i32::try_from(id).ok());
        Self(id.and_then(Pid::from_raw))
    }

    /// The program has ended by itself.
    pub(super) fn forget(&mut self) {
        self.0 = None;
    }
}

impl Drop for ProcessGroup {
    fn drop(&mut self) {
        if let Some(leader) = self.0 {
            // A group that has ended already is no fault.
            let _ = kill_process_group(leader, Signal::KILL);
        }
    }
}
