//! An application as its events tell it, to be held against the row that is there.

use chrono::{DateTime, Utc};

use super::{Application, ApplicationEvent, Attention, ConnectionParameters, Hold};
use crate::domain::price::ForwardedTerms;
use crate::domain::stage::{Stage, StageCode};

/// What the events of an application, one after another, say of it. Deadlines are not told: they follow the calendar.
#[derive(Clone, Debug)]
pub struct ApplicationTold {
    stage: Stage,
    stage_since: DateTime<Utc>,
    hold: Option<Hold>,
    attention: Option<Attention>,
    /// An answer of the authority ends the call for a person unless something else is stuck, which it does not say.
    may_be_relieved: bool,
    parameters: Option<ConnectionParameters>,
    mended_since: bool,
    /// On which terms it was last forwarded; old events do not say.
    terms: Option<ForwardedTerms>,
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

    /// What an event says beside the stage to which it leads.
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

    /// The stage to which an event leads from here, when it leads anywhere.
    fn leads_to(&self, event: &ApplicationEvent) -> Option<StageCode> {
        // Old entries do not say from where it went back: a refusal of the clerk always took it back, a reset whenever
        // it was at the operator.
        let went_back = matches!(event, ApplicationEvent::OperatorRefused { from: None, .. })
            || (matches!(event, ApplicationEvent::Reset { from: None, .. })
                && StageCode::AT_OPERATOR.contains(&self.stage.code()));
        if went_back { Some(StageCode::InReview) } else { event.moves().map(|(_, to)| to) }
    }

    /// That stage with what the event says of it.
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
