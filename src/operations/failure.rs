//! Failures of operations.

use chrono::{DateTime, Utc};

use super::Refusal;
use crate::domain::application::ApplicationRefusal;
use crate::domain::archive::ArchiveRefusal;
use crate::domain::attachment::AttachmentRefusal;
use crate::domain::colleague::{PersonRefusal, ResetRefusal};
use crate::domain::factor::Factors;
use crate::domain::factor_rule::FactorRuleRefusal;
use crate::domain::its_login::LoginRefusal;
use crate::domain::members::MemberRefusal;
use crate::domain::organization::OrganizationRefusal;
use crate::domain::payment::PaymentRefusal;
use crate::domain::product::ProductRefusal;
use crate::domain::question::QuestionRefusal;
use crate::domain::reminder::ReminderRefusal;
use crate::domain::role::Role;
use crate::domain::sale::SaleRefusal;
use crate::domain::stage::StageCode;
use crate::domain::standing_in::StandingInRefusal;
use crate::domain::statement::StatementRefusal;
use crate::policy::{Permission, Policy};
use crate::store::StoreError;

/// Why an operation failed. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The row is in scope, but the right is missing.
    #[error("forbidden: {0:?}")]
    Forbidden(Lacking),
    /// Only a person can do it; the actor is a process or a program.
    #[error("only a person can do this")]
    NotAPerson,
    /// The person must prove again who they are; these factors they have.
    #[error("not proven recently")]
    Unproven(Factors),
    /// No such thing in the scope.
    #[error("not found")]
    NotFound,
    /// A conflict: it changed since it was read.
    #[error("changed meanwhile")]
    Stale(Box<Clash>),
    /// A rule refuses it.
    #[error("refused: {0}")]
    Refused(#[from] Refusal),
    /// The input is invalid: fields with their messages.
    #[error("invalid input")]
    Invalid(Vec<(&'static str, String)>),
    /// The rate limit is reached; the next try is allowed after this many seconds.
    #[error("too often; again in {0} seconds")]
    TooOften(u64),
    /// The store failed.
    #[error("store: {0}")]
    Store(StoreError),
}

/// The right that is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lacking {
    /// The permission that was asked for.
    pub permission: Permission,
    /// The roles that have it.
    pub who_may: Vec<Role>,
    /// Whether the actor stands in for somebody who has it: it is not lent.
    pub not_lent: bool,
}

impl Lacking {
    /// Whether only people of desks may, and no client.
    #[must_use]
    pub fn is_of_desks(&self) -> bool {
        !self.who_may.iter().any(|role| matches!(role, Role::Client | Role::ClientAdmin))
    }
}

/// A conflict with a later change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// The name of the last change's actor.
    pub by: String,
    /// The name of whoever lent the right to it, if somebody did.
    pub instead_of: Option<String>,
    /// The login of the last change's actor: two people may share a name.
    pub login: String,
    /// When it was changed.
    pub at: DateTime<Utc>,
    /// The verb of the last change, as in the audit.
    pub verb: String,
    /// The present stage, if it is an application.
    pub stage: Option<StageCode>,
    /// The present version.
    pub version: i32,
}

impl Lacking {
    /// What a policy says of a permission.
    #[must_use]
    pub fn of(policy: &Policy, permission: Permission) -> Self {
        Self { permission, who_may: policy.who_may(permission), not_lent: false }
    }
}

/// Converts the domain's refusals through [`Refusal`].
macro_rules! refused {
    ($($refusal:ty),+) => {$(
        impl From<$refusal> for Failure {
            fn from(refusal: $refusal) -> Self {
                Self::Refused(refusal.into())
            }
        }
    )+};
}

refused!(
    ApplicationRefusal,
    StatementRefusal,
    OrganizationRefusal,
    PersonRefusal,
    LoginRefusal,
    ReminderRefusal,
    ProductRefusal,
    MemberRefusal,
    AttachmentRefusal,
    QuestionRefusal,
    SaleRefusal,
    PaymentRefusal,
    ArchiveRefusal,
    FactorRuleRefusal,
    StandingInRefusal
);

impl From<ResetRefusal> for Failure {
    fn from(refusal: ResetRefusal) -> Self {
        PersonRefusal::from(refusal).into()
    }
}

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
