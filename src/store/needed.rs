//! Which bytes of the store of files something needs.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait as _, Condition, EntityTrait, QueryFilter as _, QuerySelect as _};

use super::tables::{archive, attachment, document, draft_file};
use super::{Reach, StoreError};

/// Which of these bytes a draft, an attachment, a document or an archive needs at this instant, of anybody.
pub async fn among(
    reach: &impl Reach,
    digests: &[String],
    now: DateTime<Utc>,
) -> Result<HashSet<String>, StoreError> {
    let whatever = Condition::all();
    // Drafts first: sending one moves its files to the attachments.
    let mut needed =
        of::<draft_file::Entity>(reach, draft_file::Column::Sha256, whatever.clone(), digests).await?;
    let there = whatever.clone().add(attachment::Column::RemovedAt.is_null());
    needed.extend(of::<attachment::Entity>(reach, attachment::Column::Sha256, there, digests).await?);
    needed.extend(of::<document::Entity>(reach, document::Column::Sha256, whatever.clone(), digests).await?);
    let kept = whatever.add(archive::Column::KeptUntil.gt(now));
    needed.extend(of::<archive::Entity>(reach, archive::Column::Sha256, kept, digests).await?);
    Ok(needed)
}

async fn of<E: EntityTrait>(
    reach: &impl Reach,
    digest: E::Column,
    there: Condition,
    digests: &[String],
) -> Result<HashSet<String>, StoreError> {
    let found: Vec<String> = E::find()
        .select_only()
        .column(digest)
        .filter(there)
        .filter(digest.is_in(digests.iter().map(String::as_str)))
        .into_tuple()
        .all(&reach.on())
        .await?;
    Ok(found.into_iter().collect())
}
