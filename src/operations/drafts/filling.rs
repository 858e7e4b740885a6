//! Filling a draft, page by page. What was typed is kept whatever is wrong with it; only a page that was opened before the
//! draft changed in another window is shown again first.

use super::opening::OpenDraft;
use crate::domain::draft::{Draft, DraftStep, LARGEST_DRAFT, TypedFields};
use crate::domain::ids::DraftId;
use crate::gateways::csr;
use crate::operations::{Desk, Failure};
use crate::policy::Permission;
use crate::store::{Tx, drafts};

/// The fields of a page, with the version that it was drawn from.
#[derive(Clone, Debug)]
pub struct Filled {
    /// The version.
    pub seen: i32,
    /// The step.
    pub step: DraftStep,
    /// Whether the client goes on to the next step.
    pub onward: bool,
    /// The fields.
    pub fields: TypedFields,
}

/// What became of the fields.
#[derive(Debug)]
pub enum Saved {
    /// They are kept.
    Kept(Box<OpenDraft>),
    /// Another window changed the draft: the draft as it is now, with what was typed over it, not kept yet.
    Changed(Box<OpenDraft>),
}

/// What became of an entry of a list.
#[derive(Debug)]
pub struct SavedEntry {
    /// The identity of the entry.
    pub entry: u32,
    /// What became of its fields.
    pub saved: Saved,
}

/// Keeps the fields of a step.
pub async fn fill(desk: &Desk, id: DraftId, filled: &Filled) -> Result<Saved, Failure> {
    desk.may(Permission::FillDraft).await?;
    let tx = desk.begin().await?;
    let mut draft = drafts::open_to_change(&tx, desk.person()?, id).await?;
    if draft.sent_as.is_none() {
        if !draft.has(filled.step) {
            return Err(Failure::NotFound);
        }
        draft.answers.fill(filled.step, &filled.fields);
        let reached = if filled.onward { draft.after(filled.step) } else { filled.step };
        draft = draft.reaching(reached);
    }
    keep(desk, tx, draft, filled.seen).await
}

/// Keeps the fields of an entry of a list: of a new one without an identity.
pub async fn fill_entry(
    desk: &Desk,
    id: DraftId,
    entry: Option<u32>,
    filled: &Filled,
) -> Result<SavedEntry, Failure> {
    desk.may(Permission::FillDraft).await?;
    // Decoding a request takes long enough to keep nobody waiting for a lock meanwhile.
    let fields = without_strange_file(filled.fields.clone());
    let tx = desk.begin().await?;
    let mut draft = drafts::open_to_change(&tx, desk.person()?, id).await?;
    if !draft.has(filled.step) {
        return Err(Failure::NotFound);
    }
    let entry = draft.answers.fill_entry(filled.step, entry, &fields).ok_or(Failure::NotFound)?;
    let draft = draft.reaching(filled.step);
    Ok(SavedEntry { entry, saved: keep(desk, tx, draft, filled.seen).await? })
}

/// The fields without a file that is no certificate request: a private key must not lie here.
fn without_strange_file(mut fields: TypedFields) -> TypedFields {
    let text = fields.text("csr");
    let Some(fault) = csr::decode(&text).err().filter(|_| !text.is_empty()) else { return fields };
    let words = if text.contains("PRIVATE KEY") { PRIVATE_KEY.to_owned() } else { fault.detail };
    fields.refuse_request(words);
    fields
}

const PRIVATE_KEY: &str =
    "Это закрытый ключ, он не сохранен. Нужен файл запроса на сертификат: .p10, .csr, .pem или .der";

/// Takes an entry off its list.
pub async fn remove_entry(
    desk: &Desk,
    id: DraftId,
    step: DraftStep,
    entry: u32,
    seen: i32,
) -> Result<Saved, Failure> {
    desk.may(Permission::FillDraft).await?;
    let tx = desk.begin().await?;
    let mut draft = drafts::open_to_change(&tx, desk.person()?, id).await?;
    draft.answers.remove_entry(step, entry);
    keep(desk, tx, draft, seen).await
}

/// Keeps a draft at the version that was seen; one that was sent meanwhile stays as it is.
async fn keep(desk: &Desk, tx: Tx, draft: Draft, seen: i32) -> Result<Saved, Failure> {
    if draft.sent_as.is_some() || draft.version != seen {
        // Nothing is written; what follows reads, and must not hold a connection meanwhile.
        drop(tx);
        let changed = draft.sent_as.is_none();
        let open = Box::new(OpenDraft::of(desk, draft).await?);
        return Ok(if changed { Saved::Changed(open) } else { Saved::Kept(open) });
    }
    let size = serde_json::to_string(&draft.answers).map_or(usize::MAX, |text| text.len());
    if size > LARGEST_DRAFT {
        let words = format!("Черновик больше {} МБ: уберите лишнее", LARGEST_DRAFT / 1024 / 1024);
        return Err(Failure::Invalid(vec![("sending", words)]));
    }
    let draft = Draft { updated_at: desk.now(), ..draft };
    drafts::write(&tx, &draft).await?;
    tx.commit().await?;
    let draft = Draft { version: draft.version + 1, ..draft };
    Ok(Saved::Kept(Box::new(OpenDraft::of(desk, draft).await?)))
}
