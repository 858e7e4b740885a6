//! Money in roubles with two decimals, and the program's only rounding.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Neg, Sub};

use rust_decimal::prelude::ToPrimitive as _;
use rust_decimal::{Decimal, RoundingStrategy};

use super::cleaning::cleaned;

/// The largest amount of the database, in kopecks; within it no calculation here overflows.
const MOST_KOPECKS: i64 = i64::MAX;

/// An amount in roubles, exact to the kopeck. Sums beyond the database's limit saturate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(Decimal);

impl Money {
    /// Zero roubles.
    pub const ZERO: Self = Self(Decimal::from_parts(0, 0, 0, false, 2));

    /// An amount with at most two decimals; `None` when it has more or is too large.
    #[must_use]
    pub fn exact(roubles: Decimal) -> Option<Self> {
        let amount = Self::rounded(roubles);
        (amount.0 == roubles).then_some(amount)
    }

    /// Parses an amount as people write it: `1 440,00`, `1440.5`; no sign.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = cleaned(text).to_lowercase();
        let signs = ["₽", "руб.", "руб", "р."];
        let bare = signs.iter().find_map(|sign| text.strip_suffix(sign)).unwrap_or(&text);
        decimal(bare).and_then(Self::exact)
    }

    /// An amount rounded to kopecks, half away from zero.
    #[must_use]
    pub fn rounded(roubles: Decimal) -> Self {
        let rounded = roubles.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
        let kopecks = rounded.mantissa() * 10_i128.pow(2 - rounded.scale().min(2));
        let most = i128::from(MOST_KOPECKS);
        Self(Decimal::from_i128_with_scale(kopecks.clamp(-most, most), 2))
    }

    /// An amount in kopecks, as in the database.
    #[must_use]
    pub fn from_kopecks(kopecks: i64) -> Self {
        Self(Decimal::new(kopecks.max(-MOST_KOPECKS), 2))
    }

    /// The amount in kopecks, as in the database.
    #[must_use]
    pub fn kopecks(self) -> i64 {
        i64::try_from(self.0.mantissa()).unwrap_or(MOST_KOPECKS)
    }

    /// The amount in roubles.
    #[must_use]
    pub fn roubles(self) -> Decimal {
        self.0
    }

    /// The amount multiplied by a count.
    #[must_use]
    pub fn times(self, count: i32) -> Self {
        Self::rounded(self.0 * Decimal::from(count))
    }
}

