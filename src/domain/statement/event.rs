//! What happens to a month of a partner, as the audit keeps it.

use chrono::NaiveDate;

use crate::domain::charge::DigestVersion;

events! {
    /// What happened to a month of a partner, and to the credit that it left.
    pub enum StatementEvent, named StatementEventName {
        /// A month's statement was formed or formed anew.
        StatementFormed = "statement_formed" {
            /// How many lines it has.
            lines: u64,
            /// Their sum in kopecks.
            total: i64,
        },
        /// The statement was shown to the partner.
        StatementPublished = "statement_published",
        /// The partner's manager agreed to it.
        StatementAgreed = "statement_agreed" {
            /// Digest of the lines that were agreed to.
            sha256: String,
            /// By which rule they were digested.
            #[serde(default, skip_serializing_if = "DigestVersion::is_first")]
            digest: DigestVersion,
        },
        /// The partner disputes a line.
        LineDisputed = "line_disputed" {
            /// The line.
            line: i64,
            /// Why.
            comment: String,
        },
        /// The operator answered a disputed line.
        LineResolved = "line_resolved" {
            /// The line.
            line: i64,
            /// How.
            comment: String,
            /// Digests of the corrections that followed, none or one; old entries do not say.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            corrections: Option<Vec<String>>,
        },
        /// An invoice was issued for it.
        Invoiced = "invoiced" {
            /// Its number.
            number: String,
        },
        /// Nobody answered a statement in time, which counts as an agreement.
        StatementLapsed = "statement_lapsed" {
            /// The last day for an answer.
            due: NaiveDate,
            /// Digest of the lines that count as agreed to.
            sha256: String,
            /// By which rule they were digested.
            #[serde(default, skip_serializing_if = "DigestVersion::is_first")]
            digest: DigestVersion,
        },
        /// A month whose sum is not above zero was closed without an invoice.
        StatementClosed = "statement_closed" {
            /// What it leaves to the partner, in kopecks.
            credit: i64,
        },
        /// A statement without lines was taken away.
        StatementWithdrawn = "statement_withdrawn",
        /// An invoice took a part of what a month had left to the partner.
        CreditUsed = "credit_used" {
            /// How much, in kopecks.
            amount: i64,
            /// The number of the invoice.
            invoice: String,
        },
    }
}
