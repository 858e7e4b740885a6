//! Which bytes of the store of files something needs.

use std::collections::HashSet;

use sea_orm::{ColumnTrait as _, Condition, EntityTrait, QueryFilter as _, QuerySelect as _};

use super::tables::{attachment, document, draft_file};
use super::{Reach, StoreError};

/// Which of these bytes a draft, an attachment or a document needs, of anybody.
pub async fn among(reach: &impl Reach, digests: &[String]) -> Result<HashSet<String>, StoreError> {
    let whatever = Condition::all();
    // Drafts first: sending one moves its files to the attachments.
    let mut needed =
        of::<draft_file::Entity>(reach, draft_file::Column::Sha256, whatever.clone(), digests).await?;
    let there = whatever.clone().add(attachment::Column::RemovedAt.is_null());
    needed.extend(of::<attachment::Entity>(reach, attachment::Column::Sha256, there, digests).await?);
    needed.extend(of::<document::Entity>(reach, document::Column::Sha256, whatever, digests).await?);
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
