//! The letters about standing in.

use super::Doors;
use super::sending::{Ready, send};
use crate::domain::errand::Errand;
use crate::operations::forwarding::{self, ErrandOutcome};
use crate::operations::{Desk, Failure, standing_in};
use crate::present;
use crate::store::outbox::Kept;

/// Tells one of the two that it begins or is over, unless that is outdated.
pub(super) async fn write(doors: &impl Doors, desk: &Desk, errand: &Kept) -> Result<ErrandOutcome, Failure> {
    let Errand::StandingInLetter { standing, person, news } = errand.errand else {
        return Err(Failure::NotFound);
    };
    let Some(matter) = standing_in::matter(desk, standing, person, news).await? else {
        return forwarding::settle_moot(desk, errand).await;
    };
    let letter = present::letters::standing_in(&matter, news, doors.public_url());
    send(doors, desk, errand, Ready::of(matter.reader.email, letter)).await
}
