//! ITS logins: who may send applications, and for which partner.

use sea_orm::sea_query::{Expr, ExprTrait as _, Func, LikeExpr};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, QueryTrait as _,
};

use super::tables::its_login::{ActiveModel, Column, Entity, Model};
use super::{Reach, StoreError, Tx, counting};
use crate::domain::ids::{ItsLoginId, PartnerId};
pub use crate::domain::its_login::ItsLogin;
use crate::domain::role::Scope;

fn within(scope: &Scope) -> Condition {
    match scope {
        Scope::Everything => Condition::all(),
        Scope::Partner(partner) => Condition::all().add(Column::PartnerId.eq(partner.0)),
        Scope::ItsLogin(login) => Condition::all().add(Column::Id.eq(login.0)),
        Scope::Organizations(_) => Condition::all().add(Column::Id.eq(0)),
    }
}

/// The login with this spelling.
pub async fn find(reach: &impl Reach, login: &str) -> Result<Option<ItsLogin>, StoreError> {
    Ok(Entity::find().filter(Column::Login.eq(login)).one(&reach.on()).await?.map(ItsLogin::from))
}

/// The login with this identity, in any tenant: for naming the login to which an organisation is bound.
pub async fn open(reach: &impl Reach, id: ItsLoginId) -> Result<ItsLogin, StoreError> {
    Entity::find_by_id(id.0).one(&reach.on()).await?.map(ItsLogin::from).ok_or(StoreError::NotFound)
}

/// The logins with these identities, for naming them beside rows that are in scope.
pub async fn with_ids(reach: &impl Reach, ids: &[ItsLoginId]) -> Result<Vec<ItsLogin>, StoreError> {
    let rows = Entity::find().filter(Column::Id.is_in(ids.iter().map(|id| id.0))).all(&reach.on()).await?;
    Ok(rows.into_iter().map(ItsLogin::from).collect())
}

/// One of the logins in scope.
pub async fn issued(reach: &impl Reach, scope: &Scope, id: ItsLoginId) -> Result<ItsLogin, StoreError> {
    let row = Entity::find_by_id(id.0).filter(within(scope)).one(&reach.on()).await?;
    row.map(ItsLogin::from).ok_or(StoreError::NotFound)
}

/// Like [`issued`], but locks the row until the transaction ends.
pub async fn issued_to_change(tx: &Tx, scope: &Scope, id: ItsLoginId) -> Result<ItsLogin, StoreError> {
    let row = Entity::find_by_id(id.0).filter(within(scope)).lock_exclusive().one(&tx.on()).await?;
    row.map(ItsLogin::from).ok_or(StoreError::NotFound)
}

/// The logins in scope whose name or address contains the words, by name; at most `limit` after `after`.
pub async fn page(
    reach: &impl Reach,
    scope: &Scope,
    words: &str,
    after: &str,
    limit: u64,
) -> Result<Vec<ItsLogin>, StoreError> {
    let rows = Entity::find()
        .filter(containing(scope, words).add(Column::Login.gt(after)))
        .order_by_asc(Column::Login)
        .limit(limit)
        .all(&reach.on())
        .await?;
    Ok(rows.into_iter().map(ItsLogin::from).collect())
}

/// How many logins [`page`] would list in all, counted up to the limit of lists.
pub async fn count(reach: &impl Reach, scope: &Scope, words: &str) -> Result<u64, StoreError> {
    let found = Entity::find().select_only().column(Column::Id).filter(containing(scope, words));
    counting::up_to(reach, found.into_query(), counting::MOST).await
}

fn containing(scope: &Scope, words: &str) -> Condition {
    let words = words.trim().to_lowercase();
    if words.is_empty() {
        return within(scope);
    }
    let like = LikeExpr::new(format!("%{}%", literal(&words))).escape(ESCAPE);
    let found = |column| Expr::expr(Func::lower(Expr::col(column))).like(like.clone());
    within(scope).add(Condition::any().add(found(Column::Login)).add(found(Column::Email)))
}

/// The escape character of LIKE patterns.
const ESCAPE: char = '!';

/// The words with the wildcards of LIKE escaped.
fn literal(words: &str) -> String {
    let special = |c: &char| matches!(*c, '%' | '_' | ESCAPE);
    words.chars().flat_map(|c| special(&c).then_some(ESCAPE).into_iter().chain([c])).collect()
}

/// Adds a login; a login in use is a `Duplicate`.
pub async fn add(tx: &Tx, login: &ItsLogin) -> Result<ItsLoginId, StoreError> {
    Ok(ItsLoginId(Entity::insert(row(login)).exec(&tx.on()).await?.last_insert_id))
}

/// The row of a login, without its key.
pub(super) fn row(login: &ItsLogin) -> ActiveModel {
    ActiveModel {
        login: Set(login.login.clone()),
        partner_id: Set(login.partner.0),
        password_hash: Set(login.password_hash.clone()),
        email: Set(login.email.clone()),
        contract_until: Set(login.contract_until),
        blocked_at: Set(login.blocked_at),
        version: Set(login.version),
        ..Default::default()
    }
}

pub(super) async fn write(tx: &Tx, login: &ItsLogin) -> Result<(), StoreError> {
    let row = ActiveModel {
        password_hash: Set(login.password_hash.clone()),
        contract_until: Set(login.contract_until),
        blocked_at: Set(login.blocked_at),
        version: Set(login.version + 1),
        ..Default::default()
    };
    let written = Entity::update_many()
        .set(row)
        .filter(Column::Id.eq(login.id.0).and(Column::Version.eq(login.version)))
        .exec(&tx.on())
        .await?;
    if written.rows_affected == 1 { Ok(()) } else { Err(StoreError::Stale) }
}

impl From<Model> for ItsLogin {
    fn from(row: Model) -> Self {
        Self {
            id: ItsLoginId(row.id),
            login: row.login,
            partner: PartnerId(row.partner_id),
            password_hash: row.password_hash,
            email: row.email,
            contract_until: row.contract_until,
            blocked_at: row.blocked_at,
            version: row.version,
        }
    }
}
