//! Refusals of an application's verbs.

use chrono::{DateTime, Utc};

use crate::domain::money::Money;
use crate::domain::price::PriceFault;
use crate::domain::stage::{StageCode, Verb};

/// Why a verb of an application is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ApplicationRefusal {
    /// The verb is not allowed in this stage.
    #[error("{verb:?} is not open in {stage:?}")]
    NotInThisStage {
        /// The verb.
        verb: Verb,
        /// The present stage.
        stage: StageCode,
    },
    /// An action of the worker or the operator is not allowed in this stage.
    #[error("nothing of the kind is open in {stage:?}")]
    Closed {
        /// The present stage.
        stage: StageCode,
    },
    /// Remarks about certificate requests with these keys are not acknowledged.
    #[error("not acknowledged: {0:?}")]
    NotAcknowledged(Vec<String>),
    /// The undo window is over.
    #[error("the undo window is over")]
    UndoIsOver,
    /// The undo window is still open; the worker retries after it.
    #[error("the undo window still lasts")]
    UndoStillLasts,
    /// The multi-user mode is on and no tier is chosen.
    #[error("the multi-user mode needs a tier")]
    TierMissing,
    /// A tier is given although the mode is off.
    #[error("a tier without the multi-user mode")]
    TierWithoutMode,
    /// The reviewer is this person already.
    #[error("already answered for by this person")]
    AlreadyYours,
    /// The client told the partner within the last day.
    #[error("told already; again from {again} on")]
    NudgedAlready {
        /// From when on the client may tell the partner again.
        again: DateTime<Utc>,
    },
    /// The application has no dead errand.
    #[error("nothing is stuck")]
    NotStuck,
    /// The application is not on hold.
    #[error("it does not lie aside")]
    NotOnHold,
    /// A product of the application has no price.
    #[error("no price: {0}")]
    NoPrice(PriceFault),
    /// The total differs from the one that was shown.
    #[error("the total is {now}, shown was {shown:?}")]
    TotalChanged {
        /// The total that the viewer saw; `None` when the page could not price it.
        shown: Option<Money>,
        /// The present total.
        now: Money,
    },
}

impl ApplicationRefusal {
    /// Whether the refusal is a conflict: the application changed since the viewer's page was built. Otherwise a rule
    /// forbids the verb.
    #[must_use]
    pub const fn is_about_a_change(&self) -> bool {
        match self {
            Self::NotInThisStage { .. }
            | Self::Closed { .. }
            | Self::UndoIsOver
            | Self::TotalChanged { .. } => true,
            Self::UndoStillLasts
            | Self::TierMissing
            | Self::TierWithoutMode
            | Self::AlreadyYours
            | Self::NudgedAlready { .. }
            | Self::NotAcknowledged(_)
            | Self::NotStuck
            | Self::NotOnHold
            | Self::NoPrice(_) => false,
        }
    }
}
