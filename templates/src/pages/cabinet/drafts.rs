//! An application that is filled in the browser: what may be begun, what waits, one page a step, the check.

mod account;
mod check;
mod files;
mod start;
mod step;
mod walk;

pub use account::CabinetAccountPage;
pub use check::{DraftAnswer, DraftCheckPage, DraftPart};
pub use files::DraftFilesPage;
pub use start::{DraftRow, DraftsPage, NewDraftPage};
pub use step::{DraftEntry, DraftEntryPage, DraftStepPage};
pub use walk::{DraftHead, DraftProblem, DraftWalk, WalkMark};
