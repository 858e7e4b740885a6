//! Why a verb of an application cannot be done, in the terms of the office.

use crate::domain::money::Money;
use crate::domain::price::PriceFault;
use crate::domain::stage::{StageCode, Verb};

/// Why a verb of an application cannot be done now.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ApplicationRefusal {
    /// The verb is not open in this stage.
    #[error("{verb:?} is not open in {stage:?}")]
    NotInThisStage {
        /// What was asked.
        verb: Verb,
        /// Where the application stands.
        stage: StageCode,
    },
    /// What the worker or the operator would do is not open in this stage.
    #[error("nothing of the kind is open in {stage:?}")]
    Closed {
        /// Where the application stands.
        stage: StageCode,
    },
    /// Remarks about requests for certificates are not acknowledged: these, by their keys.
    #[error("not acknowledged: {0:?}")]
    NotAcknowledged(Vec<String>),
    /// The undo window is over.
    #[error("the undo window is over")]
    UndoIsOver,
    /// The undo window still lasts; the worker comes back.
    #[error("the undo window still lasts")]
    UndoStillLasts,
    /// The multi-user mode is on and no tier is chosen.
    #[error("the multi-user mode needs a tier")]
    TierMissing,
    /// A tier is given although the mode is off.
    #[error("a tier without the multi-user mode")]
    TierWithoutMode,
    /// The same person already answers for it.
    #[error("already answered for by this person")]
    AlreadyYours,
    /// Nothing of it needs a person.
    #[error("nothing is stuck")]
    NotStuck,
    /// It does not lie aside.
    #[error("it does not lie aside")]
    NotOnHold,
    /// Something that it brings has no price.
    #[error("no price: {0}")]
    NoPrice(PriceFault),
    /// The total that was shown is not what would be charged.
    #[error("the total is {now}, shown was {shown:?}")]
    TotalChanged {
        /// What the reader saw; nothing where no price could be told.
        shown: Option<Money>,
        /// What would be charged.
        now: Money,
    },
}

impl ApplicationRefusal {
    /// Whether it says that something is otherwise by now than it was looked at, and not that a rule says no.
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
            | Self::NotAcknowledged(_)
            | Self::NotStuck
            | Self::NotOnHold
            | Self::NoPrice(_) => false,
        }
    }
}
