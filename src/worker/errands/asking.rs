//! The letters of questions, and of invitations of administrators.

use super::Doors;
use super::sending::{Ready, send};
use crate::domain::errand::Errand;
use crate::domain::ids::QuestionId;
use crate::operations::forwarding::{self, ErrandOutcome};
use crate::operations::{Desk, Failure, letters};
use crate::present;
use crate::store::outbox::Kept;

/// Tells one side of a question what the other has written.
pub(super) async fn write_question(
    doors: &impl Doors,
    desk: &Desk,
    errand: &Kept,
    question: QuestionId,
    position: i32,
) -> Result<ErrandOutcome, Failure> {
    let Some(matter) = letters::question(desk, question, position).await? else {
        return forwarding::settle_moot(desk, errand).await;
    };
    let letter = present::letters::question(&matter, doors.public_url());
    send(doors, desk, errand, Ready::of(matter.to, letter)).await
}

/// Tells an administrator of a subscriber that its partner invited another.
pub(super) async fn write_administrator(
    doors: &impl Doors,
    desk: &Desk,
    errand: &Kept,
) -> Result<ErrandOutcome, Failure> {
    let Errand::AdministratorInvited { organization, partner, person, .. } = &errand.errand else {
        return forwarding::settle_moot(desk, errand).await;
    };
    let matter = letters::administrator_invited(desk, *person, *organization, *partner).await?;
    let letter = present::letters::administrator_invited(&matter, errand.created_at, doors.public_url());
    send(doors, desk, errand, Ready::of(matter.account.email, letter)).await
}
