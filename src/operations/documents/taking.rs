//! Taking documents out of the folder. First the bytes are kept, then the row is committed, and only then the file goes:
//! whoever is killed in between finds the file again, and the same bytes are no second document.

use std::io;
use std::path::PathBuf;

use chrono::{DateTime, Duration, Utc};

use super::accept;
use crate::domain::attachment::FileKind;
use crate::domain::document::{Document, DocumentName, DropFault, FaultyFile, LARGEST_DOCUMENT};
use crate::domain::ids::DocumentId;
use crate::domain::organization::Organization;
use crate::domain::partner::Partner;
use crate::domain::role::Scope;
use crate::gateways::dropped::{DropFolder, DroppedFile};
use crate::gateways::files::{Files, ReceivedFile};
use crate::operations::{Desk, Failure, attachments};
use crate::policy::Permission;
use crate::store::{StoreError, counting, documents, keep, organizations, partners};

/// How long nobody wrote to a file that counts as written.
const SETTLED: Duration = Duration::seconds(30);
/// How long a file without its end is waited for before it is told; it is taken whenever it is whole.
const PATIENCE: Duration = Duration::minutes(1);
/// The first bytes by which a PDF is known.
const BEGINNING: u64 = 5;

/// What became of a file.
enum Fate {
    /// It was taken now.
    Taken,
    /// There is nothing to do, or it is too early.
    Left,
    /// It cannot be taken.
    Faulty(DropFault),
}

/// A file that was judged, and what it will be.
struct Candidate {
    file: DroppedFile,
    received: ReceivedFile,
    document: Document,
    organization: Organization,
}

/// Takes the documents of all partners that lie in the folder. Returns how many that were. A partner whose folder cannot be
/// read now is left for the next time.
pub async fn take_dropped(desk: &Desk, store: &Files, folder: &DropFolder) -> Result<u64, Failure> {
    desk.may(Permission::RunErrand).await?;
    let mut taken = 0;
    for partner in partners::all(desk.db()).await? {
        match folder.files_of(&partner.code).await {
            Ok(paths) => match of_partner(desk, store, &partner, paths).await {
                Ok(count) => taken += count,
                Err(error) => tracing::error!(%error, partner = partner.code, "documents stay in the folder"),
            },
            Err(error) => tracing::error!(%error, partner = partner.code, "the folder of documents"),
        }
    }
    Ok(taken)
}

async fn of_partner(
    desk: &Desk,
    store: &Files,
    partner: &Partner,
    paths: Vec<PathBuf>,
) -> Result<u64, Failure> {
    let (mut taken, mut faulty) = (0, Vec::new());
    for path in paths {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        match one(desk, store, partner, path).await? {
            Fate::Taken => taken += 1,
            Fate::Left => {}
            Fate::Faulty(fault) => faulty.push(FaultyFile { name, fault }),
        }
    }
    // The database compares text in an order of its own.
    let mut known = documents::faults::of_partner(desk.db(), partner.id, counting::WHOLE).await?;
    known.sort_by(|one, other| one.name.cmp(&other.name));
    faulty.sort_by(|one, other| one.name.cmp(&other.name));
    faulty.dedup_by(|one, other| one.name == other.name);
    if known != faulty {
        let tx = desk.begin().await?;
        documents::faults::replace(&tx, partner.id, &faulty).await?;
        desk.commit(tx).await?;
    }
    Ok(taken)
}

async fn one(desk: &Desk, store: &Files, partner: &Partner, path: PathBuf) -> Result<Fate, Failure> {
    let file = match DroppedFile::look(path).await {
        Ok(Some(file)) => file,
        Ok(None) => return Ok(Fate::Left),
        Err(error) => return Ok(unreadable(&error)),
    };
    let age = desk.at_present().now().signed_duration_since(file.written);
    if !file.is_file {
        return Ok(Fate::Faulty(DropFault::NotAFile));
    }
    if age.abs() < SETTLED {
        return Ok(Fate::Left);
    }
    if file.size > LARGEST_DOCUMENT {
        return Ok(Fate::Faulty(DropFault::TooLarge));
    }
    let name = match DocumentName::read(&file.name()) {
        Ok(name) => name,
        Err(fault) => return Ok(Fate::Faulty(fault)),
    };
    if name.is_too_far_ahead(partner.day(desk.now())) {
        return Ok(Fate::Faulty(DropFault::TooFarAhead));
    }
    let Some(organization) = organization(desk, partner, &name).await? else {
        return Ok(Fate::Faulty(DropFault::NotYourOrganization));
    };
    let received = match file.receive(LARGEST_DOCUMENT).await {
        Ok(Some(received)) => received,
        Ok(None) => return Ok(Fate::Left),
        Err(error) => return Ok(unreadable(&error)),
    };
    if let Some(fate) = judged(&received, age).await {
        return Ok(fate);
    }
    let document = document(partner, &organization, name, &received);
    take(desk, store, Candidate { file, received, document, organization }).await
}

