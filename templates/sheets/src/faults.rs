//! Why a sheet is refused.

/// Why a sheet is refused.
#[derive(Debug, thiserror::Error)]
pub enum SheetFault {
    /// A later program wrote it.
    #[error(transparent)]
    Version(#[from] UnknownVersion),
    /// It is no JSON of a sheet.
    #[error("not a sheet: {0}")]
    Form(#[from] serde_json::Error),
    /// Its sums do not add up. Every fault is told.
    #[error("the sheet contradicts itself: {}", .0.join("; "))]
    Sums(Vec<String>),
}

/// A version of the form that this program does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the sheet has version {0}, this program reads version 1")]
pub struct UnknownVersion(pub(crate) u32);
