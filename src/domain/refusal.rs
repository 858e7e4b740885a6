//! Refusals: why a verb cannot be done, in the terms of the office.

use super::colleague::PersonRefusal;
use super::its_login::LoginRefusal;
use super::money::Money;
use super::price::PriceFault;
use super::stage::{StageCode, Verb};
use super::statement::StatementState;

/// Why a verb cannot be done now.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
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
    /// The statement is in another state.
    #[error("the statement is {0:?}")]
    StatementIs(StatementState),
    /// The month is not over.
    #[error("the month is not over")]
    MonthNotOver,
    /// Some lines are disputed.
    #[error("{0} lines are disputed")]
    LinesDisputed(u64),
    /// The line is not disputed.
    #[error("the line is not disputed")]
    LineNotDisputed,
    /// The statement has no lines.
    #[error("the statement has no lines")]
    NoLines,
    /// The sum of the statement is not above zero: it is closed without an invoice.
    #[error("there is nothing to invoice")]
    NothingToInvoice,
    /// The sum of the statement is above zero: it is invoiced.
    #[error("there is a sum to invoice")]
    SumToInvoice,
    /// Applications of the organisation are still open, so many of them.
    #[error("{0} applications are open")]
    ApplicationsOpen(usize),
    /// The time for an answer is not over, or silence is no agreement.
    #[error("the time for an answer is not over")]
    NotLapsed,
    /// The list changed since its differences were looked at.
    #[error("the price list changed since it was looked at")]
    PricesChanged,
    /// The reason was worded anew since it was looked at.
    #[error("the reason was worded anew since it was looked at")]
    ReasonChanged,
    /// The card changed since it was looked at.
    #[error("the card changed since it was looked at")]
    CardChanged,
    /// What would be agreed is not what was looked at.
    #[error("the lines changed since they were looked at")]
    LinesChanged,
    /// It cannot be done to this colleague.
    #[error("person: {0}")]
    Person(#[from] PersonRefusal),
    /// It cannot be done to this ITS login.
    #[error("ITS login: {0}")]
    ItsLogin(#[from] LoginRefusal),
}

impl Refusal {
    /// Whether it says that something is otherwise by now than it was looked at, and not that a rule says no.
    #[must_use]
    pub const fn is_about_a_change(&self) -> bool {
        match self {
            Self::NotInThisStage { .. }
            | Self::Closed { .. }
            | Self::UndoIsOver
            | Self::TotalChanged { .. }
            | Self::StatementIs(_)
            | Self::PricesChanged
            | Self::ReasonChanged
            | Self::CardChanged
            | Self::LinesChanged => true,
            Self::UndoStillLasts
            | Self::TierMissing
            | Self::TierWithoutMode
            | Self::AlreadyYours
            | Self::NotAcknowledged(_)
            | Self::NotStuck
            | Self::NotOnHold
            | Self::NoPrice(_)
            | Self::MonthNotOver
            | Self::LinesDisputed(_)
            | Self::LineNotDisputed
            | Self::NoLines
            | Self::NothingToInvoice
            | Self::SumToInvoice
            | Self::ApplicationsOpen(_)
            | Self::NotLapsed
            | Self::Person(_)
            | Self::ItsLogin(_) => false,
        }
    }
}
