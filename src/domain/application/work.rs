//! The worker's steps between the forwarding of an application and its approval.

use chrono::{DateTime, Utc};

use super::{Application, ApplicationEvent, ApplicationRefusal, Attention, Deadlines};
use crate::domain::certificate_request::AskedRequest;
use crate::domain::change::Change;
use crate::domain::ids::PersonId;
use crate::domain::stage::Stage;

/// A certificate, with its meaning for the application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivered {
    /// The request that it answers.
    pub asked: AskedRequest,
    /// The serial number in lower-case hex.
    pub serial: String,
    /// Whether no other certificate is awaited.
    pub last: bool,
    /// Whether the application no longer names that request.
    pub superseded: bool,
    /// Whether another errand of the application is dead.
    pub stuck: bool,
}

/// What comes with an approval.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approval {
    /// The client's e-mail address.
    pub client_email: String,
    /// The digest of the charges.
    pub charges: String,
    /// The digest of the licences.
    pub periods: String,
    /// The member of the organisation whose connection it is, if it is one.
    pub joined: Option<PersonId>,
}

/// What the partner gets when the application goes back to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BallBack {
    /// The partner's new deadlines: the operator's time does not count against the partner.
    pub deadlines: Deadlines,
    /// The partner's e-mail address.
    pub partner_email: String,
}

/// A refusal of the authority, with its meaning for the application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedOwner {
    /// The request that was refused.
    pub asked: AskedRequest,
    /// The authority's message.
    pub words: String,
    /// Whether the application no longer names that request.
    pub superseded: bool,
    /// Whether another errand of the application is dead.
    pub stuck: bool,
}

impl Application {
    /// Sends these requests to the authority; `awaited` are earlier ones without an answer. Without any of either,
    /// registration follows at once.
    pub fn submit(
        self,
        asked: Vec<AskedRequest>,
        awaited: &[AskedRequest],
        at: DateTime<Utc>,
    ) -> Result<Change<Self>, ApplicationRefusal> {
        let Stage::Forwarded { reviewer, undo_until } = self.stage else { return Err(self.closed()) };
        if at < undo_until {
            return Err(ApplicationRefusal::UndoStillLasts);
        }
        let awaited: Vec<u32> = awaited.iter().map(|one| one.owner).collect();
        let (owners, requests): (Vec<u32>, Vec<_>) =
            asked.into_iter().map(|one| (one.owner, one.request)).unzip();
        let next = if owners.is_empty() && awaited.is_empty() {
            Stage::Registering { reviewer }
        } else {
            Stage::CertRequest { reviewer }
        };
        Ok(self.moved(next, at, ApplicationEvent::Submitted { owners, awaited, requests }))
    }

    /// Records a certificate; registration follows the last one awaited. A certificate is recorded without moving the
    /// application when another owner was refused in the meantime, when the application has ended, or when it no longer
    /// names the request.
    pub fn note_certificate(
        self,
        delivered: Delivered,
        at: DateTime<Utc>,
    ) -> Result<Change<Self>, ApplicationRefusal> {
        let Delivered { asked, serial, last, superseded, stuck } = delivered;
        let moves = last && !superseded;
        let event = |last| ApplicationEvent::CertificateIssued {
            owner: asked.owner,
            serial,
            last,
            request: Some(asked.request),
            superseded,
        };
        let relieved = Self { attention: self.attention.filter(|_| stuck), ..self };
        match relieved.stage {
            Stage::CertRequest { reviewer } if moves => {
                Ok(relieved.moved(Stage::Registering { reviewer }, at, event(true)))
            }
            // A complete application awaits nothing: only a superseded certificate can still arrive.
            Stage::Registering { .. } | Stage::Approved { .. } | Stage::Completed { .. } if !superseded => {
                Err(relieved.closed())
            }
            Stage::Received
            | Stage::InReview { .. }
            | Stage::NeedsClient { .. }
            | Stage::Forwarded { .. }
            | Stage::CertRequest { .. }
            | Stage::Registering { .. }
            | Stage::Approved { .. }
            | Stage::Completed { .. }
            | Stage::Rejected { .. }
            | Stage::Withdrawn
            | Stage::Expired => Ok(Change::new(relieved, event(false))),
        }
    }

