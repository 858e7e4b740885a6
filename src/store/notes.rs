//! Notes of colleagues about an application; they are never changed or deleted.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _,
};

use super::tables::note::{ActiveModel, Column, Entity};
use super::{Reach, StoreError, Tx};
use crate::domain::ids::{ApplicationNumber, PersonId};

/// A note of a colleague.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The author.
    pub author: PersonId,
    /// When it was written.
    pub at: DateTime<Utc>,
    /// What it says.
    pub text: String,
}

/// Keeps a note.
pub async fn add(tx: &Tx, number: ApplicationNumber, note: &Note) -> Result<(), StoreError> {
    let row = ActiveModel {
        id: NotSet,
        application_number: Set(number.0),
        author_id: Set(note.author.0),
        text: Set(note.text.clone()),
        written_at: Set(note.at),
    };
    Entity::insert(row).exec_without_returning(&tx.on()).await?;
    Ok(())
}

/// The notes of an application, newest first. The caller has opened the application in scope.
pub async fn of_application(reach: &impl Reach, number: ApplicationNumber) -> Result<Vec<Note>, StoreError> {
    let rows = Entity::find()
        .filter(Column::ApplicationNumber.eq(number.0))
        .order_by_desc(Column::Id)
        .all(&reach.on())
        .await?;
    let note = |row: super::tables::note::Model| Note {
        author: PersonId(row.author_id),
        at: row.written_at,
        text: row.text,
    };
    Ok(rows.into_iter().map(note).collect())
}
