//! Documents that 1С puts into a partner's folder: the worker takes them, and the partner reads them.

mod taking;

use bytes::Bytes;
use chrono::{Datelike as _, NaiveDate};
use futures_util::Stream;

pub use taking::take_dropped;

use super::{Desk, Failure, attachments};
use crate::domain::change::Change;
use crate::domain::document::{Document, DropFault, FaultyFile};
use crate::domain::ids::DocumentId;
use crate::gateways::files::{Files, FilesFault, StoredFile};
use crate::policy::Permission;
use crate::store::documents::{self, DocumentQuery, FiledDocument, faults};
use crate::store::numbering::{self, WantedNumber};
use crate::store::{StoreError, Tx};

/// How many documents a page shows.
pub const PAGE: usize = 50;
/// How many faulty files the first page shows; all are counted.
const FAULTY: u64 = 100;

/// A page of the partner's documents.
#[derive(Debug, Default)]
pub struct DocumentList {
    /// The documents, the newest first.
    pub rows: Vec<FiledDocument>,
    /// How many there are on all pages, counted up to the limit of lists.
    pub total: u64,
    /// Where the next page begins.
    pub next: Option<(NaiveDate, DocumentId)>,
    /// The first files of the folder that cannot be taken, by name.
    pub faulty: Vec<FaultyFile>,
    /// How many cannot be taken.
    pub faulty_total: u64,
}

/// The partner's documents.
pub async fn list(
    desk: &Desk,
    query: &DocumentQuery,
    after: Option<(NaiveDate, DocumentId)>,
) -> Result<DocumentList, Failure> {
    desk.may(Permission::ViewDocument).await?;
    let partner = desk.partner().ok_or(Failure::NotFound)?;
    let (db, scope) = (desk.db(), desk.scope());
    let limit = u64::try_from(PAGE + 1).unwrap_or(u64::MAX);
    let mut rows = documents::page(db, scope, query, after, limit).await?;
    let next = (rows.len() > PAGE).then(|| (rows[PAGE - 1].document.day, rows[PAGE - 1].document.id));
    rows.truncate(PAGE);
    let total = if after.is_none() && next.is_none() {
        u64::try_from(rows.len()).unwrap_or_default()
    } else {
        documents::count(db, scope, query).await?
    };
    let (faulty, faulty_total) =
        (faults::of_partner(db, partner, FAULTY).await?, faults::count(db, partner).await?);
    Ok(DocumentList { rows, total, next, faulty, faulty_total })
}

/// One of the partner's documents.
pub async fn open(desk: &Desk, id: DocumentId) -> Result<FiledDocument, Failure> {
    desk.may(Permission::ViewDocument).await?;
    Ok(documents::open(desk.db(), desk.scope(), id).await?)
}

/// The bytes of a document that was opened.
pub async fn read(
    store: &Files,
    filed: &FiledDocument,
) -> Result<StoredFile<impl Stream<Item = Result<Bytes, FilesFault>> + Send + use<>>, Failure> {
    attachments::read_bytes(store, &filed.document.sha256).await
}

/// Accepts a document that was made in 1С, in a transaction that has locked the head of the partner's chain; `None` when the
/// same lies there already. The number of a document that is numbered here is taken before its file is printed.
pub(super) async fn accept(
    tx: &Tx,
    document: Document,
) -> Result<Result<Option<Change<Document>>, DropFault>, StoreError> {
    let known = documents::known(tx, &document).await?;
    let wanted = WantedNumber {
        partner: document.partner,
        client: document.organization,
        kind: document.kind,
        year: document.day.year(),
        number: &document.number,
    };
    if known.is_none() && numbering::is_numbered(tx, wanted).await? {
        return Ok(Err(DropFault::NumberTaken));
    }
    Ok(document.accept(known.as_deref()))
}
