//! What the office owes after an event of an application: the one place to read when who is told or asked what, and
//! from when on.

use chrono::{DateTime, Utc};

use super::{Application, ApplicationEvent};
use crate::domain::errand::{Errand, News};
use crate::domain::stage::StageCode;

impl ApplicationEvent {
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
