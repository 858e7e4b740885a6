//! Organisations: subscribers with their cards and search terms.

pub(super) mod rows;
pub(super) mod scope;

use std::collections::HashMap;

use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, QueryTrait as _,
};

use rows::{card, read};

pub use super::terms::OrganizationQuery;
pub(super) use scope::within;

use super::tables::organization::{ActiveModel, Column, Entity};
use super::terms;
use super::{Reach, StoreError, Tx, counting};
use crate::domain::ids::{ItsLoginId, OrganizationId};
use crate::domain::organization::Organization;
use crate::domain::role::Scope;
use crate::domain::search;

/// The subscriber with this ИНН and КПП, in any tenant: for routing an application only. A shared lock keeps the
/// subscriber from moving to another partner until the transaction ends.
pub async fn subscriber(tx: &Tx, inn: &str, kpp: &str) -> Result<Option<Organization>, StoreError> {
    let row = Entity::find().filter(Column::Inn.eq(inn)).filter(Column::Kpp.eq(kpp)).lock_shared();
    row.one(&tx.on()).await?.map(read).transpose()
}

/// The organisation with this subscriber code.
pub async fn open(reach: &impl Reach, scope: &Scope, code: &str) -> Result<Organization, StoreError> {
    let row =
        Entity::find().filter(within(scope)).filter(Column::SubscriberCode.eq(code)).one(&reach.on()).await?;
    read(row.ok_or(StoreError::NotFound)?)
}

/// Like [`open`], for a transfer to another partner. Locks the row; concurrent submissions wait.
pub async fn open_to_change(tx: &Tx, scope: &Scope, code: &str) -> Result<Organization, StoreError> {
    let row = Entity::find().filter(within(scope)).filter(Column::SubscriberCode.eq(code)).lock_exclusive();
    read(row.one(&tx.on()).await?.ok_or(StoreError::NotFound)?)
}

/// Writes the partner that serves an organisation and the login to which it is bound.
pub(super) async fn write_service(tx: &Tx, organization: &Organization) -> Result<(), StoreError> {
    let row = ActiveModel {
        partner_id: Set(organization.partner.0),
        its_login_id: Set(organization.bound_login.0),
        bound_at: Set(organization.bound_at),
        ..Default::default()
    };
    Entity::update_many().set(row).filter(Column::Id.eq(organization.id.0)).exec(&tx.on()).await?;
    terms::follow(tx, organization).await
}

/// Some organisations by their identities, whoever serves them now.
pub async fn with_ids(
    reach: &impl Reach,
    ids: &[OrganizationId],
) -> Result<HashMap<OrganizationId, Organization>, StoreError> {
    let found = Entity::find().filter(Column::Id.is_in(ids.iter().map(|id| id.0)));
    let rows = if ids.is_empty() { Vec::new() } else { found.all(&reach.on()).await? };
    rows.into_iter().map(|row| Ok((OrganizationId(row.id), read(row)?))).collect()
}

/// Like [`with_ids`], but holds the rows: their cards stay until the transaction ends. An approval locks its organisation
/// before the head of the partner's chain, so whoever needs both does the same.
pub async fn hold(
    tx: &Tx,
    ids: &[OrganizationId],
) -> Result<HashMap<OrganizationId, Organization>, StoreError> {
    let found = Entity::find().filter(Column::Id.is_in(ids.iter().map(|id| id.0)));
    let rows = found.order_by_asc(Column::Id).lock_shared().all(&tx.on()).await?;
    rows.into_iter().map(|row| Ok((OrganizationId(row.id), read(row)?))).collect()
}

/// The organisation with this identity.
pub async fn with_id(
    reach: &impl Reach,
    scope: &Scope,
    id: OrganizationId,
) -> Result<Organization, StoreError> {
    let row = Entity::find_by_id(id.0).filter(within(scope)).one(&reach.on()).await?;
    read(row.ok_or(StoreError::NotFound)?)
}

/// Like [`with_id`], but holds the row: its name and its partner stay until the transaction ends.
pub async fn with_id_to_read(tx: &Tx, scope: &Scope, id: OrganizationId) -> Result<Organization, StoreError> {
    let row = Entity::find_by_id(id.0).filter(within(scope)).lock_shared().one(&tx.on()).await?;
    read(row.ok_or(StoreError::NotFound)?)
}

/// Like [`with_id`], but locks the row: concurrent approvals for this organisation run one at a time.
pub async fn with_id_to_change(
    tx: &Tx,
    scope: &Scope,
    id: OrganizationId,
) -> Result<Organization, StoreError> {
    let row = Entity::find_by_id(id.0).filter(within(scope)).lock_exclusive().one(&tx.on()).await?;
    read(row.ok_or(StoreError::NotFound)?)
}

/// The organisations in scope with this ИНН, one for each КПП.
pub async fn with_inn(reach: &impl Reach, scope: &Scope, inn: &str) -> Result<Vec<Organization>, StoreError> {
    let rows = Entity::find().filter(within(scope)).filter(Column::Inn.eq(inn)).order_by_asc(Column::Id);
    rows.all(&reach.on()).await?.into_iter().map(read).collect()
}

