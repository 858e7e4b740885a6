//! The terms fixed at forwarding: price, promotion, discount and contract of each line. The VAT follows the activation.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::billing::BilledProduct;

/// The effect of a promotion on a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromotionEffect {
    /// The code given by the client.
    pub code: String,
    /// The name; `None` when the code is unknown.
    pub name: Option<String>,
    /// Whether it applies, and why not.
    pub verdict: PromotionVerdict,
}

codes! {
    /// The verdict on a promotion for a line.
    pub enum PromotionVerdict {
        /// It applies.
        Applies = "applies",
        /// It does not extend to this product: «не распространяется на многопользовательский режим».
        OtherProduct = "other_product",
        /// It is not in force on the day.
        NotInForce = "not_in_force",
        /// The licence is free anyway.
        Free = "free",
        /// There is no promotion with this code.
        Unknown = "unknown",
    }
}

impl PromotionEffect {
    /// Whether the promotion applies.
    #[must_use]
    pub fn applies(&self) -> bool {
        self.verdict == PromotionVerdict::Applies
    }
}

/// The fixed terms of a line. The field names never change: rows and old audit entries contain them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FixedLine {
    /// The product.
    pub product: BilledProduct,
    /// «Цена», in kopecks.
    pub price: i64,
    /// The effect of the client's promotion on this line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promotion: Option<PromotionEffect>,
    /// The promotion's discount, in hundredths of a percent.
    pub promotion_points: i32,
    /// «Скидка партнера», in hundredths of a percent.
    pub discount_points: i32,
    /// The number of the contract.
    pub contract: String,
    /// The dated rows used: `price@2026-01-01 discount@2026-07-01`.
    pub rules: String,
}

/// The terms on which an application will be charged at its approval, fixed at its forwarding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForwardedTerms {
    /// The Moscow day of the forwarding.
    pub on: NaiveDate,
    /// The total shown at the forwarding, in kopecks, with the VAT of that day.
    pub total: i64,
    /// The lines.
    pub lines: Vec<FixedLine>,
}

impl ForwardedTerms {
    /// The line of a product, if it is charged.
    #[must_use]
    pub fn of(&self, product: BilledProduct) -> Option<&FixedLine> {
        self.lines.iter().find(|line| line.product == product)
    }
}
