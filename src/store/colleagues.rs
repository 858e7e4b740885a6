//! Colleagues: the people of one tenant, read and written within that tenant; and accounts looked up for signing in.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait as _, Func, OnConflict};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait as _, Condition, EntityTrait as _,
    JoinType::InnerJoin,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _, RelationDef,
};

use super::accounts::{self, tenant};
use super::audit::OPERATOR_CHAIN;
use super::tables::{its_login, membership, organization, person, role_assignment};
use super::{Reach, StoreError, Tx};
use crate::domain::account::Account;
use crate::domain::colleague::Colleague;
use crate::domain::ids::{PartnerId, PersonId};
use crate::domain::role::Role;

/// A colleague in a list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The colleague.
    pub colleague: Colleague,
    /// When the person last used the portal.
    pub seen_at: Option<DateTime<Utc>>,
}

/// The chain that records changes to a tenant's people; without a partner, the operator's.
#[must_use]
pub fn chain(house: Option<PartnerId>) -> PartnerId {
    house.unwrap_or(OPERATOR_CHAIN)
}

/// The people of a tenant, by name.
pub async fn all(reach: &impl Reach, house: Option<PartnerId>) -> Result<Vec<Listed>, StoreError> {
    let rows = person::Entity::find()
        .filter(person::Column::Id.in_subquery(people_of(house)))
        .order_by_asc(person::Column::FullName)
        .order_by_asc(person::Column::Id)
        .all(&reach.on())
        .await?;
    let mut assigned: HashMap<i64, Vec<role_assignment::Model>> = HashMap::new();
    for row in role_assignment::Entity::find()
        .filter(role_assignment::Column::PersonId.is_in(rows.iter().map(|row| row.id)))
        .all(&reach.on())
        .await?
    {
        assigned.entry(row.person_id).or_default().push(row);
    }
    rows.into_iter()
        .map(|row| {
            let roles = assigned.remove(&row.id).unwrap_or_default();
            read(row, roles, house)
        })
        .collect()
}

/// One of the people of a tenant.
pub async fn open(reach: &impl Reach, house: Option<PartnerId>, id: PersonId) -> Result<Listed, StoreError> {
    let row = person::Entity::find_by_id(id.0)
        .filter(person::Column::Id.in_subquery(people_of(house)))
        .one(&reach.on())
        .await?;
    with_roles(reach, row.ok_or(StoreError::NotFound)?, house).await
}

/// Like [`open`], for changing; also counts the tenant's other active administrators. Locks the administrators' role
/// assignments first: two administrators who concurrently end each other's role must not both succeed.
pub async fn open_to_change(
    tx: &Tx,
    house: Option<PartnerId>,
    id: PersonId,
) -> Result<(Colleague, u64), StoreError> {
    role_assignment::Entity::find()
        .filter(administers(house))
        .order_by_asc(role_assignment::Column::PersonId)
        .lock_exclusive()
        .all(&tx.on())
        .await?;
    let row = person::Entity::find_by_id(id.0)
        .filter(person::Column::Id.in_subquery(people_of(house)))
        .lock_exclusive()
        .one(&tx.on())
        .await?;
    let found = with_roles(tx, row.ok_or(StoreError::NotFound)?, house).await?;
    let everybody = all(tx, house).await?;
    let others =
        everybody.iter().filter(|other| other.colleague.account.id != id && other.colleague.administers());
    Ok((found.colleague, u64::try_from(others.count()).unwrap_or(0)))
}

/// The person in the tenant in which they act; locks the row. For a person's changes of their own account.
pub async fn oneself(tx: &Tx, id: PersonId) -> Result<Colleague, StoreError> {
    let row = person::Entity::find_by_id(id.0).lock_exclusive().one(&tx.on()).await?;
    let row = row.ok_or(StoreError::NotFound)?;
    let house = accounts::open(tx, id).await?.house();
    Ok(with_roles(tx, row, house).await?.colleague)
}

