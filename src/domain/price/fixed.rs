//! What a forwarding fixes: price, promotion, discount and contract of each line; the tax follows the activation.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::billing::BilledProduct;

/// What a promotion does to a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromotionEffect {
    /// The code that the client named.
    pub code: String,
    /// The name for people; none when nobody knows the code.
    pub name: Option<String>,
    /// Whether it applies, and why not.
    pub verdict: PromotionVerdict,
}

codes! {
    /// Whether a promotion applies to a line, and why not.
    pub enum PromotionVerdict {
        /// It applies.
        Applies = "applies",
        /// It does not extend to this product: «не распространяется на многопользовательский режим».
        OtherProduct = "other_product",
        /// It is not in force on the day.
        NotInForce = "not_in_force",
        /// The licence costs nothing anyway.
        Free = "free",
        /// Nobody knows such a promotion.
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

/// What is fixed of one line. The names are kept for ever: rows and old entries of the audit are read by them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FixedLine {
    /// What is sold.
    pub product: BilledProduct,
    /// «Цена», in kopecks.
    pub price: i64,
    /// What the promotion that the client named does here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promotion: Option<PromotionEffect>,
    /// What the promotion takes off, in hundredths of a percent.
    pub promotion_points: i32,
    /// «Скидка партнера», in hundredths of a percent.
    pub discount_points: i32,
    /// The number of the contract.
    pub contract: String,
    /// Which dated rows it was calculated from: `price@2026-01-01 discount@2026-07-01`.
    pub rules: String,
}

/// What an application is charged once it is approved, as it was fixed when it was forwarded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForwardedTerms {
    /// The Moscow day on which it was fixed.
    pub on: NaiveDate,
    /// The total that was shown, in kopecks, with the tax of that day.
    pub total: i64,
    /// The lines.
    pub lines: Vec<FixedLine>,
}

impl ForwardedTerms {
    /// The line of a product, when it is charged.
    #[must_use]
    pub fn of(&self, product: BilledProduct) -> Option<&FixedLine> {
        self.lines.iter().find(|line| line.product == product)
    }
}
