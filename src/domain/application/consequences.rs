//! What follows from an event of an application: the stage to which it leads, the errands and letters that the office
//! owes, and what the history tells of it.

use chrono::{DateTime, Utc};

use super::{
    Application, ApplicationEvent, ApplicationTold, Attention, Deadlines, Hold, IssuedTold, SentTold,
};
use crate::domain::errand::{Errand, News};
use crate::domain::stage::{Stage, StageCode};

impl ApplicationEvent {
    /// From where to where it moves the application, when it moves it.
    #[must_use]
    pub fn moves(&self) -> Option<(StageCode, StageCode)> {
        use StageCode::{
            Approved, CertRequest, Completed, Expired, Forwarded, InReview, NeedsClient, Received,
            Registering, Rejected, Withdrawn,
        };
        match self {
            Self::Taken { .. } => Some((Received, InReview)),
            Self::Released { .. } => Some((InReview, Received)),
            Self::Returned { .. } => Some((InReview, NeedsClient)),
            Self::Rejected { .. } => Some((InReview, Rejected)),
            Self::Mended { .. } => Some((NeedsClient, InReview)),
            Self::Withdrawn { .. } => Some((NeedsClient, Withdrawn)),
            Self::Expired => Some((NeedsClient, Expired)),
            Self::Forwarded { .. } => Some((InReview, Forwarded)),
            Self::ForwardingUndone => Some((Forwarded, InReview)),
            Self::Submitted { owners, awaited, .. } if owners.is_empty() && awaited.is_empty() => {
                Some((Forwarded, Registering))
            }
            Self::Submitted { .. } => Some((Forwarded, CertRequest)),
            Self::CertificateIssued { last: true, .. } => Some((CertRequest, Registering)),
            Self::AuthorityRefused { late: false, .. } => Some((CertRequest, InReview)),
            Self::OperatorRefused { from, .. } | Self::Reset { from, .. } => {
                from.map(|from| (from, InReview))
            }
            Self::Approved { .. } => Some((Registering, Approved)),
            Self::Completed => Some((Approved, Completed)),
            Self::Received { .. }
            | Self::HandedOver { .. }
            | Self::ParametersSet { .. }
            | Self::Held { .. }
            | Self::Woken { .. }
            | Self::Nudged { .. }
            | Self::CertificateIssued { last: false, .. }
            | Self::AuthorityRefused { late: true, .. }
            | Self::NeedsAttention { .. }
            | Self::Resent { .. } => None,
        }
    }

    /// The errands, each with the instant from which it is due.
    #[must_use]
    pub fn errands(&self, after: &Application, at: DateTime<Utc>) -> Vec<(Errand, DateTime<Utc>)> {
        let letters = self.letters(after).into_iter().map(|letter| (letter, at));
        self.work(after, at).into_iter().chain(letters).collect()
    }

    /// The steps that the worker takes next.
    fn work(&self, after: &Application, at: DateTime<Utc>) -> Vec<(Errand, DateTime<Utc>)> {
        let application = after.number;
        match self {
            Self::Forwarded { undo_until, .. } => vec![(Errand::Submit { application }, *undo_until)],
            Self::Submitted { owners, awaited, .. } if owners.is_empty() && awaited.is_empty() => {
                vec![(Errand::Register { application }, at)]
            }
            Self::Submitted { owners, requests, .. } => {
                let asked = owners.iter().zip(requests.iter().cloned().map(Some));
                asked
                    .map(|(owner, request)| (Errand::Issue { application, owner: *owner, request }, at))
                    .collect()
            }
            Self::CertificateIssued { last: true, .. } => vec![(Errand::Register { application }, at)],
            Self::Returned { expires_at, .. } => vec![(Errand::Expire { application }, *expires_at)],
            Self::Held { until, .. } => vec![(Errand::Wake { application }, *until)],
            Self::Received { .. }
            | Self::Taken { .. }
            | Self::Released { .. }
            | Self::HandedOver { .. }
            | Self::ParametersSet { .. }
            | Self::Rejected { .. }
            | Self::Woken { .. }
            | Self::Nudged { .. }
            | Self::Mended { .. }
            | Self::Withdrawn { .. }
            | Self::Expired
            | Self::ForwardingUndone
            | Self::CertificateIssued { last: false, .. }
            | Self::AuthorityRefused { .. }
            | Self::OperatorRefused { .. }
            | Self::Approved { .. }
            | Self::Completed
            | Self::NeedsAttention { .. }
            | Self::Resent { .. }
            | Self::Reset { .. } => Vec::new(),
        }
    }

