//! Partners' books. Rows are only added; nobody but the partner reads its book.

use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};

use super::error::sound;
use super::tables::posting::{ActiveModel, Column, Entity, Model};
use super::{Reach, StoreError, Tx};
use crate::domain::book::{LedgerAccount, Posting};
use crate::domain::ids::{OrganizationId, PartnerId};
use crate::domain::money::Money;
use crate::domain::role::Scope;

fn within(scope: &Scope) -> Condition {
    match scope {
        Scope::Partner(partner) => Condition::all().add(Column::PartnerId.eq(partner.0)),
        Scope::Everything | Scope::Organizations(_) | Scope::Client { .. } | Scope::ItsLogin(_) => {
            Condition::all().add(Expr::cust("1 = 0"))
        }
    }
}

/// Adds a posting; a second one of its source is a `Duplicate`.
pub(super) async fn post(tx: &Tx, new: &Posting) -> Result<(), StoreError> {
    let row = ActiveModel {
        id: NotSet,
        partner_id: Set(new.partner.0),
        organization_id: Set(new.organization.0),
        debit: Set(new.debit.code().to_owned()),
        credit: Set(new.credit.code().to_owned()),
        amount: Set(new.amount.kopecks()),
        source: Set(new.source.clone()),
        reverses: Set(new.reverses.clone()),
        day: Set(new.day),
        recorded_at: Set(new.recorded_at),
    };
    Entity::insert(row).exec_without_returning(&tx.on()).await?;
    Ok(())
}

/// The posting of a source.
pub async fn with_source(
    reach: &impl Reach,
    scope: &Scope,
    source: &str,
) -> Result<Option<Posting>, StoreError> {
    let found = Entity::find().filter(within(scope)).filter(Column::Source.eq(source));
    found.one(&reach.on()).await?.map(read).transpose()
}

/// The postings of a client up to a day, in the order of their days.
pub async fn of_organization(
    reach: &impl Reach,
    scope: &Scope,
    organization: OrganizationId,
    until: NaiveDate,
) -> Result<Vec<Posting>, StoreError> {
    let found = Entity::find()
        .filter(within(scope))
        .filter(Column::OrganizationId.eq(organization.0))
        .filter(Column::Day.lte(until))
        .order_by_asc(Column::Day)
        .order_by_asc(Column::Id);
    found.all(&reach.on()).await?.into_iter().map(read).collect()
}

/// The postings of a partner's book from one day to another, in the order of their days.
pub async fn of_days(
    reach: &impl Reach,
    scope: &Scope,
    first: NaiveDate,
    last: NaiveDate,
) -> Result<Vec<Posting>, StoreError> {
    let found = Entity::find()
        .filter(within(scope))
        .filter(Column::Day.between(first, last))
        .order_by_asc(Column::Day)
        .order_by_asc(Column::Id);
    found.all(&reach.on()).await?.into_iter().map(read).collect()
}

/// What some clients owe at the end of a day; whoever has no posting is missing.
pub async fn balances(
    reach: &impl Reach,
    scope: &Scope,
    organizations: &[OrganizationId],
    day: NaiveDate,
) -> Result<HashMap<OrganizationId, Money>, StoreError> {
    let owed = "cast(coalesce(sum(case when debit = '62' then amount when credit = '62' then -amount else 0 end), 0) \
                as bigint)";
    let rows: Vec<(i64, i64)> = Entity::find()
        .select_only()
        .column(Column::OrganizationId)
        .expr(Expr::cust(owed))
        .filter(within(scope))
        .filter(Column::OrganizationId.is_in(organizations.iter().map(|id| id.0)))
        .filter(Column::Day.lte(day))
        .group_by(Column::OrganizationId)
        .into_tuple()
        .all(&reach.on())
        .await?;
    Ok(rows.into_iter().map(|row| (OrganizationId(row.0), Money::from_kopecks(row.1))).collect())
}

fn read(row: Model) -> Result<Posting, StoreError> {
    const TABLE: &str = "postings";
    Ok(Posting {
        partner: PartnerId(row.partner_id),
        organization: OrganizationId(row.organization_id),
        debit: sound(LedgerAccount::from_code(&row.debit), TABLE, "debit", row.id)?,
        credit: sound(LedgerAccount::from_code(&row.credit), TABLE, "credit", row.id)?,
        amount: Money::from_kopecks(row.amount),
        source: row.source,
        reverses: row.reverses,
        day: row.day,
        recorded_at: row.recorded_at,
    })
}
