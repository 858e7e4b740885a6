//! The files of a draft: they come in while it is filled, and sending hands them over to the application.

use bytes::Bytes;
use futures_util::Stream;

use crate::domain::draft::{Draft, DraftFile, DraftStep};
use crate::domain::ids::{ApplicationNumber, DraftFileId, DraftId};
use crate::gateways::files::Files;
use crate::operations::attachments::{self, AttachFailure};
use crate::operations::{Desk, Failure};
use crate::policy::Permission;
use crate::store::{Tx, draft_files, drafts};

/// Asks whether the client may add files to a draft, before any byte of them is read. Answers as which application it was
/// sent, if it was: then files are attached there.
pub async fn begin_files(desk: &Desk, id: DraftId) -> Result<Option<ApplicationNumber>, Failure> {
    desk.may(Permission::FillDraft).await?;
    Ok(drafts::open(desk.db(), desk.person()?, id).await?.sent_as)
}

/// Adds a file while it comes in. The same bytes again are no second file.
pub async fn add_file<E: Send>(
    desk: &Desk,
    store: &Files,
    id: DraftId,
    name: &str,
    body: impl Stream<Item = Result<Bytes, E>> + Unpin + Send,
) -> Result<(), AttachFailure<E>> {
    desk.may(Permission::FillDraft).await?;
    let (file, received) = attachments::receive(name, body).await?;
    let draft = drafts::open(desk.db(), desk.person()?, id).await.map_err(Failure::from)?;
    let waiting = draft_files::of_draft(desk.db(), id).await.map_err(Failure::from)?;
    if draft.hold(&waiting, file.clone(), desk.now())?.is_none() {
        return Ok(());
    }
    attachments::keep_bytes(store, &received).await?;
    let (tx, draft) = open_to_fill(desk, id).await?;
    let waiting = draft_files::of_draft(&tx, id).await.map_err(Failure::from)?;
    let Some(new) = draft.hold(&waiting, file, desk.at_present().now())? else { return Ok(()) };
    draft_files::add(&tx, &new).await.map_err(Failure::from)?;
    Ok(keep(desk, tx, draft).await?)
}

/// Takes a file out of a draft.
pub async fn remove_file(desk: &Desk, id: DraftId, file: DraftFileId) -> Result<(), Failure> {
    desk.may(Permission::FillDraft).await?;
    let (tx, draft) = open_to_fill(desk, id).await?;
    draft_files::remove(&tx, id, file).await?;
    keep(desk, tx, draft).await
}

/// Goes on from the step of the files, which is filled then.
pub async fn pass_files(desk: &Desk, id: DraftId) -> Result<(), Failure> {
    desk.may(Permission::FillDraft).await?;
    let (tx, draft) = open_to_fill(desk, id).await?;
    let next = draft.after(DraftStep::Attachments);
    if draft.reached >= next {
        return Ok(());
    }
    keep(desk, tx, draft.reaching(next)).await
}

/// A file that waits in one of the client's drafts.
pub async fn waiting_file(desk: &Desk, id: DraftId, file: DraftFileId) -> Result<DraftFile, Failure> {
    desk.may(Permission::FillDraft).await?;
    drafts::open(desk.db(), desk.person()?, id).await?;
    let waiting = draft_files::of_draft(desk.db(), id).await?;
    waiting.into_iter().find(|known| known.id == file).ok_or(Failure::NotFound)
}

/// A draft that was not sent yet, locked.
async fn open_to_fill(desk: &Desk, id: DraftId) -> Result<(Tx, Draft), Failure> {
    let tx = desk.begin().await?;
    let draft = drafts::open_to_change(&tx, desk.person()?, id).await?;
    if draft.sent_as.is_none() { Ok((tx, draft)) } else { Err(Failure::NotFound) }
}

/// Writes the draft: a page that was drawn before shows something else now.
async fn keep(desk: &Desk, tx: Tx, draft: Draft) -> Result<(), Failure> {
    let draft = Draft { updated_at: desk.at_present().now(), ..draft }.reaching(DraftStep::Attachments);
    drafts::write(&tx, &draft).await?;
    Ok(tx.commit().await?)
}
