//! Sales of partners to their clients. Only their partner finds them: neither the operator nor the support line does.

use chrono::NaiveDate;
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait as _, Condition, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
};

use super::error::sound;
use super::tables::sale::{ActiveModel, Column, Entity, Model};
use super::{Reach, StoreError, Tx, book, numbering};
use crate::domain::ids::{ApplicationNumber, OrganizationId, PartnerId, SaleId};
use crate::domain::money::Money;
use crate::domain::role::Scope;
use crate::domain::sale::{Sale, SaleState, SaleTurn};

fn within(scope: &Scope) -> Condition {
    match scope {
        Scope::Partner(partner) => Condition::all().add(Column::PartnerId.eq(partner.0)),
        Scope::Everything | Scope::Organizations(_) | Scope::Client { .. } | Scope::ItsLogin(_) => {
            Condition::all().add(Expr::cust("1 = 0"))
        }
    }
}

/// Gives a sale its identity, before its draft is kept; a second one of its source is a `Duplicate`.
pub async fn place(tx: &Tx, new: Sale) -> Result<Sale, StoreError> {
    let row = ActiveModel {
        id: NotSet,
        partner_id: Set(new.partner.0),
        organization_id: Set(new.organization.0),
        application_number: Set(new.application.0),
        source: Set(new.source.clone()),
        state: Set(new.state.code().to_owned()),
        activated_at: Set(new.activated_at),
        day: Set(new.day()),
        lines: Set(lines(&new)?),
        reason: Set(new.reason.clone()),
        corrects_id: Set(new.corrects.map(|id| id.0)),
        total: Set(None),
        created_at: Set(new.created_at),
        version: Set(new.version),
    };
    let id = SaleId(Entity::insert(row).exec(&tx.on()).await?.last_insert_id);
    Ok(Sale { id, ..new })
}

/// The sale with this identity.
pub async fn open(reach: &impl Reach, scope: &Scope, id: SaleId) -> Result<Sale, StoreError> {
    let row = Entity::find_by_id(id.0).filter(within(scope)).one(&reach.on()).await?;
    read(row.ok_or(StoreError::NotFound)?)
}

/// Like [`open`], but locks the row until the transaction ends.
pub async fn open_to_change(tx: &Tx, scope: &Scope, id: SaleId) -> Result<Sale, StoreError> {
    let row = Entity::find_by_id(id.0).filter(within(scope)).lock_exclusive().one(&tx.on()).await?;
    read(row.ok_or(StoreError::NotFound)?)
}

/// The sale that takes this one back, if there is one.
pub async fn correction_of(
    reach: &impl Reach,
    scope: &Scope,
    id: SaleId,
) -> Result<Option<Sale>, StoreError> {
    from_source(reach, scope, format!("correction:{id}")).await
}

/// The sale that is made instead of this one, if there is one.
pub async fn instead_of(reach: &impl Reach, scope: &Scope, id: SaleId) -> Result<Option<Sale>, StoreError> {
    from_source(reach, scope, format!("anew:{id}")).await
}

async fn from_source(reach: &impl Reach, scope: &Scope, source: String) -> Result<Option<Sale>, StoreError> {
    let found = Entity::find().filter(within(scope)).filter(Column::Source.eq(source));
    found.one(&reach.on()).await?.map(read).transpose()
}

/// The sales in these states after an identity, the oldest first.
pub async fn page(
    reach: &impl Reach,
    scope: &Scope,
    states: &[SaleState],
    after: Option<SaleId>,
    limit: u64,
) -> Result<Vec<Sale>, StoreError> {
    let found = Entity::find()
        .filter(within(scope))
        .filter(Column::State.is_in(states.iter().map(|state| state.code())))
        .filter(Condition::all().add_option(after.map(|id| Column::Id.gt(id.0))))
        .order_by_asc(Column::Id)
        .limit(limit);
    found.all(&reach.on()).await?.into_iter().map(read).collect()
}

/// Some sales by their identities.
pub async fn with_ids(reach: &impl Reach, scope: &Scope, ids: &[SaleId]) -> Result<Vec<Sale>, StoreError> {
    let found = Entity::find().filter(within(scope)).filter(Column::Id.is_in(ids.iter().map(|id| id.0)));
    found.all(&reach.on()).await?.into_iter().map(read).collect()
}

/// How many sales are in these states.
pub async fn count(reach: &impl Reach, scope: &Scope, states: &[SaleState]) -> Result<u64, StoreError> {
    let codes = states.iter().map(|state| state.code());
    let found = Entity::find().filter(within(scope)).filter(Column::State.is_in(codes));
    Ok(found.count(&reach.on()).await?)
}

/// The last day of activation for which a partner has issued documents, from a day on and before another.
pub async fn last_issued_day(
    tx: &Tx,
    partner: PartnerId,
    from: NaiveDate,
    before: Option<NaiveDate>,
) -> Result<Option<NaiveDate>, StoreError> {
    let issued = [SaleState::Issued, SaleState::Corrected].map(SaleState::code);
    let found = Entity::find()
        .filter(Column::PartnerId.eq(partner.0))
        .filter(Column::State.is_in(issued))
        .filter(Column::Day.gte(from))
        .filter(Condition::all().add_option(before.map(|day| Column::Day.lt(day))))
        .order_by_desc(Column::Day)
        .limit(1);
    Ok(found.one(&tx.on()).await?.map(|row| row.day))
}

/// Writes a sale over the version that was seen, and what its verb adds for ever.
pub(super) async fn write(tx: &Tx, turn: &SaleTurn) -> Result<(), StoreError> {
    let sale = &turn.sale;
    let row = ActiveModel {
        state: Set(sale.state.code().to_owned()),
        lines: Set(lines(sale)?),
        reason: Set(sale.reason.clone()),
        total: Set(sale.total.map(Money::kopecks)),
        version: Set(sale.version + 1),
        ..Default::default()
    };
    let seen = Column::Id.eq(sale.id.0).and(Column::Version.eq(sale.version));
    if Entity::update_many().set(row).filter(seen).exec(&tx.on()).await?.rows_affected != 1 {
        return Err(StoreError::Stale);
    }
    for document in &turn.documents {
        numbering::issue(tx, document).await?;
    }
    match &turn.posting {
        Some(posting) => book::post(tx, posting).await,
        None => Ok(()),
    }
}

fn lines(sale: &Sale) -> Result<String, StoreError> {
    serde_json::to_string(&sale.lines).map_err(|_| StoreError::Broken("lines of a sale"))
}

pub(super) fn read(row: Model) -> Result<Sale, StoreError> {
    const TABLE: &str = "sales";
    Ok(Sale {
        id: SaleId(row.id),
        partner: PartnerId(row.partner_id),
        organization: OrganizationId(row.organization_id),
        application: ApplicationNumber(row.application_number),
        state: sound(SaleState::from_code(&row.state), TABLE, "state", row.id)?,
        activated_at: row.activated_at,
        lines: sound(serde_json::from_str(&row.lines).ok(), TABLE, "lines", row.id)?,
        source: row.source,
        reason: row.reason,
        corrects: row.corrects_id.map(SaleId),
        total: row.total.map(Money::from_kopecks),
        created_at: row.created_at,
        version: row.version,
    })
}
