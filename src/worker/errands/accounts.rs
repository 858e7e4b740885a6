//! The letters to the owner of an account: its password was changed, something became of a passkey.

use super::Doors;
use super::sending::{Ready, send};
use crate::domain::errand::Errand;
use crate::domain::ids::PersonId;
use crate::operations::forwarding::{self, ErrandOutcome};
use crate::operations::{Desk, Failure, letters};
use crate::present;
use crate::store::outbox::Kept;

/// Tells the account's holder that the password was changed.
pub(super) async fn write_notice(
    doors: &impl Doors,
    desk: &Desk,
    errand: &Kept,
    person: PersonId,
) -> Result<ErrandOutcome, Failure> {
    let matter = letters::notice(desk, person).await?;
    let letter = present::letters::password_changed(&matter, errand.created_at, doors.public_url());
    send(doors, desk, errand, Ready::of(matter.to, letter)).await
}

/// Tells the owner of a passkey what became of it.
pub(super) async fn write_passkey(
    doors: &impl Doors,
    desk: &Desk,
    errand: &Kept,
) -> Result<ErrandOutcome, Failure> {
    let Errand::PasskeyNotice { person, news, name, .. } = &errand.errand else {
        return forwarding::settle_moot(desk, errand).await;
    };
    let matter = letters::notice(desk, *person).await?;
    let told = present::letters::ToldPasskey { news: *news, name, at: errand.created_at };
    let letter = present::letters::passkey(&matter, &told, doors.public_url());
    send(doors, desk, errand, Ready::of(matter.to, letter)).await
}
