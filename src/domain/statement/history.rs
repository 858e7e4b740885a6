//! The state of a statement as its events imply it, for comparison with its row.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::{Agreement, BY_SILENCE, Invoiced, Statement, StatementEvent, StatementState};

/// An event of a statement with its actor and instant.
#[derive(Clone, Copy, Debug)]
pub struct Step<'a> {
    /// The event.
    pub event: &'a StatementEvent,
    /// The actor: a login, or the name of a process.
    pub actor: &'a str,
    /// When it happened.
    pub at: DateTime<Utc>,
}

/// The state implied by the events so far.
#[derive(Clone, Debug)]
pub struct StatementTold {
    state: StatementState,
    published_at: Option<DateTime<Utc>>,
    agreement: Option<Agreement>,
    /// The number of lines and their sum in kopecks at the last forming.
    formed: Option<(u64, i64)>,
    formed_at: Option<DateTime<Utc>>,
    changes: i32,
    /// The invoice with its issuer.
    pub invoice: Option<(Invoiced, String)>,
    /// The disputed lines without an answer.
    pub disputed: BTreeSet<i64>,
    /// The digests of the corrections that followed from answers.
    pub corrections: Vec<String>,
    /// The lines whose old answers do not say whether a correction followed.
    pub untold_corrections: BTreeSet<i64>,
    /// The uses of its credit: the number of each invoice and the amount in kopecks.
    pub credit_used: Vec<(String, i64)>,
    /// When it began to wait for the partner, and the last instant at which it may have begun under an older rule.
    waiting_since: Option<(DateTime<Utc>, DateTime<Utc>)>,
}

impl StatementTold {
    /// The state after these events, from the forming on.
    pub fn of<'a>(steps: impl IntoIterator<Item = Step<'a>>) -> Self {
        let mut told = Self::begun();
        for step in steps {
            told.changes += 1;
            told.then(step);
        }
        told
    }

    /// The state before the first event; the row is inserted before it.
    fn begun() -> Self {
        Self {
            state: StatementState::Forming,
            published_at: None,
            agreement: None,
            formed: None,
            formed_at: None,
            changes: 1,
            invoice: None,
            disputed: BTreeSet::new(),
            corrections: Vec::new(),
            untold_corrections: BTreeSet::new(),
            credit_used: Vec::new(),
            waiting_since: None,
        }
    }

    /// The parts of a statement that differ from the implied state.
    #[must_use]
    pub fn differs(&self, there: &Statement) -> Vec<&'static str> {
        let agreement = match (&self.agreement, &there.agreement) {
            (Some(told), Some(kept)) => agreements(told, kept),
            (None, None) => Vec::new(),
            (Some(_), None) | (None, Some(_)) => vec!["agreement"],
        };
        let sums = (there.totals.lines, there.totals.total.kopecks());
        let disputed = u64::try_from(self.disputed.len()).unwrap_or(u64::MAX);
        let rest = [
            (self.state == there.state, "state"),
            (self.formed_at.is_none_or(|at| at == there.formed_at), "when it was formed"),
            (self.published_at == there.published_at, "when it was published"),
            (self.waits(there), "since when it waits"),
            (self.invoice.as_ref().map(|(invoice, _)| invoice) == there.invoice.as_ref(), "invoice"),
            (self.formed.is_none_or(|formed| formed == sums), "lines and sum"),
            (disputed == there.totals.disputed, "disputed lines"),
            (self.changes == there.version, "count of changes"),
        ];
        let rest = rest.into_iter().filter_map(|(same, what)| (!same).then_some(what));
        agreement.into_iter().chain(rest).collect()
    }

    fn then(&mut self, Step { event, actor, at }: Step<'_>) {
        match event {
            StatementEvent::StatementFormed { lines, total } => self.form(*lines, *total, at),
            StatementEvent::StatementPublished => {
                (self.state, self.published_at) = (StatementState::OnReview, Some(at));
                self.waiting_since = Some((at, at));
            }
            StatementEvent::StatementAgreed { sha256, digest } => {
                let (by, sha256) = (actor.to_owned(), sha256.clone());
                self.agree(Agreement { at, by, sha256, digest: *digest });
            }
            StatementEvent::LineDisputed { line, .. } => self.dispute(*line, true),
            StatementEvent::LineResolved { line, corrections, .. } => {
                self.resolve(*line, corrections.as_deref(), at);
            }
            StatementEvent::Invoiced { number } => {
                self.state = StatementState::Invoiced;
                self.invoice = Some((Invoiced { number: number.clone(), at }, actor.to_owned()));
            }
            StatementEvent::StatementLapsed { sha256, digest, .. } => {
                let (by, sha256) = (BY_SILENCE.to_owned(), sha256.clone());
                self.agree(Agreement { at, by, sha256, digest: *digest });
            }
            StatementEvent::StatementClosed { .. } => self.state = StatementState::Closed,
            // The month may be formed again, with a new row.
            StatementEvent::StatementWithdrawn => *self = Self::begun(),
            // The event belongs to the month that left the credit, but does not change its row.
            StatementEvent::CreditUsed { amount, invoice } => {
                self.credit_used.push((invoice.clone(), *amount));
                self.changes -= 1;
            }
        }
    }

    fn form(&mut self, lines: u64, total: i64, at: DateTime<Utc>) {
        let added =
            self.state == StatementState::OnReview && self.formed.is_some_and(|(had, _)| had != lines);
        self.waiting_since = self
            .waiting_since
            .map(|(since, older)| (if added { since.max(at) } else { since }, older.max(at)));
        (self.formed, self.formed_at) = (Some((lines, total)), Some(at));
    }

    fn resolve(&mut self, line: i64, corrections: Option<&[String]>, at: DateTime<Utc>) {
        self.dispute(line, false);
        if self.disputed.is_empty() {
            self.waiting_since = self.waiting_since.map(|(_, older)| (at, older.max(at)));
        }
        match corrections {
            Some(corrections) => self.corrections.extend_from_slice(corrections),
            None => {
                self.untold_corrections.insert(line);
            }
        }
    }

    /// Whether the beginning of the wait agrees; it matters only while the statement is on review.
    fn waits(&self, there: &Statement) -> bool {
        self.state != StatementState::OnReview
            || self.waiting_since.is_some_and(|(since, older)| {
                [since, older].iter().any(|told| there.waiting_since == Some(*told))
            })
    }

    fn dispute(&mut self, line: i64, disputed: bool) {
        if disputed {
            self.disputed.insert(line);
        } else {
            self.disputed.remove(&line);
        }
        let left = !self.disputed.is_empty();
        self.state = if left { StatementState::Disputed } else { StatementState::OnReview };
    }

    fn agree(&mut self, agreement: Agreement) {
        self.state = StatementState::Agreed;
        self.agreement = Some(agreement);
    }
}

fn agreements(told: &Agreement, kept: &Agreement) -> Vec<&'static str> {
    let parts = [
        (told.at == kept.at, "when it was agreed"),
        (told.by == kept.by, "who agreed"),
        (told.sha256 == kept.sha256, "digest that was agreed"),
        (told.digest == kept.digest, "rule of the digest"),
    ];
    parts.into_iter().filter_map(|(same, what)| (!same).then_some(what)).collect()
}
