//! Bringing the file of an act that 1С did not drop: it lies among the client's documents from then on.

use bytes::Bytes;
use chrono::NaiveDate;
use futures_util::Stream;

use super::answering::{ActAnswer, source_changed};
use super::{own, seen};
use crate::domain::archive::ArchiveRefusal;
use crate::domain::attachment::FileKind;
use crate::domain::document::{Document, DocumentKind, LARGEST_DOCUMENT, read_document_number};
use crate::domain::form::{FieldFaults, read_day};
use crate::domain::ids::{ArchiveId, DocumentId};
use crate::domain::month::moscow_day;
use crate::gateways::files::{Files, FilesFault, ReceiveFault, ReceivedFile, receive as take};
use crate::operations::attachments::AttachFailure;
use crate::operations::documents::accept;
use crate::operations::{Desk, Failure, attachments};
use crate::policy::Permission;
use crate::store::{documents, keep};

/// What is typed beside the file.
#[derive(Clone, Debug, Default)]
pub struct TypedAct {
    /// The number of the act.
    pub number: String,
    /// Its day.
    pub day: String,
    /// The version of the request that was seen.
    pub version: i32,
}

/// A file that came in, or why it is none.
#[derive(Debug, Default)]
pub struct SentAct {
    file: Option<ReceivedFile>,
    fault: Option<&'static str>,
}

/// Asks whether a file may be brought, before any byte of it is read.
pub async fn begin_upload(desk: &Desk, id: ArchiveId) -> Result<(), Failure> {
    desk.may(Permission::CheckAct).await?;
    own(desk)?;
    let request = seen(desk.db(), desk.scope(), id).await?;
    if request.waits_for_check() { Ok(()) } else { Err(ArchiveRefusal::NotToCheck.into()) }
}

/// Reads the file while it comes in, and judges it. Nothing of it is kept yet.
pub async fn receive<E>(
    body: impl Stream<Item = Result<Bytes, E>> + Unpin,
) -> Result<SentAct, AttachFailure<E>> {
    let received = take(body, LARGEST_DOCUMENT).await.map_err(|fault| match fault {
        ReceiveFault::BrokenOff(error) => AttachFailure::BrokenOff(error),
        ReceiveFault::Unwritable(error) => attachments::away(&FilesFault::Away(error.to_string())).into(),
    })?;
    let whole = received.is_whole_pdf().await.unwrap_or(false);
    let fault = if received.size > LARGEST_DOCUMENT {
        Some("Файл больше 20 МБ")
    } else if received.judge(FileKind::Pdf).await.is_err() {
        Some("Это не PDF")
    } else if whole {
        None
    } else {
        Some("Файл дошел не полностью: приложите его снова")
    };
    Ok(SentAct { file: Some(received), fault })
}

impl TypedAct {
    /// Reads the number and the day, which is neither to come nor before the last day of the period.
    fn read(
        &self,
        last: NaiveDate,
        today: NaiveDate,
        faults: &mut FieldFaults,
    ) -> Option<(String, NaiveDate)> {
        let number = read_document_number(&self.number);
        if number.is_none() {
            let words = "Укажите номер акта: буквы, цифры, точка, дефис, не больше 50 знаков";
            faults.push(("number", words.to_owned()));
        }
        let day = read_day(&self.day).filter(|day| (last..=today).contains(day));
        if day.is_none() {
            let last = last.format("%d.%m.%Y");
            let words =
                format!("Укажите день акта: не раньше конца периода, {last}, и не позже сегодняшнего");
            faults.push(("day", words));
        }
        Some((number?, day?))
    }
}

/// Files the act for the client and sends it.
pub async fn upload(
    desk: &Desk,
    store: &Files,
    id: ArchiveId,
    typed: &TypedAct,
    sent: SentAct,
) -> Result<(), Failure> {
    desk.may(Permission::CheckAct).await?;
    let last = seen(desk.db(), desk.scope(), id).await?.period.last;
    let mut faults = FieldFaults::new();
    let read = typed.read(last, moscow_day(desk.now()), &mut faults);
    let fault = if sent.file.is_none() { Some("Приложите файл PDF") } else { sent.fault };
    faults.extend(fault.map(|words| ("file", words.to_owned())));
    let (Some((number, day)), Some(file), true) = (read, sent.file, faults.is_empty()) else {
        return Err(Failure::Invalid(faults));
    };
    attachments::keep_bytes(store, &file).await?;
    let answering = ActAnswer::to_send(desk, id, typed.version).await?;
    if answering.seller.draws_acts() {
        return Err(source_changed());
    }
    let document = Document {
        id: DocumentId(0),
        partner: answering.request.partner,
        organization: answering.request.organization,
        code: answering.client.subscriber_code.clone(),
        kind: DocumentKind::Reconciliation,
        number,
        day,
        size: file.size,
        sha256: file.sha256,
        at: answering.desk.now(),
    };
    let filed = file_document(&answering, document).await?;
    answering.give(filed).await
}

/// Files a document, unless the same lies there already; returns its identity.
async fn file_document(answering: &ActAnswer, document: Document) -> Result<DocumentId, Failure> {
    match accept(&answering.tx, document.clone()).await? {
        Err(_) => {
            let words = "У клиента уже есть другой акт сверки с этим номером за этот год";
            return Err(Failure::Invalid(vec![("number", words.to_owned())]));
        }
        Ok(None) => {}
        Ok(Some(change)) => drop(keep(&answering.tx, &answering.desk.keeper(), change).await?),
    }
    Ok(documents::id_of(&answering.tx, &document).await?)
}
