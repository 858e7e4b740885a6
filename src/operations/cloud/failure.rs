//! Why a walk to a provider came to nothing.

use crate::domain::cloud::CloudRefusal;
use crate::operations::Failure;
use crate::store::StoreError;

/// Why nobody was signed in, and nothing was linked.
#[derive(Debug, thiserror::Error)]
pub enum CloudFailure {
    /// The walk is over, was ended before, or began in another browser.
    #[error("no such walk")]
    Lost,
    /// The person said no at the provider, or the provider did.
    #[error("cancelled")]
    Cancelled,
    /// The provider does not answer.
    #[error("the provider is away")]
    Away,
    /// What the provider said does not hold.
    #[error("the provider is not believed")]
    Untrusted,
    /// The account there opens none here.
    #[error("not linked")]
    Unlinked,
    /// The account here is disabled.
    #[error("disabled")]
    Disabled,
    /// The provider is for the employees of another partner.
    #[error("another partner's provider")]
    AnotherPartners,
    /// The partner's contract has ended.
    #[error("the partner's contract has ended")]
    Lapsed,
    /// A rule refuses the link.
    #[error(transparent)]
    Refused(#[from] CloudRefusal),
    /// Another failure.
    #[error(transparent)]
    Failure(#[from] Failure),
}

impl From<StoreError> for CloudFailure {
    fn from(error: StoreError) -> Self {
        Self::Failure(error.into())
    }
}
