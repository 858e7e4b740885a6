//! Archives of documents: gathering them, and writing their letters.

use super::sending::{self, Ready, record};
use super::{Doors, without};
use crate::domain::circuit::Service;
use crate::domain::errand::Errand;
use crate::domain::ids::ArchiveId;
use crate::gateways::SendingFault;
use crate::gateways::mailer::{LetterFile, OutgoingLetter};
use crate::operations::archives::{self, ArchiveMatter, ArchivePost};
use crate::operations::forwarding::{self, ErrandOutcome};
use crate::operations::{Desk, Failure, circuit, letters, subscriptions};
use crate::present;
use crate::store::letters::SentLetter;
use crate::store::outbox::Kept;

/// Gathers an archive.
pub(super) async fn build(doors: &impl Doors, desk: &Desk, errand: &Kept) -> Result<ErrandOutcome, Failure> {
    archives::build(desk, doors.files(), errand).await
}

/// Sends an archive that was gathered, or the link to it.
pub(super) async fn write(doors: &impl Doors, desk: &Desk, errand: &Kept) -> Result<ErrandOutcome, Failure> {
    match archives::post(desk, doors.files(), errand).await? {
        None => forwarding::settle_moot(desk, errand).await,
        Some(Err(fault)) => archives::wait_for_store(desk, errand, &fault).await,
        Some(Ok(matter)) => send(doors, desk, errand, matter).await,
    }
}

/// Sends the link that confirms the address of an archive.
pub(super) async fn write_confirmation(
    doors: &impl Doors,
    desk: &Desk,
    errand: &Kept,
) -> Result<ErrandOutcome, Failure> {
    match archives::confirmation(desk, errand).await? {
        None => forwarding::settle_moot(desk, errand).await,
        Some(matter) => send(doors, desk, errand, matter).await,
    }
}

/// Sends the link that confirms the address of a subscription.
pub(super) async fn write_subscription(
    doors: &impl Doors,
    desk: &Desk,
    errand: &Kept,
) -> Result<ErrandOutcome, Failure> {
    let Some(matter) = subscriptions::confirmation(desk, errand).await? else {
        return forwarding::settle_moot(desk, errand).await;
    };
    let letter = present::letters::subscription(&matter, doors.public_url());
    let kept = without(doors, &letter.text, &matter.token);
    sending::send(doors, desk, errand, Ready { to: matter.held.email, letter, kept }).await
}

/// Tells a partner that a client ordered an act.
pub(super) async fn order(
    doors: &impl Doors,
    desk: &Desk,
    errand: &Kept,
    archive: ArchiveId,
) -> Result<ErrandOutcome, Failure> {
    let Some(matter) = archives::ordered(desk, archive).await? else {
        return forwarding::settle_moot(desk, errand).await;
    };
    let letter = present::letters::ordered_act(&matter, doors.public_url());
    sending::send(doors, desk, errand, Ready::of(matter.partner.email, letter)).await
}

/// Tells a client that no act is drawn, and why.
pub(super) async fn decline(
    doors: &impl Doors,
    desk: &Desk,
    errand: &Kept,
    archive: ArchiveId,
) -> Result<ErrandOutcome, Failure> {
    let Some(matter) = archives::declined(desk, archive).await? else {
        return forwarding::settle_moot(desk, errand).await;
    };
    let letter = present::letters::declined_act(&matter, doors.public_url());
    sending::send(doors, desk, errand, Ready::of(matter.archive.email, letter)).await
}

async fn send(
    doors: &impl Doors,
    desk: &Desk,
    errand: &Kept,
    matter: ArchiveMatter,
) -> Result<ErrandOutcome, Failure> {
    let confirms = matches!(errand.errand, Errand::ArchiveConfirmation { .. });
    let letter = present::letters::archive(&matter, confirms, doors.public_url());
    let message_id = letters::message_id(desk, errand, doors.public_url()).await?;
    let (to, mut text, mut file) = (matter.archive.email, letter.text.clone(), None);
    match matter.post {
        ArchivePost::File { name, bytes } => file = Some(LetterFile { name, bytes }),
        ArchivePost::Link { token, .. } if !doors.keeps_links() => text = text.replace(&token, "…"),
        ArchivePost::Link { .. } => {}
    }
    let unsubscribe =
        matter.ending.as_deref().map(|token| present::letters::ending(token, doors.public_url()));
    if let Some(token) = matter.ending.filter(|_| !doors.keeps_links()) {
        text = text.replace(&token, "…");
    }
    let outgoing = OutgoingLetter {
        message_id: message_id.clone(),
        to: to.clone(),
        subject: letter.subject.clone(),
        text: letter.text,
        html: letter.html,
        file,
        unsubscribe,
    };
    let sent = doors.post(&outgoing, desk.now()).await;
    let record = record(errand, message_id, to, desk.now());
    let record = SentLetter { subject: letter.subject, text, ..record };
    note(desk, errand, sent, &record).await
}

async fn note(
    desk: &Desk,
    errand: &Kept,
    sent: Result<(), SendingFault>,
    record: &SentLetter,
) -> Result<ErrandOutcome, Failure> {
    if let Err(fault) = sent {
        if fault.away {
            circuit::note_silence(desk, Service::Post).await?;
        } else {
            circuit::note_answer(desk, Service::Post).await?;
        }
        return archives::note_letter_fault(desk, errand, &fault).await;
    }
    let noted = if matches!(errand.errand, Errand::ArchiveConfirmation { .. }) {
        archives::note_confirmation_sent(desk, errand, record).await?
    } else {
        archives::note_letter_sent(desk, errand, record).await?
    };
    circuit::note_answer(desk, Service::Post).await?;
    Ok(noted)
}
