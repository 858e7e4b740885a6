//! Logos of partners, by the SHA-256 of their bytes. A row is never changed or deleted.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};

use super::tables::logo::{ActiveModel, Column, Entity, Model};
use super::{Reach, StoreError, Tx};
use crate::domain::ids::PartnerId;
use crate::domain::role::Scope;
use crate::domain::seller::Logo;

fn within(scope: &Scope) -> Condition {
    match scope {
        Scope::Partner(partner) => Condition::all().add(Column::PartnerId.eq(partner.0)),
        Scope::Everything | Scope::Organizations(_) | Scope::Client { .. } | Scope::ItsLogin(_) => {
            Condition::all().add(Expr::cust("1 = 0"))
        }
    }
}

/// The logo with this hash.
pub async fn open(reach: &impl Reach, scope: &Scope, sha256: &str) -> Result<Logo, StoreError> {
    let found = Entity::find().filter(within(scope)).filter(Column::Sha256.eq(sha256));
    found.one(&reach.on()).await?.map(read).ok_or(StoreError::NotFound)
}

/// Keeps a logo for ever; one that is there already stays.
pub(super) async fn add(
    tx: &Tx,
    partner: PartnerId,
    logo: &Logo,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = ActiveModel {
        id: NotSet,
        partner_id: Set(partner.0),
        sha256: Set(logo.sha256.clone()),
        bytes: Set(logo.bytes.clone()),
        at: Set(at),
    };
    let known = OnConflict::columns([Column::PartnerId, Column::Sha256]).do_nothing().to_owned();
    Entity::insert(row).on_conflict(known).exec_without_returning(&tx.on()).await?;
    Ok(())
}

/// Some logos of any partner after an identity, in their order, for whoever checks them.
pub(super) async fn after(
    reach: &impl Reach,
    last: i64,
    limit: u64,
) -> Result<Vec<(i64, PartnerId, Logo)>, StoreError> {
    let next = Entity::find().filter(Column::Id.gt(last)).order_by_asc(Column::Id).limit(limit);
    let rows = next.all(&reach.on()).await?;
    Ok(rows.into_iter().map(|row| (row.id, PartnerId(row.partner_id), read(row))).collect())
}

fn read(row: Model) -> Logo {
    Logo { sha256: row.sha256, bytes: row.bytes }
}
