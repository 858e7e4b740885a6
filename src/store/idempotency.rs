//! Idempotency keys: which application a login created under a key. Kept for seven days.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::ExprTrait as _;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use super::tables::idempotency_key::{ActiveModel, Column, Entity};
use super::{Reach, StoreError, Tx, logins};
use crate::domain::ids::{ApplicationNumber, ItsLoginId};

/// The first use of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownKey {
    /// The digest of the request's body.
    pub body_sha256: String,
    /// The application that it created.
    pub application: ApplicationNumber,
}

/// The first use of this login's key, if it was used since the given instant, by whichever contract of the account.
pub async fn find(
    reach: &impl Reach,
    login: ItsLoginId,
    key: &str,
    since: DateTime<Utc>,
) -> Result<Option<KnownKey>, StoreError> {
    let row = Entity::find()
        .filter(Column::LoginId.in_subquery(logins::of_same_account(login)))
        .filter(Column::Key.eq(key).and(Column::CreatedAt.gte(since)))
        .one(&reach.on())
        .await?;
    Ok(row.map(|row| KnownKey {
        body_sha256: row.body_sha256,
        application: ApplicationNumber(row.application_number),
    }))
}

/// Records a key in the transaction that creates the application; a key in use is a `Duplicate`.
pub async fn keep(
    tx: &Tx,
    login: ItsLoginId,
    key: &str,
    known: &KnownKey,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = ActiveModel {
        login_id: Set(login.0),
        key: Set(key.to_owned()),
        body_sha256: Set(known.body_sha256.clone()),
        application_number: Set(known.application.0),
        created_at: Set(at),
    };
    Entity::insert(row).exec_without_returning(&tx.on()).await?;
    Ok(())
}

/// Deletes the keys that are older than an instant.
pub async fn sweep(reach: &impl Reach, before: DateTime<Utc>) -> Result<u64, StoreError> {
    Ok(Entity::delete_many().filter(Column::CreatedAt.lt(before)).exec(&reach.on()).await?.rows_affected)
}
