//! Refusals of a statement's verbs.

use super::StatementState;

/// Why a verb of a statement is refused.
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
    /// The sum is zero or less: the statement is closed without an invoice.
    #[error("there is nothing to invoice")]
    NothingToInvoice,
    /// The sum is above zero: the statement is invoiced.
    #[error("there is a sum to invoice")]
    SumToInvoice,
    /// The deadline has not passed, or silence is no agreement.
    #[error("the time for an answer is not over")]
    NotLapsed,
    /// The lines to be agreed differ from those that were shown.
    #[error("the lines changed since they were looked at")]
    LinesChanged,
}

impl StatementRefusal {
    /// Whether the refusal is a conflict: the statement changed since the viewer's page was built. Otherwise a rule
    /// forbids the verb.
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
