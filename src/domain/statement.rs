//! The statement of a month: the charges of one partner, reconciled before they are invoiced.

mod event;
mod history;
mod refusal;

use chrono::{DateTime, NaiveDate, Utc};

use super::calendar::WorkCalendar;
use super::change::{Change, Subject};
use super::charge::{Charge, DigestVersion, LineState, digest_of_approval};
use super::ids::{PartnerId, StatementId};
use super::money::Money;
use super::month::{Month, moscow_day};
use super::settings::SettingsBook;

pub use event::{StatementEvent, StatementEventName};
pub use history::{StatementTold, Step};
pub use refusal::StatementRefusal;

codes! {
    /// The state of a statement.
    pub enum StatementState {
        /// The operator forms it.
        Forming = "forming",
        /// The partner reviews it.
        OnReview = "on_review",
        /// The partner disputes some of its lines.
        Disputed = "disputed",
        /// The partner agreed; it is frozen.
        Agreed = "agreed",
        /// An invoice is issued.
        Invoiced = "invoiced",
        /// The invoice is paid.
        Paid = "paid",
        /// It is paid, or there was nothing to invoice.
        Closed = "closed",
    }
}

/// The agreement to a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// When it was given.
    pub at: DateTime<Utc>,
    /// The login that gave it.
    pub by: String,
    /// Digest of the lines that were agreed to.
    pub sha256: String,
    /// The version of the digest.
    pub digest: DigestVersion,
}

/// The deadline of the partner's answer, by the settings in force when the statement began to wait for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// The last Moscow day for an answer.
    pub day: NaiveDate,
    /// Whether silence counts as an agreement.
    pub silence_agrees: bool,
}

impl Deadline {
    /// Whether silence has become an agreement by this instant.
    #[must_use]
    pub fn has_lapsed(self, at: DateTime<Utc>) -> bool {
        self.silence_agrees && self.has_passed(at)
    }

    /// Whether the last day is over.
    #[must_use]
    pub fn has_passed(self, at: DateTime<Utc>) -> bool {
        self.day < moscow_day(at)
    }
}

/// The actor of an agreement by silence: the process that records it.
pub const BY_SILENCE: &str = "worker";

/// The invoice that was issued for a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invoiced {
    /// Its number, without gaps within its year.
    pub number: String,
    /// When it was issued.
    pub at: DateTime<Utc>,
}

/// The number of lines and their sums.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// How many lines.
    pub lines: u64,
    /// How many of them are disputed.
    pub disputed: u64,
    /// Sum of «Скидка акции».
    pub promotion_discount: Money,
    /// Sum of «Сумма».
    pub amount: Money,
    /// Sum of «Сумма НДС».
    pub vat: Money,
    /// Sum of «Всего».
    pub total: Money,
    /// Sum of «Всего» over the disputed lines.
    pub disputed_total: Money,
}

/// The statement of one partner and month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Its identity.
    pub id: StatementId,
    /// The partner.
    pub partner: PartnerId,
    /// The month.
    pub month: Month,
    /// The state.
    pub state: StatementState,
    /// When it was last formed.
    pub formed_at: DateTime<Utc>,
    /// When it was published to the partner.
    pub published_at: Option<DateTime<Utc>>,
    /// When it began to wait for the partner: the last of its publication, the end of its disputes and the adding of
    /// lines.
    pub waiting_since: Option<DateTime<Utc>>,
    /// The agreement.
    pub agreement: Option<Agreement>,
    /// Its invoice.
    pub invoice: Option<Invoiced>,
    /// The number of lines and their sums.
    pub totals: Totals,
    /// The version of the row; every change raises it.
    pub version: i32,
}

impl Subject for Statement {
    type Event = StatementEvent;
}

impl Statement {
    /// Records that it was formed, or formed again while it may change.
    pub fn formed(self, totals: Totals, at: DateTime<Utc>) -> Result<Change<Self>, StatementRefusal> {
        self.must_be(&[StatementState::Forming, StatementState::OnReview, StatementState::Disputed])?;
        let event = StatementEvent::StatementFormed { lines: totals.lines, total: totals.total.kopecks() };
        // Before publication there is no wait; a disputed statement waits for the operator.
        let waiting_since = self.waiting_since.map(|since| {
            let added = self.state == StatementState::OnReview && totals.lines != self.totals.lines;
            if added { since.max(at) } else { since }
        });
        Ok(Change::new(Self { formed_at: at, waiting_since, totals, ..self }, event))
    }

    /// Withdraws a statement without lines that is not agreed.
    pub fn withdraw(self) -> Result<Change<Self>, StatementRefusal> {
        self.must_be(&[StatementState::Forming, StatementState::OnReview, StatementState::Disputed])?;
        if self.totals.lines > 0 {
            return Err(StatementRefusal::LinesChanged);
        }
        Ok(Change::new(self, StatementEvent::StatementWithdrawn))
    }

    /// Publishes it to the partner.
    pub fn publish(self, at: DateTime<Utc>) -> Result<Change<Self>, StatementRefusal> {
        self.must_be(&[StatementState::Forming])?;
        if self.totals.lines == 0 {
            return Err(StatementRefusal::NoLines);
        }
        let (published_at, waiting_since) = (Some(at), Some(at));
        let after = Self { state: StatementState::OnReview, published_at, waiting_since, ..self };
        Ok(Change::new(after, StatementEvent::StatementPublished))
    }

