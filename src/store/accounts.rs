//! Accounts: people, their roles in tenants, their memberships in organisations.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{ExprTrait as _, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _,
};

use super::error::sound;
use super::tables::{membership, person, role_assignment};
use super::{Reach, StoreError, Tx, registrations};
use crate::domain::account::{Account, Assignment};
use crate::domain::ids::{OrganizationId, PartnerId, PersonId};
use crate::domain::members::MemberRole;
use crate::domain::registration::Channel;
use crate::domain::role::Role;

/// The tenant of the operator's roles.
const OPERATOR: i64 = 0;

/// The account with this login.
pub async fn find(reach: &impl Reach, login: &str) -> Result<Option<Account>, StoreError> {
    let row = person::Entity::find().filter(person::Column::Login.eq(login)).one(&reach.on()).await?;
    match row {
        Some(row) => Ok(Some(with_roles(reach, row).await?)),
        None => Ok(None),
    }
}

/// The account to which this address was confirmed.
pub async fn with_confirmed_email(reach: &impl Reach, email: &str) -> Result<Option<Account>, StoreError> {
    let confirmed = person::Column::ConfirmedEmail.eq(email.to_lowercase());
    match person::Entity::find().filter(confirmed).one(&reach.on()).await? {
        Some(row) => Ok(Some(with_roles(reach, row).await?)),
        None => Ok(None),
    }
}

/// The account that confirmed this number.
pub async fn with_confirmed_phone(reach: &impl Reach, phone: &str) -> Result<Option<Account>, StoreError> {
    match person::Entity::find().filter(person::Column::ConfirmedPhone.eq(phone)).one(&reach.on()).await? {
        Some(row) => Ok(Some(with_roles(reach, row).await?)),
        None => Ok(None),
    }
}

/// Writes the address that an account confirmed: it is then theirs alone, or it is a `Duplicate`.
pub async fn confirm_email(tx: &Tx, id: PersonId, email: &str) -> Result<(), StoreError> {
    let row = person::ActiveModel {
        email: Set(email.to_owned()),
        confirmed_email: Set(Some(email.to_lowercase())),
        ..Default::default()
    };
    person::Entity::update_many().set(row).filter(person::Column::Id.eq(id.0)).exec(&tx.on()).await?;
    Ok(())
}

/// The number that an account confirmed.
pub async fn phone(reach: &impl Reach, id: PersonId) -> Result<Option<String>, StoreError> {
    let row = person::Entity::find_by_id(id.0).one(&reach.on()).await?;
    Ok(row.and_then(|row| row.confirmed_phone))
}

/// The address that an account confirmed, in small letters.
pub async fn confirmed_email(reach: &impl Reach, id: PersonId) -> Result<Option<String>, StoreError> {
    let row = person::Entity::find_by_id(id.0).one(&reach.on()).await?;
    Ok(row.and_then(|row| row.confirmed_email))
}

/// When the person last used the portal; nobody's who never signed in.
pub async fn seen_at(reach: &impl Reach, id: PersonId) -> Result<Option<DateTime<Utc>>, StoreError> {
    let row = person::Entity::find_by_id(id.0).one(&reach.on()).await?;
    Ok(row.and_then(|row| row.seen_at))
}

/// The account with this identity.
pub async fn open(reach: &impl Reach, id: PersonId) -> Result<Account, StoreError> {
    let row = person::Entity::find_by_id(id.0).one(&reach.on()).await?.ok_or(StoreError::NotFound)?;
    with_roles(reach, row).await
}

/// The accounts with these identities.
pub async fn several(reach: &impl Reach, ids: &[PersonId]) -> Result<HashMap<PersonId, Account>, StoreError> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let mut roles: HashMap<i64, Vec<role_assignment::Model>> = HashMap::new();
    let assigned = role_assignment::Column::PersonId.is_in(ids.iter().copied());
    for row in role_assignment::Entity::find().filter(assigned).all(&reach.on()).await? {
        roles.entry(row.person_id).or_default().push(row);
    }
    let rows = person::Entity::find().filter(person::Column::Id.is_in(ids)).all(&reach.on()).await?;
    let read = |row: person::Model| {
        let roles = roles.remove(&row.id).unwrap_or_default();
        Ok((PersonId(row.id), account(row, roles)?))
    };
    rows.into_iter().map(read).collect()
}

pub(super) async fn with_roles(reach: &impl Reach, row: person::Model) -> Result<Account, StoreError> {
    let roles = role_assignment::Entity::find()
        .filter(role_assignment::Column::PersonId.eq(row.id))
        .order_by_asc(role_assignment::Column::Role)
        .order_by_asc(role_assignment::Column::Tenant)
        .all(&reach.on())
        .await?;
    account(row, roles)
}

pub(super) fn account(row: person::Model, roles: Vec<role_assignment::Model>) -> Result<Account, StoreError> {
    let roles = roles
        .into_iter()
        .map(|assigned| {
            let role =
                sound(Role::from_code(&assigned.role), "role_assignments", "role", assigned.person_id)?;
            let partner = (assigned.tenant != OPERATOR).then_some(PartnerId(assigned.tenant));
            Ok(Assignment { role, partner })
        })
        .collect::<Result<Vec<_>, StoreError>>()?;
    Ok(Account {
        id: PersonId(row.id),
        login: row.login,
        email: row.email,
        full_name: row.full_name,
        password_hash: row.password_hash,
        disabled: row.disabled_at.is_some(),
        roles,
    })
}

