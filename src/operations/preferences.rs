//! Preferences of a person, stored on the server.

use std::collections::HashMap;

use super::{Desk, Failure};
use crate::domain::queue::AfterAction;
use crate::domain::reason::{LastGiven, Purpose};
use crate::policy::Permission;
use crate::store::preferences;

/// The key of the preference for the page after a decision.
const AFTER_ACTION: &str = "after_action";

/// The viewer's preferences, by key.
#[derive(Debug, Default)]
pub(super) struct Preferences(HashMap<String, String>);

impl Preferences {
    /// The viewer's preferences; whoever is no person has none.
    pub(super) async fn of(desk: &Desk) -> Result<Self, Failure> {
        match desk.who().person {
            Some(person) => Ok(Self(preferences::of(desk.db(), person).await?)),
            None => Ok(Self::default()),
        }
    }

    /// The page after a decision; by default the card stays open.
    pub(super) fn after_action(&self) -> AfterAction {
        let kept = self.0.get(AFTER_ACTION);
        kept.and_then(|code| AfterAction::from_code(code)).unwrap_or(AfterAction::Stay)
    }

    /// The reasons that the viewer gave last.
    pub(super) fn last_given(&self, purpose: Purpose) -> LastGiven {
        self.0.get(last_given_key(purpose)).map_or_else(LastGiven::default, |kept| LastGiven::read(kept))
    }
}

/// The viewer's preference for the page after a decision.
pub async fn after_action(desk: &Desk) -> Result<AfterAction, Failure> {
    desk.may(Permission::ViewApplication).await?;
    Ok(Preferences::of(desk).await?.after_action())
}

/// Stores the viewer's preference for the page after a decision.
pub async fn prefer_after_action(desk: &Desk, liked: AfterAction) -> Result<(), Failure> {
    desk.may(Permission::ViewApplication).await?;
    prefer(desk, AFTER_ACTION, liked.code()).await
}

/// Remembers that the viewer gave a reason.
pub(super) async fn remember_reason(desk: &Desk, purpose: Purpose, code: &str) -> Result<(), Failure> {
    let known = Preferences::of(desk).await?.last_given(purpose);
    let now = known.then(code);
    if now == known { Ok(()) } else { prefer(desk, last_given_key(purpose), &now.written()).await }
}

async fn prefer(desk: &Desk, key: &str, value: &str) -> Result<(), Failure> {
    let person = desk.person()?;
    let tx = desk.begin().await?;
    preferences::keep(&tx, person, key, value).await?;
    Ok(tx.commit().await?)
}

const fn last_given_key(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Return => "reasons_of_returning",
        Purpose::Reject => "reasons_of_rejecting",
    }
}
