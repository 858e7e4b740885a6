//! The place in the lines of a month, as the URL's query: filter and last line.

use chrono::DateTime;
use serde::Deserialize;
use templates::paths::with_query;

use crate::domain::billing::BilledProduct;
use crate::domain::charge::LineState;
use crate::domain::ids::ApplicationNumber;
use crate::operations::settlement::{After, Part};
use crate::present::paging;

/// The place as the URL's query; an invalid value is ignored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct LinesAsked {
    only: String,
    after: String,
}

impl LinesAsked {
    /// Which lines are asked for.
    #[must_use]
    pub fn part(&self) -> Part {
        Part { only: LineState::from_code(&self.only), after: read(paging::place(&self.after)) }
    }

    /// The state of lines that is named and that nobody knows.
    #[must_use]
    pub fn unknown(&self) -> Option<&str> {
        let known = self.only.is_empty() || LineState::from_code(&self.only).is_some();
        (!known).then_some(&self.only)
    }

    /// The URL of these lines; verbs of lines redirect back to it.
    #[must_use]
    pub fn address(&self, path: &str) -> String {
        with_query(path, &[("only", &self.only), ("after", &self.after)])
    }

    /// The URL of a line within these lines.
    #[must_use]
    pub fn at_line(&self, path: &str, line: &str) -> String {
        format!("{}#line-{line}", self.address(path))
    }

    /// The first page, of all lines or of those in a state.
    pub(super) fn first(only: Option<LineState>) -> Self {
        let only = only.map_or("", LineState::code).to_owned();
        Self { only, after: String::new() }
    }

    /// The page of the same lines with these places.
    pub(super) fn at(&self, trail: &str) -> Self {
        Self { only: self.only.clone(), after: trail.to_owned() }
    }

    /// The places of the pages up to this one.
    pub(super) fn trail(&self) -> &str {
        &self.after
    }
}

/// The place of a line, as an address carries it.
pub(super) fn written(after: After) -> String {
    format!("{}-{}-{}", after.activated_at.timestamp_micros(), after.application, after.product.code())
}

fn read(text: &str) -> Option<After> {
    let (micros, rest) = text.split_once('-')?;
    let (application, product) = rest.split_once('-')?;
    Some(After {
        activated_at: DateTime::from_timestamp_micros(micros.parse().ok()?)?,
        application: ApplicationNumber(application.parse().ok()?),
        product: BilledProduct::from_code(product)?,
    })
}

#[cfg(test)]
mod tests {
    use chrono::{TimeZone as _, Utc};

    use super::*;

    fn behind_a_line() -> After {
        After {
            activated_at: Utc.with_ymd_and_hms(2026, 10, 31, 20, 59, 59).unwrap(),
            application: ApplicationNumber(104_001),
            product: BilledProduct::MultiUser,
        }
    }

    #[test]
    fn a_place_reads_back_as_it_was_written() {
        let place = LinesAsked::first(Some(LineState::Disputed)).at(&written(behind_a_line()));
        assert_eq!(
            place.address("/partner/statements/2026-10"),
            "/partner/statements/2026-10?only=disputed&after=1793480399000000-104001-multi_user"
        );
        assert_eq!(place.part(), Part { only: Some(LineState::Disputed), after: Some(behind_a_line()) });
    }

    #[test]
    fn what_makes_no_sense_asks_for_the_first_page_of_all_lines() {
        for wrong in ["", "1", "1-2", "x-2-main", "1-x-main", "1-2-nothing", "99999999999999999999-1-main"] {
            let place = LinesAsked { only: "nonsense".to_owned(), after: wrong.to_owned() };
            assert_eq!(place.part(), Part::default(), "{wrong}");
        }
    }
}
