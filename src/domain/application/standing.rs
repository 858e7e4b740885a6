//! The tab of the queue that lists an application, and its running deadline.

use chrono::{DateTime, Utc};

use super::Application;
use crate::domain::queue::Tab;
use crate::domain::stage::StageCode;

/// A deadline of the partner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// When a reviewer should have taken it.
    Take(DateTime<Utc>),
    /// When it should be forwarded.
    Forward(DateTime<Utc>),
}

impl Application {
    /// The tab of the queue that lists it.
    #[must_use]
    pub fn tab(&self) -> Tab {
        match self.stage.code() {
            StageCode::Received => Tab::New,
            StageCode::InReview if self.hold.is_some() => Tab::OnHold,
            StageCode::InReview => Tab::InWork,
            StageCode::NeedsClient => Tab::Returned,
            StageCode::Forwarded | StageCode::CertRequest | StageCode::Registering => Tab::AtOperator,
            StageCode::Approved
            | StageCode::Completed
            | StageCode::Rejected
            | StageCode::Withdrawn
            | StageCode::Expired => Tab::Finished,
        }
    }

    /// The running deadline; `None` while the partner need not act.
    #[must_use]
    pub fn due(&self) -> Option<Due> {
        match self.stage.code() {
            StageCode::Received => Some(Due::Take(self.deadlines.take_by)),
            StageCode::InReview if self.hold.is_some() => None,
            StageCode::InReview => Some(Due::Forward(self.deadlines.forward_by)),
            StageCode::NeedsClient
            | StageCode::Forwarded
            | StageCode::CertRequest
            | StageCode::Registering
            | StageCode::Approved
            | StageCode::Completed
            | StageCode::Rejected
            | StageCode::Withdrawn
            | StageCode::Expired => None,
        }
    }
}
