//! Attachments: a client adds files to an application, and whoever checks it reads them.

use bytes::Bytes;
use chrono::Duration;
use futures_util::Stream;

use super::{Desk, Failure};
use crate::domain::application::Application;
use crate::domain::attachment::{
    AttachedFile, Attachment, AttachmentFolder, AttachmentName, AttachmentRefusal, LARGEST_ATTACHMENT,
};
use crate::domain::draft::DraftFile;
use crate::domain::ids::{ApplicationNumber, AttachmentId};
use crate::domain::role::Scope;
use crate::gateways::files::{self, Files, FilesFault, ReceiveFault, ReceivedFile, StoredFile};
use crate::policy::Permission;
use crate::store::{Tx, applications, attachments, keep, needed};

/// How long bytes lie in the store before it is asked whether anything needs them: a row may be on its way.
const UNTOUCHED: Duration = Duration::hours(24);
/// How many files the store and the database are compared in at once.
const TOGETHER: usize = 500;

/// The attachments of an application, as its client sees them.
#[derive(Debug)]
pub struct OwnAttachments {
    /// The application.
    pub application: Application,
    /// Its attachments, the oldest first.
    pub files: Vec<Attachment>,
    /// Whether the client may add and remove some now.
    pub open: bool,
}

/// Why a file that is being sent is not attached.
#[derive(Debug)]
pub enum AttachFailure<E> {
    /// The sender broke off.
    BrokenOff(E),
    /// A rule or the service refuses it.
    Failed(Failure),
}

