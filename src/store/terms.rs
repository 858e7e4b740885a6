//! Search terms of organisations: written with their sources, rebuilt when the rules for making them change.

mod asked;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, JoinType::InnerJoin, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, QueryTrait as _, RelationDef,
};

pub use asked::OrganizationQuery;
pub(super) use asked::{asked, named};

pub use words::near;

use super::error::sound;
use super::tables::organization_term::{ActiveModel, Column, Entity};
use super::tables::{application, its_login, organization, original, person};
use super::{Db, Reach as _, StoreError, Tx};
use crate::domain::organization::Organization;
use crate::domain::search;
use crate::domain::submission::Submission;

/// How many organisations are rebuilt in one transaction.
const BATCH: u64 = 200;
/// How many rows one statement writes: the engines limit the bound values.
const ROWS: usize = 5000;

/// Adds search terms to an organisation.
pub async fn add(
    tx: &Tx,
    organization: &Organization,
    terms: impl IntoIterator<Item = String>,
) -> Result<(), StoreError> {
    write(tx, terms.into_iter().map(|term| row(term, organization)).collect()).await
}

/// Adds search terms to several organisations.
pub(super) async fn add_each<'a>(
    tx: &Tx,
    found: impl IntoIterator<Item = (&'a Organization, BTreeSet<String>)>,
) -> Result<(), StoreError> {
    let rows = found
        .into_iter()
        .flat_map(|(organization, terms)| terms.into_iter().map(move |term| row(term, organization)));
    write(tx, rows.collect()).await
}

/// Writes an organisation's name and partner beside its terms: one of them has changed.
pub(super) async fn follow(tx: &Tx, organization: &Organization) -> Result<(), StoreError> {
    let beside = ActiveModel {
        sort_name: Set(search::sort_name(&organization.requisites.short_name)),
        partner_id: Set(organization.partner.0),
        ..Default::default()
    };
    let own = Column::OrganizationId.eq(organization.id.0);
    Entity::update_many().set(beside).filter(own).exec(&tx.on()).await?;
    Ok(())
}

/// Rebuilds the search terms of organisations whose terms come from an older version of the rules; returns how many
/// there were. An interrupted run continues where it stopped.
pub async fn bring_up_to_date(db: &Db) -> Result<u64, StoreError> {
    let (mut after, mut renewed) = (0, 0);
    loop {
        let tx = db.begin().await?;
        let stale = stale(&tx, after).await?;
        let Some(last) = stale.last() else { return Ok(renewed) };
        after = last.id;
        renewed += u64::try_from(stale.len()).unwrap_or_default();
        renew(&tx, stale).await?;
        tx.commit().await?;
    }
}

async fn stale(tx: &Tx, after: i64) -> Result<Vec<organization::Model>, StoreError> {
    let rows = organization::Entity::find()
        .filter(organization::Column::Id.gt(after))
        .filter(organization::Column::TermsVersion.lt(search::VERSION))
        .order_by_asc(organization::Column::Id)
        .limit(BATCH)
        .all(&tx.on())
        .await?;
    Ok(rows)
}

async fn renew(tx: &Tx, stale: Vec<organization::Model>) -> Result<(), StoreError> {
    let ids: Vec<i64> = stale.iter().map(|organization| organization.id).collect();
    let mut terms = of_applications(tx, &ids).await?;
    let logins = logins(tx, &ids).await?;
    Entity::delete_many().filter(Column::OrganizationId.is_in(ids)).exec(&tx.on()).await?;
    let mut rows = Vec::new();
    for stale in stale {
        let organization = super::organizations::rows::read(stale)?;
        let mut own = terms.remove(&organization.id.0).unwrap_or_default();
        own.extend(logins.get(&organization.bound_login.0).into_iter().flatten().cloned());
        own.extend(search::of_organization(&organization));
        rows.extend(own.into_iter().map(|term| row(term, &organization)));
        let current = organization::ActiveModel {
            id: Set(organization.id.0),
            sort_name: Set(search::sort_name(&organization.requisites.short_name)),
            terms_version: Set(search::VERSION),
            ..Default::default()
        };
        organization::Entity::update(current).exec(&tx.on()).await?;
    }
    write(tx, rows).await
}

