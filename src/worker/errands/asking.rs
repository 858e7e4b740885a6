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

/// The letter about an application.
pub(super) async fn write_news(
    doors: &impl Doors,
    desk: &Desk,
    errand: &Kept,
) -> Result<ErrandOutcome, Failure> {
    let Errand::Letter { news, to, words, .. } = &errand.errand else {
        return forwarding::settle_moot(desk, errand).await;
    };
    let matter = letters::matter(desk, errand).await?;
    let letter = present::letters::letter(*news, words.as_deref(), &matter, doors.public_url());
    send(doors, desk, errand, Ready::of(to.clone(), letter)).await
}