    /// Who is told of it: the client of every change that is theirs to know, the partner when the ball comes back.
    fn letters(&self, after: &Application) -> Vec<Errand> {
        let client = |news| told(after, news, after.asked.email.clone(), None);
        let because = |news, text: &str| told(after, news, after.asked.email.clone(), Some(text.to_owned()));
        let both = |to: &String, news, own| vec![told(after, news, Some(to.clone()), None), client(own)];
        let letters = match self {
            Self::Received { partner_email, .. } => both(partner_email, News::NewApplication, News::Accepted),
            Self::Returned { reason, .. } => vec![because(News::Returned, &reason.text)],
            Self::Rejected { reason, .. } => vec![because(News::Rejected, &reason.text)],
            Self::Mended { partner_email, .. } => both(partner_email, News::MendedForPartner, News::Mended),
            Self::Nudged { partner_email } => {
                vec![told(after, News::NudgedForPartner, Some(partner_email.clone()), None)]
            }
            Self::Withdrawn { partner_email } => {
                both(partner_email, News::WithdrawnForPartner, News::Withdrawn)
            }
            Self::Expired => vec![client(News::Expired)],
            Self::Submitted { .. } => vec![client(News::Forwarded)],
            Self::Approved { client_email, .. } => {
                vec![told(after, News::Approved, Some(client_email.clone()), None)]
            }
            Self::AuthorityRefused { words, partner_email, late, .. } => {
                back(after, partner_email.as_ref(), words, !late)
            }
            Self::OperatorRefused { words, partner_email, .. } => {
                back(after, partner_email.as_ref(), words, true)
            }
            Self::Reset { from, reason, partner_email, .. } => {
                back(after, partner_email.as_ref(), reason, had_gone(*from))
            }
            Self::Taken { .. }
            | Self::Released { .. }
            | Self::HandedOver { .. }
            | Self::ParametersSet { .. }
            | Self::Held { .. }
            | Self::Woken { .. }
            | Self::Forwarded { .. }
            | Self::ForwardingUndone
            | Self::CertificateIssued { .. }
            | Self::Completed
            | Self::NeedsAttention { .. }
            | Self::Resent { .. } => Vec::new(),
        };
        letters.into_iter().flatten().collect()
    }
}

impl ApplicationTold {
    /// What an event says beside the stage to which it leads.
    pub(super) fn note(&mut self, event: &ApplicationEvent, at: DateTime<Utc>) {
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
            ApplicationEvent::Released { forward_by, .. } => self.forward_by(*forward_by),
            ApplicationEvent::Nudged { .. } => self.nudged_at = Some(at),
            ApplicationEvent::Mended { login, original, deadlines, .. } => {
                self.originals.push(SentTold { original: original.clone(), login: login.clone(), at });
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
    pub(super) fn leads_to(&self, event: &ApplicationEvent) -> Option<StageCode> {
        // Old entries do not say from where it went back: a refusal of the clerk always took it back, a reset whenever
        // it was at the operator.
        let went_back = matches!(event, ApplicationEvent::OperatorRefused { from: None, .. })
            || (matches!(event, ApplicationEvent::Reset { from: None, .. })
                && StageCode::AT_OPERATOR.contains(&self.stage.code()));
        if went_back { Some(StageCode::InReview) } else { event.moves().map(|(_, to)| to) }
    }

    /// That stage with what the event says of it.
    pub(super) fn stage(
        &self,
        code: StageCode,
        event: &ApplicationEvent,
        at: DateTime<Utc>,
    ) -> Option<Stage> {
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

/// That the operator has given it back: to the partner with the words, to the client when the client is to know.
fn back(after: &Application, partner: Option<&String>, words: &str, client: bool) -> Vec<Option<Errand>> {
    let to_client = after.asked.email.clone().filter(|_| client);
    vec![
        told(after, News::BackForPartner, partner.cloned(), Some(words.to_owned())),
        told(after, News::Back, to_client, None),
    ]
}

/// Whether the client was told that it had gone to the operator.
fn had_gone(from: Option<StageCode>) -> bool {
    matches!(from, Some(StageCode::CertRequest | StageCode::Registering))
}

/// A letter, when there is an address to send it to.
fn told(after: &Application, news: News, to: Option<String>, words: Option<String>) -> Option<Errand> {
    to.map(|to| Errand::Letter { application: after.number, news, to, words })
}