    /// Agrees to the lines with this digest; none may be disputed.
    pub fn agree(self, agreement: Agreement) -> Result<Change<Self>, StatementRefusal> {
        self.must_be(&[StatementState::OnReview])?;
        if self.totals.lines == 0 {
            return Err(StatementRefusal::NoLines);
        }
        if self.totals.disputed > 0 {
            return Err(StatementRefusal::LinesDisputed(self.totals.disputed));
        }
        let event =
            StatementEvent::StatementAgreed { sha256: agreement.sha256.clone(), digest: agreement.digest };
        Ok(Change::new(Self { state: StatementState::Agreed, agreement: Some(agreement), ..self }, event))
    }

    /// The deadline of the partner's answer; `None` unless the statement is on review. It is counted anew each time the
    /// statement comes back to the partner.
    #[must_use]
    pub fn deadline(&self, book: &SettingsBook, calendar: &WorkCalendar) -> Option<Deadline> {
        let since = moscow_day(self.waiting_since.filter(|_| self.state == StatementState::OnReview)?);
        let terms = book.on(since);
        let days = usize::try_from(terms.agreement_due_days).unwrap_or(usize::MAX);
        let worked = |day: &NaiveDate| calendar.is_worked(*day);
        let day = since.iter_days().skip(1).take(366).filter(worked).nth(days.saturating_sub(1))?;
        Some(Deadline { day, silence_agrees: terms.silence_is_agreement })
    }

    /// Agrees by silence: the deadline has passed and silence counts as an agreement.
    pub fn lapse(self, deadline: Deadline, agreement: Agreement) -> Result<Change<Self>, StatementRefusal> {
        if !deadline.has_lapsed(agreement.at) {
            return Err(StatementRefusal::NotLapsed);
        }
        let (due, sha256, digest) = (deadline.day, agreement.sha256.clone(), agreement.digest);
        let event = StatementEvent::StatementLapsed { due, sha256, digest };
        let (after, _) = self.agree(agreement)?.into_parts();
        Ok(Change::new(after, event))
    }

    /// Disputes a line, or changes the words of a dispute.
    pub fn dispute(self, line: &Charge, comment: String) -> Result<Change<Self>, StatementRefusal> {
        self.must_be(&[StatementState::OnReview, StatementState::Disputed])?;
        let mut totals = self.totals;
        if line.state != LineState::Disputed {
            totals.disputed += 1;
            totals.disputed_total = totals.disputed_total + line.sums.total;
        }
        let after = Self { state: StatementState::Disputed, totals, ..self };
        Ok(Change::new(after, StatementEvent::LineDisputed { line: line.id.0, comment }))
    }

    /// Ends a dispute about a line: the operator answered it, or the partner withdrew it. After the last one the
    /// partner reviews the statement again, with a new deadline.
    pub fn resolve(
        self,
        line: &Charge,
        comment: String,
        correction: Option<&Charge>,
        at: DateTime<Utc>,
    ) -> Result<Change<Self>, StatementRefusal> {
        if line.state != LineState::Disputed {
            return Err(StatementRefusal::LineNotDisputed);
        }
        self.must_be(&[StatementState::Disputed])?;
        let mut totals = self.totals;
        totals.disputed = totals.disputed.saturating_sub(1);
        totals.disputed_total = totals.disputed_total - line.sums.total;
        let (state, waiting_since) = if totals.disputed == 0 {
            (StatementState::OnReview, Some(at))
        } else {
            (StatementState::Disputed, self.waiting_since)
        };
        let after = Self { state, waiting_since, totals, ..self };
        let corrections = correction.map(|line| digest_of_approval([line])).into_iter().collect();
        let event = StatementEvent::LineResolved { line: line.id.0, comment, corrections: Some(corrections) };
        Ok(Change::new(after, event))
    }

    /// Issues the invoice with this number; the statement must be agreed and its sum above zero.
    pub fn invoice(self, number: String, at: DateTime<Utc>) -> Result<Change<Self>, StatementRefusal> {
        self.must_be(&[StatementState::Agreed])?;
        if self.totals.total <= Money::ZERO {
            return Err(StatementRefusal::NothingToInvoice);
        }
        let invoice = Some(Invoiced { number: number.clone(), at });
        Ok(Change::new(
            Self { state: StatementState::Invoiced, invoice, ..self },
            StatementEvent::Invoiced { number },
        ))
    }

    /// Closes an agreed statement with a sum of zero or less, without an invoice. A negative sum is the partner's
    /// credit.
    pub fn close(self) -> Result<Change<Self>, StatementRefusal> {
        self.must_be(&[StatementState::Agreed])?;
        if self.totals.total > Money::ZERO {
            return Err(StatementRefusal::SumToInvoice);
        }
        let event = StatementEvent::StatementClosed { credit: (-self.totals.total).kopecks() };
        Ok(Change::new(Self { state: StatementState::Closed, ..self }, event))
    }

    /// The state of its lines: when it was closed without an invoice they stay agreed.
    #[must_use]
    pub fn state_of_lines(&self) -> StatementState {
        let uninvoiced = self.state == StatementState::Closed && self.invoice.is_none();
        if uninvoiced { StatementState::Agreed } else { self.state }
    }

    fn must_be(&self, states: &[StatementState]) -> Result<(), StatementRefusal> {
        if states.contains(&self.state) { Ok(()) } else { Err(StatementRefusal::StatementIs(self.state)) }
    }
}

#[cfg(test)]
mod tests;
