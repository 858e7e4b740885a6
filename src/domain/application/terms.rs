//! The terms of an approval's charges: fixed at forwarding, dropped when the application comes back.

use super::Application;
use crate::domain::price::ForwardedTerms;
use crate::domain::stage::Stage;

impl Application {
    /// The application with these terms.
    #[must_use]
    pub fn on_terms(self, terms: ForwardedTerms) -> Self {
        Self { terms: Some(terms), ..self }
    }
}

/// Whether fixed terms apply in a stage. After an undo, a refusal or a reset the application is priced anew.
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
