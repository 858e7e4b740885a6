//! Which errands follow from an event of an application, and when each falls due.

use chrono::{DateTime, Utc};

use super::{Application, ApplicationEvent};
use crate::domain::errand::{Errand, News};
use crate::domain::stage::StageCode;

impl ApplicationEvent {
    /// The errands that follow, each with the instant at which it is due.
    #[must_use]
    pub fn errands(&self, after: &Application, at: DateTime<Utc>) -> Vec<(Errand, DateTime<Utc>)> {
        let letters = self.letters(after).into_iter().map(|letter| (letter, at));
        self.work(after, at).into_iter().chain(letters).collect()
    }

    /// The errands for the worker's next steps.
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
            | Self::Released
            | Self::HandedOver { .. }
            | Self::ParametersSet { .. }
            | Self::Rejected { .. }
            | Self::Woken
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

    /// The letters that follow: to the client about changes that concern them, to the partner when the partner must act
    /// again.
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
            Self::Reset { from, reason, partner_email } => {
                back(after, partner_email.as_ref(), reason, had_gone(*from))
            }
            Self::Taken { .. }
            | Self::Released
            | Self::HandedOver { .. }
            | Self::ParametersSet { .. }
            | Self::Held { .. }
            | Self::Woken
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

/// The letters when the operator gives the application back: to the partner with the operator's message, to the client
/// when `client` is set.
fn back(after: &Application, partner: Option<&String>, words: &str, client: bool) -> Vec<Option<Errand>> {
    let to_client = after.asked.email.clone().filter(|_| client);
    vec![
        told(after, News::BackForPartner, partner.cloned(), Some(words.to_owned())),
        told(after, News::Back, to_client, None),
    ]
}

/// Whether the client was told that the application is at the operator.
fn had_gone(from: Option<StageCode>) -> bool {
    matches!(from, Some(StageCode::CertRequest | StageCode::Registering))
}

/// A letter, if there is an address.
fn told(after: &Application, news: News, to: Option<String>, words: Option<String>) -> Option<Errand> {
    to.map(|to| Errand::Letter { application: after.number, news, to, words })
}
