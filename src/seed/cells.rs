//! Parsers of cells in the seed's files.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use crate::domain::money::{Money, Rate};
use crate::domain::submission::OrganizationKind;

/// A tick: `yes` or `no`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Tick {
    Yes,
    No,
}

impl Tick {
    /// Whether it is `yes`.
    pub(super) fn is_set(self) -> bool {
        self == Self::Yes
    }
}

/// The items of a list in a cell.
pub(super) fn parts(cell: &str, mark: char) -> impl Iterator<Item = &str> {
    cell.split(mark).filter(|part| !part.is_empty())
}

/// An amount in roubles with kopecks after a point.
pub(super) fn roubles<'de, D: Deserializer<'de>>(cell: D) -> Result<Money, D::Error> {
    let text = String::deserialize(cell)?;
    let amount = text.parse::<Decimal>().ok().and_then(Money::exact);
    amount.ok_or_else(|| D::Error::custom(format!("{text} is no amount of roubles and kopecks")))
}

/// A percent with up to two digits after a point.
pub(super) fn percent<'de, D: Deserializer<'de>>(cell: D) -> Result<Rate, D::Error> {
    let text = String::deserialize(cell)?;
    rate(&text).ok_or_else(|| D::Error::custom(format!("{text} is no percent")))
}

/// A percent; an empty cell means none.
pub(super) fn percent_or_none<'de, D: Deserializer<'de>>(cell: D) -> Result<Option<Rate>, D::Error> {
    let text = String::deserialize(cell)?;
    match rate(&text) {
        None if !text.is_empty() => Err(D::Error::custom(format!("{text} is no percent"))),
        rate => Ok(rate),
    }
}

fn rate(text: &str) -> Option<Rate> {
    let points = text.parse::<Decimal>().ok()? * Decimal::ONE_HUNDRED;
    Rate::from_basis_points(points.is_integer().then(|| points.to_i32())??)
}

/// A legal form; `any` means none.
pub(super) fn form_or_any<'de, D: Deserializer<'de>>(cell: D) -> Result<Option<OrganizationKind>, D::Error> {
    let text = String::deserialize(cell)?;
    match OrganizationKind::from_code(&text) {
        None if text != "any" => Err(D::Error::custom(format!("{text} is no legal form"))),
        form => Ok(form),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percents_are_read_to_their_hundredths_and_no_finer() {
        assert_eq!(rate("37.5"), Rate::from_basis_points(3_750));
        assert_eq!(rate("33.33"), Rate::from_basis_points(3_333));
        for wrong in ["", "33.333", "101", "-1", "x"] {
            assert_eq!(rate(wrong), None, "{wrong}");
        }
    }
}
