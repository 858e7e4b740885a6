//! The letters of an archive: what each carries, and what became of it.

use std::time::Duration;

use chrono::{DateTime, Utc};
use futures_util::StreamExt as _;
use tokio::time::timeout;

use super::{SHUT_OUT, is_member};
use crate::domain::archive::{
    ArchiveLink, ArchiveRequest, ArchiveStep, KEPT_FOR, LinkPurpose, PATIENCE, mail_pause,
};
use crate::domain::circuit::{Gate, Service};
use crate::domain::errand::backoff;
use crate::domain::ids::SubscriptionId;
use crate::domain::organization::Organization;
use crate::domain::partner::Partner;
use crate::domain::subscription::SubscriptionLinkPurpose;
use crate::gateways::files::{Files, FilesFault};
use crate::gateways::{SendingFault, tokens};
use crate::operations::forwarding::{ErrandOutcome, moot, settle, settle_moot};
use crate::operations::{Desk, Failure, circuit};
use crate::policy::Permission;
use crate::store::letters::SentLetter;
use crate::store::outbox::{self, Kept};
use crate::store::subscriptions::links;
use crate::store::{archives, circuits, keep, letters, organizations, partners};

/// How long the store of files may take to give an archive out for its letter.
const READING: Duration = Duration::from_secs(10);
/// After how long a document that is missing is looked for again.
const MISSING: chrono::Duration = chrono::Duration::minutes(10);
/// What is said of an archive that was not kept until its letter could go.
const GONE: &str = "Архив больше не хранится, при отправке он соберется заново";

/// What a letter about an archive tells.
#[derive(Debug)]
pub struct ArchiveMatter {
    /// The archive.
    pub archive: ArchiveRequest,
    /// Whose documents.
    pub organization: Organization,
    /// The partner that serves the organisation.
    pub partner: Partner,
    /// What the letter carries.
    pub post: ArchivePost,
    /// The token of the link that ends the subscription which asked for it.
    pub ending: Option<String>,
}

/// What a letter about an archive carries.
#[derive(Debug)]
pub enum ArchivePost {
    /// The archive itself.
    File {
        /// Its name.
        name: String,
        /// Its bytes.
        bytes: Vec<u8>,
    },
    /// The token of a link; it stands in the letter and nowhere else.
    Link {
        /// The token.
        token: String,
        /// Until when it is good.
        until: DateTime<Utc>,
    },
}

/// Whether the archive still owes this step for this letter.
pub(super) fn owed(archive: &ArchiveRequest, letter: i32, step: ArchiveStep) -> bool {
    archive.letter == letter && archive.owes() == Some(step)
}

/// What the letter of an archive tells and carries; nothing when it is not owed any more. `Err` within tells that the store
/// of files does not answer.
pub async fn post(
    desk: &Desk,
    store: Option<&Files>,
    errand: &Kept,
) -> Result<Option<Result<ArchiveMatter, FilesFault>>, Failure> {
    desk.may(Permission::RunErrand).await?;
    let Some((id, letter)) = errand.errand.archive() else { return Ok(None) };
    let archive = archives::open(desk.db(), desk.scope(), id).await?;
    let gathered = archive.gathered.clone();
    let Some(gathered) = gathered.filter(|_| owed(&archive, letter, ArchiveStep::Send)) else {
        return Ok(None);
    };
    if !is_member(desk.db(), &archive).await? {
        note_lost(desk, &archive, SHUT_OUT).await?;
        return Ok(None);
    }
    if archive.file(desk.now()).is_err() {
        note_lost(desk, &archive, GONE).await?;
        return Ok(None);
    }
    let post = if gathered.goes_by_link() {
        link(desk, &archive, LinkPurpose::Take).await?
    } else {
        match bytes(desk, store, &gathered.sha256).await? {
            Ok(bytes) => ArchivePost::File { name: gathered.name(), bytes },
            Err(fault) => return Ok(Some(Err(fault))),
        }
    };
    Ok(Some(Ok(matter(desk, archive, post).await?)))
}

