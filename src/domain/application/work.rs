//! What the worker does with an application between the partner's click and its approval.

use chrono::{DateTime, Utc};

use super::{Application, Attention};
use crate::domain::change::Change;
use crate::domain::event::Event;
use crate::domain::refusal::Refusal;
use crate::domain::stage::{Stage, Verb};

/// A certificate that came, and what it means for its application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivered {
    /// The owner's place, from 0.
    pub owner: u32,
    /// The serial, lower-case hexadecimal.
    pub serial: String,
    /// Whether it was the last one awaited.
    pub last: bool,
    /// Whether something else of the application still needs a person.
    pub stuck: bool,
}

impl Application {
    /// Hands the requests of these owners to the authority; `awaited` are those who were asked for before and whose
    /// answer is still open. Without any of either, registration follows at once.
    pub fn submit(
        self,
        owners: Vec<u32>,
        awaited: Vec<u32>,
        at: DateTime<Utc>,
    ) -> Result<Change<Self>, Refusal> {
        let Stage::Forwarded { reviewer, undo_until } = self.stage else {
            return Err(self.closed_for(Verb::Undo));
        };
        if at < undo_until {
            return Err(Refusal::UndoStillLasts);
        }
        let next = if owners.is_empty() && awaited.is_empty() {
            Stage::Registering { reviewer }
        } else {
            Stage::CertRequest { reviewer }
        };
        Ok(self.moved(next, at, Event::Submitted { owners, awaited }))
    }

    /// Notes a certificate; after the last one awaited, registration follows. One that comes when another owner was
    /// refused meanwhile stays too, and moves nothing.
    pub fn note_certificate(self, delivered: Delivered, at: DateTime<Utc>) -> Result<Change<Self>, Refusal> {
        let Delivered { owner, serial, last, stuck } = delivered;
        let relieved = Self { attention: self.attention.filter(|_| stuck), ..self };
        let Stage::CertRequest { reviewer } = relieved.stage else {
            return relieved.note_late_certificate(owner, serial);
        };
        let event = Event::CertificateIssued { owner, serial, last };
        if last {
            return Ok(relieved.moved(Stage::Registering { reviewer }, at, event));
        }
        Ok(Change::new(relieved, event))
    }

    fn note_late_certificate(self, owner: u32, serial: String) -> Result<Change<Self>, Refusal> {
        match self.stage {
            Stage::Received
            | Stage::InReview { .. }
            | Stage::NeedsClient { .. }
            | Stage::Forwarded { .. } => {
                Ok(Change::new(self, Event::CertificateIssued { owner, serial, last: false }))
            }
            Stage::CertRequest { .. }
            | Stage::Registering { .. }
            | Stage::Approved { .. }
            | Stage::Completed { .. }
            | Stage::Rejected { .. }
            | Stage::Withdrawn
            | Stage::Expired => Err(self.closed_for(Verb::Forward)),
        }
    }

    /// The authority refused an owner's request: back to the partner, with its words. Certificates stay; so does the
    /// call for a person while something else of it is `stuck`.
    pub fn refused_by_authority(
        self,
        owner: u32,
        words: String,
        stuck: bool,
        at: DateTime<Utc>,
    ) -> Result<Change<Self>, Refusal> {
        let Stage::CertRequest { reviewer } = self.stage else { return Err(self.closed_for(Verb::Forward)) };
        let back = Self { attention: self.attention.filter(|_| stuck), ..self };
        Ok(back.moved(Stage::InReview { reviewer }, at, Event::AuthorityRefused { owner, words }))
    }

    /// The operator's clerk refuses what is at the authority: back to the partner, with these words.
    pub fn refuse(self, words: String, at: DateTime<Utc>) -> Result<Change<Self>, Refusal> {
        let (Stage::CertRequest { reviewer } | Stage::Registering { reviewer }) = self.stage else {
            return Err(self.closed_for(Verb::Forward));
        };
        let from = Some(self.stage.code());
        let back = Self { attention: None, ..self };
        Ok(back.moved(Stage::InReview { reviewer }, at, Event::OperatorRefused { from, words }))
    }

    /// Drops the work that is stuck, for a reason: what was on its way goes back to whoever had forwarded it.
    pub fn reset(self, reason: String, at: DateTime<Utc>) -> Result<Change<Self>, Refusal> {
        if self.attention.is_none() {
            return Err(Refusal::NotStuck);
        }
        match self.stage {
            Stage::Forwarded { reviewer, .. }
            | Stage::CertRequest { reviewer }
            | Stage::Registering { reviewer } => {
                let event = Event::Reset { from: Some(self.stage.code()), reason };
                let back = Self { attention: None, ..self };
                Ok(back.moved(Stage::InReview { reviewer }, at, event))
            }
            Stage::Received | Stage::InReview { .. } | Stage::NeedsClient { .. } => {
                let event = Event::Reset { from: None, reason };
                Ok(Change::new(Self { attention: None, ..self }, event))
            }
            Stage::Approved { .. }
            | Stage::Completed { .. }
            | Stage::Rejected { .. }
            | Stage::Withdrawn
            | Stage::Expired => Err(self.closed_for(Verb::Forward)),
        }
    }

    /// Approves it once it is registered: the instant of activation.
    pub fn approve(self, client_email: String, at: DateTime<Utc>) -> Result<Change<Self>, Refusal> {
        let Stage::Registering { reviewer } = self.stage else { return Err(self.closed_for(Verb::Forward)) };
        let done = Self { attention: None, ..self };
        Ok(done.moved(Stage::Approved { reviewer, at }, at, Event::Approved { client_email }))
    }

    /// Marks it as needing a person: the worker gave up.
    pub fn need_attention(self, words: String, at: DateTime<Utc>) -> Change<Self> {
        let attention = Some(Attention { since: at, words: words.clone() });
        Change::new(Self { attention, ..self }, Event::NeedsAttention { words })
    }

    /// Lets the worker try again, for a reason.
    pub fn resend(self, reason: String) -> Change<Self> {
        Change::new(Self { attention: None, ..self }, Event::Resent { reason })
    }
}
