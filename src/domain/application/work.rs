//! What the worker does with an application between the partner's click and its approval.

use chrono::{DateTime, Utc};

use super::{Application, ApplicationEvent, ApplicationRefusal, Attention, Deadlines};
use crate::domain::certificate_request::AskedRequest;
use crate::domain::change::Change;
use crate::domain::ids::PersonId;
use crate::domain::stage::Stage;

/// A certificate that came, and what it means for its application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivered {
    /// The request that it answers.
    pub asked: AskedRequest,
    /// The serial, lower-case hexadecimal.
    pub serial: String,
    /// Whether it was the last one awaited.
    pub last: bool,
    /// Whether the application names that request no more.
    pub superseded: bool,
    /// Whether something else of the application still needs a person.
    pub stuck: bool,
}

/// The ball is back with the partner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BallBack {
    /// By when the partner should act now: the time that the operator had it is not the partner's.
    pub deadlines: Deadlines,
    /// The partner's address.
    pub partner_email: String,
}

/// A refusal of the authority, and what it means for its application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedOwner {
    /// The request that was refused.
    pub asked: AskedRequest,
    /// The authority's words.
    pub words: String,
    /// Whether the application names that request no more.
    pub superseded: bool,
    /// Whether something else of the application still needs a person.
    pub stuck: bool,
}

impl Application {
    /// Hands these requests to the authority; `awaited` are those that were asked before and whose answer is still open.
    /// Without any of either, registration follows at once.
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

    /// Notes a certificate; after the last one awaited, registration follows. One that comes when another owner was
    /// refused meanwhile, when the application is over, or when it names that request no more, stays too, and moves
    /// nothing.
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
            // Whatever has all that it asks for awaits nothing more: only what it asks for no more can still come.
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

    /// The authority refused an owner's request: back to the partner, with its words. Certificates stay; so does the
    /// call for a person while something else of it is stuck. A refusal that comes when the application has left the
    /// authority, or names that request no more, is noted and moves nothing.
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
            // Whoever forwarded it again is told by the next answer; what is over needs nobody any more.
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

    /// The operator's clerk refuses what is at the authority: back to the partner, with these words.
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

    /// Drops the work that is stuck, for a reason: what was on its way goes back to whoever had forwarded it, everything
    /// else stays where it is.
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

    /// Back to whoever had forwarded it, with time to look at it again.
    fn back_to(
        self,
        reviewer: PersonId,
        deadlines: Deadlines,
        at: DateTime<Utc>,
        event: ApplicationEvent,
    ) -> Change<Self> {
        Self { deadlines, ..self }.moved(Stage::InReview { reviewer }, at, event)
    }

    /// Approves it once it is registered: the instant of activation. `charges` is the digest of what it is charged,
    /// `periods` that of what it brought.
    pub fn approve(
        self,
        client_email: String,
        charges: String,
        periods: String,
        at: DateTime<Utc>,
    ) -> Result<Change<Self>, ApplicationRefusal> {
        let Stage::Registering { reviewer } = self.stage else { return Err(self.closed()) };
        let done = Self { attention: None, ..self };
        let (charges, periods) = (Some(charges), Some(periods));
        let event = ApplicationEvent::Approved { client_email, charges, periods };
        Ok(done.moved(Stage::Approved { reviewer, at }, at, event))
    }

    /// Marks it as needing a person: the worker gave up.
    pub fn need_attention(self, words: String, at: DateTime<Utc>) -> Change<Self> {
        let attention = Some(Attention { since: at, words: words.clone() });
        Change::new(Self { attention, ..self }, ApplicationEvent::NeedsAttention { words })
    }

    /// Lets the worker try again, for a reason.
    pub fn resend(self, reason: String) -> Change<Self> {
        Change::new(Self { attention: None, ..self }, ApplicationEvent::Resent { reason })
    }
}
