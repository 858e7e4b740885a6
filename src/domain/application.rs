//! A client's application and its verbs.

mod asked;
mod consequences;
mod decisions;
mod event;
mod history;
mod merging;
mod parameters;
mod refusal;
mod standing;
mod work;

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

pub use work::{Approval, BallBack, Delivered, RefusedOwner};

use super::change::{Change, Subject};
use super::identity::Region;
use super::ids::{ApplicationNumber, ItsLoginId, OrganizationId, PartnerId, PersonId};
use super::price::ForwardedTerms;
use super::remark::Known;
use super::stage::{Stage, Verb};
use super::submission::{ApplicationType, Authority, ChangeFlag, OrganizationKind, Product};

pub use decisions::{Hold, Mended};
pub use event::{ApplicationEvent, ApplicationEventName};
pub use history::{ApplicationTold, IssuedTold, SentTold};
pub use merging::{BasisChoice, Merge, Merged, Mode};
pub use parameters::ConnectionParameters;
pub use refusal::ApplicationRefusal;
pub use standing::Due;

/// The partner's deadlines, counted in working hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadlines {
    /// When a reviewer should have taken it.
    pub take_by: DateTime<Utc>,
    /// When it should be forwarded.
    pub forward_by: DateTime<Utc>,
}

/// The part of the client's request that lists show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The kind of application.
    pub kind: ApplicationType,
    /// What changes, in a change application.
    pub changes: Vec<ChangeFlag>,
    /// The controlling bodies to which the client will report.
    pub directions: Vec<Authority>,
    /// The organisation's short name, as this application states it.
    pub organization_name: String,
    /// Its ИНН.
    pub inn: String,
    /// Its КПП; empty for a sole proprietor.
    pub kpp: String,
    /// Legal entity or sole proprietor.
    pub legal_form: OrganizationKind,
    /// The region of the legal address.
    pub region: Region,
    /// The registration number of the 1C program.
    pub reg_number: String,
    /// The main product.
    pub product: Product,
    /// The term of the product.
    pub term_months: u32,
    /// The promotion that the client names.
    pub promotion: Option<String>,
    /// The alias of the product account.
    pub alias: Option<String>,
    /// Whether the client asked for the multi-user mode.
    pub multi_user: bool,
    /// How many users the client listed.
    pub users: u32,
    /// How many signature owners there are.
    pub owners: u32,
    /// How many of them came with a certificate request.
    pub requests: u32,
    /// The client's e-mail address for notifications.
    pub email: Option<String>,
}

/// The worker has stopped; a person must act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attention {
    /// When it stopped.
    pub since: DateTime<Utc>,
    /// The message of the last error.
    pub words: String,
}

/// An application with its stage and its connection parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Application {
    /// Its number, known to clients and partners.
    pub number: ApplicationNumber,
    /// The partner that serves the client.
    pub partner: PartnerId,
    /// The subscriber.
    pub organization: OrganizationId,
    /// The login that sent it.
    pub sent_login: ItsLoginId,
    /// The login to which the subscriber is bound since its first application.
    pub bound_login: ItsLoginId,
    /// The client's request.
    pub asked: Asked,
    /// The present stage.
    pub stage: Stage,
    /// When the stage began.
    pub stage_since: DateTime<Utc>,
    /// When it was received.
    pub received_at: DateTime<Utc>,
    /// The partner's deadlines.
    pub deadlines: Deadlines,
    /// The connection parameters as the partner set them.
    pub parameters: ConnectionParameters,
    /// Set while a person must act.
    pub attention: Option<Attention>,
    /// When the client last told the partner that it waits.
    pub nudged_at: Option<DateTime<Utc>>,
    /// The hold, if it is on hold.
    pub hold: Option<Hold>,
    /// What its approval will charge, fixed at forwarding. `None` before that, and in applications that an older
    /// version forwarded.
    pub terms: Option<ForwardedTerms>,
    /// The version of the row; every change raises it.
    pub version: i32,
}

impl Subject for Application {
    type Event = ApplicationEvent;
}

impl Application {
    /// A newly received application; `original` is the digest of the body and of its parsed form.
    pub fn receive(received: Self, login: String, partner_email: String, original: String) -> Change<Self> {
        let deadlines = Some(received.deadlines);
        let event = ApplicationEvent::Received { login, partner_email, original: Some(original), deadlines };
        Change::new(received, event)
    }

    /// The application as it was when it was received.
    #[must_use]
    pub fn as_received(self) -> Self {
        Self {
            stage: Stage::Received,
            stage_since: self.received_at,
            parameters: ConnectionParameters::suggested(self.asked.multi_user, self.asked.users),
            attention: None,
            nudged_at: None,
            hold: None,
            terms: None,
            version: 1,
            ..self
        }
    }

