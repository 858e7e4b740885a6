//! Disputes: what a partner can say against a line, and what the operator can decide.

codes! {
    /// Why a partner disputes a line.
    pub enum DisputeReason {
        /// The partner knows of no such activation.
        Unknown = "unknown",
        /// The price is not the one agreed.
        WrongPrice = "wrong_price",
        /// The partner's discount is not the one agreed.
        WrongDiscount = "wrong_discount",
        /// A promotion is missing or should not have applied.
        WrongPromotion = "wrong_promotion",
        /// The kind of the extension or the tariff is another one.
        WrongTier = "wrong_tier",
        /// The period or the day of activation is another one.
        WrongPeriod = "wrong_period",
        /// The client belongs to another partner.
        OtherPartner = "other_partner",
        /// The same activation stands in the settlement twice.
        Duplicate = "duplicate",
        /// The connection was cancelled.
        Cancelled = "cancelled",
        /// The client's support contract includes it.
        IncludedInIts = "included_in_its",
    }
}

codes! {
    /// What the operator decides about a disputed line.
    pub enum Outcome {
        /// The line is right as it stands.
        LineStands = "line_stands",
        /// The partner is right: a line of a later month will correct it.
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
