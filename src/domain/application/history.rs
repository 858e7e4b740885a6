//! The state of an application as its events imply it, for comparison with its row.

use chrono::{DateTime, Utc};

use super::{Application, ApplicationEvent, Attention, ConnectionParameters, Deadlines, Hold};
use crate::domain::price::ForwardedTerms;
use crate::domain::stage::Stage;

/// What the client sent: its digest, the login and the time.
#[derive(Clone, Debug)]
pub struct SentTold {
    /// The digest of the body and of its parsed form; absent in old events.
    pub original: Option<String>,
    /// The login that sent it.
    pub login: String,
    /// When it was received.
    pub at: DateTime<Utc>,
}

/// A certificate that was issued.
#[derive(Clone, Debug)]
pub struct IssuedTold {
    /// The owner's position, from 0.
    pub owner: u32,
    /// The serial number, in lower-case hexadecimal.
    pub serial: String,
    /// When it was recorded.
    pub at: DateTime<Utc>,
}

/// The state implied by the events so far.
#[derive(Clone, Debug)]
pub struct ApplicationTold {
    pub(super) stage: Stage,
    pub(super) stage_since: DateTime<Utc>,
    pub(super) hold: Option<Hold>,
    pub(super) nudged_at: Option<DateTime<Utc>>,
    pub(super) attention: Option<Attention>,
    /// An answer of the authority ends the call for a person unless something else is stuck, which it does not say.
    pub(super) may_be_relieved: bool,
    pub(super) parameters: Option<ConnectionParameters>,
    pub(super) mended_since: bool,
    /// On which terms it was last forwarded; old events do not say.
    pub(super) terms: Option<ForwardedTerms>,
    changes: i32,
    /// The partner's deadlines; `None` after an old event that does not tell them.
    pub(super) deadlines: Option<Deadlines>,
    /// Each revision of the original, the first one first.
    pub originals: Vec<SentTold>,
    /// The issued certificates.
    pub certificates: Vec<IssuedTold>,
    /// The digest of the charges of each approval; absent in old events. There is at most one approval.
    pub charged: Vec<Option<String>>,
    /// Digest of the periods that the approval brought; old ones do not say.
    pub periods: Option<String>,
}

impl ApplicationTold {
    /// The state after the application was received.
    #[must_use]
    pub fn received(sent: SentTold, deadlines: Option<Deadlines>) -> Self {
        Self {
            stage: Stage::Received,
            stage_since: sent.at,
            hold: None,
            nudged_at: None,
            attention: None,
            may_be_relieved: false,
            parameters: None,
            mended_since: false,
            terms: None,
            changes: 1,
            deadlines,
            originals: vec![sent],
            certificates: Vec::new(),
            charged: Vec::new(),
            periods: None,
        }
    }

    /// The state after these events; `None` unless the first one is `Received`.
    pub fn of<'a>(events: impl IntoIterator<Item = (&'a ApplicationEvent, DateTime<Utc>)>) -> Option<Self> {
        let mut events = events.into_iter();
        let (ApplicationEvent::Received { login, original, deadlines, .. }, at) = events.next()? else {
            return None;
        };
        let sent = SentTold { original: original.clone(), login: login.clone(), at };
        let mut told = Self::received(sent, *deadlines);
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
            (self.nudged_at == there.nudged_at, "when the client asked"),
            (attention, "attention"),
            (parameters, "parameters"),
            (self.fits_terms(there), "terms"),
            (self.originals.first().is_some_and(|first| first.at == there.received_at), "when it came"),
            (self.deadlines.is_none_or(|told| told == there.deadlines), "deadlines"),
            (self.changes == there.version, "count of changes"),
        ]
        .into_iter()
        .filter_map(|(same, what)| (!same).then_some(what))
        .collect()
    }

    /// Whether the application has the terms of its forwarding, and none after it came back.
    fn fits_terms(&self, there: &Application) -> bool {
        if self.stage.code().keeps_terms() {
            self.terms.is_none() || self.terms == there.terms
        } else {
            there.terms.is_none()
        }
    }
}
