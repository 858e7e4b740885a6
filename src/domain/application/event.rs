//! What happens to an application, as the audit keeps it.

use chrono::{DateTime, Utc};

use super::{ConnectionParameters, Deadlines};
use crate::domain::certificate_request::OwnersRequest;
use crate::domain::ids::PersonId;
use crate::domain::price::ForwardedTerms;
use crate::domain::remark::{Acknowledged, Remark};
use crate::domain::stage::{Reason, StageCode};

events! {
    /// What happened to an application.
    pub enum ApplicationEvent, named ApplicationEventName {
        /// An application has come from a client's program.
        Received = "received" {
            /// The login that sent it.
            login: String,
            /// The partner's address, as it was then.
            partner_email: String,
            /// Digest of what was sent and of how it was read; old entries have none.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            original: Option<String>,
            /// By when the partner should act; old entries do not say.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            deadlines: Option<Deadlines>,
        },
        /// Somebody took it for inspection.
        Taken = "taken" {
            /// Who.
            reviewer: PersonId,
        },
        /// It went back to the queue.
        Released = "released" {
            /// By when it should be forwarded now; old entries do not say.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            forward_by: Option<DateTime<Utc>>,
        },
        /// It was handed over to a colleague.
        HandedOver = "handed_over" {
            /// From whom.
            from: PersonId,
            /// To whom.
            to: PersonId,
        },
        /// The partner set the connection parameters.
        ParametersSet = "parameters_set" {
            /// As they were.
            was: ConnectionParameters,
            /// As they are.
            now: ConnectionParameters,
        },
        /// It was returned to the client.
        Returned = "returned" {
            /// Why.
            reason: Reason,
            /// When it is taken off, unless the client mends it before.
            expires_at: DateTime<Utc>,
        },
        /// It was refused for good.
        Rejected = "rejected" {
            /// Why.
            reason: Reason,
            /// What it collided with then, as far as it was known.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            remarks: Vec<Remark>,
        },
        /// It was put aside.
        Held = "held" {
            /// Why.
            reason: String,
            /// Until when.
            until: DateTime<Utc>,
        },
        /// It was taken up again.
        Woken = "woken" {
            /// By when it should be forwarded now; old entries do not say.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            forward_by: Option<DateTime<Utc>>,
        },
        /// The client mended it and sent it again.
        Mended = "mended" {
            /// Which revision of the original it brought.
            revision: i32,
            /// The login that sent it.
            login: String,
            /// The partner's address, as it was then.
            partner_email: String,
            /// Digest of what was sent and of how it was read; old entries have none.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            original: Option<String>,
            /// By when the partner should act; old entries do not say.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            deadlines: Option<Deadlines>,
        },
        /// The client took it back.
        Withdrawn = "withdrawn" {
            /// The partner's address, as it was then.
            partner_email: String,
        },
        /// The client did not mend it in time.
        Expired = "expired",
        /// It was forwarded to the operator.
        Forwarded = "forwarded" {
            /// Until when it can be undone.
            undo_until: DateTime<Utc>,
            /// What it collided with then, as far as it was known.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            remarks: Vec<Remark>,
            /// What its approval will charge; old entries do not say.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            terms: Option<ForwardedTerms>,
            /// What whoever forwarded it had to acknowledge of its requests for certificates, and did.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            acknowledged: Vec<Acknowledged>,
        },
        /// The forwarding was undone in time.
        ForwardingUndone = "forwarding_undone",
        /// The requests were handed to the authority, for these owners.
        Submitted = "submitted" {
            /// Places of the owners who need a certificate, from 0.
            owners: Vec<u32>,
            /// Places of the owners who were asked for before and whose answer is still open.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            awaited: Vec<u32>,
            /// The requests of `owners`, one for one; old entries do not say.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            requests: Vec<OwnersRequest>,
        },
        /// The authority issued a certificate.
        CertificateIssued = "certificate_issued" {
            /// The owner's place, from 0.
            owner: u32,
            /// The serial, lower-case hexadecimal.
            serial: String,
            /// Whether it was the last one awaited.
            last: bool,
            /// Whose request it answers, and which; old entries do not say.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            request: Option<OwnersRequest>,
            /// Whether the application named that request no more, so that the certificate counts for nobody in it.
            #[serde(default, skip_serializing_if = "std::ops::Not::not")]
            superseded: bool,
        },
        /// The authority refused an owner's request.
        AuthorityRefused = "authority_refused" {
            /// The owner's place, from 0.
            owner: u32,
            /// Its words.
            words: String,
            /// Whose request it refused, and which; old entries do not say.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            request: Option<OwnersRequest>,
            /// The partner's address, as it was then, when the partner is told.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            partner_email: Option<String>,
            /// Whether the application had left the authority already, or named that request no more, so that nothing moved.
            #[serde(default, skip_serializing_if = "std::ops::Not::not")]
            late: bool,
            /// By when the partner should act, when the ball is back; old entries do not say.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            deadlines: Option<Deadlines>,
        },
        /// The operator's clerk refused it.
        OperatorRefused = "operator_refused" {
            /// The stage from which it went back to the review; old entries do not say.
            from: Option<StageCode>,
            /// The clerk's words.
            words: String,
            /// The partner's address, as it was then; old entries do not say.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            partner_email: Option<String>,
            /// By when the partner should act; old entries do not say.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            deadlines: Option<Deadlines>,
        },
        /// It was registered and approved; products are active.
        Approved = "approved" {
            /// The client's address, as it was then.
            client_email: String,
            /// Digest of the lines that were charged with it; old entries have none.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            charges: Option<String>,
            /// Digest of the periods that it brought; old entries have none.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            periods: Option<String>,
        },
        /// The client's program has finished the set-up.
        Completed = "completed",
        /// The worker gave up; a person must look.
        NeedsAttention = "needs_attention" {
            /// The last error, in words.
            words: String,
        },
        /// A person had the work done again.
        Resent = "resent" {
            /// Why.
            reason: String,
        },
        /// A person dropped the work that was stuck.
        Reset = "reset" {
            /// The stage from which it went back to the review; nothing when it had not left the partner, and
            /// in old entries.
            from: Option<StageCode>,
            /// Why.
            reason: String,
            /// The partner's address, as it was then, when the partner is told.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            partner_email: Option<String>,
            /// By when the partner should act, when the ball is back; old entries do not say.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            deadlines: Option<Deadlines>,
        },
    }
}

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
            | Self::CertificateIssued { last: false, .. }
            | Self::AuthorityRefused { late: true, .. }
            | Self::NeedsAttention { .. }
            | Self::Resent { .. } => None,
        }
    }

    /// The connection parameters as they were before it changed them, when it did.
    #[must_use]
    pub fn parameters_before(&self) -> Option<&ConnectionParameters> {
        if let Self::ParametersSet { was, .. } = self { Some(was) } else { None }
    }
}
