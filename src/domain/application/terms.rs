//! What an approval will charge: fixed when the application is forwarded, dropped when it comes back.

use super::Application;
use crate::domain::price::ForwardedTerms;
use crate::domain::stage::Stage;

impl Application {
    /// The same, to be forwarded on these terms.
    #[must_use]
    pub fn on_terms(self, terms: ForwardedTerms) -> Self {
        Self { terms: Some(terms), ..self }
    }
}

/// Whether what was fixed still holds in a stage: an application that was undone, refused or reset is priced anew.
pub(super) fn hold_in(stage: &Stage) -> bool {
    match stage {
        Stage::Forwarded { .. }
        | Stage::CertRequest { .. }
        | Stage::Registering { .. }
        | Stage::Approved { .. }
        | Stage::Completed { .. } => true,
        Stage::Received
        | Stage::InReview { .. }
        | Stage::NeedsClient { .. }
        | Stage::Rejected { .. }
        | Stage::Withdrawn
        | Stage::Expired => false,
    }
}
