//! The rows of archives.

use sea_orm::sea_query::ExprTrait as _;
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait as _, EntityTrait as _, QueryFilter as _,
};

use crate::domain::archive::{
    ActOrder, ArchiveKind, ArchiveRequest, ArchiveStage, ArchiveStageCode, DocumentPeriod, GatheredArchive,
};
use crate::domain::ids::{ArchiveId, DocumentId, OrganizationId, PartnerId, PersonId, SubscriptionId};
use crate::domain::money::Money;
use crate::store::error::sound;
use crate::store::tables::archive::{ActiveModel, Column, Entity, Model};
use crate::store::{Reach as _, StoreError, Tx};

const TABLE: &str = "archives";

/// Writes an archive over the version that was read.
pub(in crate::store) async fn write(tx: &Tx, archive: &ArchiveRequest) -> Result<(), StoreError> {
    let row = ActiveModel { version: Set(archive.version + 1), ..active(archive) };
    let seen = Column::Id.eq(archive.id.0).and(Column::Version.eq(archive.version));
    if Entity::update_many().set(row).filter(seen).exec(&tx.on()).await?.rows_affected != 1 {
        return Err(StoreError::Stale);
    }
    Ok(())
}

/// The row of an archive; its identity is the database's.
pub(super) fn active(archive: &ArchiveRequest) -> ActiveModel {
    let (words, next_try, downloads) = match &archive.stage {
        ArchiveStage::Deferred { words, next_try } => (Some(words.clone()), Some(*next_try), None),
        ArchiveStage::Bounced { words } | ArchiveStage::Declined { words } => {
            (Some(words.clone()), None, None)
        }
        ArchiveStage::Ready { downloads } => (None, None, Some(small(*downloads))),
        ArchiveStage::Confirming
        | ArchiveStage::Checking
        | ArchiveStage::Processing
        | ArchiveStage::AwaitingStore
        | ArchiveStage::Sent
        | ArchiveStage::Nothing => (None, None, None),
    };
    let gathered = archive.gathered.as_ref();
    ActiveModel {
        id: NotSet,
        partner_id: Set(archive.partner.0),
        organization_id: Set(archive.organization.0),
        person_id: Set(archive.account.0),
        subscription_id: Set(archive.subscription.map(|id| id.0)),
        kind: Set(archive.kind.code().to_owned()),
        first_day: Set(archive.period.first),
        last_day: Set(archive.period.last),
        email: Set(archive.email.clone()),
        confirmed_at: Set(archive.confirmed_at),
        stage: Set(archive.stage.code().code().to_owned()),
        words: Set(words),
        next_try: Set(next_try),
        downloads: Set(downloads),
        guid: Set(gathered.map(|file| file.guid.clone())),
        sha256: Set(gathered.map(|file| file.sha256.clone())),
        size: Set(gathered.map(|file| i64::try_from(file.size).unwrap_or(i64::MAX))),
        documents: Set(gathered.map(|file| small(file.documents))),
        kept_until: Set(gathered.map(|file| file.until)),
        letters: Set(archive.letter),
        asked_at: Set(archive.asked_at),
        moved_at: Set(archive.moved_at),
        version: Set(archive.version),
        promised_at: Set(archive.act.promised_at),
        theirs: Set(archive.act.theirs.map(Money::kopecks)),
        document_id: Set(archive.act.document.map(|document| document.0)),
    }
}

fn small(count: u32) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

/// Reads an archive.
pub(super) fn read(row: Model) -> Result<ArchiveRequest, StoreError> {
    let (id, stage) = (row.id, stage(&row)?);
    Ok(ArchiveRequest {
        id: ArchiveId(id),
        partner: PartnerId(row.partner_id),
        organization: OrganizationId(row.organization_id),
        account: PersonId(row.person_id),
        subscription: row.subscription_id.map(SubscriptionId),
        kind: sound(ArchiveKind::from_code(&row.kind), TABLE, "kind", id)?,
        period: DocumentPeriod { first: row.first_day, last: row.last_day },
        act: ActOrder {
            promised_at: row.promised_at,
            theirs: row.theirs.map(Money::from_kopecks),
            document: row.document_id.map(DocumentId),
        },
        gathered: gathered(&row)?,
        email: row.email,
        confirmed_at: row.confirmed_at,
        stage,
        letter: row.letters,
        asked_at: row.asked_at,
        moved_at: row.moved_at,
        version: row.version,
    })
}

fn stage(row: &Model) -> Result<ArchiveStage, StoreError> {
    let code = sound(ArchiveStageCode::from_code(&row.stage), TABLE, "stage", row.id)?;
    let words = || sound(row.words.clone(), TABLE, "words", row.id);
    Ok(match code {
        ArchiveStageCode::Confirming => ArchiveStage::Confirming,
        ArchiveStageCode::Checking => ArchiveStage::Checking,
        ArchiveStageCode::Declined => ArchiveStage::Declined { words: words()? },
        ArchiveStageCode::Processing => ArchiveStage::Processing,
        ArchiveStageCode::AwaitingStore => ArchiveStage::AwaitingStore,
        ArchiveStageCode::Sent => ArchiveStage::Sent,
        ArchiveStageCode::Ready => {
            let downloads = row.downloads.and_then(|count| u32::try_from(count).ok());
            ArchiveStage::Ready { downloads: sound(downloads, TABLE, "downloads", row.id)? }
        }
        ArchiveStageCode::Deferred => ArchiveStage::Deferred {
            words: words()?,
            next_try: sound(row.next_try, TABLE, "next_try", row.id)?,
        },
        ArchiveStageCode::Bounced => ArchiveStage::Bounced { words: words()? },
        ArchiveStageCode::Nothing => ArchiveStage::Nothing,
    })
}

fn gathered(row: &Model) -> Result<Option<GatheredArchive>, StoreError> {
    let Some(guid) = row.guid.clone() else { return Ok(None) };
    let size = row.size.and_then(|size| u64::try_from(size).ok());
    let documents = row.documents.and_then(|count| u32::try_from(count).ok());
    Ok(Some(GatheredArchive {
        guid,
        sha256: sound(row.sha256.clone(), TABLE, "sha256", row.id)?,
        size: sound(size, TABLE, "size", row.id)?,
        documents: sound(documents, TABLE, "documents", row.id)?,
        is_act: row.kind == ArchiveKind::Reconciliation.code(),
        until: sound(row.kept_until, TABLE, "kept_until", row.id)?,
    }))
}
