//! The partner's desk.

mod application;
mod original;
mod owners;
mod parameters;
mod progress;
mod queue;
mod users;

pub(crate) use application::certificates;
pub use application::{ApplicationPage, CertificateRow, Direction, Remark};
pub use original::OriginalPage;
pub use owners::{Owner, SigningRequest, SubjectPart};
pub use parameters::{Parameters, ParametersForm};
pub use progress::{Attention, Handover, Progress, Undo, Waiting};
pub(crate) use queue::identifiers;
pub use queue::{Mode, QueuePage, QueueRow, RowAction};
pub use users::{User, Users};
