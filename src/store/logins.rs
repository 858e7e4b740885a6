//! ITS logins: who may send applications, and for which partner.

use chrono::NaiveDate;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use super::tables::its_login::{ActiveModel, Column, Entity, Model};
use super::{Reach, StoreError, Tx};
use crate::domain::ids::{ItsLoginId, PartnerId};

/// A login of the ITS portal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItsLogin {
    /// Its identity.
    pub id: ItsLoginId,
    /// The login itself.
    pub login: String,
    /// The partner that issued it.
    pub partner: PartnerId,
    /// The password's hash.
    pub password_hash: String,
    /// Until which day its ITS contract runs; without one it may not send applications.
    pub contract_until: Option<NaiveDate>,
}

/// The login that is spelled so.
pub async fn find(reach: &impl Reach, login: &str) -> Result<Option<ItsLogin>, StoreError> {
    Ok(Entity::find().filter(Column::Login.eq(login)).one(&reach.on()).await?.map(ItsLogin::from))
}

/// The login with this identity.
pub async fn open(reach: &impl Reach, id: ItsLoginId) -> Result<ItsLogin, StoreError> {
    Entity::find_by_id(id.0).one(&reach.on()).await?.map(ItsLogin::from).ok_or(StoreError::NotFound)
}

/// Adds a login; the same login twice is a `Duplicate`.
pub async fn add(tx: &Tx, login: &ItsLogin, email: &str) -> Result<ItsLoginId, StoreError> {
    Ok(ItsLoginId(Entity::insert(row(login, email)).exec(&tx.on()).await?.last_insert_id))
}

/// The row of a login, without its key.
pub(super) fn row(login: &ItsLogin, email: &str) -> ActiveModel {
    ActiveModel {
        login: Set(login.login.clone()),
        partner_id: Set(login.partner.0),
        password_hash: Set(login.password_hash.clone()),
        email: Set(email.to_owned()),
        contract_until: Set(login.contract_until),
        ..Default::default()
    }
}

impl From<Model> for ItsLogin {
    fn from(row: Model) -> Self {
        Self {
            id: ItsLoginId(row.id),
            login: row.login,
            partner: PartnerId(row.partner_id),
            password_hash: row.password_hash,
            contract_until: row.contract_until,
        }
    }
}
