//! Viewers: the signed-in person of each request. One statement reads the session, the account and all that belongs to
//! it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait as _, EntityTrait, FromQueryResult as _, Iterable as _,
    JoinType::{InnerJoin, LeftJoin},
    QueryFilter as _, QueryResult, QuerySelect as _, QueryTrait as _, RelationDef, Select,
};

use super::sessions::{self, Session};
use super::tables::{membership, partner, person, role_assignment, session, standing_in};
use super::{Reach, StoreError, accounts};
use crate::domain::account::Account;
use crate::domain::ids::OrganizationId;
use crate::domain::members::MemberRole;
use crate::domain::partner::Partner;
use crate::domain::standing_in::Lending;

/// A person signed in in a browser.
#[derive(Clone, Debug)]
pub struct Viewer {
    /// The session of the browser.
    pub session: Session,
    /// The person with all roles.
    pub account: Account,
    /// The organisations for which the person acts.
    pub memberships: Vec<OrganizationId>,
    /// Whether the person administers one of them.
    pub administers: bool,
    /// The partners in which the person has a role.
    pub partners: Vec<Partner>,
    /// The roles that colleagues have handed over to the person for today, as far as they count.
    pub lent: Vec<Lending>,
}

/// The viewer of the session with this digest on a Moscow day, if there is such a session.
pub async fn find(
    reach: &impl Reach,
    token_hash: &str,
    today: NaiveDate,
) -> Result<Option<Viewer>, StoreError> {
    let on = reach.on();
    let asked = asked(token_hash, today);
    let rows = on.query_all_raw(asked.build(on.get_database_backend())).await?;
    let Some(first) = rows.first() else { return Ok(None) };
    let (mut roles, mut memberships, mut partners) = (BTreeMap::new(), BTreeSet::new(), BTreeMap::new());
    let (mut administers, mut lent) = (false, BTreeMap::new());
    for row in &rows {
        if let Some(role) = role_assignment::Model::from_query_result_optional(row, ROLE)? {
            roles.insert((role.role.clone(), role.tenant), role);
        }
        if let Some(member) = membership::Model::from_query_result_optional(row, MEMBERSHIP)? {
            memberships.insert(OrganizationId(member.organization_id));
            administers |= member.role == MemberRole::ClientAdmin.code();
        }
        if let Some(partner) = partner::Model::from_query_result_optional(row, PARTNER)? {
            partners.insert(partner.id, Partner::from(partner));
        }
        if let Some(row) = standing_in::Model::from_query_result_optional(row, LENT)? {
            lent.insert(row.id, row);
        }
    }
    let account = accounts::account(read_person(first)?, roles.into_values().collect())?;
    Ok(Some(Viewer {
        session: sessions::read(session::Model::from_query_result(first, SESSION)?)?,
        lent: lendings(reach, &account, lent.into_values()).await?,
        account,
        memberships: memberships.into_iter().collect(),
        administers,
        partners: partners.into_values().collect(),
    }))
}

/// What is lent, with its givers, who are asked for only where there are any.
async fn lendings(
    reach: &impl Reach,
    deputy: &Account,
    rows: impl Iterator<Item = standing_in::Model>,
) -> Result<Vec<Lending>, StoreError> {
    let all = rows.map(|row| super::standing_in::read(&row)).collect::<Result<Vec<_>, StoreError>>()?;
    if all.is_empty() {
        return Ok(Vec::new());
    }
    super::standing_in::with_givers(reach, deputy, all).await
}

/// The column prefixes of the joined tables. Each row holds one role with one membership and one role that is lent.
const SESSION: &str = "session_";
const PERSON: &str = "person_";
const ROLE: &str = "role_";
const MEMBERSHIP: &str = "membership_";
const PARTNER: &str = "partner_";
const LENT: &str = "lent_";

fn read_person(row: &QueryResult) -> Result<person::Model, StoreError> {
    Ok(person::Model::from_query_result(row, PERSON)?)
}

fn asked(token_hash: &str, today: NaiveDate) -> Select<session::Entity> {
    let of_person: RelationDef = session::Entity::belongs_to(person::Entity)
        .from(session::Column::PersonId)
        .to(person::Column::Id)
        .into();
    let with_role: RelationDef = session::Entity::belongs_to(role_assignment::Entity)
        .from(session::Column::PersonId)
        .to(role_assignment::Column::PersonId)
        .into();
    let in_partner: RelationDef = role_assignment::Entity::belongs_to(partner::Entity)
        .from(role_assignment::Column::Tenant)
        .to(partner::Column::Id)
        .into();
    let member: RelationDef = session::Entity::belongs_to(membership::Entity)
        .from(session::Column::PersonId)
        .to(membership::Column::PersonId)
        .into();
    let lent: RelationDef = session::Entity::belongs_to(standing_in::Entity)
        .from(session::Column::PersonId)
        .to(standing_in::Column::DeputyId)
        .on_condition(move |_, lent| {
            let column = |column: standing_in::Column| Expr::col((lent.clone(), column));
            Condition::all()
                .add(column(standing_in::Column::EndedAt).is_null())
                .add(column(standing_in::Column::FirstDay).lte(today))
                .add(column(standing_in::Column::LastDay).gte(today))
        })
        .into();
    let asked = session::Entity::find()
        .filter(session::Column::TokenHash.eq(token_hash))
        .select_only()
        .join(InnerJoin, of_person)
        .join(LeftJoin, with_role)
        .join(LeftJoin, in_partner)
        .join(LeftJoin, member)
        .join(LeftJoin, lent);
    let asked = columns::<session::Entity>(asked, SESSION);
    let asked = columns::<person::Entity>(asked, PERSON);
    let asked = columns::<role_assignment::Entity>(asked, ROLE);
    let asked = columns::<partner::Entity>(asked, PARTNER);
    let asked = columns::<standing_in::Entity>(asked, LENT);
    columns::<membership::Entity>(asked, MEMBERSHIP)
}

/// Adds all columns of a table to the query, under its prefix.
fn columns<E: EntityTrait>(asked: Select<session::Entity>, prefix: &str) -> Select<session::Entity> {
    E::Column::iter().fold(asked, |asked, column| {
        let name = format!("{prefix}{}", sea_orm::IdenStatic::as_str(&column));
        asked.column_as(column, name)
    })
}
