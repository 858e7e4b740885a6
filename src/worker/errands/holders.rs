//! Letters that tell the holder of an account what became of it.

use super::Doors;
use super::sending::{Ready, send};
use crate::domain::errand::Errand;
use crate::domain::ids::PersonId;
use crate::operations::forwarding::{self, ErrandOutcome};
use crate::operations::{Desk, Failure, letters};
use crate::present;
use crate::store::outbox::Kept;

/// Tells the holder that an account at a provider opens theirs.
pub(super) async fn write_linked(
    doors: &impl Doors,
    desk: &Desk,
    errand: &Kept,
) -> Result<ErrandOutcome, Failure> {
    let Errand::CloudLinkedLetter { person, provider, at, .. } = &errand.errand else {
        return forwarding::settle_moot(desk, errand).await;
    };
    let matter = letters::notice(desk, *person).await?;
    let letter = present::letters::cloud_linked(&matter, provider, *at, doors.public_url());
    send(doors, desk, errand, Ready::of(matter.to, letter)).await
}

/// Tells the holder that the login is another one.
pub(super) async fn write_renamed(
    doors: &impl Doors,
    desk: &Desk,
    errand: &Kept,
    person: PersonId,
    was: &str,
) -> Result<ErrandOutcome, Failure> {
    let Some(matter) = letters::renamed(desk, person).await? else {
        return forwarding::settle_moot(desk, errand).await;
    };
    let letter = present::letters::login_renamed(&matter, was, doors.public_url());
    send(doors, desk, errand, Ready::of(matter.to, letter)).await
}
