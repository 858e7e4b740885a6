//! Preferences: what each person likes, known on every computer.

use super::{Desk, Failure};
use crate::domain::queue::AfterAction;
use crate::policy::Permission;
use crate::store::preferences;

/// The key of what follows a decision.
const AFTER_ACTION: &str = "after_action";

/// What the reader likes to follow a decision; until they say so, the card stays open.
pub async fn after_action(desk: &Desk) -> Result<AfterAction, Failure> {
    desk.may(Permission::ViewApplication).await?;
    liked(desk).await
}

pub(super) async fn liked(desk: &Desk) -> Result<AfterAction, Failure> {
    let Some(person) = desk.who().person else { return Ok(AfterAction::Stay) };
    let kept = preferences::find(desk.db(), person, AFTER_ACTION).await?;
    Ok(kept.as_deref().and_then(AfterAction::from_code).unwrap_or(AfterAction::Stay))
}

/// Keeps what the reader likes to follow a decision.
pub async fn prefer_after_action(desk: &Desk, liked: AfterAction) -> Result<(), Failure> {
    desk.may(Permission::ViewApplication).await?;
    let person = desk.person()?;
    let tx = desk.begin().await?;
    preferences::keep(&tx, person, AFTER_ACTION, liked.code()).await?;
    Ok(tx.commit().await?)
}