/// The terms of all revisions that these organisations sent and of the logins that sent them.
async fn of_applications(tx: &Tx, ids: &[i64]) -> Result<BTreeMap<i64, BTreeSet<String>>, StoreError> {
    let numbers: Vec<(i64, i64)> = application::Entity::find()
        .select_only()
        .columns([application::Column::Number, application::Column::OrganizationId])
        .filter(application::Column::OrganizationId.is_in(ids.to_vec()))
        .into_tuple()
        .all(&tx.on())
        .await?;
    let senders: BTreeMap<i64, i64> = numbers.into_iter().collect();
    let logins = logins(tx, ids).await?;
    let mut terms: BTreeMap<i64, BTreeSet<String>> = BTreeMap::new();
    for (number, content, login) in originals(tx, ids).await? {
        let content: Submission = sound(serde_json::from_str(&content).ok(), "originals", "content", number)?;
        let own =
            terms.entry(sound(senders.get(&number).copied(), "originals", "application_number", number)?);
        let own = own.or_default();
        own.extend(search::of_submission(&content));
        own.extend(logins.get(&login).into_iter().flatten().cloned());
    }
    Ok(terms)
}

/// All revisions of these organisations: the number of the organisation, the parsed body and the login.
async fn originals(tx: &Tx, ids: &[i64]) -> Result<Vec<(i64, String, i64)>, StoreError> {
    let numbers = application::Entity::find()
        .select_only()
        .column(application::Column::Number)
        .filter(application::Column::OrganizationId.is_in(ids.to_vec()))
        .into_query();
    let sent = original::Entity::find()
        .select_only()
        .columns([original::Column::ApplicationNumber])
        .columns([original::Column::Content])
        .columns([original::Column::LoginId])
        .filter(original::Column::ApplicationNumber.in_subquery(numbers));
    Ok(sent.into_tuple().all(&tx.on()).await?)
}

/// The terms of the logins that these organisations are bound to or have used.
async fn logins(tx: &Tx, ids: &[i64]) -> Result<BTreeMap<i64, BTreeSet<String>>, StoreError> {
    let used = application::Entity::find()
        .select_only()
        .column(application::Column::SentLoginId)
        .filter(application::Column::OrganizationId.is_in(ids.to_vec()))
        .into_query();
    let bound = organization::Entity::find()
        .select_only()
        .column(organization::Column::ItsLoginId)
        .filter(organization::Column::Id.is_in(ids.to_vec()))
        .into_query();
    let either = sea_orm::Condition::any()
        .add(its_login::Column::Id.in_subquery(used))
        .add(its_login::Column::Id.in_subquery(bound));
    let of_account: RelationDef = its_login::Entity::belongs_to(person::Entity)
        .from(its_login::Column::PersonId)
        .to(person::Column::Id)
        .into();
    let rows: Vec<(i64, String)> = its_login::Entity::find()
        .select_only()
        .column(its_login::Column::Id)
        .column(person::Column::Login)
        .join(InnerJoin, of_account)
        .filter(either)
        .into_tuple()
        .all(&tx.on())
        .await?;
    Ok(rows.into_iter().map(|(id, login)| (id, search::of_login(&login))).collect())
}

fn row(term: String, organization: &Organization) -> ActiveModel {
    ActiveModel {
        term: Set(term),
        organization_id: Set(organization.id.0),
        sort_name: Set(search::sort_name(&organization.requisites.short_name)),
        partner_id: Set(organization.partner.0),
    }
}

async fn write(tx: &Tx, mut rows: Vec<ActiveModel>) -> Result<(), StoreError> {
    words::learn(tx, rows.iter().filter_map(|row| row.term.try_as_ref().cloned())).await?;
    let known = OnConflict::columns([Column::OrganizationId, Column::Term]).do_nothing().to_owned();
    while !rows.is_empty() {
        let rest = rows.split_off(rows.len().min(ROWS));
        Entity::insert_many(rows).on_conflict(known.clone()).exec_without_returning(&tx.on()).await?;
        rows = rest;
    }
    Ok(())
}
