//! Forms whose session had ended: sealed, known by the digest of the token that the device keeps.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _,
};

use super::tables::kept_form::{ActiveModel, Column, Entity};
use super::{Reach, StoreError};
use crate::domain::ids::PersonId;

/// A form whose session had ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptForm {
    /// The digest of the token.
    pub token_hash: String,
    /// Whose session it was.
    pub person: PersonId,
    /// What was sent, sealed.
    pub sealed: String,
    /// When it was sent.
    pub kept_at: DateTime<Utc>,
}

/// Keeps one.
pub async fn keep(reach: &impl Reach, form: KeptForm) -> Result<(), StoreError> {
    let row = ActiveModel {
        id: NotSet,
        token_hash: Set(form.token_hash),
        person_id: Set(form.person.0),
        sealed: Set(form.sealed),
        kept_at: Set(form.kept_at),
    };
    Entity::insert(row).exec_without_returning(&reach.on()).await?;
    Ok(())
}

/// What a person sent with this token after an instant, the first sent first.
pub async fn of_person(
    reach: &impl Reach,
    person: PersonId,
    token_hash: &str,
    kept_after: DateTime<Utc>,
) -> Result<Vec<String>, StoreError> {
    let rows = Entity::find()
        .filter(Column::TokenHash.eq(token_hash))
        .filter(Column::PersonId.eq(person.0))
        .filter(Column::KeptAt.gt(kept_after))
        .order_by_asc(Column::Id);
    Ok(rows.all(&reach.on()).await?.into_iter().map(|row| row.sealed).collect())
}

/// How many forms are kept for a person.
pub async fn count(reach: &impl Reach, person: PersonId) -> Result<u64, StoreError> {
    Ok(Entity::find().filter(Column::PersonId.eq(person.0)).count(&reach.on()).await?)
}

/// Deletes those that were sent before an instant.
pub async fn sweep(reach: &impl Reach, kept_before: DateTime<Utc>) -> Result<(), StoreError> {
    Entity::delete_many().filter(Column::KeptAt.lt(kept_before)).exec(&reach.on()).await?;
    Ok(())
}
