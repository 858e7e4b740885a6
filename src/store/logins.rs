//! ITS logins: the contracts of accounts with partners. Login, address and password are those of the account.

mod offers;

use std::collections::HashMap;

use sea_orm::sea_query::{Expr, ExprTrait as _, Func, IntoCondition, LikeExpr, SelectStatement};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, EntityTrait as _, JoinType::InnerJoin, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, QueryTrait as _, RelationDef, Select, SelectTwo,
};

pub use offers::{offered_to_change, withdraw};
pub(super) use offers::{owe_letter, write_offer};

use super::padding::padded;
use super::tables::its_login::{ActiveModel, Column, Entity, Model};
use super::tables::person;
use super::{Reach, StoreError, Tx, accounts, counting};
use crate::domain::account::{Account, Assignment};
use crate::domain::ids::{ItsLoginId, PartnerId, PersonId};
pub use crate::domain::its_login::ItsLogin;
use crate::domain::role::{Role, Scope};

/// A partner knows the logins that have a contract with it: nobody tells it whom its offers have reached.
fn within(scope: &Scope) -> Condition {
    match scope {
        Scope::Everything => Condition::all(),
        Scope::Partner(partner) => {
            Condition::all().add(Column::PartnerId.eq(partner.0)).add(Column::AcceptedAt.is_not_null())
        }
        Scope::ItsLogin(login) => Condition::all().add(Column::Id.eq(login.0)),
        Scope::Organizations(_) | Scope::Client { .. } => Condition::all().add(Column::Id.eq(0)),
    }
}

/// All contracts and offers.
pub(super) async fn all(reach: &impl Reach) -> Result<Vec<ItsLogin>, StoreError> {
    found(reach, with_accounts(Condition::all())).await
}

/// The contracts and offers of an account, the oldest first.
pub async fn of_account(reach: &impl Reach, account: PersonId) -> Result<Vec<ItsLogin>, StoreError> {
    let own = with_accounts(Column::PersonId.eq(account.0)).order_by_asc(Column::Id);
    found(reach, own).await
}

/// All contracts of an account.
pub(super) fn of_holder(account: PersonId) -> SelectStatement {
    let own = Column::PersonId.eq(account.0);
    Entity::find().select_only().column(Column::Id).filter(own).into_query()
}

/// All contracts of the account that has this one.
pub(super) fn of_same_account(login: ItsLoginId) -> SelectStatement {
    let account = Entity::find().select_only().column(Column::PersonId).filter(Column::Id.eq(login.0));
    let own = Column::PersonId.in_subquery(account.into_query());
    Entity::find().select_only().column(Column::Id).filter(own).into_query()
}

/// The login with this spelling, as this partner knows it.
pub async fn of_partner(
    reach: &impl Reach,
    partner: PartnerId,
    login: &str,
) -> Result<Option<ItsLogin>, StoreError> {
    let named = with_accounts(within(&Scope::Partner(partner))).filter(person::Column::Login.eq(login));
    Ok(found(reach, named).await?.pop())
}

/// The login with this identity, in any tenant: for naming the login to which an organisation is bound.
pub async fn open(reach: &impl Reach, id: ItsLoginId) -> Result<ItsLogin, StoreError> {
    one(reach, Column::Id.eq(id.0)).await
}

/// The logins with these identities, for naming them beside rows that are in scope.
pub async fn with_ids(reach: &impl Reach, ids: &[ItsLoginId]) -> Result<Vec<ItsLogin>, StoreError> {
    found(reach, with_accounts(Column::Id.is_in(padded(ids.iter().map(|id| id.0))))).await
}

/// The names of the logins with these identities, for the same.
pub async fn names(
    reach: &impl Reach,
    ids: &[ItsLoginId],
) -> Result<HashMap<ItsLoginId, String>, StoreError> {
    let named = joined(Column::Id.is_in(padded(ids.iter().map(|id| id.0)))).select_only();
    let rows: Vec<(i64, String)> =
        named.column(Column::Id).column(person::Column::Login).into_tuple().all(&reach.on()).await?;
    Ok(rows.into_iter().map(|(id, login)| (ItsLoginId(id), login)).collect())
}

/// One of the logins in scope.
pub async fn issued(reach: &impl Reach, scope: &Scope, id: ItsLoginId) -> Result<ItsLogin, StoreError> {
    one(reach, within(scope).add(Column::Id.eq(id.0))).await
}

/// Like [`issued`], but locks the rows of the login and its account until the transaction ends.
pub async fn issued_to_change(tx: &Tx, scope: &Scope, id: ItsLoginId) -> Result<ItsLogin, StoreError> {
    let row = Entity::find_by_id(id.0).filter(within(scope)).lock_exclusive().one(&tx.on()).await?;
    let row = row.ok_or(StoreError::NotFound)?;
    let account = person::Entity::find_by_id(row.person_id).lock_exclusive().one(&tx.on()).await?;
    Ok(read(&row, account.ok_or(StoreError::NotFound)?))
}