/// Adds a person to a tenant, not yet invited; a login in use is a `Duplicate`.
pub async fn add(
    tx: &Tx,
    house: Option<PartnerId>,
    account: &Account,
    at: DateTime<Utc>,
) -> Result<Colleague, StoreError> {
    let id = accounts::add(tx, account, at).await?;
    Ok(Colleague { house, account: Account { id, ..account.clone() }, disabled_at: None, version: 1 })
}

pub(super) async fn write(tx: &Tx, colleague: &Colleague) -> Result<(), StoreError> {
    let (account, seen) = (&colleague.account, colleague.version);
    let row = person::ActiveModel {
        full_name: Set(account.full_name.clone()),
        password_hash: Set(account.password_hash.clone()),
        disabled_at: Set(colleague.disabled_at),
        version: Set(seen + 1),
        ..Default::default()
    };
    let written = person::Entity::update_many()
        .set(row)
        .filter(person::Column::Id.eq(account.id.0).and(person::Column::Version.eq(seen)))
        .exec(&tx.on())
        .await?;
    if written.rows_affected != 1 {
        return Err(StoreError::Stale);
    }
    write_roles(tx, colleague).await
}

/// Writes the roles in this tenant; roles in other tenants are not touched.
async fn write_roles(tx: &Tx, colleague: &Colleague) -> Result<(), StoreError> {
    use role_assignment::Column::{PersonId, Role as Code, Tenant};
    let (person, roles) = (colleague.account.id.0, colleague.roles());
    let ended = Role::of_house(colleague.house).iter().filter(|role| !roles.contains(role));
    role_assignment::Entity::delete_many()
        .filter(PersonId.eq(person).and(Tenant.eq(tenant(colleague.house))))
        .filter(Code.is_in(ended.map(|role| role.code())))
        .exec(&tx.on())
        .await?;
    let held = roles.iter().map(|role| role_assignment::ActiveModel {
        person_id: Set(person),
        role: Set(role.code().to_owned()),
        tenant: Set(tenant(colleague.house)),
    });
    for row in held {
        role_assignment::Entity::insert(row)
            .on_conflict(OnConflict::columns([PersonId, Code, Tenant]).do_nothing().to_owned())
            .exec_without_returning(&tx.on())
            .await?;
    }
    Ok(())
}

/// Records when the person last used the portal.
pub async fn seen(reach: &impl Reach, id: PersonId, at: DateTime<Utc>) -> Result<(), StoreError> {
    let row = person::ActiveModel { seen_at: Set(Some(at)), version: NotSet, ..Default::default() };
    person::Entity::update_many().set(row).filter(person::Column::Id.eq(id.0)).exec(&reach.on()).await?;
    Ok(())
}

/// The accounts with this address that are not disabled, at most `limit`.
pub async fn with_email(reach: &impl Reach, email: &str, limit: u64) -> Result<Vec<Account>, StoreError> {
    let by_email = Expr::expr(Func::lower(Expr::col(person::Column::Email)));
    at_the_door(reach, Condition::all().add(by_email.eq(email.to_lowercase())), limit).await
}

/// The account that signs in by this address: the only one that has it. One that a partner made for a client counts once
/// its holder has confirmed an address: until then it only gets letters there.
pub async fn signing_in_as(reach: &impl Reach, email: &str) -> Result<Option<Account>, StoreError> {
    let by_email = Expr::expr(Func::lower(Expr::col(person::Column::Email)));
    let issued = its_login::Entity::find()
        .select_only()
        .expr(Expr::val(1))
        .filter(
            Expr::col((its_login::Entity, its_login::Column::PersonId))
                .equals((person::Entity, person::Column::Id)),
        )
        .filter(its_login::Column::Issued.eq(true))
        .into_query();
    let own = Condition::all().add(by_email.eq(email.to_lowercase())).add(Expr::exists(issued).not());
    let mut found = at_the_door(reach, own, 2).await?;
    Ok(if found.len() == 1 { found.pop() } else { None })
}

