//! Sign-ins whose first factor was right and that wait for the second, known by the digest of their token.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _};

use super::tables::sign_in_step::{ActiveModel, Column, Entity, Model};
use super::{Reach, StoreError, Tx};
use crate::domain::ids::PersonId;

/// A sign-in that waits for its second factor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignInStep {
    /// The digest of its token.
    pub token_hash: String,
    /// Who signs in.
    pub person: PersonId,
    /// Whether the person said «Чужой компьютер».
    pub foreign_computer: bool,
    /// The browser's `User-Agent`.
    pub browser: String,
    /// When the first factor was right.
    pub created_at: DateTime<Utc>,
}

/// Keeps a new one.
pub async fn begin(reach: &impl Reach, step: &SignInStep) -> Result<(), StoreError> {
    let row = ActiveModel {
        token_hash: Set(step.token_hash.clone()),
        person_id: Set(step.person.0),
        foreign_computer: Set(step.foreign_computer),
        browser: Set(step.browser.clone()),
        created_at: Set(step.created_at),
    };
    Entity::insert(row).exec_without_returning(&reach.on()).await?;
    Ok(())
}

/// The one with this digest that began after an instant.
pub async fn find(
    reach: &impl Reach,
    token_hash: &str,
    begun_after: DateTime<Utc>,
) -> Result<Option<SignInStep>, StoreError> {
    let living = Column::TokenHash.eq(token_hash);
    let row =
        Entity::find().filter(living).filter(Column::CreatedAt.gt(begun_after)).one(&reach.on()).await?;
    Ok(row.map(SignInStep::from))
}

/// Ends the one with this digest; whether it was there: of two answers to one sign-in, one ends it.
pub async fn end(tx: &Tx, token_hash: &str) -> Result<bool, StoreError> {
    Entity::find_by_id(token_hash.to_owned()).lock_exclusive().one(&tx.on()).await?;
    let ended = Entity::delete_by_id(token_hash.to_owned()).exec(&tx.on()).await?;
    Ok(ended.rows_affected == 1)
}

/// Ends all of a person.
pub(super) async fn end_all(tx: &Tx, person: PersonId) -> Result<(), StoreError> {
    Entity::delete_many().filter(Column::PersonId.eq(person.0)).exec(&tx.on()).await?;
    Ok(())
}

/// Deletes those that began before an instant.
pub async fn sweep(reach: &impl Reach, begun_before: DateTime<Utc>) -> Result<(), StoreError> {
    Entity::delete_many().filter(Column::CreatedAt.lt(begun_before)).exec(&reach.on()).await?;
    Ok(())
}

impl From<Model> for SignInStep {
    fn from(row: Model) -> Self {
        Self {
            token_hash: row.token_hash,
            person: PersonId(row.person_id),
            foreign_computer: row.foreign_computer,
            browser: row.browser,
            created_at: row.created_at,
        }
    }
}