/// The tenant of a partner's roles; without a partner, the operator's.
pub(super) fn tenant(house: Option<PartnerId>) -> i64 {
    house.map_or(OPERATOR, |partner| partner.0)
}

/// How many people there are, including disabled ones.
pub async fn count(reach: &impl Reach) -> Result<u64, StoreError> {
    Ok(person::Entity::find().count(&reach.on()).await?)
}

/// Adds a person; a login in use is a `Duplicate`.
pub async fn add(tx: &Tx, account: &Account, at: DateTime<Utc>) -> Result<PersonId, StoreError> {
    if registrations::reserves(tx, &account.login, at).await? {
        return Err(StoreError::Duplicate("registrations.login".to_owned()));
    }
    insert(tx, row(account, at), account).await
}

/// Adds whoever has registered in the portal: the address or number is then theirs alone, or it is a `Duplicate`.
pub async fn add_confirmed(
    tx: &Tx,
    account: &Account,
    channel: &Channel,
    at: DateTime<Utc>,
) -> Result<PersonId, StoreError> {
    let row = person::ActiveModel {
        confirmed_email: Set(channel.email().map(str::to_lowercase)),
        confirmed_phone: Set(channel.phone().map(str::to_owned)),
        ..row(account, at)
    };
    insert(tx, row, account).await
}

async fn insert(tx: &Tx, row: person::ActiveModel, account: &Account) -> Result<PersonId, StoreError> {
    let id = person::Entity::insert(row).exec(&tx.on()).await?.last_insert_id;
    for assigned in &account.roles {
        let row = role_assignment::ActiveModel {
            person_id: Set(id),
            role: Set(assigned.role.code().to_owned()),
            tenant: Set(tenant(assigned.partner)),
        };
        role_assignment::Entity::insert(row).exec_without_returning(&tx.on()).await?;
    }
    Ok(PersonId(id))
}

/// Since when there are these accounts.
pub async fn since(
    reach: &impl Reach,
    ids: &[PersonId],
) -> Result<HashMap<PersonId, DateTime<Utc>>, StoreError> {
    let asked = person::Column::Id.is_in(ids.iter().map(|id| id.0));
    let rows = person::Entity::find().filter(asked).all(&reach.on()).await?;
    Ok(rows.into_iter().map(|row| (PersonId(row.id), row.created_at)).collect())
}

/// The row of a new person, without its key.
pub(super) fn row(account: &Account, at: DateTime<Utc>) -> person::ActiveModel {
    person::ActiveModel {
        login: Set(account.login.clone()),
        email: Set(account.email.clone()),
        full_name: Set(account.full_name.clone()),
        password_hash: Set(account.password_hash.clone()),
        created_at: Set(at),
        ..Default::default()
    }
}

/// Adds a person's membership in an organisation, unless it exists. The first member administers it and is the one whom
/// its ИНН denotes.
pub async fn join(
    tx: &Tx,
    person: PersonId,
    organization: OrganizationId,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let of_organization = membership::Column::OrganizationId.eq(organization.0);
    let others = membership::Entity::find().filter(of_organization).count(&tx.on()).await?;
    let role = if others == 0 { MemberRole::ClientAdmin } else { MemberRole::Client };
    let row = membership::ActiveModel {
        person_id: Set(person.0),
        organization_id: Set(organization.0),
        by_inn: Set(others == 0),
        role: Set(role.code().to_owned()),
        since: Set(Some(at)),
    };
    membership::Entity::insert(row)
        .on_conflict(
            OnConflict::columns([membership::Column::PersonId, membership::Column::OrganizationId])
                .do_nothing()
                .to_owned(),
        )
        .exec_without_returning(&tx.on())
        .await?;
    Ok(())
}

/// The organisations in which a person is a member.
pub async fn memberships(reach: &impl Reach, person: PersonId) -> Result<Vec<OrganizationId>, StoreError> {
    let rows = membership::Entity::find()
        .filter(membership::Column::PersonId.eq(person.0))
        .order_by_asc(membership::Column::OrganizationId)
        .all(&reach.on())
        .await?;
    Ok(rows.into_iter().map(|row| OrganizationId(row.organization_id)).collect())
}

/// The names of people, by identity.
pub async fn names(reach: &impl Reach, ids: &[PersonId]) -> Result<HashMap<PersonId, String>, StoreError> {
    let rows = person::Entity::find()
        .filter(person::Column::Id.is_in(ids.iter().map(|id| id.0)))
        .all(&reach.on())
        .await?;
    let called = |row: person::Model| {
        (PersonId(row.id), if row.full_name.is_empty() { row.login } else { row.full_name })
    };
    Ok(rows.into_iter().map(called).collect())
}

/// The names of people, by the logins that the audit records.
pub async fn names_of_logins(
    reach: &impl Reach,
    logins: &[String],
) -> Result<HashMap<String, String>, StoreError> {
    let rows = person::Entity::find()
        .filter(person::Column::Login.is_in(logins.iter().cloned()).and(person::Column::FullName.ne("")))
        .all(&reach.on())
        .await?;
    Ok(rows.into_iter().map(|row| (row.login, row.full_name)).collect())
}
