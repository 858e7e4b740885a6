//! What a reconciliation act holds beside each other.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::Roubles;

/// The accounts of two parties with each other over a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reconciliation {
    /// The first day of the period.
    pub from: NaiveDate,
    /// Its last day.
    pub till: NaiveDate,
    /// As the seller's books say.
    pub ours: Side,
    /// As the buyer's books say; `None` leaves its half empty, for the buyer to fill.
    pub theirs: Option<Side>,
}

/// What the books of one party say. Debit is what the other party owes more, credit what it owes less.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Side {
    /// The balance before the period: above zero when the other party owes, below zero when this party does.
    pub opening: Roubles,
    /// The documents of the period, in the order in which they are printed.
    pub rows: Vec<Row>,
    /// The sum of the debits.
    pub debit: Roubles,
    /// The sum of the credits.
    pub credit: Roubles,
    /// The balance after the period, with the sign of [`Side::opening`].
    pub closing: Roubles,
}

/// A document of the period: an act, a payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// Its day.
    pub day: NaiveDate,
    /// What it is: «Акт № 2026-000005».
    pub document: String,
    /// By how much more the other party owes; zero is printed as nothing.
    pub debit: Roubles,
    /// By how much less it owes; zero is printed as nothing.
    pub credit: Roubles,
}

impl Side {
    /// The rows with their sums and the balance that follows.
    #[must_use]
    pub fn of(opening: Roubles, rows: Vec<Row>) -> Self {
        let debit: Roubles = rows.iter().map(|row| row.debit).sum();
        let credit: Roubles = rows.iter().map(|row| row.credit).sum();
        let closing = [opening, debit, Roubles::from_kopecks(-credit.kopecks())].into_iter().sum();
        Self { opening, rows, debit, credit, closing }
    }

    fn faults(&self, whose: &str) -> Vec<String> {
        let mut faults = vec![];
        let mut compare = |right: bool, what: &str| {
            if !right {
                faults.push(format!("{whose} side: {what}"));
            }
        };
        let sum = |of: fn(&Row) -> Roubles| Roubles::sum(self.rows.iter().map(of));
        compare(sum(|row| row.debit) == Some(self.debit), "the debits are not the sum of the rows");
        compare(sum(|row| row.credit) == Some(self.credit), "the credits are not the sum of the rows");
        let closing = Roubles::sum([self.opening, self.debit, Roubles::from_kopecks(-self.credit.kopecks())]);
        compare(closing == Some(self.closing), "the closing balance does not follow");
        faults
    }
}

impl Reconciliation {
    pub(crate) fn faults(&self) -> Vec<String> {
        let mut faults = self.ours.faults("our");
        faults.extend(self.theirs.iter().flat_map(|side| side.faults("their")));
        if self.from > self.till {
            faults.push("the period ends before it begins".to_owned());
        }
        faults
    }
}
