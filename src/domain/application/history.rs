//! The state of an application as its events imply it, for comparison with its row.

use chrono::{DateTime, Utc};

use super::{Application, ApplicationEvent, Attention, ConnectionParameters, Hold, terms};
use crate::domain::price::ForwardedTerms;
use crate::domain::stage::{Stage, StageCode};

/// The state implied by the events so far. Deadlines are not included: they follow from the calendar.
#[derive(Clone, Debug)]
pub struct ApplicationTold {
    stage: Stage,
    stage_since: DateTime<Utc>,
    hold: Option<Hold>,
    attention: Option<Attention>,
    /// Whether the call for a person may have ended: an answer of the authority ends it unless another errand is dead,
    /// and the event does not say which.
    may_be_relieved: bool,
    parameters: Option<ConnectionParameters>,
    mended_since: bool,
    /// The terms of the last forwarding; absent in old events.
    terms: Option<ForwardedTerms>,
    changes: i32,
    /// The digest of each revision, the first one first; absent in old events.
    pub originals: Vec<Option<String>>,
    /// The issued serial numbers, each with the owner's position.
    pub certificates: Vec<(u32, String)>,
    /// The digest of the charges of each approval; absent in old events. There is at most one approval.
    pub charged: Vec<Option<String>>,
}

impl ApplicationTold {
    /// The state after the application was received.
    #[must_use]
    pub fn received(at: DateTime<Utc>, original: Option<String>) -> Self {
        Self {
            stage: Stage::Received,
            stage_since: at,
            hold: None,
            attention: None,
            may_be_relieved: false,
            parameters: None,
            mended_since: false,
            terms: None,
            changes: 1,
            originals: vec![original],
            certificates: Vec::new(),
            charged: Vec::new(),
        }
    }

