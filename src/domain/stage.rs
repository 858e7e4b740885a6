//! Stages of an application, each with the data that only it has.

mod code;

use chrono::{DateTime, Utc};

use super::ids::PersonId;

pub use code::{Ball, ClientStatus, StageCode, Verb};

/// The stage of an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Received; without a reviewer.
    Received,
    /// A reviewer inspects it.
    InReview {
        /// The reviewer.
        reviewer: PersonId,
    },
    /// The client must mend it.
    NeedsClient {
        /// The reviewer who returned it.
        reviewer: PersonId,
        /// The reason.
        reason: Reason,
        /// When it expires, unless the client mends it before.
        expires_at: DateTime<Utc>,
    },
    /// Forwarded to the operator; the undo window is open.
    Forwarded {
        /// The reviewer who forwarded it.
        reviewer: PersonId,
        /// When the undo window ends.
        undo_until: DateTime<Utc>,
    },
    /// The authority issues certificates.
    CertRequest {
        /// The reviewer who forwarded it.
        reviewer: PersonId,
    },
    /// It is being registered with the controlling bodies.
    Registering {
        /// The reviewer who forwarded it.
        reviewer: PersonId,
    },
    /// Approved; the client finishes the set-up.
    Approved {
        /// The reviewer who forwarded it.
        reviewer: PersonId,
        /// The instant of approval and activation.
        at: DateTime<Utc>,
    },
    /// The client has finished the set-up.
    Completed {
        /// The reviewer who forwarded it.
        reviewer: PersonId,
        /// The instant of approval and activation.
        approved_at: DateTime<Utc>,
    },
    /// Rejected for good.
    Rejected {
        /// The reviewer who rejected it; `None` when it was not a person of the partner.
        reviewer: Option<PersonId>,
        /// The reason.
        reason: Reason,
    },
    /// Withdrawn by the client.
    Withdrawn,
    /// The client did not mend it in time.
    Expired,
}

/// The reason for a return or a rejection.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Reason {
    /// The code for reports.
    pub code: String,
    /// The number of the canned reason's wording; the first one in old rows.
    #[serde(default = "first_wording")]
    pub version: i32,
    /// The text for the client.
    pub text: String,
}

fn first_wording() -> i32 {
    1
}

impl Stage {
    /// The stage without its data.
    #[must_use]
    pub fn code(&self) -> StageCode {
        match self {
            Self::Received => StageCode::Received,
            Self::InReview { .. } => StageCode::InReview,
            Self::NeedsClient { .. } => StageCode::NeedsClient,
            Self::Forwarded { .. } => StageCode::Forwarded,
            Self::CertRequest { .. } => StageCode::CertRequest,
            Self::Registering { .. } => StageCode::Registering,
            Self::Approved { .. } => StageCode::Approved,
            Self::Completed { .. } => StageCode::Completed,
            Self::Rejected { .. } => StageCode::Rejected,
            Self::Withdrawn => StageCode::Withdrawn,
            Self::Expired => StageCode::Expired,
        }
    }

    /// The reviewer, if there is one.
    #[must_use]
    pub fn reviewer(&self) -> Option<PersonId> {
        match self {
            Self::InReview { reviewer }
            | Self::NeedsClient { reviewer, .. }
            | Self::Forwarded { reviewer, .. }
            | Self::CertRequest { reviewer }
            | Self::Registering { reviewer }
            | Self::Approved { reviewer, .. }
            | Self::Completed { reviewer, .. } => Some(*reviewer),
            Self::Rejected { reviewer, .. } => *reviewer,
            Self::Received | Self::Withdrawn | Self::Expired => None,
        }
    }

    /// Until when it waits for the client, if it does.
    #[must_use]
    pub const fn waits_for_client_until(&self) -> Option<DateTime<Utc>> {
        if let Self::NeedsClient { expires_at, .. } = self { Some(*expires_at) } else { None }
    }

    /// The reason of a return or a rejection, if there is one.
    #[must_use]
    pub fn reason(&self) -> Option<&Reason> {
        match self {
            Self::NeedsClient { reason, .. } | Self::Rejected { reason, .. } => Some(reason),
            Self::Received
            | Self::InReview { .. }
            | Self::Forwarded { .. }
            | Self::CertRequest { .. }
            | Self::Registering { .. }
            | Self::Approved { .. }
            | Self::Completed { .. }
            | Self::Withdrawn
            | Self::Expired => None,
        }
    }

    /// When it expires, unless the client mends it before.
    #[must_use]
    pub fn expires_at(&self) -> Option<DateTime<Utc>> {
        if let Self::NeedsClient { expires_at, .. } = self { Some(*expires_at) } else { None }
    }

    /// When the undo window ends.
    #[must_use]
    pub fn undo_until(&self) -> Option<DateTime<Utc>> {
        if let Self::Forwarded { undo_until, .. } = self { Some(*undo_until) } else { None }
    }

    /// The instant of approval and activation.
    #[must_use]
    pub fn approved_at(&self) -> Option<DateTime<Utc>> {
        if let Self::Approved { at, .. } | Self::Completed { approved_at: at, .. } = self {
            Some(*at)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests;
