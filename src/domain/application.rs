//! An application of a client, and everything that can be done with it.

mod asked;
mod decisions;
mod event;
mod history;
mod merging;
mod owed;
mod parameters;
mod refusal;
mod standing;
mod terms;
mod work;

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

pub use work::{BallBack, Delivered, RefusedOwner};

use super::change::{Change, Subject};
use super::identity::Region;
use super::ids::{ApplicationNumber, ItsLoginId, OrganizationId, PartnerId, PersonId};
use super::price::ForwardedTerms;
use super::remark::Known;
use super::stage::{Stage, Verb};
use super::submission::{ApplicationType, Authority, ChangeFlag, OrganizationKind, Product};

pub use decisions::{Hold, Mended};
pub use event::{ApplicationEvent, ApplicationEventName};
pub use history::{ApplicationTold, IssuedTold, Sent};
pub use merging::{Ground, Merge, Merged, Mode};
pub use parameters::ConnectionParameters;
pub use refusal::ApplicationRefusal;
pub use standing::Due;

/// By when the partner should have acted, in working hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadlines {
    /// By when somebody should have taken it.
    pub take_by: DateTime<Utc>,
    /// By when it should have been forwarded.
    pub forward_by: DateTime<Utc>,
}

/// What a list shows of what the client asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// What kind of application it is.
    pub kind: ApplicationType,
    /// What changes, for an application of change.
    pub changes: Vec<ChangeFlag>,
    /// The controlling bodies to which it will report.
    pub directions: Vec<Authority>,
    /// Short name of the organisation, as in this application.
    pub organization_name: String,
    /// Its ИНН.
    pub inn: String,
    /// Its КПП; empty for a sole proprietor.
    pub kpp: String,
    /// Legal entity or sole proprietor.
    pub legal_form: OrganizationKind,
    /// Region of the legal address.
    pub region: Region,
    /// Registration number of the 1C program.
    pub reg_number: String,
    /// The main product.
    pub product: Product,
    /// Its term.
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
    /// Where the client is told of it.
    pub email: Option<String>,
}

/// Work on the application has stopped until a person looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attention {
    /// Since when.
    pub since: DateTime<Utc>,
    /// The last error, in words.
    pub words: String,
}

/// An application with its stage and its connection parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Application {
    /// Its number, which everybody calls it by.
    pub number: ApplicationNumber,
    /// The partner that serves the client.
    pub partner: PartnerId,
    /// The subscriber.
    pub organization: OrganizationId,
    /// The login that sent it.
    pub sent_login: ItsLoginId,
    /// The login that is bound to the subscriber since the first application.
    pub bound_login: ItsLoginId,
    /// What the client asked for.
    pub asked: Asked,
    /// Where it stands.
    pub stage: Stage,
    /// Since when it stands there.
    pub stage_since: DateTime<Utc>,
    /// When it came.
    pub received_at: DateTime<Utc>,
    /// By when the partner should have acted.
    pub deadlines: Deadlines,
    /// The connection parameters, as the partner left them.
    pub parameters: ConnectionParameters,
    /// Why a person must look at it, when one must.
    pub attention: Option<Attention>,
    /// Until when it lies aside, when it does.
    pub hold: Option<Hold>,
    /// What its approval will charge, fixed when it was forwarded; nothing before, and nothing where the program that
    /// forwarded it fixed nothing yet.
    pub terms: Option<ForwardedTerms>,
    /// Grows with every change; whoever writes must have seen the last one.
    pub version: i32,
}

impl Subject for Application {
    type Event = ApplicationEvent;
}

impl Application {
    /// An application that has just come from a client's program; `original` is the digest of what was sent.
    pub fn receive(received: Self, login: String, partner_email: String, original: String) -> Change<Self> {
        let deadlines = Some(received.deadlines);
        let event = ApplicationEvent::Received { login, partner_email, original: Some(original), deadlines };
        Change::new(received, event)
    }

    /// The same application as it was when it came: nobody had touched it.
    #[must_use]
    pub fn as_received(self) -> Self {
        Self {
            stage: Stage::Received,
            stage_since: self.received_at,
            parameters: ConnectionParameters::suggested(self.asked.multi_user, self.asked.users),
            attention: None,
            hold: None,
            terms: None,
            version: 1,
            ..self
        }
    }