impl<E> From<Failure> for AttachFailure<E> {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl<E> From<AttachmentRefusal> for AttachFailure<E> {
    fn from(refusal: AttachmentRefusal) -> Self {
        Self::Failed(refusal.into())
    }
}

/// The attachments of one of the client's applications.
pub async fn own(desk: &Desk, number: ApplicationNumber) -> Result<OwnAttachments, Failure> {
    desk.may(Permission::ViewOwnApplication).await?;
    let application = applications::open(desk.db(), desk.scope(), number).await?;
    let files = attachments::of_application(desk.db(), number).await?;
    let folder = folder(&application, files);
    let open = desk.allows(Permission::AttachToOwnApplication) && folder.open().is_ok();
    Ok(OwnAttachments { open, files: folder.files, application })
}

/// Asks whether the client may add files to an application, before any byte of them is read.
pub async fn begin(desk: &Desk, number: ApplicationNumber) -> Result<(), Failure> {
    desk.may(Permission::AttachToOwnApplication).await?;
    let application = applications::open(desk.db(), desk.scope(), number).await?;
    Ok(folder(&application, Vec::new()).open()?)
}

/// Adds a file while it comes in. The same bytes again are no second attachment.
pub async fn attach<E: Send>(
    desk: &Desk,
    store: &Files,
    number: ApplicationNumber,
    name: &str,
    body: impl Stream<Item = Result<Bytes, E>> + Unpin + Send,
) -> Result<(), AttachFailure<E>> {
    desk.may(Permission::AttachToOwnApplication).await?;
    let (file, received) = receive(name, body).await?;
    if !is_wanted(desk, number, file.clone()).await? {
        return Ok(());
    }
    keep_bytes(store, &received).await?;
    Ok(add(desk, number, file).await?)
}

/// Reads a file while it comes in, and judges it. Nothing of it is kept yet.
pub(super) async fn receive<E>(
    name: &str,
    body: impl Stream<Item = Result<Bytes, E>> + Unpin,
) -> Result<(AttachedFile, ReceivedFile), AttachFailure<E>> {
    let received = files::receive(body, LARGEST_ATTACHMENT).await.map_err(|fault| match fault {
        ReceiveFault::BrokenOff(error) => AttachFailure::BrokenOff(error),
        ReceiveFault::Unwritable(error) => away(&FilesFault::Away(error.to_string())).into(),
    })?;
    let (name, kind) = AttachmentName::read(name).map_err(AttachmentRefusal::from)?;
    match received.size {
        0 => return Err(AttachmentRefusal::Empty.into()),
        size if size > LARGEST_ATTACHMENT => return Err(AttachmentRefusal::TooLarge.into()),
        _ => {}
    }
    received.judge(kind).await?;
    let (size, sha256) = (received.size, received.sha256.clone());
    Ok((AttachedFile { name, kind, size, sha256 }, received))
}

/// Keeps the bytes of a file before its row: bytes without a row are swept, a row without its bytes would be a lie.
pub(super) async fn keep_bytes(store: &Files, received: &ReceivedFile) -> Result<(), Failure> {
    store.keep(received).await.map_err(|fault| away(&fault))
}

/// Whether the file would be added as things stand now; asked before its bytes are kept.
async fn is_wanted(desk: &Desk, number: ApplicationNumber, file: AttachedFile) -> Result<bool, Failure> {
    let own = own(desk, number).await?;
    Ok(folder(&own.application, own.files).attach(file, desk.person()?, desk.now())?.is_some())
}

async fn add(desk: &Desk, number: ApplicationNumber, file: AttachedFile) -> Result<(), Failure> {
    let tx = desk.begin().await?;
    let application = applications::open_to_change(&tx, desk.scope(), number).await?;
    let desk = &desk.at_present();
    let folder = folder(&application, attachments::of_application(&tx, number).await?);
    let Some(change) = folder.attach(file, desk.person()?, desk.now())? else { return Ok(()) };
    keep(&tx, &desk.keeper(), change).await?;
    Ok(desk.commit(tx).await?)
}

/// Attaches the files that waited in a draft, in the transaction that sends it.
pub(super) async fn take_over(
    desk: &Desk,
    tx: &Tx,
    number: ApplicationNumber,
    files: Vec<DraftFile>,
) -> Result<(), Failure> {
    let application = applications::open_to_change(tx, &Scope::Everything, number).await?;
    let desk = &desk.at_present();
    let mut folder = folder(&application, attachments::of_application(tx, number).await?);
    for waited in files {
        if let Some(change) = folder.attach(waited.file, desk.person()?, desk.now())? {
            folder.files.push(change.after().clone());
            keep(tx, &desk.keeper(), change).await?;
        }
    }
    Ok(())
}

/// Removes a file from an application.
pub async fn remove(desk: &Desk, number: ApplicationNumber, id: AttachmentId) -> Result<(), Failure> {
    desk.may(Permission::AttachToOwnApplication).await?;
    let tx = desk.begin().await?;
    let application = applications::open_to_change(&tx, desk.scope(), number).await?;
    let desk = &desk.at_present();
    let folder = folder(&application, attachments::of_application(&tx, number).await?);
    let change = folder.remove(id, desk.now())?.ok_or(Failure::NotFound)?;
    keep(&tx, &desk.keeper(), change).await?;
    Ok(desk.commit(tx).await?)
}

/// An attachment of one of the client's applications.
pub async fn own_file(
    desk: &Desk,
    number: ApplicationNumber,
    id: AttachmentId,
) -> Result<Attachment, Failure> {
    desk.may(Permission::ViewOwnApplication).await?;
    applications::open(desk.db(), desk.scope(), number).await?;
    one(desk, number, id).await
}

/// An attachment of an application of the partner.
pub async fn file(desk: &Desk, number: ApplicationNumber, id: AttachmentId) -> Result<Attachment, Failure> {
    desk.may(Permission::ViewApplication).await?;
    applications::open(desk.db(), desk.scope(), number).await?;
    one(desk, number, id).await
}

/// The attachments for the card of an application that was opened in scope; only the partner's people read them.
pub(super) async fn of_card(desk: &Desk, number: ApplicationNumber) -> Result<Vec<Attachment>, Failure> {
    if !desk.allows(Permission::ViewApplication) {
        return Ok(Vec::new());
    }
    Ok(attachments::of_application(desk.db(), number).await?)
}

async fn one(desk: &Desk, number: ApplicationNumber, id: AttachmentId) -> Result<Attachment, Failure> {
    let all = attachments::of_application(desk.db(), number).await?;
    all.into_iter().find(|attachment| attachment.id == id).ok_or(Failure::NotFound)
}

/// The bytes of a file that was opened.
pub async fn read(
    store: &Files,
    file: &AttachedFile,
) -> Result<StoredFile<impl Stream<Item = Result<Bytes, FilesFault>> + Send + use<>>, Failure> {
    read_bytes(store, &file.sha256).await
}

/// The bytes under this SHA-256.
pub(super) async fn read_bytes(
    store: &Files,
    sha256: &str,
) -> Result<StoredFile<impl Stream<Item = Result<Bytes, FilesFault>> + Send + use<>>, Failure> {
    store.read(sha256).await.map_err(|fault| away(&fault))
}

/// Deletes bytes that lie in the store for a day and that nothing needs. Returns how many files that were.
pub async fn sweep(desk: &Desk, store: &Files) -> Result<u64, Failure> {
    desk.may(Permission::RunErrand).await?;
    let before = desk.now() - UNTOUCHED;
    let old = store.older_than(before).await.map_err(|fault| away(&fault))?;
    let mut swept = 0;
    for some in old.chunks(TOGETHER) {
        let needed = needed::among(desk.db(), some, desk.now()).await?;
        for digest in some.iter().filter(|digest| !needed.contains(*digest)) {
            let gone = store.forget(digest, before).await.map_err(|fault| away(&fault))?;
            swept += u64::from(gone);
        }
    }
    Ok(swept)
}

fn folder(application: &Application, files: Vec<Attachment>) -> AttachmentFolder {
    let (partner, stage) = (application.partner, application.stage.code());
    AttachmentFolder { application: application.number, partner, stage, files }
}

/// What is told when the store of files fails; the details are for the log.
pub(super) fn away(fault: &FilesFault) -> Failure {
    tracing::error!(%fault, "the store of files");
    AttachmentRefusal::StoreIsAway.into()
}
