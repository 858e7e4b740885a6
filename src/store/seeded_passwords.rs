//! Seeded passwords: the password hashes that a seed gave to accounts, and the accounts that still have them.

use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _,
};

use super::tables::person;
use super::tables::seeded_password::{ActiveModel, Column, Entity};
use super::{Reach, StoreError, Tx};

/// The accounts with a seeded password.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holders {
    /// The first logins by name.
    pub logins: Vec<String>,
    /// How many accounts there are.
    pub number: u64,
}

/// Records a hash that a seed gives to accounts.
pub async fn note(tx: &Tx, hash: &str) -> Result<(), StoreError> {
    Entity::insert(ActiveModel { hash: Set(hash.to_owned()) })
        .on_conflict(OnConflict::column(Column::Hash).do_nothing().to_owned())
        .exec_without_returning(&tx.on())
        .await?;
    Ok(())
}

/// All recorded hashes.
pub async fn all(reach: &impl Reach) -> Result<Vec<String>, StoreError> {
    Ok(Entity::find().all(&reach.on()).await?.into_iter().map(|row| row.hash).collect())
}

/// The accounts with one of these hashes; names at most `limit` of them.
pub async fn holders(reach: &impl Reach, hashes: &[String], limit: u64) -> Result<Holders, StoreError> {
    let people = person::Entity::find().filter(person::Column::PasswordHash.is_in(hashes));
    let number = people.clone().count(&reach.on()).await?;
    let people = people.order_by_asc(person::Column::Login).limit(limit).all(&reach.on()).await?;
    Ok(Holders { logins: people.into_iter().map(|row| row.login).collect(), number })
}
