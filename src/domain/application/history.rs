//! An application as its events tell it, to be held against the row that is there.

use chrono::{DateTime, Utc};

use super::{Application, ApplicationEvent, Attention, ConnectionParameters, Hold};
use crate::domain::price::ForwardedTerms;
use crate::domain::stage::Stage;

/// What the events of an application, one after another, say of it. Deadlines are not told: they follow the calendar.
#[derive(Clone, Debug)]
pub struct ApplicationTold {
    pub(super) stage: Stage,
    pub(super) stage_since: DateTime<Utc>,
    pub(super) hold: Option<Hold>,
    pub(super) attention: Option<Attention>,
    /// An answer of the authority ends the call for a person unless something else is stuck, which it does not say.
    pub(super) may_be_relieved: bool,
    pub(super) parameters: Option<ConnectionParameters>,
    pub(super) mended_since: bool,
    /// On which terms it was last forwarded; old events do not say.
    pub(super) terms: Option<ForwardedTerms>,
    changes: i32,
    /// What each revision of the original was, the first one first; old events do not say.
    pub originals: Vec<Option<String>>,
    /// The serials that were issued, each with the owner's place.
    pub certificates: Vec<(u32, String)>,
    /// Digest of what was charged at each approval, of which there is at most one; old ones do not say.
    pub charged: Vec<Option<String>>,
}

impl ApplicationTold {
    /// How it begins: it has come.
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

    /// The whole of it; nothing unless it begins with the coming.
    pub fn of<'a>(events: impl IntoIterator<Item = (&'a ApplicationEvent, DateTime<Utc>)>) -> Option<Self> {
        let mut events = events.into_iter();
        let (ApplicationEvent::Received { original, .. }, at) = events.next()? else { return None };
        let mut told = Self::received(at, original.clone());
        events.for_each(|(event, at)| told.then(event, at));
        Some(told)
    }

    /// Goes on with the next event.
    pub fn then(&mut self, event: &ApplicationEvent, at: DateTime<Utc>) {
        self.changes += 1;
        self.note(event, at);
        let moved = self.leads_to(event).and_then(|code| self.stage(code, event, at));
        if let Some(stage) = moved {
            (self.stage, self.stage_since, self.hold) = (stage, at, None);
        }
    }

    /// Whether it has been approved.
    #[must_use]
    pub fn is_approved(&self) -> bool {
        !self.charged.is_empty()
    }

    /// What of an application is otherwise than it is told.
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

    /// Whether it stands on the terms on which it was forwarded, and on none once it came back.
    fn fits_terms(&self, there: &Application) -> bool {
        if self.stage.code().keeps_terms() {
            self.terms.is_none() || self.terms == there.terms
        } else {
            there.terms.is_none()
        }
    }
}
