//! The links of the letters about archives. Only digests of their tokens are kept.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::ExprTrait as _;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use crate::domain::archive::{ArchiveLink, LinkPurpose};
use crate::domain::ids::ArchiveId;
use crate::store::error::sound;
use crate::store::tables::archive_link::{ActiveModel, Column, Entity, Model};
use crate::store::{Reach, StoreError, Tx};

/// Adds a link under the digest of its token; those that are over are forgotten.
pub async fn add(tx: &Tx, digest: &str, link: &ArchiveLink, now: DateTime<Utc>) -> Result<(), StoreError> {
    let over = Column::ArchiveId.eq(link.archive.0).and(Column::ExpiresAt.lte(now));
    Entity::delete_many().filter(over).exec(&tx.on()).await?;
    let row = ActiveModel {
        digest: Set(digest.to_owned()),
        archive_id: Set(link.archive.0),
        purpose: Set(link.purpose.code().to_owned()),
        letter: Set(link.letter),
        expires_at: Set(link.expires_at),
    };
    Entity::insert(row).exec_without_returning(&tx.on()).await?;
    Ok(())
}

/// The link for a purpose whose token has this digest, while it is good.
pub async fn find(
    reach: &impl Reach,
    digest: &str,
    purpose: LinkPurpose,
    now: DateTime<Utc>,
) -> Result<Option<ArchiveLink>, StoreError> {
    let good = Column::Purpose.eq(purpose.code()).and(Column::ExpiresAt.gt(now));
    let row = Entity::find_by_id(digest.to_owned()).filter(good).one(&reach.on()).await?;
    let read = |row: Model| {
        let purpose = LinkPurpose::from_code(&row.purpose);
        Ok(ArchiveLink {
            archive: ArchiveId(row.archive_id),
            purpose: sound(purpose, "archive_links", "purpose", &row.digest)?,
            letter: row.letter,
            expires_at: row.expires_at,
        })
    };
    row.map(read).transpose()
}
