//! The statement of a month: what was activated for one partner, reconciled before it is invoiced.

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
    /// Where a statement stands.
    pub enum StatementState {
        /// The operator forms it.
        Forming = "forming",
        /// The partner looks at it.
        OnReview = "on_review",
        /// The partner disputes some of its lines.
        Disputed = "disputed",
        /// The partner agreed; it is frozen.
        Agreed = "agreed",
        /// An invoice is issued.
        Invoiced = "invoiced",
        /// The invoice is paid.
        Paid = "paid",
        /// Everything is over: it is paid, or there was nothing to invoice.
        Closed = "closed",
    }
}

/// Who agreed to which lines, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// When.
    pub at: DateTime<Utc>,
    /// The login of who agreed.
    pub by: String,
    /// Digest of the lines that were agreed to.
    pub sha256: String,
    /// By which rule they were digested.
    pub digest: DigestVersion,
}

/// Until when the partner should answer, on the terms that held when the statement began to wait for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// The last Moscow day for an answer.
    pub day: NaiveDate,
    /// Whether no answer counts as an agreement.
    pub silence_agrees: bool,
}

impl Deadline {
    /// Whether silence has agreed by this instant.
    #[must_use]
    pub fn has_lapsed(self, at: DateTime<Utc>) -> bool {
        self.silence_agrees && self.has_passed(at)
    }

    /// Whether its last day is over.
    #[must_use]
    pub fn has_passed(self, at: DateTime<Utc>) -> bool {
        self.day < moscow_day(at)
    }
}

/// Under which name silence agrees: that of the process that notices it.
pub const BY_SILENCE: &str = "worker";

/// The invoice that was issued for a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invoiced {
    /// Its number, gapless in its year.
    pub number: String,
    /// When it was issued.
    pub at: DateTime<Utc>,
}

/// How many lines, and their sums.
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
    /// Whose it is.
    pub partner: PartnerId,
    /// Of which month.
    pub month: Month,
    /// Where it stands.
    pub state: StatementState,
    /// When it was last formed.
    pub formed_at: DateTime<Utc>,
    /// When it was shown to the partner.
    pub published_at: Option<DateTime<Utc>>,
    /// Since when it has waited for the partner: published, all disputes over, or lines added, whichever was last.
    pub waiting_since: Option<DateTime<Utc>>,
    /// Who agreed.
    pub agreement: Option<Agreement>,
    /// Its invoice.
    pub invoice: Option<Invoiced>,
    /// How many lines it has, and their sums.
    pub totals: Totals,
    /// Grows with every change.
    pub version: i32,
}

impl Subject for Statement {
    type Event = StatementEvent;
}

impl Statement {
    /// Notes that it was formed, or formed anew while it may still change.
    pub fn formed(self, totals: Totals, at: DateTime<Utc>) -> Result<Change<Self>, StatementRefusal> {
        self.must_be(&[StatementState::Forming, StatementState::OnReview, StatementState::Disputed])?;
        let event = StatementEvent::StatementFormed { lines: totals.lines, total: totals.total.kopecks() };
        // Before the partner sees it, nothing waits; what is disputed waits for the operator.
        let waiting_since = self.waiting_since.map(|since| {
            let added = self.state == StatementState::OnReview && totals.lines != self.totals.lines;
            if added { since.max(at) } else { since }
        });
        Ok(Change::new(Self { formed_at: at, waiting_since, totals, ..self }, event))
    }

    /// Takes a statement without lines away, as long as nobody has agreed to it.
    pub fn withdraw(self) -> Result<Change<Self>, StatementRefusal> {
        self.must_be(&[StatementState::Forming, StatementState::OnReview, StatementState::Disputed])?;
        if self.totals.lines > 0 {
            return Err(StatementRefusal::LinesChanged);
        }
        Ok(Change::new(self, StatementEvent::StatementWithdrawn))
    }

    /// Shows it to the partner.
    pub fn publish(self, at: DateTime<Utc>) -> Result<Change<Self>, StatementRefusal> {
        self.must_be(&[StatementState::Forming])?;
        if self.totals.lines == 0 {
            return Err(StatementRefusal::NoLines);
        }
        let (published_at, waiting_since) = (Some(at), Some(at));
        let after = Self { state: StatementState::OnReview, published_at, waiting_since, ..self };
        Ok(Change::new(after, StatementEvent::StatementPublished))
    }

    /// The partner agrees to exactly the lines with this digest; none of them may be disputed.
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

    /// Until when the partner should answer; nothing unless the statement waits for it. The term begins anew whenever the
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

    /// Counts as agreed, since nobody answered by the deadline and silence agrees.
    pub fn lapse(self, deadline: Deadline, agreement: Agreement) -> Result<Change<Self>, StatementRefusal> {
        if !deadline.has_lapsed(agreement.at) {
            return Err(StatementRefusal::NotLapsed);
        }
        let (due, sha256, digest) = (deadline.day, agreement.sha256.clone(), agreement.digest);
        let event = StatementEvent::StatementLapsed { due, sha256, digest };
        let (after, _) = self.agree(agreement)?.into_parts();
        Ok(Change::new(after, event))
    }

    /// The partner disputes a line, for the first time or with other words.
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

    /// A dispute about a line is over: the operator answered it, or the partner withdrew it. With the last one, the
    /// partner looks again and has the whole term for it.
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

    /// Issues the invoice with this number; only for what is agreed and comes to more than nothing.
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

    /// Closes what is agreed and comes to nothing or less, without an invoice. What is below zero is the partner's credit.
    pub fn close(self) -> Result<Change<Self>, StatementRefusal> {
        self.must_be(&[StatementState::Agreed])?;
        if self.totals.total > Money::ZERO {
            return Err(StatementRefusal::SumToInvoice);
        }
        let event = StatementEvent::StatementClosed { credit: (-self.totals.total).kopecks() };
        Ok(Change::new(Self { state: StatementState::Closed, ..self }, event))
    }

    /// Where its lines stand: in a month that was closed without an invoice they stay agreed.
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