    /// The verbs that are open now: those of its stage, and taking up again only what lies aside.
    pub fn verbs(&self) -> impl Iterator<Item = Verb> + '_ {
        let of_stage = self.stage.code().verbs().iter().copied();
        of_stage.filter(|verb| *verb != Verb::Wake || self.hold.is_some())
    }

    /// Takes it for inspection.
    pub fn take(self, reviewer: PersonId, at: DateTime<Utc>) -> Result<Change<Self>, ApplicationRefusal> {
        self.open_for(Verb::Take)?;
        Ok(self.moved(Stage::InReview { reviewer }, at, ApplicationEvent::Taken { reviewer }))
    }

    /// Gives it back to the queue; the time that it lay aside, if it did, is not the partner's, so the deadline moves.
    pub fn release(
        self,
        forward_by: DateTime<Utc>,
        at: DateTime<Utc>,
    ) -> Result<Change<Self>, ApplicationRefusal> {
        self.open_for(Verb::Release)?;
        let deadlines = Deadlines { forward_by, ..self.deadlines };
        let event = ApplicationEvent::Released { forward_by: Some(forward_by) };
        Ok(Self { deadlines, ..self }.moved(Stage::Received, at, event))
    }

    /// Hands it over to a colleague; the stage and its age stay.
    pub fn hand_over(self, to: PersonId) -> Result<Change<Self>, ApplicationRefusal> {
        let Stage::InReview { reviewer: from } = self.stage else {
            return Err(self.closed_for(Verb::HandOver));
        };
        if from == to {
            return Err(ApplicationRefusal::AlreadyYours);
        }
        Ok(Change::new(
            Self { stage: Stage::InReview { reviewer: to }, ..self },
            ApplicationEvent::HandedOver { from, to },
        ))
    }

    /// Sets the connection parameters: mode, tier, basis. The users are not among them.
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

    /// Who forwards it, when it is ready for that; or what is missing.
    pub fn ready_to_forward(&self) -> Result<PersonId, ApplicationRefusal> {
        let Stage::InReview { reviewer } = self.stage else { return Err(self.closed_for(Verb::Forward)) };
        if self.parameters.enabled && self.parameters.tier.is_none() {
            return Err(ApplicationRefusal::TierMissing);
        }
        Ok(reviewer)
    }

    /// Forwards it to the operator on the terms that were fixed, knowing what it collides with and having acknowledged
    /// what must be; it can be undone for as long as `undo` lasts.
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

    /// Takes the forwarding back, while the window lasts and the worker has not begun.
    pub fn undo(self, at: DateTime<Utc>) -> Result<Change<Self>, ApplicationRefusal> {
        let Stage::Forwarded { reviewer, undo_until } = self.stage else {
            return Err(self.closed_for(Verb::Undo));
        };
        if at >= undo_until {
            return Err(ApplicationRefusal::UndoIsOver);
        }
        Ok(self.moved(Stage::InReview { reviewer }, at, ApplicationEvent::ForwardingUndone))
    }

    /// The client's program has finished the set-up.
    pub fn complete(self, at: DateTime<Utc>) -> Result<Change<Self>, ApplicationRefusal> {
        let Stage::Approved { reviewer, at: approved_at } = self.stage else {
            return Err(self.closed_for(Verb::Complete));
        };
        Ok(self.moved(Stage::Completed { reviewer, approved_at }, at, ApplicationEvent::Completed))
    }

    fn moved(self, stage: Stage, at: DateTime<Utc>, event: ApplicationEvent) -> Change<Self> {
        let terms = self.terms.filter(|_| terms::hold_in(&stage));
        Change::new(Self { stage, stage_since: at, hold: None, terms, ..self }, event)
    }

    /// Whether a verb is open in the stage where it stands, or the refusal that it would meet.
    pub fn open_for(&self, verb: Verb) -> Result<(), ApplicationRefusal> {
        if self.stage.code().verbs().contains(&verb) { Ok(()) } else { Err(self.closed_for(verb)) }
    }

    fn closed_for(&self, verb: Verb) -> ApplicationRefusal {
        ApplicationRefusal::NotInThisStage { verb, stage: self.stage.code() }
    }

    /// The refusal of what is no verb of a person of the partner or of the client.
    fn closed(&self) -> ApplicationRefusal {
        ApplicationRefusal::Closed { stage: self.stage.code() }
    }
}

#[cfg(test)]
mod tests;
