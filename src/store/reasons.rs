//! Reasons: the canned ones with all their wordings, and how often each one was given.

use std::collections::{BTreeMap, HashSet};

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
};

use super::error::sound;
use super::tables::audit_entry;
use super::tables::reason::{ActiveModel, Column, Entity, Model};
use super::{Keeper, Reach, StoreError, Tx, audit};
use crate::domain::application::ApplicationEvent;
use crate::domain::ids::PartnerId;
use crate::domain::month::Month;
use crate::domain::reason::{CannedReason, Purpose};
use crate::domain::role::Scope;

/// A wording of a reason, with the instant from which it holds and the login of its author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// The reason in this wording.
    pub reason: CannedReason,
    /// From when on it holds.
    pub since: DateTime<Utc>,
    /// The login of its author; `None` when it came with the installation.
    pub set_by: Option<String>,
}

/// How often a tenant gave a reason, by tenant, reason code and purpose.
pub type Given = BTreeMap<(PartnerId, String, Purpose), u64>;

/// Every reason in use, in the order in which they are offered, each in its latest wording.
pub async fn current(reach: &impl Reach) -> Result<Vec<CannedReason>, StoreError> {
    let mut reasons = latest(reach).await?;
    reasons.retain(|reason| reason.returns || reason.rejects);
    Ok(reasons)
}

/// Like [`current`], followed by the reasons that are out of use.
pub async fn latest(reach: &impl Reach) -> Result<Vec<CannedReason>, StoreError> {
    let rows = Entity::find().order_by_desc(Column::Version).all(&reach.on()).await?;
    let mut known = HashSet::new();
    let newest = rows.into_iter().filter(|row| known.insert(row.code.clone()));
    let mut reasons: Vec<CannedReason> = newest.map(|row| Wording::from(row).reason).collect();
    let unused = |reason: &CannedReason| !reason.returns && !reason.rejects;
    reasons.sort_by(|one, other| {
        (unused(one), one.place, &one.code).cmp(&(unused(other), other.place, &other.code))
    });
    Ok(reasons)
}

/// All wordings of a reason, the latest first.
pub async fn wordings(reach: &impl Reach, code: &str) -> Result<Vec<Wording>, StoreError> {
    let own = Entity::find().filter(Column::Code.eq(code)).order_by_desc(Column::Version);
    Ok(own.all(&reach.on()).await?.into_iter().map(Wording::from).collect())
}

/// Adds a wording.
pub(super) async fn write(tx: &Tx, keeper: &Keeper, reason: &CannedReason) -> Result<(), StoreError> {
    let row = ActiveModel {
        code: Set(reason.code.clone()),
        version: Set(reason.version),
        place: Set(reason.place),
        returns: Set(reason.returns),
        rejects: Set(reason.rejects),
        title: Set(reason.title.clone()),
        text: Set(reason.text.clone()),
        since: Set(keeper.at),
        fix_step: Set(reason.fix_step.clone()),
        set_by: Set(Some(keeper.actor.clone())),
    };
    Entity::insert(row).exec_without_returning(&tx.on()).await?;
    Ok(())
}

/// How often each reason was given in a month, for the tenants in scope.
pub async fn given(reach: &impl Reach, scope: &Scope, month: Month) -> Result<Given, StoreError> {
    use audit_entry::Column;
    let entries: Vec<(i64, String)> = audit_entry::Entity::find()
        .select_only()
        .columns([Column::Chain, Column::Details])
        // The condition of the partial index, word for word.
        .filter(Expr::cust("verb in ('returned', 'rejected')"))
        .filter(Column::At.gte(month.begins()).and(Column::At.lt(month.next().begins())))
        .filter(within(scope))
        .into_tuple()
        .all(&reach.on())
        .await?;
    let mut given = Given::new();
    for (chain, details) in entries {
        let event = serde_json::from_str::<ApplicationEvent>(&details).ok();
        let (code, purpose) = sound(event.and_then(reason_of), "audit", "details", chain)?;
        *given.entry((PartnerId(chain), code, purpose)).or_default() += 1;
    }
    Ok(given)
}

fn reason_of(event: ApplicationEvent) -> Option<(String, Purpose)> {
    if let ApplicationEvent::Returned { reason, .. } = event {
        Some((reason.code, Purpose::Return))
    } else if let ApplicationEvent::Rejected { reason, .. } = event {
        Some((reason.code, Purpose::Reject))
    } else {
        None
    }
}

fn within(scope: &Scope) -> Condition {
    let chain = audit_entry::Column::Chain;
    match scope {
        Scope::Everything => Condition::all().add(chain.ne(audit::OPERATOR_CHAIN.0)),
        Scope::Partner(partner) => Condition::all().add(chain.eq(partner.0)),
        Scope::Organizations(_) | Scope::Client { .. } | Scope::ItsLogin(_) => {
            Condition::all().add(chain.lt(0))
        }
    }
}

impl From<Model> for Wording {
    fn from(row: Model) -> Self {
        let reason = CannedReason {
            code: row.code,
            version: row.version,
            place: row.place,
            returns: row.returns,
            rejects: row.rejects,
            title: row.title,
            text: row.text,
            fix_step: row.fix_step,
        };
        Self { reason, since: row.since, set_by: row.set_by }
    }
}