/// What the letter tells that confirms the address of an archive; nothing when it is not owed any more.
pub async fn confirmation(desk: &Desk, errand: &Kept) -> Result<Option<ArchiveMatter>, Failure> {
    desk.may(Permission::RunErrand).await?;
    let Some((id, letter)) = errand.errand.archive() else { return Ok(None) };
    let archive = archives::open(desk.db(), desk.scope(), id).await?;
    if !owed(&archive, letter, ArchiveStep::Confirm) {
        return Ok(None);
    }
    if !is_member(desk.db(), &archive).await? {
        note_lost(desk, &archive, SHUT_OUT).await?;
        return Ok(None);
    }
    let post = link(desk, &archive, LinkPurpose::Confirm).await?;
    Ok(Some(matter(desk, archive, post).await?))
}

/// The letter cannot go, for this reason: once that is mended, whoever asked sends it anew.
async fn note_lost(desk: &Desk, seen: &ArchiveRequest, words: &str) -> Result<(), Failure> {
    let tx = desk.begin().await?;
    let archive = archives::open_to_change(&tx, desk.scope(), seen.id).await?;
    let desk = &desk.at_present();
    if archive.version == seen.version {
        keep(&tx, &desk.keeper(), archive.bounce(words.to_owned(), desk.now())).await?;
    }
    Ok(desk.commit(tx).await?)
}

async fn matter(desk: &Desk, archive: ArchiveRequest, post: ArchivePost) -> Result<ArchiveMatter, Failure> {
    let ending = match archive.subscription {
        Some(subscription) => Some(ending_link(desk, subscription).await?),
        None => None,
    };
    Ok(ArchiveMatter {
        organization: organizations::with_id(desk.db(), desk.scope(), archive.organization).await?,
        partner: partners::open(desk.db(), archive.partner).await?,
        archive,
        post,
        ending,
    })
}

/// A new link that ends the subscription; it stands in the letter and nowhere else.
async fn ending_link(desk: &Desk, id: SubscriptionId) -> Result<String, Failure> {
    let (token, tx) = (tokens::fresh(), desk.begin().await?);
    links::add(&tx, &tokens::digest(&token), id, SubscriptionLinkPurpose::End, None).await?;
    desk.commit(tx).await?;
    Ok(token)
}

async fn link(desk: &Desk, archive: &ArchiveRequest, purpose: LinkPurpose) -> Result<ArchivePost, Failure> {
    let token = tokens::fresh();
    let kept = archive.gathered.as_ref().filter(|_| purpose == LinkPurpose::Take);
    let until = kept.map_or_else(|| desk.now() + KEPT_FOR, |gathered| gathered.until);
    let link = ArchiveLink { archive: archive.id, purpose, letter: archive.letter, expires_at: until };
    let tx = desk.begin().await?;
    archives::links::add(&tx, &tokens::digest(&token), &link, desk.now()).await?;
    desk.commit(tx).await?;
    Ok(ArchivePost::Link { token, until })
}

/// The bytes of an archive. A store that has just been silent is not asked: letters of others wait behind this one.
async fn bytes(
    desk: &Desk,
    store: Option<&Files>,
    sha256: &str,
) -> Result<Result<Vec<u8>, FilesFault>, Failure> {
    let away = |words: &str| Ok(Err(FilesFault::Away(words.to_owned())));
    let Some(store) = store else { return away("no store of files") };
    if circuits::of(desk.db(), Service::Files).await?.gate(desk.now()) == Gate::Nobody {
        return away("silent");
    }
    let reading = async {
        let mut stored = store.read(sha256).await?;
        let mut bytes = Vec::new();
        while let Some(part) = stored.bytes.next().await {
            bytes.extend_from_slice(&part?);
        }
        Ok(bytes)
    };
    match timeout(READING, reading).await {
        Ok(Ok(bytes)) => {
            circuit::note_answer(desk, Service::Files).await?;
            Ok(Ok(bytes))
        }
        Ok(Err(fault)) => Ok(Err(fault)),
        Err(_) => away("no answer in time"),
    }
}