    /// The verbs allowed now: those of its stage, with `Wake` only while it is on hold.
    pub fn verbs(&self) -> impl Iterator<Item = Verb> + '_ {
        let of_stage = self.stage.code().verbs().iter().copied();
        of_stage.filter(|verb| *verb != Verb::Wake || self.hold.is_some())
    }

    /// Makes the person its reviewer.
    pub fn take(self, reviewer: PersonId, at: DateTime<Utc>) -> Result<Change<Self>, ApplicationRefusal> {
        self.open_for(Verb::Take)?;
        Ok(self.moved(Stage::InReview { reviewer }, at, ApplicationEvent::Taken { reviewer }))
    }

    /// Releases it to the queue. The time of a hold does not count against the partner, so the deadline moves.
    pub fn release(
        self,
        forward_by: DateTime<Utc>,
        at: DateTime<Utc>,
    ) -> Result<Change<Self>, ApplicationRefusal> {
        self.open_for(Verb::Release)?;
        let deadlines = Deadlines { forward_by, ..self.deadlines };
        let event = ApplicationEvent::Released { forward_by: Some(forward_by), reviewer_disabled: false };
        Ok(Self { deadlines, ..self }.moved(Stage::Received, at, event))
    }

    /// Hands it over to another reviewer, who reads the note; the stage and its age stay.
    pub fn hand_over(self, to: PersonId, note: Option<String>) -> Result<Change<Self>, ApplicationRefusal> {
        let Stage::InReview { reviewer: from } = self.stage else {
            return Err(self.closed_for(Verb::HandOver));
        };
        if from == to {
            return Err(ApplicationRefusal::AlreadyYours);
        }
        Ok(Change::new(
            Self { stage: Stage::InReview { reviewer: to }, ..self },
            ApplicationEvent::HandedOver { from, to, note, reviewer_disabled: false },
        ))
    }

    /// Sets the connection parameters: mode, tier and basis, but not the users.
    pub fn set_parameters(self, now: ConnectionParameters) -> Result<Change<Self>, ApplicationRefusal> {
        self.open_for(Verb::SetParameters)?;
        if now.enabled && now.tier.is_none() {
            return Err(ApplicationRefusal::TierMissing);
        }
        if !now.enabled && now.tier.is_some() {
            return Err(ApplicationRefusal::TierWithoutMode);
        }
        let was = self.parameters;
        Ok(Change::new(
            Self { parameters: now.clone(), ..self },
            ApplicationEvent::ParametersSet { was, now },
        ))
    }

    /// The same, to be forwarded on these terms.
    #[must_use]
    pub fn on_terms(self, terms: ForwardedTerms) -> Self {
        Self { terms: Some(terms), ..self }
    }

    /// Who forwards it, when it is ready for that; or what is missing.
    pub fn ready_to_forward(&self) -> Result<PersonId, ApplicationRefusal> {
        let Stage::InReview { reviewer } = self.stage else { return Err(self.closed_for(Verb::Forward)) };
        if self.parameters.enabled && self.parameters.tier.is_none() {
            return Err(ApplicationRefusal::TierMissing);
        }
        Ok(reviewer)
    }

    /// Forwards it to the operator on these terms, with the known conflicts and the acknowledged remarks; it can be
    /// undone while `undo` lasts.
    pub fn forward(
        self,
        at: DateTime<Utc>,
        undo: Duration,
        known: Known,
    ) -> Result<Change<Self>, ApplicationRefusal> {
        let reviewer = self.ready_to_forward()?;
        let undo_until = at + undo;
        let (remarks, acknowledged) = known.acknowledged().map_err(ApplicationRefusal::NotAcknowledged)?;
        let event =
            ApplicationEvent::Forwarded { undo_until, remarks, terms: self.terms.clone(), acknowledged };
        Ok(self.moved(Stage::Forwarded { reviewer, undo_until }, at, event))
    }

    /// Undoes the forwarding while the window is open and the worker has not begun.
    pub fn undo(self, at: DateTime<Utc>) -> Result<Change<Self>, ApplicationRefusal> {
        let Stage::Forwarded { reviewer, undo_until } = self.stage else {
            return Err(self.closed_for(Verb::Undo));
        };
        if at >= undo_until {
            return Err(ApplicationRefusal::UndoIsOver);
        }
        Ok(self.moved(Stage::InReview { reviewer }, at, ApplicationEvent::ForwardingUndone))
    }

    /// Records that the client's program finished the set-up.
    pub fn complete(self, at: DateTime<Utc>) -> Result<Change<Self>, ApplicationRefusal> {
        let Stage::Approved { reviewer, at: approved_at } = self.stage else {
            return Err(self.closed_for(Verb::Complete));
        };
        Ok(self.moved(Stage::Completed { reviewer, approved_at }, at, ApplicationEvent::Completed))
    }

    fn moved(self, stage: Stage, at: DateTime<Utc>, event: ApplicationEvent) -> Change<Self> {
        let terms = self.terms.filter(|_| stage.code().keeps_terms());
        Change::new(Self { stage, stage_since: at, hold: None, terms, ..self }, event)
    }

    /// Checks that a verb is allowed in the present stage.
    pub fn open_for(&self, verb: Verb) -> Result<(), ApplicationRefusal> {
        if self.stage.code().verbs().contains(&verb) { Ok(()) } else { Err(self.closed_for(verb)) }
    }

    fn closed_for(&self, verb: Verb) -> ApplicationRefusal {
        ApplicationRefusal::NotInThisStage { verb, stage: self.stage.code() }
    }

    /// The refusal of a step of the worker or the operator.
    fn closed(&self) -> ApplicationRefusal {
        ApplicationRefusal::Closed { stage: self.stage.code() }
    }
}

#[cfg(test)]
mod tests;
