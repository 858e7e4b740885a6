//! Letters about the account itself, by which its owner notices what others do with it.

use super::Doors;
use super::sending::{Ready, send};
use crate::domain::errand::Errand;
use crate::domain::ids::PersonId;
use crate::operations::forwarding::{self, ErrandOutcome};
use crate::operations::{Desk, Failure, letters, new_devices, password_guesses, program_passwords};
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

/// Tells somebody that their login is another one.
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

/// Tells the owner of an account that the guesses at its password ran out.
pub(super) async fn write_guessing(
    doors: &impl Doors,
    desk: &Desk,
    errand: &Kept,
) -> Result<ErrandOutcome, Failure> {
    let Some(matter) = password_guesses::matter(desk, errand).await? else {
        return forwarding::settle_moot(desk, errand).await;
    };
    let letter = present::letters::password_guesses(&matter, doors.public_url());
    send(doors, desk, errand, Ready::of(matter.to.to, letter)).await
}

/// Tells the account's holder that a password for a program was made.
pub(super) async fn write_program_password(
    doors: &impl Doors,
    desk: &Desk,
    errand: &Kept,
) -> Result<ErrandOutcome, Failure> {
    let Some(matter) = program_passwords::matter(desk, errand).await? else {
        return forwarding::settle_moot(desk, errand).await;
    };
    let letter = present::programs::letter(&matter, errand.created_at, doors.public_url());
    send(doors, desk, errand, Ready::of(matter.to.to, letter)).await
}

/// Tells the owner of an account of sign-ins in browsers that were not used for it before.
pub(super) async fn write_new_device(
    doors: &impl Doors,
    desk: &Desk,
    errand: &Kept,
) -> Result<ErrandOutcome, Failure> {
    let Some(matter) = new_devices::matter(desk, errand).await? else {
        return forwarding::settle_moot(desk, errand).await;
    };
    let letter = present::letters::new_device(&matter, doors.public_url());
    send(doors, desk, errand, Ready::of(matter.to.to, letter)).await
}

/// Tells an administrator of a subscriber that its partner invited another.
pub(super) async fn write_administrator(
    doors: &impl Doors,
    desk: &Desk,
    errand: &Kept,
) -> Result<ErrandOutcome, Failure> {
    let Errand::AdministratorInvited { organization, partner, person, .. } = errand.errand else {
        return forwarding::settle_moot(desk, errand).await;
    };
    let matter = letters::administrator_invited(desk, person, organization, partner).await?;
    let letter = present::letters::administrator_invited(&matter, errand.created_at, doors.public_url());
    send(doors, desk, errand, Ready::of(matter.account.email, letter)).await
}
