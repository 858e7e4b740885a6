//! What became of each application of a bulk verb.

use crate::domain::application::Application;
use crate::domain::ids::ApplicationNumber;
use crate::operations::{Clash, Refusal};

/// The result for one application.
#[derive(Debug)]
pub struct Done {
    /// Its number.
    pub number: ApplicationNumber,
    /// Its organisation; `None` when the application is not in scope.
    pub organization: Option<String>,
    /// The outcome.
    pub outcome: Outcome,
}

/// The outcome for one application.
#[derive(Debug)]
pub enum Outcome {
    /// It was done; the application afterwards.
    Done(Box<Application>),
    /// The same person had done it before; it was not repeated.
    DoneBefore,
    /// It changed after the preview: a conflict.
    Stale(Box<Clash>),
    /// A rule refused it.
    Refused(Refusal),
    /// It is not in scope.
    NotFound,
}
