//! Disclosures of personal data to an employee, read from the audit, where each one is recorded.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};

use super::tables::{audit_entry, person};
use super::{Reach, StoreError, Tx};
use crate::domain::ids::PersonId;

/// The audit verb of a disclosure.
pub const REVEALED: &str = "revealed";

/// Locks the person's row until the transaction ends, so that concurrent disclosures are counted one at a time.
pub async fn hold(tx: &Tx, person: PersonId) -> Result<(), StoreError> {
    let held = person::Entity::find_by_id(person.0).lock_exclusive().one(&tx.on()).await?;
    held.map(|_| ()).ok_or(StoreError::NotFound)
}

/// The instants after `since` at which this actor was shown personal data, the newest first.
pub async fn since(
    reach: &impl Reach,
    actor: &str,
    since: DateTime<Utc>,
) -> Result<Vec<DateTime<Utc>>, StoreError> {
    let shown = shown(actor).filter(audit_entry::Column::At.gt(since)).select_only();
    Ok(shown.column(audit_entry::Column::At).into_tuple().all(&reach.on()).await?)
}

/// The sequence number of this actor's last disclosure about this subject; 0 when there is none.
pub async fn last(reach: &impl Reach, actor: &str, subject: &str) -> Result<i64, StoreError> {
    let shown = shown(actor).filter(audit_entry::Column::Subject.eq(subject)).select_only();
    let last = shown.column(audit_entry::Column::Sequence).limit(1).into_tuple().one(&reach.on()).await?;
    Ok(last.unwrap_or_default())
}

/// The verb is written into the statement, not bound, so that the partial index over these entries is used.
fn shown(actor: &str) -> sea_orm::Select<audit_entry::Entity> {
    audit_entry::Entity::find()
        .filter(Expr::cust(format!("verb = '{REVEALED}'")))
        .filter(audit_entry::Column::Actor.eq(actor))
        .order_by_desc(audit_entry::Column::At)
        .order_by_desc(audit_entry::Column::Sequence)
}