    /// The state after these events; `None` unless the first one is `Received`.
    pub fn of<'a>(events: impl IntoIterator<Item = (&'a ApplicationEvent, DateTime<Utc>)>) -> Option<Self> {
        let mut events = events.into_iter();
        let (ApplicationEvent::Received { original, .. }, at) = events.next()? else { return None };
        let mut told = Self::received(at, original.clone());
        events.for_each(|(event, at)| told.then(event, at));
        Some(told)
    }

    /// Applies the next event.
    pub fn then(&mut self, event: &ApplicationEvent, at: DateTime<Utc>) {
        self.changes += 1;
        self.note(event, at);
        let moved = self.leads_to(event).and_then(|code| self.stage(code, event, at));
        if let Some(stage) = moved {
            (self.stage, self.stage_since, self.hold) = (stage, at, None);
        }
    }

    /// Whether an approval was among the events.
    #[must_use]
    pub fn is_approved(&self) -> bool {
        !self.charged.is_empty()
    }

    /// The parts of an application that differ from the implied state.
    #[must_use]
    pub fn differs(&self, there: &Application) -> Vec<&'static str> {
        let suggested = ConnectionParameters::suggested(there.asked.multi_user, there.asked.users);
        let parameters = self.parameters.as_ref().unwrap_or(&suggested) == &there.parameters
            || (self.mended_since && suggested == there.parameters);
        let attention =
            self.attention == there.attention || (self.may_be_relieved && there.attention.is_none());
        [
            (self.stage == there.stage, "stage"),
            (self.stage_since == there.stage_since, "since when"),
            (self.hold == there.hold, "hold"),
            (attention, "attention"),
            (parameters, "parameters"),
            (self.fits_terms(there), "terms"),
            (self.changes == there.version, "count of changes"),
        ]
        .into_iter()
        .filter_map(|(same, what)| (!same).then_some(what))
        .collect()
    }

    /// Whether the application has the terms of its forwarding, and none after it came back.
    fn fits_terms(&self, there: &Application) -> bool {
        if terms::hold_in(&self.stage) {
            self.terms.is_none() || self.terms == there.terms
        } else {
            there.terms.is_none()
        }
    }

    /// Applies what an event says besides the stage.
    fn note(&mut self, event: &ApplicationEvent, at: DateTime<Utc>) {
        match event {
            ApplicationEvent::ParametersSet { now, .. } => {
                (self.parameters, self.mended_since) = (Some(now.clone()), false);
            }
            ApplicationEvent::Forwarded { terms, .. } => self.terms.clone_from(terms),
            ApplicationEvent::Held { reason, until } => self.put_aside(reason, at, *until),
            ApplicationEvent::HandedOver { to, .. } => self.stage = Stage::InReview { reviewer: *to },
            ApplicationEvent::Woken => self.hold = None,
            ApplicationEvent::Mended { original, .. } => {
                self.originals.push(original.clone());
                self.mended_since = true;
            }
            ApplicationEvent::CertificateIssued { owner, serial, .. } => {
                self.certificates.push((*owner, serial.clone()));
                self.may_be_relieved = true;
            }
            ApplicationEvent::AuthorityRefused { .. } => self.may_be_relieved = true,
            ApplicationEvent::Approved { charges, .. } => {
                self.charged.push(charges.clone());
                self.attention = None;
            }
            ApplicationEvent::NeedsAttention { words } => self.call(words, at),
            ApplicationEvent::OperatorRefused { .. }
            | ApplicationEvent::Resent { .. }
            | ApplicationEvent::Reset { .. } => {
                self.attention = None;
            }
            ApplicationEvent::Received { .. }
            | ApplicationEvent::Taken { .. }
            | ApplicationEvent::Released
            | ApplicationEvent::Returned { .. }
            | ApplicationEvent::Rejected { .. }
            | ApplicationEvent::Withdrawn { .. }
            | ApplicationEvent::Expired
            | ApplicationEvent::ForwardingUndone
            | ApplicationEvent::Submitted { .. }
            | ApplicationEvent::Completed => {}
        }
    }

    fn put_aside(&mut self, reason: &str, at: DateTime<Utc>, until: DateTime<Utc>) {
        let since = self.hold.as_ref().map_or(at, |hold| hold.since);
        self.hold = Some(Hold { reason: reason.to_owned(), since, until });
    }

    fn call(&mut self, words: &str, at: DateTime<Utc>) {
        self.attention = Some(Attention { since: at, words: words.to_owned() });
        self.may_be_relieved = false;
    }

    /// The stage to which an event moves the application, if it moves it.
    fn leads_to(&self, event: &ApplicationEvent) -> Option<StageCode> {
        // Old entries lack the stage before going back: a clerk's refusal always went back to review, a reset did so
        // when the application was at the operator.
        let went_back = matches!(event, ApplicationEvent::OperatorRefused { from: None, .. })
            || (matches!(event, ApplicationEvent::Reset { from: None, .. })
                && StageCode::AT_OPERATOR.contains(&self.stage.code()));
        if went_back { Some(StageCode::InReview) } else { event.moves().map(|(_, to)| to) }
    }

    /// The stage with this code, filled with what the event says of it.
    fn stage(&self, code: StageCode, event: &ApplicationEvent, at: DateTime<Utc>) -> Option<Stage> {
        let taken_by = if let ApplicationEvent::Taken { reviewer } = event { Some(*reviewer) } else { None };
        let by = taken_by.or(self.stage.reviewer());
        Some(match code {
            StageCode::Received => Stage::Received,
            StageCode::InReview => Stage::InReview { reviewer: by? },
            StageCode::NeedsClient => {
                let ApplicationEvent::Returned { reason, expires_at } = event else { return None };
                Stage::NeedsClient { reviewer: by?, reason: reason.clone(), expires_at: *expires_at }
            }
            StageCode::Forwarded => {
                let ApplicationEvent::Forwarded { undo_until, .. } = event else { return None };
                Stage::Forwarded { reviewer: by?, undo_until: *undo_until }
            }
            StageCode::CertRequest => Stage::CertRequest { reviewer: by? },
            StageCode::Registering => Stage::Registering { reviewer: by? },
            StageCode::Approved => Stage::Approved { reviewer: by?, at },
            StageCode::Completed => {
                Stage::Completed { reviewer: by?, approved_at: self.stage.approved_at()? }
            }
            StageCode::Rejected => {
                let ApplicationEvent::Rejected { reason, .. } = event else { return None };
                Stage::Rejected { reviewer: by, reason: reason.clone() }
            }
            StageCode::Withdrawn => Stage::Withdrawn,
            StageCode::Expired => Stage::Expired,
        })
    }
}
