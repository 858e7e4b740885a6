//! Stages of an application: where it stands, who must act, and which verbs are open there.

mod code;

use chrono::{DateTime, Utc};

use super::ids::PersonId;

pub use code::{Ball, ClientStatus, StageCode, Verb};

/// Where an application stands, with what is known only there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It has come; nobody has taken it.
    Received,
    /// This person inspects it.
    InReview {
        /// Who inspects it.
        reviewer: PersonId,
    },
    /// The client must mend it.
    NeedsClient {
        /// Who returned it.
        reviewer: PersonId,
        /// Why.
        reason: Reason,
        /// When it is taken off, unless the client mends it before.
        expires_at: DateTime<Utc>,
    },
    /// Forwarded by this person; may be undone until that instant.
    Forwarded {
        /// Who forwarded it.
        reviewer: PersonId,
        /// Until when it can be undone.
        undo_until: DateTime<Utc>,
    },
    /// The authority issues certificates.
    CertRequest {
        /// Who forwarded it.
        reviewer: PersonId,
    },
    /// It is being registered with the controlling bodies.
    Registering {
        /// Who forwarded it.
        reviewer: PersonId,
    },
    /// Done on our side since that instant.
    Approved {
        /// Who forwarded it.
        reviewer: PersonId,
        /// When it was approved: the instant of activation.
        at: DateTime<Utc>,
    },
    /// The client has finished the set-up.
    Completed {
        /// Who forwarded it.
        reviewer: PersonId,
        /// When it was approved: the instant of activation.
        approved_at: DateTime<Utc>,
    },
    /// Refused for good.
    Rejected {
        /// Who refused it, when it was a person of the partner.
        reviewer: Option<PersonId>,
        /// Why.
        reason: Reason,
    },
    /// Taken back by the client.
    Withdrawn,
    /// The client did not mend it in time.
    Expired,
}

/// Why an application was returned or refused.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Reason {
    /// The reportable code.
    pub code: String,
    /// Which wording of the canned reason it was; the first one where nothing says so.
    #[serde(default = "first_wording")]
    pub version: i32,
    /// What the client reads.
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

    /// The person of the partner who answers for it, if there is one.
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

    /// Why it was returned or refused, where it was.
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

    /// When it is taken off, unless the client mends it before.
    #[must_use]
    pub fn expires_at(&self) -> Option<DateTime<Utc>> {
        if let Self::NeedsClient { expires_at, .. } = self { Some(*expires_at) } else { None }
    }

    /// Until when its forwarding can be undone.
    #[must_use]
    pub fn undo_until(&self) -> Option<DateTime<Utc>> {
        if let Self::Forwarded { undo_until, .. } = self { Some(*undo_until) } else { None }
    }

    /// When it was approved: the instant of activation.
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
