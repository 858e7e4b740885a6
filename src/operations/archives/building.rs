//! Gathering the documents of an archive: read from the store of files one after another, packed into a ZIP, kept there.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::time::Duration;

use futures_util::StreamExt as _;
use sha2::{Digest as _, Sha256};
use tokio::time::timeout;

use super::mailing::{owed, wait_for_store};
use super::{SHUT_OUT, is_member};
use crate::domain::archive::{
    ArchiveKind, ArchiveRequest, ArchiveStep, GatheredArchive, KEPT_FOR, entry_name,
};
use crate::domain::circuit::Service;
use crate::gateways::files::{Files, FilesFault, Packing};
use crate::gateways::tokens;
use crate::operations::forwarding::{ErrandOutcome, moot, settle, settle_moot};
use crate::operations::{Desk, Failure, circuit};
use crate::policy::Permission;
use crate::store::documents::{FiledDocument, PeriodQuery};
use crate::store::outbox::Kept;
use crate::store::{StoreError, archives, documents, keep, partners};

/// How long the store of files may take for one step; a store that hangs is away.
const PATIENCE: Duration = Duration::from_secs(20);
/// The name of the list of digests in an archive.
const MANIFEST: &str = "manifest.txt";

/// Gathers the documents of an archive. While the store of files is away, the errand waits.
pub async fn build(desk: &Desk, store: Option<&Files>, errand: &Kept) -> Result<ErrandOutcome, Failure> {
    desk.may(Permission::RunErrand).await?;
    let Some((id, letter)) = errand.errand.archive() else { return settle_moot(desk, errand).await };
    let archive = archives::open(desk.db(), desk.scope(), id).await?;
    if !owed(&archive, letter, ArchiveStep::Gather) {
        return settle_moot(desk, errand).await;
    }
    if !is_member(desk.db(), &archive).await? {
        return settle_built(desk, errand, BuiltArchive::ShutOut).await;
    }
    let filed = asked(desk, &archive).await?;
    if filed.is_empty() {
        return settle_built(desk, errand, BuiltArchive::Empty).await;
    }
    let Some(store) = store else {
        return wait_for_store(desk, errand, &FilesFault::Away("no store of files".to_owned())).await;
    };
    let packed = match (archive.act.document, filed.first()) {
        (Some(_), Some(act)) => look_at(store, act).await,
        (_, _) => pack(store, &filed, names(desk, archive.kind, &filed).await?).await,
    };
    match packed {
        Ok(file) => {
            circuit::note_answer(desk, Service::Files).await?;
            let documents = u32::try_from(filed.len()).unwrap_or(u32::MAX);
            settle_built(desk, errand, BuiltArchive::Packed(documents, file)).await
        }
        Err(fault) => {
            tracing::error!(archive = %id, %fault, "the documents of an archive cannot be read");
            wait_for_store(desk, errand, &fault).await
        }
    }
}

/// What an archive is made of: the documents of its period, or the act that answers it.
async fn asked(desk: &Desk, archive: &ArchiveRequest) -> Result<Vec<FiledDocument>, StoreError> {
    if let Some(act) = archive.act.document {
        return Ok(vec![documents::open(desk.db(), desk.scope(), act).await?]);
    }
    let query = PeriodQuery {
        organization: archive.organization,
        kinds: archive.kind.documents(),
        period: archive.period,
    };
    documents::of_period(desk.db(), desk.scope(), &query).await
}

/// The file that a letter carries; it lies in the store.
struct PackedFile {
    sha256: String,
    size: u64,
}

/// What became of gathering an archive.
enum BuiltArchive {
    /// So many documents are in a file.
    Packed(u32, PackedFile),
    /// There are no documents.
    Empty,
    /// Whoever asked gets no documents of the organisation.
    ShutOut,
}

