//! The letter of a cloud identity.

use super::Doors;
use super::sending::{Ready, send};
use crate::domain::errand::Errand;
use crate::operations::forwarding::{self, ErrandOutcome};
use crate::operations::{Desk, Failure, letters};
use crate::present;
use crate::store::outbox::Kept;

/// Tells the holder of an account that one at a provider opens it.
pub(super) async fn write(doors: &impl Doors, desk: &Desk, errand: &Kept) -> Result<ErrandOutcome, Failure> {
    let Errand::CloudLinkedLetter { person, provider, at, .. } = &errand.errand else {
        return forwarding::settle_moot(desk, errand).await;
    };
    let matter = letters::notice(desk, *person).await?;
    let letter = present::letters::cloud_linked(&matter, provider, *at, doors.public_url());
    send(doors, desk, errand, Ready::of(matter.to, letter)).await
}