    /// Records the authority's refusal of an owner's request; the application goes back to the partner with the
    /// message. Certificates stay, and so does the call for a person while another errand is dead. A late refusal, or
    /// one of a request that the application no longer names, moves nothing.
    pub fn refused_by_authority(
        self,
        refused: RefusedOwner,
        back: BallBack,
        at: DateTime<Utc>,
    ) -> Result<Change<Self>, ApplicationRefusal> {
        let RefusedOwner { asked: AskedRequest { owner, request }, words, superseded, stuck } = refused;
        let relieved = Self { attention: self.attention.filter(|_| stuck), ..self };
        let event = |partner_email, deadlines: Option<Deadlines>| {
            let (request, late) = (Some(request), deadlines.is_none());
            ApplicationEvent::AuthorityRefused { owner, words, request, partner_email, late, deadlines }
        };
        if superseded {
            return Ok(Change::new(relieved, event(None, None)));
        }
        match relieved.stage {
            Stage::CertRequest { reviewer } => {
                let BallBack { deadlines, partner_email } = back;
                Ok(relieved.back_to(reviewer, deadlines, at, event(Some(partner_email), Some(deadlines))))
            }
            // If it was forwarded again, the next answer informs the reviewer; an ended application needs no one.
            Stage::Forwarded { .. } | Stage::Rejected { .. } | Stage::Withdrawn | Stage::Expired => {
                Ok(Change::new(relieved, event(None, None)))
            }
            Stage::Received | Stage::InReview { .. } | Stage::NeedsClient { .. } => {
                Ok(Change::new(relieved, event(Some(back.partner_email), None)))
            }
            Stage::Registering { .. } | Stage::Approved { .. } | Stage::Completed { .. } => {
                Err(relieved.closed())
            }
        }
    }

    /// The operator's clerk refuses an application at the authority; it goes back to the partner with this message.
    pub fn refuse(
        self,
        words: String,
        back: BallBack,
        at: DateTime<Utc>,
    ) -> Result<Change<Self>, ApplicationRefusal> {
        let (Stage::CertRequest { reviewer } | Stage::Registering { reviewer }) = self.stage else {
            return Err(self.closed());
        };
        let BallBack { deadlines, partner_email } = back;
        let (from, partner_email, told) = (Some(self.stage.code()), Some(partner_email), Some(deadlines));
        let event = ApplicationEvent::OperatorRefused { from, words, partner_email, deadlines: told };
        Ok(Self { attention: None, ..self }.back_to(reviewer, deadlines, at, event))
    }

    /// Drops the dead errands, for a reason. An application that had left the partner goes back to its reviewer; any
    /// other keeps its stage.
    pub fn reset(
        self,
        reason: String,
        back: BallBack,
        at: DateTime<Utc>,
    ) -> Result<Change<Self>, ApplicationRefusal> {
        if self.attention.is_none() {
            return Err(ApplicationRefusal::NotStuck);
        }
        let relieved = Self { attention: None, ..self };
        match relieved.stage {
            Stage::Forwarded { reviewer, .. }
            | Stage::CertRequest { reviewer }
            | Stage::Registering { reviewer } => {
                let BallBack { deadlines, partner_email } = back;
                let (from, partner_email) = (Some(relieved.stage.code()), Some(partner_email));
                let event =
                    ApplicationEvent::Reset { from, reason, partner_email, deadlines: Some(deadlines) };
                Ok(relieved.back_to(reviewer, deadlines, at, event))
            }
            Stage::Received
            | Stage::InReview { .. }
            | Stage::NeedsClient { .. }
            | Stage::Approved { .. }
            | Stage::Completed { .. }
            | Stage::Rejected { .. }
            | Stage::Withdrawn
            | Stage::Expired => {
                let event =
                    ApplicationEvent::Reset { from: None, reason, partner_email: None, deadlines: None };
                Ok(Change::new(relieved, event))
            }
        }
    }

    /// Moves the application back to its reviewer, with new deadlines.
    fn back_to(
        self,
        reviewer: PersonId,
        deadlines: Deadlines,
        at: DateTime<Utc>,
        event: ApplicationEvent,
    ) -> Change<Self> {
        Self { deadlines, ..self }.moved(Stage::InReview { reviewer }, at, event)
    }

    /// Approves a registered application; `at` is the instant of activation.
    pub fn approve(self, approval: Approval, at: DateTime<Utc>) -> Result<Change<Self>, ApplicationRefusal> {
        let Stage::Registering { reviewer } = self.stage else { return Err(self.closed()) };
        let done = Self { attention: None, ..self };
        let Approval { client_email, charges, periods, joined } = approval;
        let (charges, periods) = (Some(charges), Some(periods));
        let event = ApplicationEvent::Approved { client_email, charges, periods, joined };
        Ok(done.moved(Stage::Approved { reviewer, at }, at, event))
    }

    /// Marks the application as needing a person: the worker gave up.
    pub fn need_attention(self, words: String, at: DateTime<Utc>) -> Change<Self> {
        let attention = Some(Attention { since: at, words: words.clone() });
        Change::new(Self { attention, ..self }, ApplicationEvent::NeedsAttention { words })
    }

    /// Lets the worker retry, for a reason.
    pub fn resend(self, reason: String) -> Change<Self> {
        Change::new(Self { attention: None, ..self }, ApplicationEvent::Resent { reason })
    }
}
