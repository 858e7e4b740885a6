//! Sending a draft: its document goes through the reading of the intake, once. The draft then only remembers the number.

use super::opening::{OpenDraft, WhyReturned, working_contracts};
use crate::domain::draft::Draft;
use crate::domain::ids::{ApplicationNumber, DraftId, ItsLoginId};
use crate::domain::its_login::ItsLogin;
use crate::domain::role::Scope;
use crate::operations::intake::{self, Arrival, IntakeFailure};
use crate::operations::mending::Revision;
use crate::operations::{Desk, Failure, attachments};
use crate::policy::Permission;
use crate::store::{StoreError, applications, draft_files, drafts, logins};

/// What became of a draft that was to be sent.
#[derive(Debug)]
pub enum Sending {
    /// It is an application with this number.
    Sent(ApplicationNumber),
    /// Something is wrong with it, or another window changed it: nothing was sent.
    Held {
        /// The draft with its faults.
        open: Box<OpenDraft>,
        /// Whether another window changed it.
        changed: bool,
    },
}

/// What was seen at the check.
#[derive(Clone, Debug, Default)]
pub struct SeenDraft {
    /// The version of the draft.
    pub version: i32,
    /// What was shown beside it: [`OpenDraft::shown`].
    pub shown: String,
}

/// Sends a draft as it was seen. Pressing twice makes one application.
pub async fn send(desk: &Desk, id: DraftId, seen: &SeenDraft) -> Result<Sending, Failure> {
    desk.may(Permission::SendDraft).await?;
    let open = OpenDraft::of(desk, drafts::open(desk.db(), desk.person()?, id).await?).await?;
    if let Some(number) = open.draft.sent_as {
        return Ok(Sending::Sent(number));
    }
    let otherwise = open.faults.is_empty() && (open.shown() != seen.shown || !open.may_be_sent());
    let changed = open.draft.version != seen.version || otherwise;
    let login = sender(desk, &open).await?;
    let (true, Some(login)) = (open.faults.is_empty() && !changed, login) else {
        return Ok(Sending::Held { open: Box::new(open), changed });
    };
    let body = open.document();
    let mut sent = Box::pin(send_once(desk, &open, login.clone(), &body)).await;
    // Two first applications of the same subscriber may collide; the second finds the subscriber of the first.
    if let Err(IntakeFailure::Failure(Failure::Store(StoreError::Duplicate(_)))) = sent {
        sent = Box::pin(send_once(desk, &open, login, &body)).await;
    }
    match sent {
        Ok(sending) => Ok(sending),
        Err(IntakeFailure::Faults(faults)) => {
            let faults = faults.into_iter().map(|fault| open.draft.fault_of(fault)).collect();
            Ok(Sending::Held { open: Box::new(OpenDraft { faults, ..open }), changed: false })
        }
        Err(IntakeFailure::Failure(failure)) => Err(failure),
        Err(
            IntakeFailure::KeyMissing
            | IntakeFailure::KeyReused
            | IntakeFailure::InFlight
            | IntakeFailure::NoContract
            | IntakeFailure::NotJson { .. },
        ) => Err(Failure::NotFound),
    }
}

/// A draft as the intake has read it.
enum ReadDraft<'a> {
    /// A new application.
    New(Arrival<'a>),
    /// A returned application, mended.
    Mended(Revision<'a>, &'a WhyReturned),
}

async fn send_once(
    desk: &Desk,
    open: &OpenDraft,
    login: ItsLogin,
    body: &str,
) -> Result<Sending, IntakeFailure> {
    let draft = &open.draft;
    let read = match &open.returned {
        None => ReadDraft::New(Arrival::read(desk, login, body).await?),
        Some(returned) => {
            ReadDraft::Mended(Revision::read(desk, login, returned.number, body).await?, returned)
        }
    };
    let tx = desk.begin().await?;
    let now = drafts::open_to_change(&tx, draft.account, draft.id).await?;
    if let Some(number) = now.sent_as {
        return Ok(Sending::Sent(number));
    }
    if now.version != draft.version {
        drop(tx);
        return Ok(Sending::Held { open: Box::new(OpenDraft::of(desk, now).await?), changed: true });
    }
    let files = draft_files::of_draft(&tx, draft.id).await?;
    let number = match read {
        ReadDraft::New(arrival) => {
            let number = applications::next_number(&tx).await?;
            intake::take_in(desk, &tx, number, &arrival).await?;
            attachments::take_over(desk, &tx, number, files).await?;
            number
        }
        ReadDraft::Mended(revision, returned) => {
            // Before it waits for the partner again: files are closed while somebody checks.
            attachments::take_over(desk, &tx, returned.number, files).await?;
            revision.take_in(desk, &tx, returned.version).await?;
            returned.number
        }
    };
    let partner = applications::open(&tx, &Scope::Everything, number).await?.partner;
    if Some(partner) != open.partner.as_ref().map(|partner| partner.id) {
        // It was given to another partner since: whoever sends it is shown that first.
        drop(tx);
        return Ok(Sending::Held { open: Box::new(OpenDraft::of(desk, now).await?), changed: true });
    }
    draft_files::remove_all(&tx, draft.id).await?;
    drafts::write(&tx, &Draft { sent_as: Some(number), updated_at: desk.now(), ..now }).await?;
    desk.commit(tx).await?;
    Ok(Sending::Sent(number))
}

/// The login with which it is sent. A connection needs a contract of the account that runs; for an organisation that is
/// connected the account's own contract with its partner counts, else the login that is bound to it.
async fn sender(desk: &Desk, open: &OpenDraft) -> Result<Option<ItsLogin>, Failure> {
    if let Some(correction) = open.draft.correction {
        let application = applications::open(desk.db(), desk.scope(), correction.application).await?;
        return Ok(Some(own_or(desk, open, application.sent_login).await?));
    }
    match &open.organization {
        Some(organization) => Ok(Some(own_or(desk, open, organization.bound_login).await?)),
        None => Ok(open.chosen_contract().map(|(login, _)| login.clone())),
    }
}

async fn own_or(desk: &Desk, open: &OpenDraft, other: ItsLoginId) -> Result<ItsLogin, Failure> {
    let partner = open.partner.as_ref().map(|partner| partner.id);
    let own = working_contracts(desk).await?.into_iter().find(|(login, _)| Some(login.partner) == partner);
    match own {
        Some((login, _)) => Ok(login),
        None => Ok(logins::open(desk.db(), other).await?),
    }
}
