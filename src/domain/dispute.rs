//! Disputes: a partner's reasons against a line, and the operator's answers.

codes! {
    /// Why a partner disputes a line.
    pub enum DisputeReason {
        /// The activation is unknown to the partner.
        Unknown = "unknown",
        /// The price is not the one agreed.
        WrongPrice = "wrong_price",
        /// The partner's discount is not the one agreed.
        WrongDiscount = "wrong_discount",
        /// A promotion is missing or should not have applied.
        WrongPromotion = "wrong_promotion",
        /// The tier or the tariff is wrong.
        WrongTier = "wrong_tier",
        /// The period or the day of activation is wrong.
        WrongPeriod = "wrong_period",
        /// The client belongs to another partner.
        OtherPartner = "other_partner",
        /// The same activation is charged twice.
        Duplicate = "duplicate",
        /// The connection was cancelled.
        Cancelled = "cancelled",
        /// The client's support contract includes it.
        IncludedInIts = "included_in_its",
    }
}

codes! {
    /// The operator's answer to a disputed line.
    pub enum Outcome {
        /// The line is right.
        LineStands = "line_stands",
        /// The partner is right: a line of a later month corrects it.
        CorrectedLater = "corrected_later",
    }
}

/// What the operator answers to a dispute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolution {
    /// What is decided.
    pub outcome: Outcome,
    /// The words.
    pub comment: String,
}