/// The account that the ИНН of an organisation opens: the one that it named for that, or while that one is disabled the
/// first of its people.
pub async fn by_inn(reach: &impl Reach, inn: &str) -> Result<Option<Account>, StoreError> {
    let organizations = organization::Entity::find()
        .select_only()
        .column(organization::Column::Id)
        .filter(organization::Column::Inn.eq(inn))
        .into_query();
    let member: RelationDef = person::Entity::belongs_to(membership::Entity)
        .from(person::Column::Id)
        .to(membership::Column::PersonId)
        .into();
    let row = person::Entity::find()
        .join(InnerJoin, member)
        .filter(membership::Column::OrganizationId.in_subquery(organizations))
        .filter(person::Column::DisabledAt.is_null())
        .order_by_desc(membership::Column::ByInn)
        .order_by_asc(person::Column::Id)
        .one(&reach.on())
        .await?;
    match row {
        Some(row) => Ok(Some(accounts::with_roles(reach, row).await?)),
        None => Ok(None),
    }
}

async fn at_the_door(
    reach: &impl Reach,
    condition: Condition,
    limit: u64,
) -> Result<Vec<Account>, StoreError> {
    let rows = person::Entity::find()
        .filter(condition)
        .filter(person::Column::DisabledAt.is_null())
        .order_by_asc(person::Column::Id)
        .limit(limit)
        .all(&reach.on())
        .await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        found.push(accounts::with_roles(reach, row).await?);
    }
    Ok(found)
}

/// The people with one of these roles who can sign in, each with the chain of their tenant.
pub async fn bearers(
    reach: &impl Reach,
    roles: &[Role],
) -> Result<Vec<(PartnerId, Role, PersonId)>, StoreError> {
    use role_assignment::Column::{PersonId as Bearer, Role as Code, Tenant};
    let working = person::Entity::find()
        .select_only()
        .column(person::Column::Id)
        .filter(person::Column::DisabledAt.is_null().and(person::Column::PasswordHash.ne("")))
        .into_query();
    let rows = role_assignment::Entity::find()
        .filter(Code.is_in(roles.iter().map(|role| role.code())))
        .filter(Bearer.in_subquery(working))
        .order_by_asc(Tenant)
        .order_by_asc(Bearer)
        .all(&reach.on())
        .await?;
    let read = |row: role_assignment::Model| {
        Some((PartnerId(row.tenant), Role::from_code(&row.role)?, PersonId(row.person_id)))
    };
    Ok(rows.into_iter().filter_map(read).collect())
}

fn administers(house: Option<PartnerId>) -> Condition {
    Condition::all()
        .add(role_assignment::Column::Tenant.eq(tenant(house)))
        .add(role_assignment::Column::Role.eq(Role::administrator(house).code()))
}

fn people_of(house: Option<PartnerId>) -> sea_orm::sea_query::SelectStatement {
    role_assignment::Entity::find()
        .select_only()
        .column(role_assignment::Column::PersonId)
        .filter(role_assignment::Column::Tenant.eq(tenant(house)))
        .filter(role_assignment::Column::Role.is_in(Role::of_house(house).iter().map(|role| role.code())))
        .into_query()
}

async fn with_roles(
    reach: &impl Reach,
    row: person::Model,
    house: Option<PartnerId>,
) -> Result<Listed, StoreError> {
    let roles = role_assignment::Entity::find()
        .filter(role_assignment::Column::PersonId.eq(row.id))
        .all(&reach.on())
        .await?;
    read(row, roles, house)
}

fn read(
    row: person::Model,
    mut roles: Vec<role_assignment::Model>,
    house: Option<PartnerId>,
) -> Result<Listed, StoreError> {
    roles.sort_by(|one, other| one.role.cmp(&other.role));
    let (disabled_at, version, seen_at) = (row.disabled_at, row.version, row.seen_at);
    let account = accounts::account(row, roles)?;
    Ok(Listed { colleague: Colleague { house, account, disabled_at, version }, seen_at })
}