impl Default for Money {
    fn default() -> Self {
        Self::ZERO
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
        Self::from_kopecks(-self.kopecks())
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

/// Parses an unsigned number as people write it: spaces between digits, a comma or a point.
fn decimal(text: &str) -> Option<Decimal> {
    let plain: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    let plain = plain.replace(',', ".");
    let digits = plain.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let fits = digits && plain.len() <= 15 && plain.bytes().any(|byte| byte.is_ascii_digit());
    plain.parse().ok().filter(|_| fits)
}

/// A share in hundredths of a percent (basis points): 40 % is `4000`, 22 % is `2200`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rate(i32);

impl Rate {
    /// Zero percent.
    pub const ZERO: Self = Self(0);

    /// A share between 0 and 100 percent; `None` outside.
    #[must_use]
    pub fn from_basis_points(points: i32) -> Option<Self> {
        (0..=10_000).contains(&points).then_some(Self(points))
    }

    /// Parses a percent as people write it: `37,5`, `40 %`, with at most two decimals.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let points = decimal(cleaned(text).trim_end_matches('%'))? * Decimal::ONE_HUNDRED;
        Self::from_basis_points(points.is_integer().then(|| points.to_i32())??)
    }

    /// The share in hundredths of a percent, as in the database.
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

    /// The amount less this share, rounded once.
    #[must_use]
    pub fn off(self, amount: Money) -> Money {
        Money::rounded(amount.0 * Decimal::new(i64::from(10_000 - self.0), 4))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn roubles(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn an_exact_amount_refuses_parts_of_a_kopeck() {
        assert_eq!(Money::exact(roubles("1440")).map(Money::kopecks), Some(144_000));
        assert_eq!(Money::exact(roubles("0.10000")).map(Money::kopecks), Some(10));
        assert_eq!(Money::exact(roubles("0.005")), None);
    }

    #[test]
    fn amounts_and_percents_are_read_as_people_write_them() {
        assert_eq!(Money::read("1\u{a0}440,00").map(Money::kopecks), Some(144_000));
        assert_eq!(Money::read("0.5").map(Money::kopecks), Some(50));
        assert_eq!(Rate::read(" 37,5 %").map(Rate::basis_points), Some(3_750));
        for wrong in ["", ".", "-1", "1,005", "1e3", "сто", "1.000.000", "99999999999999999"] {
            assert_eq!(Money::read(wrong), None, "{wrong}");
        }
        for wrong in ["", "101", "33,333", "-1"] {
            assert_eq!(Rate::read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn halves_are_rounded_away_from_zero_on_both_sides() {
        assert_eq!(Money::rounded(roubles("0.005")).kopecks(), 1);
        assert_eq!(Money::rounded(roubles("-0.005")).kopecks(), -1);
        assert_eq!(Money::rounded(roubles("2.4949")).kopecks(), 249);
    }

    #[test]
    fn amounts_beyond_what_can_be_kept_stop_at_the_border_instead_of_failing() {
        let most = Money::from_kopecks(i64::MAX);
        assert_eq!(Money::rounded(Decimal::MAX), most);
        assert_eq!(Money::exact(Decimal::MAX), None);
        assert_eq!(most + most, most);
        assert_eq!(most.times(i32::MIN), -most);
        assert_eq!(-Money::from_kopecks(i64::MIN), most);
        assert_eq!(Rate::from_basis_points(10_000).unwrap().of(most), most);
    }

    #[test]
    fn nothing_is_written_without_a_minus() {
        assert_eq!((-Money::ZERO).to_string(), "0.00");
        assert_eq!(Money::rounded(roubles("-0.001")).to_string(), "0.00");
        assert_eq!(Money::from_kopecks(-5).to_string(), "-0.05");
    }

    #[test]
    fn a_share_lies_between_nothing_and_all() {
        assert_eq!(Rate::from_basis_points(-1), None);
        assert_eq!(Rate::from_basis_points(10_001), None);
        assert_eq!(Rate::from_basis_points(3_750).unwrap().percent().to_string(), "37.5");
        assert_eq!(Rate::ZERO.percent().to_string(), "0");
    }

    proptest! {
        #[test]
        fn kopecks_go_in_and_come_out_the_same(kopecks in -i64::MAX..=i64::MAX) {
            let amount = Money::from_kopecks(kopecks);
            prop_assert_eq!(amount.kopecks(), kopecks);
            prop_assert_eq!(Money::exact(amount.roubles()), Some(amount));
            prop_assert_eq!(amount.to_string().replace('.', "").parse::<i64>().unwrap(), kopecks);
        }

        #[test]
        fn sums_are_exact_to_the_kopeck(kopecks in prop::collection::vec(-1_000_000_000_i64..1_000_000_000, 0..50)) {
            let sum: Money = kopecks.iter().copied().map(Money::from_kopecks).sum();
            prop_assert_eq!(sum.kopecks(), kopecks.iter().sum::<i64>());
        }

        #[test]
        fn a_share_is_rounded_as_whole_numbers_would_be(kopecks in 0_i64..1_000_000_000_000, points in 0_i32..=10_000) {
            let (amount, rate) = (Money::from_kopecks(kopecks), Rate::from_basis_points(points).unwrap());
            prop_assert_eq!(rate.of(amount).kopecks(), (kopecks * i64::from(points) + 5_000) / 10_000);
            prop_assert_eq!(rate.of(-amount), -rate.of(amount));
            prop_assert_eq!(rate.off(amount).kopecks(), (kopecks * i64::from(10_000 - points) + 5_000) / 10_000);
        }

        #[test]
        fn no_number_from_outside_breaks_it(low: u32, mid: u32, high: u32, negative: bool, scale in 0_u32..=28) {
            let amount = Money::rounded(Decimal::from_parts(low, mid, high, negative, scale));
            prop_assert_eq!(Money::exact(amount.roubles()), Some(amount));
            prop_assert_eq!(amount.times(i32::MAX), -amount.times(-i32::MAX));
            prop_assert_eq!(amount - amount, Money::ZERO);
        }
    }
}
