//! The documents that are accepted at the registration: anybody may read them.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{Failure, House};
use crate::domain::consent::{Accepted, ConsentDocument, ConsentVersion};
use crate::domain::month::moscow_day;

/// The versions that whoever registers now accepts.
#[must_use]
pub fn current(house: &Arc<House>) -> Accepted {
    Accepted::on(moscow_day(house.clock.now()))
}

/// A version of a document, the current one unless another is named; and whether it still holds.
pub fn open(
    house: &Arc<House>,
    document: ConsentDocument,
    since: Option<NaiveDate>,
) -> Result<(ConsentVersion, bool), Failure> {
    let current = document.on(moscow_day(house.clock.now()));
    let version = since.map_or(Some(current), |since| document.version(since)).ok_or(Failure::NotFound)?;
    Ok((version, version == current))
}