/// The names of the organisations in scope with these codes.
pub async fn names(
    reach: &impl Reach,
    scope: &Scope,
    codes: &[String],
) -> Result<HashMap<String, String>, StoreError> {
    let rows: Vec<(String, String)> = Entity::find()
        .select_only()
        .columns([Column::SubscriberCode, Column::ShortName])
        .filter(Column::SubscriberCode.is_in(codes.iter().cloned()))
        .filter(within(scope))
        .into_tuple()
        .all(&reach.on())
        .await?;
    Ok(rows.into_iter().collect())
}

/// The organisations bound to these ITS logins. The caller has opened the logins in scope.
pub async fn bound_to(reach: &impl Reach, logins: &[ItsLoginId]) -> Result<Vec<Organization>, StoreError> {
    let rows = Entity::find()
        .filter(Column::ItsLoginId.is_in(logins.iter().map(|id| id.0)))
        .order_by_asc(Column::SortName)
        .all(&reach.on())
        .await?;
    rows.into_iter().map(read).collect()
}

/// The organisations in scope that a list asks for, by sort name; all when its question is empty.
pub async fn search(
    reach: &impl Reach,
    scope: &Scope,
    asked: OrganizationQuery<'_>,
) -> Result<Vec<Organization>, StoreError> {
    let shown = match asked.after {
        Some(last) => sort_name(reach, scope, last).await?.map(|name| (name, last)),
        None => None,
    };
    let shown = shown.as_ref().map(|(name, last)| (name.as_str(), *last));
    let query = Entity::find().filter(within(scope)).filter(terms::asked(scope, asked, shown));
    let query = query.order_by_asc(Column::SortName).order_by_asc(Column::Id).limit(asked.limit);
    query.all(&reach.on()).await?.into_iter().map(read).collect()
}

async fn sort_name(
    reach: &impl Reach,
    scope: &Scope,
    id: OrganizationId,
) -> Result<Option<String>, StoreError> {
    let row = Entity::find_by_id(id.0).filter(within(scope)).one(&reach.on()).await?;
    Ok(row.map(|row| row.sort_name))
}

/// All organisations in scope, by name; for a scope that is as small as somebody's memberships.
pub async fn whole(reach: &impl Reach, scope: &Scope) -> Result<Vec<Organization>, StoreError> {
    let rows = Entity::find().filter(within(scope)).order_by_asc(Column::SortName).order_by_asc(Column::Id);
    rows.all(&reach.on()).await?.into_iter().map(read).collect()
}

/// How many organisations are in scope, counted up to the limit of lists.
pub async fn count(reach: &impl Reach, scope: &Scope) -> Result<u64, StoreError> {
    let all = Entity::find().select_only().column(Column::Id).filter(within(scope));
    counting::up_to(reach, all.into_query(), counting::MOST).await
}

/// Writes a new subscriber and assigns its identity and code.
pub async fn add(tx: &Tx, organization: &Organization) -> Result<Organization, StoreError> {
    let provisional = ActiveModel {
        subscriber_code: Set(format!("new-{}-{}", organization.requisites.inn, organization.kpp())),
        ..new_row(organization)
    };
    let inserted = Entity::insert(provisional).exec(&tx.on()).await?;
    let id = inserted.last_insert_id;
    let code = subscriber_code(OrganizationId(id));
    let coded = ActiveModel { id: Set(id), subscriber_code: Set(code.clone()), ..Default::default() };
    Entity::update(coded).exec(&tx.on()).await?;
    let added = Organization { id: OrganizationId(id), subscriber_code: code, ..organization.clone() };
    terms::add(tx, &added, search::of_organization(&added)).await?;
    Ok(added)
}

/// The row of a new subscriber, without its identity and code.
pub(super) fn new_row(organization: &Organization) -> ActiveModel {
    ActiveModel {
        partner_id: Set(organization.partner.0),
        its_login_id: Set(organization.bound_login.0),
        bound_at: Set(organization.bound_at),
        kind: Set(organization.requisites.kind.code().to_owned()),
        inn: Set(organization.requisites.inn.as_str().to_owned()),
        kpp: Set(organization.kpp().to_owned()),
        created_at: Set(organization.created_at),
        version: Set(1),
        terms_version: Set(search::VERSION),
        ..card(organization)
    }
}

/// The code of a subscriber with this identity, used in URLs.
#[must_use]
pub fn subscriber_code(id: OrganizationId) -> String {
    (SUBSCRIBER_CODES_FROM + id.0).to_string()
}

/// Subscriber codes begin above this number, so that they have seven digits and are not mistaken for other numbers.
const SUBSCRIBER_CODES_FROM: i64 = 7_000_000;

/// Overwrites the card of a subscriber from an approved application.
pub async fn update_card(tx: &Tx, organization: &Organization) -> Result<(), StoreError> {
    let row = ActiveModel { id: Set(organization.id.0), ..card(organization) };
    Entity::update(row).exec(&tx.on()).await?;
    terms::follow(tx, organization).await?;
    terms::add(tx, organization, search::of_organization(organization)).await
}
