//! The events of a partner's month, as the audit stores them.

use chrono::NaiveDate;

use crate::domain::charge::DigestVersion;

events! {
    /// An event of a partner's month or of its credit.
    pub enum StatementEvent, named StatementEventName {
        /// The statement was formed, or formed again.
        StatementFormed = "statement_formed" {
            /// How many lines it has.
            lines: u64,
            /// Their sum in kopecks.
            total: i64,
        },
        /// The statement was published to the partner.
        StatementPublished = "statement_published",
        /// The partner's manager agreed to it.
        StatementAgreed = "statement_agreed" {
            /// Digest of the lines that were agreed to.
            sha256: String,
            /// The version of the digest.
            #[serde(default, skip_serializing_if = "DigestVersion::is_first")]
            digest: DigestVersion,
        },
        /// The partner disputes a line.
        LineDisputed = "line_disputed" {
            /// The line.
            line: i64,
            /// The reason.
            comment: String,
        },
        /// The operator answered a disputed line.
        LineResolved = "line_resolved" {
            /// The line.
            line: i64,
            /// The answer.
            comment: String,
            /// The digests of the corrections that followed, none or one; absent in old entries.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            corrections: Option<Vec<String>>,
        },
        /// An invoice was issued for it.
        Invoiced = "invoiced" {
            /// Its number.
            number: String,
        },
        /// The partner did not answer in time, which counts as an agreement.
        StatementLapsed = "statement_lapsed" {
            /// The last day for an answer.
            due: NaiveDate,
            /// Digest of the lines that count as agreed to.
            sha256: String,
            /// The version of the digest.
            #[serde(default, skip_serializing_if = "DigestVersion::is_first")]
            digest: DigestVersion,
        },
        /// A month with a sum of zero or less was closed without an invoice.
        StatementClosed = "statement_closed" {
            /// The credit that it leaves to the partner, in kopecks.
            credit: i64,
        },
        /// A statement without lines was withdrawn.
        StatementWithdrawn = "statement_withdrawn",
        /// An invoice used a part of the month's credit.
        CreditUsed = "credit_used" {
            /// The amount, in kopecks.
            amount: i64,
            /// The number of the invoice.
            invoice: String,
        },
    }
}
