//! Organisations: subscribers with their cards and search terms.

pub(super) mod rows;

use std::collections::HashMap;

use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, QueryTrait as _,
};

use rows::{card, read};

use super::tables::organization::{ActiveModel, Column, Entity};
use super::{Reach, StoreError, Tx, counting, terms};
use crate::domain::ids::{ItsLoginId, OrganizationId};
use crate::domain::organization::Organization;
use crate::domain::role::Scope;
use crate::domain::search::{self, Question};

pub(super) fn within(scope: &Scope) -> Condition {
    match scope {
        Scope::Everything => Condition::all(),
        Scope::Partner(partner) => Condition::all().add(Column::PartnerId.eq(partner.0)),
        Scope::Organizations(ids) | Scope::Client { organizations: ids, .. } => {
            Condition::all().add(Column::Id.is_in(ids.iter().map(|id| id.0)))
        }
        Scope::ItsLogin(login) => Condition::all().add(Column::ItsLoginId.eq(login.0)),
    }
}

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
    Ok(())
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
        .order_by_asc(Column::ShortName)
        .all(&reach.on())
        .await?;
    rows.into_iter().map(read).collect()
}

/// The organisations that match a question, by name; all when it is empty. `after` is the name and identity of the last
/// one shown.
pub async fn search(
    reach: &impl Reach,
    scope: &Scope,
    asked: &Question,
    after: Option<(&str, OrganizationId)>,
    limit: u64,
) -> Result<Vec<Organization>, StoreError> {
    let mut query = Entity::find().filter(found(reach, scope, asked).await?);
    if let Some((name, id)) = after {
        // A row comparison, so that a later page starts within the index.
        let shown = Expr::tuple([Expr::value(name), Expr::value(id.0)]);
        query = query.filter(Expr::tuple([Expr::col(Column::ShortName), Expr::col(Column::Id)]).gt(shown));
    }
    let rows =
        query.order_by_asc(Column::ShortName).order_by_asc(Column::Id).limit(limit).all(&reach.on()).await?;
    rows.into_iter().map(read).collect()
}

/// All organisations in scope, by name; for a scope that is as small as somebody's memberships.
pub async fn whole(reach: &impl Reach, scope: &Scope) -> Result<Vec<Organization>, StoreError> {
    let rows = Entity::find().filter(within(scope)).order_by_asc(Column::ShortName).order_by_asc(Column::Id);
    rows.all(&reach.on()).await?.into_iter().map(read).collect()
}

/// How many organisations match a question, counted up to the limit of lists.
pub async fn count(reach: &impl Reach, scope: &Scope, asked: &Question) -> Result<u64, StoreError> {
    let found = Entity::find().select_only().column(Column::Id).filter(found(reach, scope, asked).await?);
    counting::up_to(reach, found.into_query(), counting::MOST).await
}

/// Only the partner and the operator search by personal data.
async fn found(reach: &impl Reach, scope: &Scope, asked: &Question) -> Result<Condition, StoreError> {
    let people = match scope {
        Scope::Everything | Scope::Partner(_) => true,
        Scope::Organizations(_) | Scope::Client { .. } | Scope::ItsLogin(_) => false,
    };
    Ok(within(scope).add(terms::asked(reach, asked, people).await?))
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
    terms::add(tx, added.id, search::of_organization(&added)).await?;
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
    terms::add(tx, organization.id, search::of_organization(organization)).await
}
