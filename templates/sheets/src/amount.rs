//! Roubles with two decimals.

use std::iter::Sum;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The largest amount, in kopecks: what a column of eight bytes holds, and what words exist for.
const MOST_KOPECKS: i64 = i64::MAX;

/// An amount in roubles, exact to the kopeck; below zero in a correction. In JSON it is a text with two decimals: `"1440.00"`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "Decimal", into = "Decimal")]
pub struct Roubles(i64);

/// An amount that is finer than a kopeck, or larger than all the money there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0} is no amount in roubles with at most two decimals")]
pub struct TooFine(Decimal);

impl Roubles {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// An amount in kopecks.
    #[must_use]
    pub fn from_kopecks(kopecks: i64) -> Self {
        Self(kopecks.max(-MOST_KOPECKS))
    }

    /// The amount in kopecks.
    #[must_use]
    pub fn kopecks(self) -> i64 {
        self.0
    }

    /// The amount in roubles, always with two decimals.
    #[must_use]
    pub fn decimal(self) -> Decimal {
        Decimal::new(self.0, 2)
    }

    /// The sum of several amounts; `None` when it is too large.
    pub(crate) fn sum(amounts: impl IntoIterator<Item = Self>) -> Option<Self> {
        let sum: i128 = amounts.into_iter().map(|amount| i128::from(amount.0)).sum();
        i64::try_from(sum).ok().filter(|sum| *sum >= -MOST_KOPECKS).map(Self)
    }
}

impl Sum for Roubles {
    /// Sums beyond the largest amount saturate.
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, |sum, amount| Self::from_kopecks(sum.0.saturating_add(amount.0)))
    }
}

impl TryFrom<Decimal> for Roubles {
    type Error = TooFine;
    fn try_from(roubles: Decimal) -> Result<Self, TooFine> {
        let kopecks = roubles.checked_mul(Decimal::ONE_HUNDRED).ok_or(TooFine(roubles))?;
        let whole = kopecks.is_integer().then(|| i64::try_from(kopecks).ok()).flatten();
        whole.filter(|whole| *whole >= -MOST_KOPECKS).map(Self).ok_or(TooFine(roubles))
    }
}

impl From<Roubles> for Decimal {
    fn from(amount: Roubles) -> Self {
        amount.decimal()
    }
}
