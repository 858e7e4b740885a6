//! An application as its events tell it, to be held against the row that is there.

use chrono::{DateTime, Utc};

use super::{Application, Attention, ConnectionParameters, Hold, terms};
use crate::domain::event::Event;
use crate::domain::ids::PersonId;
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
    pub fn of<'a>(events: impl IntoIterator<Item = (&'a Event, DateTime<Utc>)>) -> Option<Self> {
        let mut events = events.into_iter();
        let (Event::Received { original, .. }, at) = events.next()? else { return None };
        let mut told = Self::received(at, original.clone());
        events.for_each(|(event, at)| told.then(event, at));
        Some(told)
    }

    /// Goes on with the next event.
    pub fn then(&mut self, event: &Event, at: DateTime<Utc>) {
        self.changes += 1;
        self.note(event, at);
        if let Some(stage) = self.moves(event, at) {
            if !matches!(event, Event::HandedOver { .. }) {
                (self.stage_since, self.hold) = (at, None);
            }
            self.stage = stage;
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
        if terms::hold_in(&self.stage) {
            self.terms.is_none() || self.terms == there.terms
        } else {
            there.terms.is_none()
        }
    }

    /// What an event says beside the stage.
    fn note(&mut self, event: &Event, at: DateTime<Utc>) {
        match event {
            Event::ParametersSet { now, .. } => {
                (self.parameters, self.mended_since) = (Some(now.clone()), false);
            }
            Event::Forwarded { terms, .. } => self.terms.clone_from(terms),
            Event::Held { reason, until } => self.put_aside(reason, at, *until),
            Event::Woken => self.hold = None,
            Event::Mended { original, .. } => {
                self.originals.push(original.clone());
                self.mended_since = true;
            }
            Event::CertificateIssued { owner, serial, .. } => {
                self.certificates.push((*owner, serial.clone()));
                self.may_be_relieved = true;
            }
            Event::AuthorityRefused { .. } => self.may_be_relieved = true,
            Event::Approved { charges, .. } => {
                self.charged.push(charges.clone());
                self.attention = None;
            }
            Event::NeedsAttention { words } => self.call(words, at),
            Event::OperatorRefused { .. } | Event::Resent { .. } | Event::Reset { .. } => {
                self.attention = None;
            }
            Event::Received { .. }
            | Event::Taken { .. }
            | Event::Released
            | Event::HandedOver { .. }
            | Event::Returned { .. }
            | Event::Rejected { .. }
            | Event::Withdrawn { .. }
            | Event::Expired
            | Event::ForwardingUndone
            | Event::Submitted { .. }
            | Event::Completed
            | Event::StatementFormed { .. }
            | Event::StatementPublished
            | Event::StatementAgreed { .. }
            | Event::LineDisputed { .. }
            | Event::LineResolved { .. }
            | Event::Invoiced { .. }
            | Event::House(_)
            | Event::Office(_) => {}
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
    fn moves(&self, event: &Event, at: DateTime<Utc>) -> Option<Stage> {
        match event {
            Event::Received { .. } | Event::Released => Some(Stage::Received),
            Event::Taken { reviewer } => Some(Stage::InReview { reviewer: *reviewer }),
            Event::HandedOver { to, .. } => Some(Stage::InReview { reviewer: *to }),
            Event::Withdrawn { .. } => Some(Stage::Withdrawn),
            Event::Expired => Some(Stage::Expired),
            Event::Rejected { reason, .. } => {
                Some(Stage::Rejected { reviewer: self.stage.reviewer(), reason: reason.clone() })
            }
            Event::Returned { .. }
            | Event::Mended { .. }
            | Event::Forwarded { .. }
            | Event::ForwardingUndone
            | Event::Submitted { .. }
            | Event::CertificateIssued { .. }
            | Event::AuthorityRefused { .. }
            | Event::OperatorRefused { .. }
            | Event::Approved { .. }
            | Event::Completed
            | Event::Reset { .. } => self.goes_on(event, self.stage.reviewer()?, at),
            Event::ParametersSet { .. }
            | Event::Held { .. }
            | Event::Woken
            | Event::NeedsAttention { .. }
            | Event::Resent { .. }
            | Event::StatementFormed { .. }
            | Event::StatementPublished
            | Event::StatementAgreed { .. }
            | Event::LineDisputed { .. }
            | Event::LineResolved { .. }
            | Event::Invoiced { .. }
            | Event::House(_)
            | Event::Office(_) => None,
        }
    }

    /// The same where the reviewer stays who they are.
    fn goes_on(&self, event: &Event, reviewer: PersonId, at: DateTime<Utc>) -> Option<Stage> {
        if let Event::Returned { reason, expires_at } = event {
            return Some(Stage::NeedsClient { reviewer, reason: reason.clone(), expires_at: *expires_at });
        }
        if let Event::Forwarded { undo_until, .. } = event {
            return Some(Stage::Forwarded { reviewer, undo_until: *undo_until });
        }
        if let Event::Submitted { owners, awaited, .. } = event {
            let asked = !owners.is_empty() || !awaited.is_empty();
            return Some(if asked {
                Stage::CertRequest { reviewer }
            } else {
                Stage::Registering { reviewer }
            });
        }
        if let Event::CertificateIssued { last, .. } = event {
            return last.then_some(Stage::Registering { reviewer });
        }
        if matches!(event, Event::Approved { .. }) {
            return Some(Stage::Approved { reviewer, at });
        }
        if matches!(event, Event::Completed) {
            let Stage::Approved { at: approved_at, .. } = self.stage else { return None };
            return Some(Stage::Completed { reviewer, approved_at });
        }
        // Old entries do not say that the reset took it back from the operator; it did whenever it was there.
        let stays = matches!(event, Event::AuthorityRefused { late: true, .. })
            || (matches!(event, Event::Reset { .. }) && !StageCode::AT_OPERATOR.contains(&self.stage.code()));
        (!stays).then_some(Stage::InReview { reviewer })
    }
}
