//! Why a verb of a statement cannot be done, in the terms of the office.

use super::StatementState;

/// Why a verb of a statement cannot be done now.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StatementRefusal {
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
    /// The time for an answer is not over, or silence is no agreement.
    #[error("the time for an answer is not over")]
    NotLapsed,
    /// What would be agreed is not what was looked at.
    #[error("the lines changed since they were looked at")]
    LinesChanged,
}

impl StatementRefusal {
    /// Whether it says that something is otherwise by now than it was looked at, and not that a rule says no.
    #[must_use]
    pub const fn is_about_a_change(&self) -> bool {
        match self {
            Self::StatementIs(_) | Self::LinesChanged => true,
            Self::MonthNotOver
            | Self::LinesDisputed(_)
            | Self::LineNotDisputed
            | Self::NoLines
            | Self::NothingToInvoice
            | Self::SumToInvoice
            | Self::NotLapsed => false,
        }
    }
}
