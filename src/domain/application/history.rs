//! An application as its events tell it, to be held against the row that is there.

use chrono::{DateTime, Utc};

use super::{Application, ApplicationEvent, Attention, ConnectionParameters, Deadlines, Hold, terms};
use crate::domain::price::ForwardedTerms;
use crate::domain::stage::{Stage, StageCode};

/// What came from the client: what it was, from whom and when.
#[derive(Clone, Debug)]
pub struct Sent {
    /// Digest of what was sent and of how it was read; old events do not say.
    pub original: Option<String>,
    /// The login that sent it.
    pub login: String,
    /// When it came.
    pub at: DateTime<Utc>,
}

/// A certificate that was issued.
#[derive(Clone, Debug)]
pub struct IssuedTold {
    /// The owner's place, from 0.
    pub owner: u32,
    /// The serial, lower-case hexadecimal.
    pub serial: String,
    /// When it was noted.
    pub at: DateTime<Utc>,
}

/// What the events of an application, one after another, say of it.
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
    /// By when the partner should act; nothing after an old event that does not say.
    deadlines: Option<Deadlines>,
    /// Each revision of the original, the first one first.
    pub originals: Vec<Sent>,
    /// The certificates that were issued.
    pub certificates: Vec<IssuedTold>,
    /// Digest of what was charged at each approval, of which there is at most one; old ones do not say.
    pub charged: Vec<Option<String>>,
    /// Digest of the periods that the approval brought; old ones do not say.
    pub periods: Option<String>,
}

impl ApplicationTold {
    /// How it begins: it has come.
    #[must_use]
    pub fn received(sent: Sent, deadlines: Option<Deadlines>) -> Self {
        Self {
            stage: Stage::Received,
            stage_since: sent.at,
            hold: None,
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

    /// The whole of it; nothing unless it begins with the coming.
    pub fn of<'a>(events: impl IntoIterator<Item = (&'a ApplicationEvent, DateTime<Utc>)>) -> Option<Self> {
        let mut events = events.into_iter();
        let (ApplicationEvent::Received { login, original, deadlines, .. }, at) = events.next()? else {
            return None;
        };
        let sent = Sent { original: original.clone(), login: login.clone(), at };
        let mut told = Self::received(sent, *deadlines);
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
            (self.originals.first().is_some_and(|first| first.at == there.received_at), "when it came"),
            (self.deadlines.is_none_or(|told| told == there.deadlines), "deadlines"),
            (self.changes == there.version, "count of changes"),
        ]
        .into_iter()
        .filter_map(|(same, what)| (!same).then_some(what))
        .collect()
    }

    /// Whether it stands on the terms on which it was forwarded, and on none once it came back.
    fn fits_terms(&self, there: &Application) -> bool {
        if terms::hold_in(&self.stage) {
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
            ApplicationEvent::Woken { forward_by } => {
                self.hold = None;
                self.forward_by(*forward_by);
            }
            ApplicationEvent::Released { forward_by } => self.forward_by(*forward_by),
            ApplicationEvent::Mended { login, original, deadlines, .. } => {
                self.originals.push(Sent { original: original.clone(), login: login.clone(), at });
                (self.mended_since, self.deadlines) = (true, *deadlines);
            }
            ApplicationEvent::CertificateIssued { owner, serial, .. } => {
                self.certificates.push(IssuedTold { owner: *owner, serial: serial.clone(), at });
                self.may_be_relieved = true;
            }
            ApplicationEvent::AuthorityRefused { deadlines, .. } => {
                self.may_be_relieved = true;
                self.come_back(event, *deadlines);
            }
            ApplicationEvent::Approved { charges, periods, .. } => {
                self.charged.push(charges.clone());
                self.periods.clone_from(periods);
                self.attention = None;
            }
            ApplicationEvent::NeedsAttention { words } => self.call(words, at),
            ApplicationEvent::OperatorRefused { deadlines, .. }
            | ApplicationEvent::Reset { deadlines, .. } => {
                self.attention = None;
                self.come_back(event, *deadlines);
            }
            ApplicationEvent::Resent { .. } => self.attention = None,
            ApplicationEvent::Received { .. }
            | ApplicationEvent::Taken { .. }
            | ApplicationEvent::Returned { .. }
            | ApplicationEvent::Rejected { .. }
            | ApplicationEvent::Withdrawn { .. }
            | ApplicationEvent::Expired
            | ApplicationEvent::ForwardingUndone
            | ApplicationEvent::Submitted { .. }
            | ApplicationEvent::Completed => {}
        }
    }

    fn forward_by(&mut self, forward_by: Option<DateTime<Utc>>) {
        let told = self.deadlines.zip(forward_by);
        self.deadlines = told.map(|(deadlines, forward_by)| Deadlines { forward_by, ..deadlines });
    }

    /// The deadlines begin anew when the ball comes back to the partner.
    fn come_back(&mut self, event: &ApplicationEvent, deadlines: Option<Deadlines>) {
        if self.leads_to(event).is_some() {
            self.deadlines = deadlines;
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