/// Notes what was gathered, unless another worker was faster.
async fn settle_built(desk: &Desk, errand: &Kept, built: BuiltArchive) -> Result<ErrandOutcome, Failure> {
    let Some((id, letter)) = errand.errand.archive() else { return settle_moot(desk, errand).await };
    let tx = desk.begin().await?;
    let archive = archives::open_to_change(&tx, desk.scope(), id).await?;
    let desk = &desk.at_present();
    if !owed(&archive, letter, ArchiveStep::Gather) {
        return moot(desk, tx, errand).await;
    }
    let change = match built {
        BuiltArchive::Empty => archive.find_nothing(desk.now()),
        BuiltArchive::ShutOut => archive.bounce(SHUT_OUT.to_owned(), desk.now()),
        BuiltArchive::Packed(documents, file) => {
            let until = desk.now() + KEPT_FOR;
            let (guid, sha256, size) = (tokens::guid(), file.sha256, file.size);
            let is_act = archive.kind.is_checked();
            let file = GatheredArchive { guid, sha256, size, documents, until, is_act };
            archive.gather(file, desk.now())
        }
    };
    keep(&tx, &desk.keeper(), change).await?;
    settle(desk, tx, errand).await
}

/// The names of the entries, each once whatever a file system thinks of small and large letters.
async fn names(desk: &Desk, kind: ArchiveKind, filed: &[FiledDocument]) -> Result<Vec<String>, StoreError> {
    let partners = partners::all(desk.db()).await?;
    let (mut taken, mut names) = (HashSet::new(), Vec::new());
    for one in filed {
        let document = &one.document;
        let whose = partners.iter().find(|partner| partner.id == document.partner);
        let whose = whose.map_or("", |partner| partner.name.as_str());
        let name = entry_name(document.day, &document.number, whose);
        let folder = kind.folder(document.kind).map(|folder| format!("{folder}/")).unwrap_or_default();
        let name = format!("{folder}{name}");
        let numbered = (2_u32..).map(|nth| format!("{name} ({nth})"));
        let free = std::iter::once(name.clone()).chain(numbered);
        let mut free = free.filter(|name| taken.insert(name.to_lowercase()));
        names.push(format!("{}.pdf", free.next().unwrap_or_default()));
    }
    Ok(names)
}

/// Packs the documents under these names, and the list of their digests; the archive lies in the store afterwards.
async fn pack(store: &Files, filed: &[FiledDocument], names: Vec<String>) -> Result<PackedFile, FilesFault> {
    let (packing, mut manifest) = (Packing::begin(), String::new());
    for (one, name) in filed.iter().zip(names) {
        let sha256 = &one.document.sha256;
        let _ = writeln!(manifest, "{sha256}  {name}");
        packing.entry(name, one.document.day).await?;
        copy(store, sha256, Some(&packing)).await?;
    }
    let last = filed.iter().map(|one| one.document.day).max().unwrap_or_default();
    packing.entry(MANIFEST.to_owned(), last).await?;
    packing.write(manifest.into()).await?;
    let packed = packing.finish().await?;
    timeout(PATIENCE * 3, store.keep(&packed)).await.map_err(|_| hanging())??;
    Ok(PackedFile { sha256: packed.sha256, size: packed.size })
}

/// Looks at an act, which goes as it is, that it can be read.
async fn look_at(store: &Files, act: &FiledDocument) -> Result<PackedFile, FilesFault> {
    let document = &act.document;
    copy(store, &document.sha256, None).await?;
    Ok(PackedFile { sha256: document.sha256.clone(), size: document.size })
}

/// Reads a document, and copies it where it is packed; one that is not what it was is not given out.
async fn copy(store: &Files, sha256: &str, packing: Option<&Packing>) -> Result<(), FilesFault> {
    let mut stored = timeout(PATIENCE, store.read(sha256)).await.map_err(|_| hanging())??;
    let mut digest = Sha256::new();
    while let Some(part) = timeout(PATIENCE, stored.bytes.next()).await.map_err(|_| hanging())? {
        let part = part?;
        digest.update(&part);
        if let Some(packing) = packing {
            packing.write(part).await?;
        }
    }
    if hex::encode(digest.finalize()) != sha256 {
        tracing::error!(sha256, "a document is not what it was");
        return Err(FilesFault::NotFound);
    }
    Ok(())
}

fn hanging() -> FilesFault {
    FilesFault::Away("no answer in time".to_owned())
}
