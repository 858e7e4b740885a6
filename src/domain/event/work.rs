//! Work: what the worker has to do after an event.

use chrono::{DateTime, Utc};

use super::Event;
use crate::domain::application::Application;
use crate::domain::errand::Errand;

impl Event {
    /// The steps that the worker takes next.
    pub(super) fn work(&self, after: &Application, at: DateTime<Utc>) -> Vec<(Errand, DateTime<Utc>)> {
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
            | Self::Reset { .. }
            | Self::StatementFormed { .. }
            | Self::StatementPublished
            | Self::StatementAgreed { .. }
            | Self::LineDisputed { .. }
            | Self::LineResolved { .. }
            | Self::Invoiced { .. }
            | Self::House(_)
            | Self::Office(_) => Vec::new(),
        }
    }
}
