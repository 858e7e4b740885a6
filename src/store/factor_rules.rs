//! Requirements of a second factor.

use sea_orm::sea_query::ExprTrait as _;
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};

use super::error::sound;
use super::tables::factor_rule::{ActiveModel, Column, Entity, Model};
use super::{Reach, StoreError, Tx};
use crate::domain::factor_rule::FactorRule;
use crate::domain::ids::{FactorRuleId, PartnerId};
use crate::domain::role::{Role, Scope};

/// Whose requirements may be changed within a scope.
fn within(scope: &Scope) -> Condition {
    match scope {
        Scope::Everything => Condition::all(),
        Scope::Partner(partner) => Condition::all().add(Column::PartnerId.eq(partner.0)),
        Scope::Organizations(_) | Scope::Client { .. } | Scope::ItsLogin(_) => {
            Condition::all().add(Column::Id.lt(0))
        }
    }
}

/// All requirements that hold, whosever they are, the earliest first.
pub async fn standing(reach: &impl Reach) -> Result<Vec<FactorRule>, StoreError> {
    let rows = Entity::find()
        .filter(Column::EndedAt.is_null())
        .order_by_asc(Column::FromDay)
        .order_by_asc(Column::Id)
        .all(&reach.on())
        .await?;
    rows.iter().map(read).collect()
}

/// Adds one.
pub async fn add(tx: &Tx, rule: FactorRule) -> Result<FactorRule, StoreError> {
    let row = ActiveModel { id: NotSet, ..row(&rule) };
    let id = Entity::insert(row).exec(&tx.on()).await?.last_insert_id;
    Ok(FactorRule { id: FactorRuleId(id), ..rule })
}

/// One, for changing; locks the row.
pub async fn open_to_change(tx: &Tx, scope: &Scope, id: FactorRuleId) -> Result<FactorRule, StoreError> {
    let found = Entity::find_by_id(id.0).filter(within(scope)).lock_exclusive().one(&tx.on()).await?;
    read(&found.ok_or(StoreError::NotFound)?)
}

pub(super) async fn write(tx: &Tx, rule: &FactorRule) -> Result<(), StoreError> {
    let row = ActiveModel { version: Set(rule.version + 1), ..row(rule) };
    let seen = Column::Id.eq(rule.id.0).and(Column::Version.eq(rule.version));
    let written = Entity::update_many().set(row).filter(seen).exec(&tx.on()).await?;
    if written.rows_affected == 1 { Ok(()) } else { Err(StoreError::Stale) }
}

fn row(rule: &FactorRule) -> ActiveModel {
    ActiveModel {
        id: NotSet,
        partner_id: Set(rule.partner.map(|partner| partner.0)),
        role: Set(rule.role.map(|role| role.code().to_owned())),
        from_day: Set(rule.from),
        ended_at: Set(rule.ended_at),
        version: Set(rule.version),
    }
}

fn read(row: &Model) -> Result<FactorRule, StoreError> {
    let role = match &row.role {
        Some(code) => Some(sound(Role::from_code(code), "factor_rules", "role", row.id)?),
        None => None,
    };
    Ok(FactorRule {
        id: FactorRuleId(row.id),
        partner: row.partner_id.map(PartnerId),
        role,
        from: row.from_day,
        ended_at: row.ended_at,
        version: row.version,
    })
}
