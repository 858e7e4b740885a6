//! Where an application stands in the queue, and which deadline of its partner runs.

use chrono::{DateTime, Utc};

use super::Application;
use crate::domain::queue::Tab;
use crate::domain::stage::StageCode;

/// A deadline of the partner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// By when somebody should take it.
    Take(DateTime<Utc>),
    /// By when it should be forwarded.
    Forward(DateTime<Utc>),
}

impl Application {
    /// The tab of the queue in which it stands.
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

    /// The deadline that runs; none while the ball is elsewhere.
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
