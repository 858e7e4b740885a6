//! The events of an application, as the audit stores them.

use chrono::{DateTime, Utc};

use super::{ConnectionParameters, Deadlines};
use crate::domain::certificate_request::OwnersRequest;
use crate::domain::ids::PersonId;
use crate::domain::price::ForwardedTerms;
use crate::domain::remark::{Acknowledged, Remark};
use crate::domain::stage::{Reason, StageCode};

events! {
    /// An event of an application.
    pub enum ApplicationEvent, named ApplicationEventName {
        /// An application has come from a client's program.
        Received = "received" {
            /// The login that sent it.
            login: String,
            /// The partner's e-mail address at that time.
            partner_email: String,
            /// The digest of the body and of its parsed form; absent in old entries.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            original: Option<String>,
            /// By when the partner should act; old entries do not say.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            deadlines: Option<Deadlines>,
        },
        /// A reviewer took it.
        Taken = "taken" {
            /// The reviewer.
            reviewer: PersonId,
        },
        /// It was released to the queue.
        Released = "released" {
            /// The new deadline of forwarding; absent in old entries.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            forward_by: Option<DateTime<Utc>>,
            /// Whether its reviewer was disabled.
            #[serde(default, skip_serializing_if = "std::ops::Not::not")]
            reviewer_disabled: bool,
        },
        /// It was handed over to a colleague.
        HandedOver = "handed_over" {
            /// The former reviewer.
            from: PersonId,
            /// The new reviewer.
            to: PersonId,
            /// Why, for the new reviewer.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            note: Option<String>,
            /// Whether the former reviewer was disabled.
            #[serde(default, skip_serializing_if = "std::ops::Not::not")]
            reviewer_disabled: bool,
        },
        /// The partner set the connection parameters.
        ParametersSet = "parameters_set" {
            /// The former parameters.
            was: ConnectionParameters,
            /// The new parameters.
            now: ConnectionParameters,
        },
        /// It was returned to the client.
        Returned = "returned" {
            /// The reason.
            reason: Reason,
            /// When it expires, unless the client mends it before.
            expires_at: DateTime<Utc>,
        },
        /// It was rejected for good.
        Rejected = "rejected" {
            /// The reason.
            reason: Reason,
            /// The conflicts that were known then.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            remarks: Vec<Remark>,
        },
        /// It was put on hold.
        Held = "held" {
            /// The reason.
            reason: String,
            /// When the hold ends.
            until: DateTime<Utc>,
        },
        /// The hold ended.
        Woken = "woken" {
            /// The new deadline of forwarding; absent in old entries.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            forward_by: Option<DateTime<Utc>>,
        },
        /// The client mended it and sent it again.
        Mended = "mended" {
            /// The number of the revision.
            revision: i32,
            /// The login that sent it.
            login: String,
            /// The partner's e-mail address at that time.
            partner_email: String,
            /// The digest of the body and of its parsed form; absent in old entries.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            original: Option<String>,
            /// By when the partner should act; old entries do not say.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            deadlines: Option<Deadlines>,
        },
        /// The client told the partner that it waits.
        Nudged = "nudged" {
            /// The partner's e-mail address at that time.
            partner_email: String,
        },
        /// The client withdrew it.
        Withdrawn = "withdrawn" {
            /// The partner's e-mail address at that time.
            partner_email: String,
        },
        /// The client did not mend it in time.
        Expired = "expired",
        /// It was forwarded to the operator.
        Forwarded = "forwarded" {
            /// Until when it can be undone.
            undo_until: DateTime<Utc>,
            /// The conflicts that were known then.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            remarks: Vec<Remark>,
            /// What its approval will charge; absent in old entries.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            terms: Option<ForwardedTerms>,
            /// The remarks about certificate requests that the reviewer acknowledged.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            acknowledged: Vec<Acknowledged>,
        },
        /// The forwarding was undone in time.
        ForwardingUndone = "forwarding_undone",
        /// The requests were handed to the authority, for these owners.
        Submitted = "submitted" {
            /// The positions of owners who need a certificate, from 0.
            owners: Vec<u32>,
            /// The positions of owners whose earlier request has no answer yet.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            awaited: Vec<u32>,
            /// The requests of `owners`, in the same order; absent in old entries.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            requests: Vec<OwnersRequest>,
        },
        /// The authority issued a certificate.
        CertificateIssued = "certificate_issued" {
            /// The owner's position, from 0.
            owner: u32,
            /// The serial number in lower-case hex.
            serial: String,
            /// Whether no other certificate was awaited.
            last: bool,
            /// The request that it answers, with its owner; absent in old entries.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            request: Option<OwnersRequest>,
            /// Whether the application no longer names that request: the certificate is superseded.
            #[serde(default, skip_serializing_if = "std::ops::Not::not")]
            superseded: bool,
        },
        /// The authority refused an owner's request.
        AuthorityRefused = "authority_refused" {
            /// The owner's position, from 0.
            owner: u32,
            /// The authority's message.
            words: String,
            /// The refused request, with its owner; absent in old entries.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            request: Option<OwnersRequest>,
            /// The partner's e-mail address at that time; present when the partner is notified.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            partner_email: Option<String>,
            /// Whether the refusal came too late and moved nothing: the application had left the authority or no longer
            /// named the request.
            #[serde(default, skip_serializing_if = "std::ops::Not::not")]
            late: bool,
            /// By when the partner should act, when the ball is back; old entries do not say.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            deadlines: Option<Deadlines>,
        },
        /// The operator's clerk refused it.
        OperatorRefused = "operator_refused" {
            /// The stage before it went back to review; absent in old entries.
            from: Option<StageCode>,
            /// The clerk's message.
            words: String,
            /// The partner's e-mail address at that time; absent in old entries.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            partner_email: Option<String>,
            /// By when the partner should act; old entries do not say.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            deadlines: Option<Deadlines>,
        },
        /// It was registered and approved; its products are active.
        Approved = "approved" {
            /// The client's e-mail address at that time.
            client_email: String,
            /// The digest of the charged lines; absent in old entries.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            charges: Option<String>,
            /// Digest of the periods that it brought; old entries have none.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            periods: Option<String>,
            /// Who acts for the organisation since: whose connection it was.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            joined: Option<PersonId>,
        },
        /// The client's program finished the set-up.
        Completed = "completed",
        /// The worker gave up; a person must act.
        NeedsAttention = "needs_attention" {
            /// The message of the last error.
            words: String,
        },
        /// A person made the dead errands due again.
        Resent = "resent" {
            /// The reason.
            reason: String,
        },
        /// A person dropped the dead errands.
        Reset = "reset" {
            /// The stage before it went back to review; absent in old entries, and when it had not left the partner.
            from: Option<StageCode>,
            /// The reason.
            reason: String,
            /// The partner's e-mail address at that time; present when the partner is notified.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            partner_email: Option<String>,
            /// By when the partner should act, when the ball is back; old entries do not say.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            deadlines: Option<Deadlines>,
        },
    }
}

impl ApplicationEvent {
    /// The connection parameters as they were before it changed them, when it did.
    #[must_use]
    pub fn parameters_before(&self) -> Option<&ConnectionParameters> {
        if let Self::ParametersSet { was, .. } = self { Some(was) } else { None }
    }

    /// The reviewers whom it names.
    #[must_use]
    pub fn reviewers(&self) -> Vec<PersonId> {
        if let Self::HandedOver { from, to, .. } = self {
            vec![*from, *to]
        } else if let Self::Taken { reviewer } = self {
            vec![*reviewer]
        } else {
            Vec::new()
        }
    }
}
