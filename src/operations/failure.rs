//! Why an operation was not done.

use chrono::{DateTime, Utc};

use super::Refusal;
use crate::domain::application::ApplicationRefusal;
use crate::domain::colleague::PersonRefusal;
use crate::domain::its_login::LoginRefusal;
use crate::domain::organization::OrganizationRefusal;
use crate::domain::role::Role;
use crate::domain::stage::StageCode;
use crate::domain::statement::StatementRefusal;
use crate::store::StoreError;

/// Why an operation was not done. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// One's own row, but not the right; these roles have it.
    #[error("forbidden; {0:?} may")]
    Forbidden(Vec<Role>),
    /// Only a person can do it, and a process or a program asked.
    #[error("only a person can do this")]
    NotAPerson,
    /// No such thing, or somebody else's.
    #[error("not found")]
    NotFound,
    /// Somebody else was faster.
    #[error("changed meanwhile")]
    Stale(Box<Clash>),
    /// The rules of the office say no.
    #[error("refused: {0}")]
    Refused(#[from] Refusal),
    /// What was typed makes no sense: field and sentence.
    #[error("invalid input")]
    Invalid(Vec<(&'static str, String)>),
    /// As often as may be; again after so many seconds.
    #[error("too often; again in {0} seconds")]
    TooOften(u64),
    /// The store failed.
    #[error("store: {0}")]
    Store(StoreError),
}

/// What happened while somebody was looking at an older version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// Who changed it last, by name.
    pub by: String,
    /// The same by login: two people may share a name.
    pub login: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What they did, as the audit names it.
    pub verb: String,
    /// Where the application stands now, when it is one.
    pub stage: Option<StageCode>,
    /// The version that is there now.
    pub version: i32,
}

/// The refusals of the domain, each by way of their union.
macro_rules! refused {
    ($($refusal:ty),+) => {$(
        impl From<$refusal> for Failure {
            fn from(refusal: $refusal) -> Self {
                Self::Refused(refusal.into())
            }
        }
    )+};
}

refused!(ApplicationRefusal, StatementRefusal, OrganizationRefusal, PersonRefusal, LoginRefusal);

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotFound => Self::NotFound,
            StoreError::Database(_)
            | StoreError::Busy(_)
            | StoreError::Unreachable(_)
            | StoreError::Duplicate(_)
            | StoreError::Stale
            | StoreError::Broken(_)
            | StoreError::Corrupt { .. } => Self::Store(error),
        }
    }
}
