//! Attachments of applications. The bytes lie elsewhere, under their SHA-256; a removed attachment keeps its row.

use sea_orm::sea_query::ExprTrait as _;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};

use super::error::sound;
use super::tables::attachment::{ActiveModel, Column, Entity, Model};
use super::{Reach, StoreError, Tx};
use crate::domain::attachment::{AttachedFile, Attachment, AttachmentName, FileKind};
use crate::domain::ids::{ApplicationNumber, AttachmentId, PartnerId, PersonId};

/// The attachments of an application, the oldest first, without removed ones. The caller has opened the application in
/// scope.
pub async fn of_application(
    reach: &impl Reach,
    number: ApplicationNumber,
) -> Result<Vec<Attachment>, StoreError> {
    let own = Column::ApplicationNumber.eq(number.0).and(Column::RemovedAt.is_null());
    let rows = Entity::find().filter(own).order_by_asc(Column::Id).all(&reach.on()).await?;
    rows.into_iter().map(read).collect()
}

/// Some attachments whose bytes must be there, of any application, in the order of their identities.
pub async fn after(
    reach: &impl Reach,
    last: AttachmentId,
    limit: u64,
) -> Result<Vec<Attachment>, StoreError> {
    let next = Column::Id.gt(last.0).and(Column::RemovedAt.is_null());
    let rows = Entity::find().filter(next).order_by_asc(Column::Id).limit(limit).all(&reach.on()).await?;
    rows.into_iter().map(read).collect()
}

/// Writes a new attachment, or that one was removed.
pub(super) async fn write(tx: &Tx, attachment: &Attachment) -> Result<(), StoreError> {
    if attachment.id == AttachmentId(0) {
        Entity::insert(row(attachment)).exec_without_returning(&tx.on()).await?;
        return Ok(());
    }
    let gone = ActiveModel { removed_at: Set(attachment.removed_at), ..Default::default() };
    let there = Column::Id.eq(attachment.id.0).and(Column::RemovedAt.is_null());
    let written = Entity::update_many().set(gone).filter(there).exec(&tx.on()).await?;
    if written.rows_affected == 1 { Ok(()) } else { Err(StoreError::Stale) }
}

fn row(new: &Attachment) -> ActiveModel {
    ActiveModel {
        application_number: Set(new.application.0),
        partner_id: Set(new.partner.0),
        name: Set(new.file.name.as_str().to_owned()),
        kind: Set(new.file.kind.code().to_owned()),
        size: Set(i64::try_from(new.file.size).unwrap_or(i64::MAX)),
        sha256: Set(new.file.sha256.clone()),
        uploaded_by: Set(new.by.0),
        at: Set(new.at),
        removed_at: Set(new.removed_at),
        ..Default::default()
    }
}

fn read(row: Model) -> Result<Attachment, StoreError> {
    let kind = sound(FileKind::from_code(&row.kind), "attachments", "kind", row.id)?;
    let size = sound(u64::try_from(row.size).ok(), "attachments", "size", row.id)?;
    Ok(Attachment {
        id: AttachmentId(row.id),
        application: ApplicationNumber(row.application_number),
        partner: PartnerId(row.partner_id),
        file: AttachedFile { name: AttachmentName::kept(row.name), kind, size, sha256: row.sha256 },
        by: PersonId(row.uploaded_by),
        at: row.at,
        removed_at: row.removed_at,
    })
}