/// The logins in scope whose name or address contains the words, by name; at most `limit` after `after`.
pub async fn page(
    reach: &impl Reach,
    scope: &Scope,
    words: &str,
    after: &str,
    limit: u64,
) -> Result<Vec<ItsLogin>, StoreError> {
    let page = with_accounts(containing(scope, words))
        .filter(person::Column::Login.gt(after))
        .order_by_asc(person::Column::Login)
        .limit(limit);
    found(reach, page).await
}

/// How many logins [`page`] would list in all, counted up to the limit of lists.
pub async fn count(reach: &impl Reach, scope: &Scope, words: &str) -> Result<u64, StoreError> {
    let found = joined(containing(scope, words)).select_only().column(Column::Id);
    counting::up_to(reach, found.into_query(), counting::MOST).await
}

fn joined(condition: impl IntoCondition) -> Select<Entity> {
    let of_account: RelationDef =
        Entity::belongs_to(person::Entity).from(Column::PersonId).to(person::Column::Id).into();
    Entity::find().join(InnerJoin, of_account).filter(condition)
}

fn with_accounts(condition: impl IntoCondition) -> SelectTwo<Entity, person::Entity> {
    joined(condition).select_also(person::Entity)
}

fn containing(scope: &Scope, words: &str) -> Condition {
    let words = words.trim().to_lowercase();
    if words.is_empty() {
        return within(scope);
    }
    let like = LikeExpr::new(format!("%{}%", literal(&words))).escape(ESCAPE);
    let found = |column| Expr::expr(Func::lower(Expr::col((person::Entity, column)))).like(like.clone());
    // The address of an account that is its holder's own is none of the partner's business.
    let by_email = found(person::Column::Email).and(Column::Issued.eq(true));
    within(scope).add(Condition::any().add(found(person::Column::Login)).add(by_email))
}

/// The escape character of LIKE patterns.
const ESCAPE: char = '!';

/// The words with the wildcards of LIKE escaped.
fn literal(words: &str) -> String {
    let special = |c: &char| matches!(*c, '%' | '_' | ESCAPE);
    words.chars().flat_map(|c| special(&c).then_some(ESCAPE).into_iter().chain([c])).collect()
}

/// Adds a login with an account of its own; a login that anybody has is a `Duplicate`.
pub async fn add(tx: &Tx, new: &ItsLogin) -> Result<ItsLogin, StoreError> {
    let account = accounts::add(tx, &account(new), new.since).await?;
    let added = ItsLogin { account, ..new.clone() };
    let id = Entity::insert(row(&added)).exec(&tx.on()).await?.last_insert_id;
    Ok(ItsLogin { id: ItsLoginId(id), ..added })
}

/// The account that is made with a login.
pub(super) fn account(login: &ItsLogin) -> Account {
    Account {
        id: login.account,
        login: login.login.clone(),
        email: login.email.clone(),
        full_name: String::new(),
        password_hash: login.password_hash.clone(),
        disabled: false,
        roles: vec![Assignment { role: Role::Client, partner: None }],
    }
}

/// The row of a login, without its key.
pub(super) fn row(login: &ItsLogin) -> ActiveModel {
    ActiveModel {
        person_id: Set(login.account.0),
        partner_id: Set(login.partner.0),
        issued: Set(login.issued),
        since: Set(login.since),
        accepted_at: Set(login.accepted_at),
        contract_until: Set(login.contract_until),
        blocked_at: Set(login.blocked_at),
        version: Set(login.version),
        ..Default::default()
    }
}

/// Writes a login. An account that its partner made goes with it: it has the password of the link, and is closed while it is
/// blocked.
pub(super) async fn write(tx: &Tx, login: &ItsLogin) -> Result<(), StoreError> {
    let row = ActiveModel {
        accepted_at: Set(login.accepted_at),
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
    if written.rows_affected != 1 {
        return Err(StoreError::Stale);
    }
    if login.issued {
        let account = person::ActiveModel {
            password_hash: Set(login.password_hash.clone()),
            disabled_at: Set(login.blocked_at),
            ..Default::default()
        };
        let own = person::Column::Id.eq(login.account.0);
        person::Entity::update_many().set(account).filter(own).exec(&tx.on()).await?;
    }
    Ok(())
}

async fn one(reach: &impl Reach, condition: impl IntoCondition) -> Result<ItsLogin, StoreError> {
    found(reach, with_accounts(condition)).await?.pop().ok_or(StoreError::NotFound)
}

async fn found(
    reach: &impl Reach,
    select: SelectTwo<Entity, person::Entity>,
) -> Result<Vec<ItsLogin>, StoreError> {
    let rows = select.all(&reach.on()).await?;
    Ok(rows.into_iter().filter_map(|(row, account)| Some(read(&row, account?))).collect())
}

fn read(row: &Model, account: person::Model) -> ItsLogin {
    ItsLogin {
        id: ItsLoginId(row.id),
        account: PersonId(row.person_id),
        login: account.login,
        partner: PartnerId(row.partner_id),
        password_hash: account.password_hash,
        email: account.email,
        contract_until: row.contract_until,
        issued: row.issued,
        since: row.since,
        accepted_at: row.accepted_at,
        blocked_at: row.blocked_at,
        version: row.version,
    }
}
