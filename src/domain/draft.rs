//! An application that a client fills in the browser: what was typed, step by step, until it is sent.

mod answers;
mod document;
mod faults;
mod files;
mod filling;
mod places;
mod prepared;
mod steps;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Duration, Utc};

use super::ids::{ApplicationNumber, DraftId, OrganizationId, PersonId};
use super::submission::ApplicationType;

pub use answers::{DraftAnswers, DraftDirection, DraftOrganization, DraftOwner, DraftUser};
pub use faults::DraftFault;
pub use files::DraftFile;
pub use filling::TypedFields;
pub use places::DraftPlace;
pub use steps::DraftStep;

/// How long a draft is kept after it was last saved.
pub const KEPT_FOR: Duration = Duration::days(90);
/// How many drafts an account may have at a time.
pub const DRAFTS_MOST: u64 = 20;
/// The largest draft, in bytes of its stored form.
pub const LARGEST_DRAFT: usize = 4 * 1024 * 1024;

/// An application that is being filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Its identity.
    pub id: DraftId,
    /// The account that fills it; nobody else finds it.
    pub account: PersonId,
    /// The kind of application.
    pub kind: ApplicationType,
    /// The organisation, if it is known already; otherwise it is typed in.
    pub organization: Option<OrganizationId>,
    /// The returned application that it mends.
    pub correction: Option<Correction>,
    /// What was typed.
    pub answers: DraftAnswers,
    /// The furthest step that was reached; the steps before it were filled at least once.
    pub reached: DraftStep,
    /// The application that it became.
    pub sent_as: Option<ApplicationNumber>,
    /// The version of the row; every change raises it.
    pub version: i32,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
    /// When it was last saved.
    pub updated_at: DateTime<Utc>,
}

/// The mending of a returned application, at the version that was seen when it began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The returned application.
    pub application: ApplicationNumber,
    /// Its version.
    pub version: i32,
}

impl Draft {
    /// A new draft, opened at its first step.
    #[must_use]
    pub fn begin(account: PersonId, kind: ApplicationType, at: DateTime<Utc>) -> Self {
        let new = Self {
            id: DraftId(0),
            account,
            kind,
            organization: None,
            correction: None,
            answers: DraftAnswers::default(),
            reached: DraftStep::Check,
            sent_as: None,
            version: 1,
            created_at: at,
            updated_at: at,
        };
        Self { reached: new.steps().first().copied().unwrap_or(DraftStep::Check), ..new }
    }

    /// The same draft with everything filled: only the check is left.
    #[must_use]
    pub fn ready(self) -> Self {
        Self { reached: DraftStep::Check, ..self }
    }
}
