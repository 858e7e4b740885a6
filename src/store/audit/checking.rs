//! The check of the audit: walks every chain from its beginning to its head.

use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};

use super::{BEGINNING, digest};
use crate::store::tables::{audit_entry, audit_head};
use crate::store::{Reach, StoreError};

/// Walks every chain; returns the number of intact entries and the first break, if there is one.
pub async fn check(reach: &impl Reach) -> Result<(u64, Option<String>), StoreError> {
    let mut counted = 0;
    for head in audit_head::Entity::find().all(&reach.on()).await? {
        let (entries, broken) = check_chain(reach, &head).await?;
        counted += entries;
        if broken.is_some() {
            return Ok((counted, broken));
        }
    }
    let stray: Option<i64> = audit_entry::Entity::find()
        .select_only()
        .column(audit_entry::Column::Chain)
        .filter(Expr::col(audit_entry::Column::Chain).not_in_subquery(sea_orm::QueryTrait::into_query(
            audit_head::Entity::find().select_only().column(audit_head::Column::Chain),
        )))
        .into_tuple()
        .one(&reach.on())
        .await?;
    Ok((counted, stray.map(|chain| format!("chain {chain} has no head"))))
}

/// How many entries of a chain are read at once.
const PAGE: u64 = 5000;

async fn check_chain(
    reach: &impl Reach,
    head: &audit_head::Model,
) -> Result<(u64, Option<String>), StoreError> {
    let (mut previous, mut sequence) = (BEGINNING.to_owned(), 0);
    // Entries appended after the head was read are left to the next check.
    while sequence < head.sequence {
        let page = audit_entry::Entity::find()
            .filter(audit_entry::Column::Chain.eq(head.chain).and(audit_entry::Column::Sequence.gt(sequence)))
            .order_by_asc(audit_entry::Column::Sequence)
            .limit(PAGE)
            .all(&reach.on())
            .await?;
        if page.is_empty() {
            break;
        }
        for entry in page {
            if sequence == head.sequence {
                break;
            }
            sequence += 1;
            if entry.sequence != sequence || entry.previous != previous || digest(&entry) != entry.hash {
                return Ok((
                    counted(sequence),
                    Some(format!("chain {} breaks at entry {sequence}", head.chain)),
                ));
            }
            previous = entry.hash;
        }
    }
    let ends_well = sequence == head.sequence && previous == head.hash;
    if !ends_well {
        let broken = format!("chain {} ends at {sequence}, not at {}", head.chain, head.sequence);
        return Ok((counted(sequence), Some(broken)));
    }
    Ok((counted(sequence), beyond(reach, head.chain).await?))
}

/// Reports entries beyond a chain's head. The last entry is read before the head: a head that moves in between is no
/// break.
async fn beyond(reach: &impl Reach, chain: i64) -> Result<Option<String>, StoreError> {
    let last = audit_entry::Entity::find()
        .filter(audit_entry::Column::Chain.eq(chain))
        .order_by_desc(audit_entry::Column::Sequence)
        .one(&reach.on())
        .await?
        .map_or(0, |entry| entry.sequence);
    let head = audit_head::Entity::find_by_id(chain).one(&reach.on()).await?.map_or(0, |head| head.sequence);
    Ok((last > head).then(|| format!("chain {chain} goes on to {last}, behind its head at {head}")))
}

fn counted(sequence: i64) -> u64 {
    u64::try_from(sequence).unwrap_or(0)
}
