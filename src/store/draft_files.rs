//! Files that wait in drafts. The bytes lie elsewhere, under their SHA-256; the rows go with their draft.

use sea_orm::sea_query::ExprTrait as _;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};

use super::error::sound;
use super::tables::draft_file::{ActiveModel, Column, Entity, Model};
use super::{Reach, StoreError, Tx};
use crate::domain::attachment::{AttachedFile, AttachmentName, FileKind};
use crate::domain::draft::DraftFile;
use crate::domain::ids::{DraftFileId, DraftId};

/// The files of a draft, the oldest first. The caller has opened the draft of its account.
pub async fn of_draft(reach: &impl Reach, draft: DraftId) -> Result<Vec<DraftFile>, StoreError> {
    let own = Entity::find().filter(Column::DraftId.eq(draft.0)).order_by_asc(Column::Id);
    own.all(&reach.on()).await?.into_iter().map(read).collect()
}

/// Adds a file to its draft.
pub async fn add(tx: &Tx, new: &DraftFile) -> Result<(), StoreError> {
    let row = ActiveModel {
        draft_id: Set(new.draft.0),
        name: Set(new.file.name.as_str().to_owned()),
        kind: Set(new.file.kind.code().to_owned()),
        size: Set(i64::try_from(new.file.size).unwrap_or(i64::MAX)),
        sha256: Set(new.file.sha256.clone()),
        at: Set(new.at),
        ..Default::default()
    };
    Entity::insert(row).exec_without_returning(&tx.on()).await?;
    Ok(())
}

/// Takes a file out of its draft.
pub async fn remove(tx: &Tx, draft: DraftId, id: DraftFileId) -> Result<(), StoreError> {
    let own = Column::DraftId.eq(draft.0).and(Column::Id.eq(id.0));
    let removed = Entity::delete_many().filter(own).exec(&tx.on()).await?;
    if removed.rows_affected == 1 { Ok(()) } else { Err(StoreError::NotFound) }
}

/// Takes all files out of a draft.
pub async fn remove_all(tx: &Tx, draft: DraftId) -> Result<(), StoreError> {
    Entity::delete_many().filter(Column::DraftId.eq(draft.0)).exec(&tx.on()).await?;
    Ok(())
}

fn read(row: Model) -> Result<DraftFile, StoreError> {
    let kind = sound(FileKind::from_code(&row.kind), "draft_files", "kind", row.id)?;
    let size = sound(u64::try_from(row.size).ok(), "draft_files", "size", row.id)?;
    Ok(DraftFile {
        id: DraftFileId(row.id),
        draft: DraftId(row.draft_id),
        file: AttachedFile { name: AttachmentName::kept(row.name), kind, size, sha256: row.sha256 },
        at: row.at,
    })
}
