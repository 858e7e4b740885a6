//! Money: roubles with two digits, and the only rounding in the program.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Neg, Sub};

use rust_decimal::{Decimal, RoundingStrategy};

/// An amount in roubles, always exact to the kopeck.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(Decimal);

impl Money {
    /// Nothing to pay.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// An amount that has at most two digits after the point; `None` when it is finer.
    #[must_use]
    pub fn exact(roubles: Decimal) -> Option<Self> {
        let cut = roubles.round_dp(2);
        (cut == roubles).then(|| Self::rounded(roubles))
    }

    /// An amount rounded to kopecks, half away from zero.
    #[must_use]
    pub fn rounded(roubles: Decimal) -> Self {
        let mut rounded = roubles.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
        rounded.rescale(2);
        Self(rounded)
    }

    /// An amount given in kopecks, as the database keeps it.
    #[must_use]
    pub fn from_kopecks(kopecks: i64) -> Self {
        Self(Decimal::new(kopecks, 2))
    }

    /// The amount in kopecks, as the database keeps it.
    #[must_use]
    pub fn kopecks(self) -> i64 {
        i64::try_from(self.0.mantissa() * 10_i128.pow(2 - self.0.scale().min(2))).unwrap_or(i64::MAX)
    }

    /// The amount in roubles.
    #[must_use]
    pub fn roubles(self) -> Decimal {
        self.0
    }

    /// This amount so many times.
    #[must_use]
    pub fn times(self, count: i32) -> Self {
        Self::rounded(self.0 * Decimal::from(count))
    }
}

impl Add for Money {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self::rounded(self.0 + other.0)
    }
}

impl Sub for Money {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self::rounded(self.0 - other.0)
    }
}

impl Neg for Money {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

impl fmt::Display for Money {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:.2}", self.0)
    }
}

/// A share in hundredths of a percent: 40 % is `4000`, 22 % is `2200`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rate(i32);

impl Rate {
    /// No share at all.
    pub const ZERO: Self = Self(0);

    /// A share between 0 and 100 percent; `None` outside of it.
    #[must_use]
    pub fn from_basis_points(points: i32) -> Option<Self> {
        (0..=10_000).contains(&points).then_some(Self(points))
    }

    /// The share in hundredths of a percent, as the database keeps it.
    #[must_use]
    pub fn basis_points(self) -> i32 {
        self.0
    }

    /// The share in percent: `37.5`.
    #[must_use]
    pub fn percent(self) -> Decimal {
        Decimal::new(i64::from(self.0), 2).normalize()
    }

    /// This share of an amount, rounded to kopecks.
    #[must_use]
    pub fn of(self, amount: Money) -> Money {
        Money::rounded(amount.0 * Decimal::new(i64::from(self.0), 4))
    }

    /// What is left of an amount after this share is taken off, rounded once.
    #[must_use]
    pub fn off(self, amount: Money) -> Money {
        Money::rounded(amount.0 * Decimal::new(i64::from(10_000 - self.0), 4))
    }
}
