//! Refusals: the second stream, for attempts that were not permitted.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, EntityTrait as _};

use crate::store::tables::security_event;
use crate::store::{Reach, StoreError};

/// A refused right or a failed sign-in, for the second stream.
#[derive(Debug)]
pub struct Refused<'a> {
    /// When it happened.
    pub at: DateTime<Utc>,
    /// The kind: `forbidden`, `sign_in_failed`, `sign_in_throttled`, `csrf`.
    pub kind: &'a str,
    /// The actor: a login as typed, at most 100 characters.
    pub who: &'a str,
    /// The id of the request.
    pub request_id: &'a str,
    /// The refused operation, or the client's address.
    pub details: &'a str,
}

/// Records a refusal. It needs no transaction, since nothing else changes.
pub async fn note_refused(reach: &impl Reach, refused: &Refused<'_>) -> Result<(), StoreError> {
    let row = security_event::ActiveModel {
        at: Set(refused.at),
        kind: Set(refused.kind.to_owned()),
        who: Set(refused.who.chars().take(100).collect()),
        request_id: Set(refused.request_id.to_owned()),
        details: Set(refused.details.chars().take(500).collect()),
        ..Default::default()
    };
    security_event::Entity::insert(row).exec_without_returning(&reach.on()).await?;
    Ok(())
}
