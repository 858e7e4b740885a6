//! Payments of clients, as partners noted them.

use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait as _, Condition, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
};

use super::tables::payment::{ActiveModel, Column, Entity, Model};
use super::{Reach, StoreError, Tx, book};
use crate::domain::ids::{OrganizationId, PartnerId, PaymentId};
use crate::domain::money::Money;
use crate::domain::payment::{Payment, PaymentTurn};
use crate::domain::role::Scope;

fn within(scope: &Scope) -> Condition {
    match scope {
        Scope::Partner(partner) => Condition::all().add(Column::PartnerId.eq(partner.0)),
        Scope::Everything | Scope::Organizations(_) | Scope::Client { .. } | Scope::ItsLogin(_) => {
            Condition::all().add(Expr::cust("1 = 0"))
        }
    }
}

/// Gives a payment its identity, before it is kept.
pub async fn place(tx: &Tx, new: Payment) -> Result<Payment, StoreError> {
    let row = ActiveModel {
        id: NotSet,
        partner_id: Set(new.partner.0),
        organization_id: Set(new.organization.0),
        day: Set(new.day),
        number: Set(new.number.clone()),
        amount: Set(new.amount.kopecks()),
        noted_at: Set(new.noted_at),
        taken_back_at: Set(None),
        reason: Set(None),
        version: Set(new.version),
    };
    let id = PaymentId(Entity::insert(row).exec(&tx.on()).await?.last_insert_id);
    Ok(Payment { id, ..new })
}

/// Like [`open`], but locks the row until the transaction ends.
pub async fn open_to_change(tx: &Tx, scope: &Scope, id: PaymentId) -> Result<Payment, StoreError> {
    let row = Entity::find_by_id(id.0).filter(within(scope)).lock_exclusive().one(&tx.on()).await?;
    Ok(read(row.ok_or(StoreError::NotFound)?))
}

/// The payment with this identity.
pub async fn open(reach: &impl Reach, scope: &Scope, id: PaymentId) -> Result<Payment, StoreError> {
    let row = Entity::find_by_id(id.0).filter(within(scope)).one(&reach.on()).await?;
    Ok(read(row.ok_or(StoreError::NotFound)?))
}

/// Some of the partner's payments, by their identities.
pub async fn with_ids(
    reach: &impl Reach,
    scope: &Scope,
    ids: &[PaymentId],
) -> Result<HashMap<PaymentId, Payment>, StoreError> {
    let found = Entity::find().filter(within(scope)).filter(Column::Id.is_in(ids.iter().map(|id| id.0)));
    let rows = if ids.is_empty() { Vec::new() } else { found.all(&reach.on()).await? };
    Ok(rows.into_iter().map(read).map(|payment| (payment.id, payment)).collect())
}

/// The same payment, if it stands already: client, day, number of the order and sum.
pub async fn same(reach: &impl Reach, one: &Payment) -> Result<Option<PaymentId>, StoreError> {
    let found = Entity::find()
        .filter(Column::PartnerId.eq(one.partner.0))
        .filter(Column::OrganizationId.eq(one.organization.0))
        .filter(Column::Day.eq(one.day))
        .filter(Column::Number.eq(one.number.as_str()))
        .filter(Column::Amount.eq(one.amount.kopecks()))
        .filter(Column::TakenBackAt.is_null());
    Ok(found.one(&reach.on()).await?.map(|row| PaymentId(row.id)))
}

/// The partner's payments below a place, the latest day first; of one client, or of all.
pub async fn page(
    reach: &impl Reach,
    scope: &Scope,
    of: Option<OrganizationId>,
    below: Option<(NaiveDate, PaymentId)>,
    limit: u64,
) -> Result<Vec<Payment>, StoreError> {
    let place = below.map(|(day, id)| {
        let shown = Expr::tuple([Expr::value(day), Expr::value(id.0)]);
        Expr::tuple([Expr::col(Column::Day), Expr::col(Column::Id)]).lt(shown)
    });
    let found = Entity::find()
        .filter(within(scope))
        .filter(Condition::all().add_option(of.map(|id| Column::OrganizationId.eq(id.0))))
        .filter(Condition::all().add_option(place))
        .order_by_desc(Column::Day)
        .order_by_desc(Column::Id)
        .limit(limit);
    Ok(found.all(&reach.on()).await?.into_iter().map(read).collect())
}

/// How many payments a partner has noted, of one client or of all.
pub async fn count(reach: &impl Reach, scope: &Scope, of: Option<OrganizationId>) -> Result<u64, StoreError> {
    let of = Condition::all().add_option(of.map(|id| Column::OrganizationId.eq(id.0)));
    Ok(Entity::find().filter(within(scope)).filter(of).count(&reach.on()).await?)
}

/// Writes a payment over the version that was seen, and its posting.
pub(super) async fn write(tx: &Tx, turn: &PaymentTurn) -> Result<(), StoreError> {
    let payment = &turn.payment;
    let (at, reason) = payment.taken_back.clone().unzip();
    let row = ActiveModel {
        taken_back_at: Set(at),
        reason: Set(reason),
        version: Set(payment.version + 1),
        ..Default::default()
    };
    let seen = Column::Id.eq(payment.id.0).and(Column::Version.eq(payment.version));
    if Entity::update_many().set(row).filter(seen).exec(&tx.on()).await?.rows_affected != 1 {
        return Err(StoreError::Stale);
    }
    book::post(tx, &turn.posting).await
}

pub(super) fn read(row: Model) -> Payment {
    Payment {
        id: PaymentId(row.id),
        partner: PartnerId(row.partner_id),
        organization: OrganizationId(row.organization_id),
        day: row.day,
        number: row.number,
        amount: Money::from_kopecks(row.amount),
        noted_at: row.noted_at,
        taken_back: row.taken_back_at.zip(row.reason),
        version: row.version,
    }
}