/// What is wrong with the content, if anything. A file whose end is missing is waited for.
async fn judged(received: &ReceivedFile, age: Duration) -> Option<Fate> {
    if received.size >= BEGINNING && received.judge(FileKind::Pdf).await.is_err() {
        return Some(Fate::Faulty(DropFault::NotPdf));
    }
    match received.is_whole_pdf().await {
        Ok(true) => None,
        Ok(false) if age.abs() < PATIENCE => Some(Fate::Left),
        Ok(false) => Some(Fate::Faulty(DropFault::Unfinished)),
        Err(error) => Some(unreadable(&error)),
    }
}

/// The one organisation of the partner that the name means.
async fn organization(
    desk: &Desk,
    partner: &Partner,
    name: &DocumentName,
) -> Result<Option<Organization>, Failure> {
    let scope = Scope::Partner(partner.id);
    let mut found = organizations::with_inn(desk.db(), &scope, name.inn.as_str()).await?;
    if let Some(kpp) = &name.kpp {
        found.retain(|organization| organization.kpp() == kpp.as_str());
    }
    let only = found.pop();
    Ok(only.filter(|_| found.is_empty()))
}

fn document(
    partner: &Partner,
    organization: &Organization,
    name: DocumentName,
    received: &ReceivedFile,
) -> Document {
    Document {
        id: DocumentId(0),
        partner: partner.id,
        organization: organization.id,
        code: organization.subscriber_code.clone(),
        kind: name.kind,
        number: name.number,
        day: name.day,
        size: received.size,
        sha256: received.sha256.clone(),
        at: DateTime::<Utc>::UNIX_EPOCH,
    }
}

async fn take(desk: &Desk, store: &Files, candidate: Candidate) -> Result<Fate, Failure> {
    let known = documents::known(desk.db(), &candidate.document).await?;
    let fate = match candidate.document.clone().accept(known.as_deref()) {
        Err(fault) => return Ok(Fate::Faulty(fault)),
        Ok(None) => Fate::Left,
        Ok(Some(_)) => {
            attachments::keep_bytes(store, &candidate.received).await?;
            match write(desk, &candidate).await {
                Err(Failure::Store(StoreError::Duplicate(_) | StoreError::Stale | StoreError::Busy(_))) => {
                    return Ok(Fate::Left);
                }
                Ok(Fate::Faulty(fault)) => return Ok(Fate::Faulty(fault)),
                written => written?,
            }
        }
    };
    if let Err(error) = candidate.file.remove().await {
        tracing::error!(%error, name = candidate.file.name(), "a document that was taken stays in the folder");
    }
    Ok(fate)
}

/// Writes the row, unless another worker was faster or the organisation went to another partner meanwhile. The head of the
/// partner's chain is locked before the number is looked for, as where numbers are taken.
async fn write(desk: &Desk, candidate: &Candidate) -> Result<Fate, Failure> {
    let tx = desk.begin().await?;
    let Organization { requisites, .. } = &candidate.organization;
    let held = organizations::subscriber(&tx, requisites.inn.as_str(), candidate.organization.kpp()).await?;
    if held.is_none_or(|held| held.partner != candidate.document.partner) {
        return Ok(Fate::Faulty(DropFault::NotYourOrganization));
    }
    let desk = desk.settling(&tx, candidate.document.partner).await?;
    let document = Document { at: desk.now(), ..candidate.document.clone() };
    match accept(&tx, document).await? {
        Err(fault) => Ok(Fate::Faulty(fault)),
        Ok(None) => Ok(Fate::Left),
        Ok(Some(change)) => {
            keep(&tx, &desk.keeper(), change).await?;
            desk.commit(tx).await?;
            Ok(Fate::Taken)
        }
    }
}

fn unreadable(error: &io::Error) -> Fate {
    tracing::error!(%error, "a file in the folder of documents cannot be read");
    Fate::Faulty(DropFault::Unreadable)
}
