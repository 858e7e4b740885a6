//! Letters: who is told of what happened.

use super::Event;
use crate::domain::application::Application;
use crate::domain::errand::{Errand, News};

impl Event {
    /// Who is told of it: the client of every change that is theirs to know, the partner when the ball comes back.
    pub(super) fn letters(&self, after: &Application) -> Vec<Errand> {
        let client = |news| told(after, news, after.asked.email.clone(), None);
        let because = |news, text: &str| told(after, news, after.asked.email.clone(), Some(text.to_owned()));
        let partner = |news, to: &String| told(after, news, Some(to.clone()), None);
        let letters = match self {
            Self::Received { partner_email, .. } => {
                vec![partner(News::NewApplication, partner_email), client(News::Accepted)]
            }
            Self::Returned { reason, .. } => vec![because(News::Returned, &reason.text)],
            Self::Rejected { reason } => vec![because(News::Rejected, &reason.text)],
            Self::Mended { partner_email, .. } => {
                vec![partner(News::MendedForPartner, partner_email), client(News::Mended)]
            }
            Self::Withdrawn { partner_email } => {
                vec![partner(News::WithdrawnForPartner, partner_email), client(News::Withdrawn)]
            }
            Self::Expired => vec![client(News::Expired)],
            Self::Submitted { .. } => vec![client(News::Forwarded)],
            Self::Approved { client_email } => {
                vec![told(after, News::Approved, Some(client_email.clone()), None)]
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
            | Self::AuthorityRefused { .. }
            | Self::OperatorRefused { .. }
            | Self::Completed
            | Self::NeedsAttention { .. }
            | Self::Resent { .. }
            | Self::Reset { .. }
            | Self::StatementFormed { .. }
            | Self::StatementPublished
            | Self::StatementAgreed { .. }
            | Self::LineDisputed { .. }
            | Self::LineResolved { .. }
            | Self::Invoiced { .. }
            | Self::House(_)
            | Self::Office(_) => Vec::new(),
        };
        letters.into_iter().flatten().collect()
    }
}

/// A letter, when there is an address to send it to.
fn told(after: &Application, news: News, to: Option<String>, words: Option<String>) -> Option<Errand> {
    to.map(|to| Errand::Letter { application: after.number, news, to, words })
}