/// Notes that the store of files does not answer, or does not give out a document: the errand waits without counting, and
/// goes on by itself. A single document that is missing says nothing of the store: the errands of others go on.
pub async fn wait_for_store(
    desk: &Desk,
    errand: &Kept,
    fault: &FilesFault,
) -> Result<ErrandOutcome, Failure> {
    desk.may(Permission::RunErrand).await?;
    let Some((id, letter)) = errand.errand.archive() else { return settle_moot(desk, errand).await };
    let shut_until = match fault {
        FilesFault::Away(_) => circuit::note_silence(desk, Service::Files).await?,
        FilesFault::NotFound | FilesFault::Unknown => Some(desk.now() + MISSING),
    };
    let tx = desk.begin().await?;
    let archive = archives::open_to_change(&tx, desk.scope(), id).await?;
    let desk = &desk.at_present();
    if archive.letter == letter
        && archive.owes().is_some()
        && let Some(change) = archive.delay(desk.now())
    {
        keep(&tx, &desk.keeper(), change).await?;
    }
    let until = shut_until.unwrap_or_else(|| desk.now() + backoff(errand.attempts, tokens::jitter()));
    outbox::put_off_uncounted(&tx, errand.id, until, &fault.to_string()).await?;
    desk.commit(tx).await?;
    Ok(ErrandOutcome::PutOff)
}

/// Notes that the mail server took the letter with an archive.
pub async fn note_letter_sent(
    desk: &Desk,
    errand: &Kept,
    letter: &SentLetter,
) -> Result<ErrandOutcome, Failure> {
    desk.may(Permission::RunErrand).await?;
    let Some((id, which)) = errand.errand.archive() else { return settle_moot(desk, errand).await };
    let tx = desk.begin().await?;
    let archive = archives::open_to_change(&tx, desk.scope(), id).await?;
    let desk = &desk.at_present();
    letters::keep(&tx, letter).await?;
    if !owed(&archive, which, ArchiveStep::Send) {
        return moot(desk, tx, errand).await;
    }
    keep(&tx, &desk.keeper(), archive.note_sent(desk.now())).await?;
    settle(desk, tx, errand).await
}

/// Notes that the mail server took the letter that confirms an address.
pub async fn note_confirmation_sent(
    desk: &Desk,
    errand: &Kept,
    letter: &SentLetter,
) -> Result<ErrandOutcome, Failure> {
    desk.may(Permission::RunErrand).await?;
    let Some((id, which)) = errand.errand.archive() else { return settle_moot(desk, errand).await };
    let tx = desk.begin().await?;
    let archive = archives::open_to_change(&tx, desk.scope(), id).await?;
    let desk = &desk.at_present();
    letters::keep(&tx, letter).await?;
    if owed(&archive, which, ArchiveStep::Confirm)
        && let Some(change) = archive.note_confirmation_sent(desk.now())
    {
        keep(&tx, &desk.keeper(), change).await?;
    }
    settle(desk, tx, errand).await
}

/// Notes that the mail server did not take a letter: it is tried again for two days, unless that cannot help.
pub async fn note_letter_fault(
    desk: &Desk,
    errand: &Kept,
    fault: &SendingFault,
) -> Result<ErrandOutcome, Failure> {
    desk.may(Permission::RunErrand).await?;
    let Some((id, letter)) = errand.errand.archive() else { return settle_moot(desk, errand).await };
    let tx = desk.begin().await?;
    let archive = archives::open_to_change(&tx, desk.scope(), id).await?;
    let desk = &desk.at_present();
    if archive.letter != letter || archive.owes().is_none() {
        return moot(desk, tx, errand).await;
    }
    let next_try = desk.now() + mail_pause(errand.attempts);
    let lost = next_try - errand.created_at > PATIENCE;
    if fault.permanent || lost {
        keep(&tx, &desk.keeper(), archive.bounce(fault.words.clone(), desk.now())).await?;
        return settle(desk, tx, errand).await;
    }
    keep(&tx, &desk.keeper(), archive.defer(fault.words.clone(), next_try, desk.now())).await?;
    outbox::put_off(&tx, errand.id, next_try, &fault.words).await?;
    desk.commit(tx).await?;
    Ok(ErrandOutcome::PutOff)
}
