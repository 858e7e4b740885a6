//! Why a document is not printed.

use std::io;
use std::process::ExitCode;

use sheets::SheetFault;

/// Why a document is not printed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PrintFault {
    /// Something could not be read or written, or a limit could not be set.
    #[error("{0}")]
    Machine(#[from] io::Error),
    /// The sheet is refused.
    #[error("{0}")]
    Sheet(#[from] SheetFault),
    /// The logo is no picture.
    #[error("the logo is neither a PNG nor a JPEG in base64")]
    Logo,
    /// A template does not compile, or what it makes is no PDF/A. Every fault is told, one a line.
    #[error("the template is at fault: {}", .0.join("\n"))]
    Template(Vec<String>),
}

impl PrintFault {
    /// The exit code of the program.
    pub(crate) fn code(&self) -> ExitCode {
        match self {
            Self::Machine(_) => ExitCode::from(1),
            Self::Sheet(_) | Self::Logo => ExitCode::from(3),
            Self::Template(_) => ExitCode::from(4),
        }
    }
}
