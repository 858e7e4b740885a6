//! Printing: the worker prints a numbered document from its frozen data, once; the client's documents then have its file.

use bytes::Bytes;
use chrono::Duration;
use futures_util::stream;

use crate::domain::document::{Document, LARGEST_DOCUMENT};
use crate::domain::errand::Errand;
use crate::domain::ids::DocumentId;
use crate::domain::numbered::{IssuedFor, NumberedDocument};
use crate::domain::role::Scope;
use crate::gateways::files::{Files, FilesFault, ReceivedFile, receive};
use crate::operations::forwarding::{self, ErrandOutcome};
use crate::operations::{Desk, Failure, attachments};
use crate::policy::Permission;
use crate::store::outbox::{self, Kept};
use crate::store::{StoreError, archives, documents, keep, numbering, organizations};

/// How long a document waits for the program that prints it.
const WITHOUT_PROGRAM: Duration = Duration::minutes(1);
/// Why a document that has its number already cannot be filed.
const TAKEN: &str = "У клиента уже есть другой документ с этим видом и номером";

/// A document whose print failed and is tried again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailingPrint {
    /// The errand that prints it.
    pub errand: Errand,
    /// Why the last attempt failed.
    pub words: String,
}

/// The partner's documents whose print failed and is tried again, the oldest first.
pub(in crate::operations) async fn failing(desk: &Desk) -> Result<Vec<FailingPrint>, Failure> {
    let partner = desk.partner().ok_or(Failure::NotFound)?;
    let kept = outbox::failed_prints(desk.db(), partner).await?;
    let told = |kept: Kept| Some(FailingPrint { words: kept.last_error?, errand: kept.errand });
    Ok(kept.into_iter().filter_map(told).collect())
}

/// The document of an errand: one of a sale, or the act that a client ordered; none when it is printed.
pub async fn to_print(desk: &Desk, errand: &Errand) -> Result<Option<NumberedDocument>, Failure> {
    desk.may(Permission::RunErrand).await?;
    let document = if let Errand::PrintDocument { sale, paper } = errand {
        let documents = numbering::of_sales(desk.db(), &[*sale]).await?.remove(sale).unwrap_or_default();
        documents.into_iter().find(|one| one.kind == *paper)
    } else if let Errand::PrintAct { archive } = errand {
        let request = archives::open(desk.db(), desk.scope(), *archive).await?;
        numbering::of_request(desk.db(), &Scope::Partner(request.partner), *archive).await?
    } else {
        return Ok(None);
    };
    let document = document.ok_or(Failure::NotFound)?;
    let printed = numbering::is_printed(desk.db(), document.id).await?;
    Ok((!printed).then_some(document))
}

/// Keeps the printed file and files the document for its client. Whoever was slower changes nothing.
pub async fn note_printed(
    desk: &Desk,
    errand: &Kept,
    document: &NumberedDocument,
    store: &Files,
    file: Bytes,
) -> Result<ErrandOutcome, Failure> {
    desk.may(Permission::RunErrand).await?;
    let received = receive(stream::iter([Ok::<Bytes, FilesFault>(file)]), LARGEST_DOCUMENT).await;
    let Ok(received) = received else {
        return forwarding::note_failure(desk, errand, "Напечатанный файл не записан", false).await;
    };
    attachments::keep_bytes(store, &received).await?;
    let tx = desk.begin().await?;
    let mut held = organizations::hold(&tx, &[document.organization]).await?;
    let client = held.remove(&document.organization).ok_or(StoreError::Broken("the client of a document"))?;
    let request = match document.of {
        IssuedFor::Sale(_) => None,
        IssuedFor::Request(id) => Some(archives::open_to_change(&tx, desk.scope(), id).await?),
    };
    let desk = &desk.settling(&tx, document.partner).await?;
    if numbering::is_printed(&tx, document.id).await? {
        return forwarding::moot(desk, tx, errand).await;
    }
    let filed = Document { at: desk.now(), ..filed(document, client.subscriber_code, &received) };
    let known = documents::known(&tx, &filed).await?;
    match filed.clone().accept(known.as_deref()) {
        Err(_) => {
            drop(tx);
            return forwarding::note_failure(desk, errand, TAKEN, true).await;
        }
        Ok(None) => {}
        Ok(Some(change)) => drop(keep(&tx, &desk.keeper(), change).await?),
    }
    numbering::note_printed(&tx, document.id, received.size, &received.sha256, desk.now()).await?;
    let file = documents::id_of(&tx, &filed).await?;
    if let Some(change) = request.and_then(|request| request.note_printed(file, desk.now())) {
        keep(&tx, &desk.keeper(), change).await?;
    }
    forwarding::settle(desk, tx, errand).await
}

/// Waits for the program that prints; no attempt is counted meanwhile. Whoever ordered an act sees that it waits.
pub async fn wait_for_program(desk: &Desk, errand: &Kept, words: &str) -> Result<ErrandOutcome, Failure> {
    desk.may(Permission::RunErrand).await?;
    let tx = desk.begin().await?;
    let about = forwarding::about(&tx, errand).await?;
    let desk = &desk.at_present();
    forwarding::delay(desk, &tx, about).await?;
    outbox::put_off_uncounted(&tx, errand.id, desk.now() + WITHOUT_PROGRAM, words).await?;
    desk.commit(tx).await?;
    Ok(ErrandOutcome::PutOff)
}

fn filed(document: &NumberedDocument, code: String, file: &ReceivedFile) -> Document {
    Document {
        id: DocumentId(0),
        partner: document.partner,
        organization: document.organization,
        code,
        kind: document.kind,
        number: document.number.clone(),
        day: document.day,
        size: file.size,
        sha256: file.sha256.clone(),
        at: document.at,
    }
}
