//! Sending what was written, and noting what became of it.

use chrono::{DateTime, Utc};

use super::Doors;
use crate::domain::circuit::Service;
use crate::gateways::SendingFault;
use crate::gateways::mailer::OutgoingLetter;
use crate::operations::forwarding::{self, ErrandOutcome};
use crate::operations::{Desk, Failure, circuit, letters};
use crate::present;
use crate::store::letters::SentLetter;
use crate::store::outbox::Kept;

/// A letter ready to be sent, and its text for the record.
pub(super) struct Ready {
    pub(super) to: String,
    pub(super) letter: present::letters::Letter,
    pub(super) kept: String,
}

impl Ready {
    /// A letter that is kept word for word.
    pub(super) fn of(to: String, letter: present::letters::Letter) -> Self {
        Self { to, kept: letter.text.clone(), letter }
    }
}

/// Sends a letter. Whoever has confirmed a phone alone has no address and gets none.
pub(super) async fn send(
    doors: &impl Doors,
    desk: &Desk,
    errand: &Kept,
    ready: Ready,
) -> Result<ErrandOutcome, Failure> {
    let Ready { to, letter, kept } = ready;
    if to.is_empty() {
        return forwarding::settle_moot(desk, errand).await;
    }
    let message_id = letters::message_id(desk, errand, doors.public_url()).await?;
    let outgoing = OutgoingLetter {
        message_id: message_id.clone(),
        to: to.clone(),
        subject: letter.subject.clone(),
        text: letter.text,
        html: letter.html,
        file: None,
        unsubscribe: None,
    };
    let sent = doors.post(&outgoing, desk.now()).await;
    let record = record(errand, message_id, to, desk.now());
    noted(desk, errand, Service::Post, sent, SentLetter { subject: letter.subject, text: kept, ..record })
        .await
}

/// The record of what is sent, as yet without its words.
pub(super) fn record(
    errand: &Kept,
    message_id: String,
    recipient: String,
    sent_at: DateTime<Utc>,
) -> SentLetter {
    SentLetter {
        message_id,
        application: errand.errand.application(),
        partner: errand.partner,
        recipient,
        subject: String::new(),
        text: String::new(),
        sent_at,
    }
}

/// Notes what became of the sending through a service.
pub(super) async fn noted(
    desk: &Desk,
    errand: &Kept,
    service: Service,
    sent: Result<(), SendingFault>,
    record: SentLetter,
) -> Result<ErrandOutcome, Failure> {
    if let Err(fault) = sent {
        if fault.away {
            return circuit::note_unreachable(desk, errand, service, &fault.words).await;
        }
        circuit::note_answer(desk, service).await?;
        return forwarding::note_failure(desk, errand, &fault.words, fault.permanent).await;
    }
    let noted = letters::note_sent(desk, errand, &record).await?;
    circuit::note_answer(desk, service).await?;
    Ok(noted)
}
