//! Events: what happened, as the audit keeps it, and what the office owes afterwards.

mod house;
mod letters;
mod office;
mod work;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::application::{Application, ConnectionParameters};
use super::certificate_request::OwnersRequest;
use super::charge::DigestVersion;
use super::errand::Errand;
use super::ids::PersonId;
use super::price::ForwardedTerms;
use super::remark::{Acknowledged, Remark};
use super::stage::{Reason, StageCode};
pub use house::HouseEvent;
pub use office::{OfficeEvent, PlannedPrice, PlannedTerm};

/// What happened. The names are kept for ever: old entries are read by them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "verb", rename_all = "snake_case")]
pub enum Event {
    /// An application has come from a client's program.
    Received {
        /// The login that sent it.
        login: String,
        /// The partner's address, as it was then.
        partner_email: String,
        /// Digest of what was sent and of how it was read; old entries have none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        original: Option<String>,
    },
    /// Somebody took it for inspection.
    Taken {
        /// Who.
        reviewer: PersonId,
    },
    /// It went back to the queue.
    Released,
    /// It was handed over to a colleague.
    HandedOver {
        /// From whom.
        from: PersonId,
        /// To whom.
        to: PersonId,
    },
    /// The partner set the connection parameters.
    ParametersSet {
        /// As they were.
        was: ConnectionParameters,
        /// As they are.
        now: ConnectionParameters,
    },
    /// It was returned to the client.
    Returned {
        /// Why.
        reason: Reason,
        /// When it is taken off, unless the client mends it before.
        expires_at: DateTime<Utc>,
    },
    /// It was refused for good.
    Rejected {
        /// Why.
        reason: Reason,
        /// What it collided with then, as far as it was known.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        remarks: Vec<super::remark::Remark>,
    },
    /// It was put aside.
    Held {
        /// Why.
        reason: String,
        /// Until when.
        until: DateTime<Utc>,
    },
    /// It was taken up again.
    Woken,
    /// The client mended it and sent it again.
    Mended {
        /// Which revision of the original it brought.
        revision: i32,
        /// The login that sent it.
        login: String,
        /// The partner's address, as it was then.
        partner_email: String,
        /// Digest of what was sent and of how it was read; old entries have none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        original: Option<String>,
    },
    /// The client took it back.
    Withdrawn {
        /// The partner's address, as it was then.
        partner_email: String,
    },
    /// The client did not mend it in time.
    Expired,
    /// It was forwarded to the operator.
    Forwarded {
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
    ForwardingUndone,
    /// The requests were handed to the authority, for these owners.
    Submitted {
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
    CertificateIssued {
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
    AuthorityRefused {
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
    },
    /// The operator's clerk refused it.
    OperatorRefused {
        /// The stage from which it went back to the review; old entries do not say.
        from: Option<StageCode>,
        /// The clerk's words.
        words: String,
        /// The partner's address, as it was then; old entries do not say.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        partner_email: Option<String>,
    },
    /// It was registered and approved; products are active.
    Approved {
        /// The client's address, as it was then.
        client_email: String,
        /// Digest of the lines that were charged with it; old entries have none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        charges: Option<String>,
    },
    /// The client's program has finished the set-up.
    Completed,
    /// The worker gave up; a person must look.
    NeedsAttention {
        /// The last error, in words.
        words: String,
    },
    /// A person had the work done again.
    Resent {
        /// Why.
        reason: String,
    },
    /// A person dropped the work that was stuck.
    Reset {
        /// The stage from which it went back to the review; nothing when it had not left the partner, and
        /// in old entries.
        from: Option<StageCode>,
        /// Why.
        reason: String,
        /// The partner's address, as it was then, when the partner is told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        partner_email: Option<String>,
    },
    /// A month's statement was formed or formed anew.
    StatementFormed {
        /// How many lines it has.
        lines: u64,
        /// Their sum in kopecks.
        total: i64,
    },
    /// The statement was shown to the partner.
    StatementPublished,
    /// The partner's manager agreed to it.
    StatementAgreed {
        /// Digest of the lines that were agreed to.
        sha256: String,
        /// By which rule they were digested.
        #[serde(default, skip_serializing_if = "DigestVersion::is_first")]
        digest: DigestVersion,
    },
    /// The partner disputes a line.
    LineDisputed {
        /// The line.
        line: i64,
        /// Why.
        comment: String,
    },
    /// The operator answered a disputed line.
    LineResolved {
        /// The line.
        line: i64,
        /// How.
        comment: String,
        /// Digest of the correction that followed, if one did; old entries do not say.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        corrections: Option<Vec<String>>,
    },
    /// An invoice was issued for it.
    Invoiced {
        /// Its number.
        number: String,
    },
    /// Something happened to a person or to an ITS login.
    #[serde(untagged)]
    House(HouseEvent),
    /// The operator changed the terms of the office.
    #[serde(untagged)]
    Office(OfficeEvent),
}

impl Event {
    /// The word under which the audit keeps it.
    #[must_use]
    pub fn verb(&self) -> &'static str {
        match self {
            Self::Received { .. } => "received",
            Self::Taken { .. } => "taken",
            Self::Released => "released",
            Self::HandedOver { .. } => "handed_over",
            Self::ParametersSet { .. } => "parameters_set",
            Self::Returned { .. } => "returned",
            Self::Rejected { .. } => "rejected",
            Self::Held { .. } => "held",
            Self::Woken => "woken",
            Self::Mended { .. } => "mended",
            Self::Withdrawn { .. } => "withdrawn",
            Self::Expired => "expired",
            Self::Forwarded { .. } => "forwarded",
            Self::ForwardingUndone => "forwarding_undone",
            Self::Submitted { .. } => "submitted",
            Self::CertificateIssued { .. } => "certificate_issued",
            Self::AuthorityRefused { .. } => "authority_refused",
            Self::OperatorRefused { .. } => "operator_refused",
            Self::Approved { .. } => "approved",
            Self::Completed => "completed",
            Self::NeedsAttention { .. } => "needs_attention",
            Self::Resent { .. } => "resent",
            Self::Reset { .. } => "reset",
            Self::StatementFormed { .. } => "statement_formed",
            Self::StatementPublished => "statement_published",
            Self::StatementAgreed { .. } => "statement_agreed",
            Self::LineDisputed { .. } => "line_disputed",
            Self::LineResolved { .. } => "line_resolved",
            Self::Invoiced { .. } => "invoiced",
            Self::House(event) => event.verb(),
            Self::Office(event) => event.verb(),
        }
    }

    /// What the office owes after this: the one place to read when whom what is told or asked, and from when on.
    #[must_use]
    pub fn errands(&self, after: &Application, at: DateTime<Utc>) -> Vec<(Errand, DateTime<Utc>)> {
        let letters = self.letters(after).into_iter().map(|letter| (letter, at));
        self.work(after, at).into_iter().chain(letters).collect()
    }
}
