//! Heads: where each chain ends, and whether the chains still contain heads that were recorded outside the database.

use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};

use crate::domain::head::Head;
use crate::domain::ids::PartnerId;
use crate::store::tables::{audit_entry, audit_head};
use crate::store::{Reach, StoreError};

/// The head of every chain that has entries, in the order of chains.
pub async fn heads(reach: &impl Reach) -> Result<Vec<Head>, StoreError> {
    let rows = audit_head::Entity::find()
        .filter(audit_head::Column::Sequence.gt(0))
        .order_by_asc(audit_head::Column::Chain)
        .all(&reach.on())
        .await?;
    let read =
        |row: audit_head::Model| Head { chain: PartnerId(row.chain), sequence: row.sequence, hash: row.hash };
    Ok(rows.into_iter().map(read).collect())
}

/// Every recorded head that its chain does not contain, each as a sentence. Whether the chains are intact in themselves
/// is checked by [`super::check`].
pub async fn compare(reach: &impl Reach, kept: &[Head]) -> Result<Vec<String>, StoreError> {
    let mut broken = Vec::new();
    for head in kept {
        broken.extend(compare_one(reach, head).await?);
    }
    Ok(broken)
}

async fn compare_one(reach: &impl Reach, kept: &Head) -> Result<Option<String>, StoreError> {
    use audit_entry::Column::{Chain, Sequence};
    let Head { chain, sequence, hash } = kept;
    let entry = audit_entry::Entity::find_by_id((chain.0, *sequence)).one(&reach.on()).await?;
    if let Some(entry) = entry {
        let other = entry.hash != *hash;
        return Ok(other.then(|| format!("chain {chain} was rewritten: entry {sequence} has another hash")));
    }
    let last = audit_entry::Entity::find()
        .filter(Chain.eq(chain.0))
        .order_by_desc(Sequence)
        .one(&reach.on())
        .await?;
    Ok(Some(match last {
        None => format!("chain {chain} is missing: it had {sequence} entries"),
        Some(last) if last.sequence < *sequence => {
            format!("chain {chain} was cut: it ends at {}, but had {sequence} entries", last.sequence)
        }
        Some(_) => format!("chain {chain} has lost entry {sequence}"),
    }))
}
