//! Preferences of a person, stored on the server.

use super::{Desk, Failure};
use crate::domain::queue::AfterAction;
use crate::policy::Permission;
use crate::store::preferences;

/// The key of the preference for the page after a decision.
const AFTER_ACTION: &str = "after_action";

/// The viewer's preference for the page after a decision; by default the card stays open.
pub async fn after_action(desk: &Desk) -> Result<AfterAction, Failure> {
    desk.may(Permission::ViewApplication).await?;
    liked(desk).await
}

pub(super) async fn liked(desk: &Desk) -> Result<AfterAction, Failure> {
    let Some(person) = desk.who().person else { return Ok(AfterAction::Stay) };
    let kept = preferences::find(desk.db(), person, AFTER_ACTION).await?;
    Ok(kept.as_deref().and_then(AfterAction::from_code).unwrap_or(AfterAction::Stay))
}

/// Stores the viewer's preference for the page after a decision.
pub async fn prefer_after_action(desk: &Desk, liked: AfterAction) -> Result<(), Failure> {
    desk.may(Permission::ViewApplication).await?;
    let person = desk.person()?;
    let tx = desk.begin().await?;
    preferences::keep(&tx, person, AFTER_ACTION, liked.code()).await?;
    Ok(tx.commit().await?)
}
