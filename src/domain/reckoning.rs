//! What a reconciliation act tells: what a client owed before a period, what changed in it, and what it owes after it. It is
//! drawn from the partner's book, so invoices, which post nothing, are not in it.

use chrono::NaiveDate;

use super::archive::DocumentPeriod;
use super::book::{LedgerAccount, Posting};
use super::money::Money;

/// The accounts of a client over a period, as the partner's book has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reckoning {
    /// The period.
    pub period: DocumentPeriod,
    /// What the client owed before it; below zero it had paid in advance.
    pub opening: Money,
    /// What changed, the earliest first.
    pub lines: Vec<ReckonedLine>,
    /// What the client owes after it, with the sign of [`Self::opening`].
    pub closing: Money,
}

/// A posting of the period, as a line of the act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReckonedLine {
    /// Its day.
    pub day: NaiveDate,
    /// What it follows from.
    pub source: String,
    /// Whether it takes an earlier one back.
    pub reverses: bool,
    /// By how much more the client owes; below zero where a sale is taken back.
    pub debit: Money,
    /// By how much less it owes; below zero where a payment is taken back.
    pub credit: Money,
}

impl Reckoning {
    /// The accounts of these postings, which are in the order of their days.
    #[must_use]
    pub fn of(postings: &[Posting], period: DocumentPeriod) -> Self {
        let before = postings.iter().filter(|posting| posting.day < period.first);
        let within = postings.iter().filter(|posting| (period.first..=period.last).contains(&posting.day));
        let opening: Money = before.map(Posting::owed).sum();
        let lines: Vec<ReckonedLine> = within.map(ReckonedLine::of).collect();
        let closing = opening + lines.iter().map(|line| line.debit - line.credit).sum();
        Self { period, opening, lines, closing }
    }

    /// The sum of the debits.
    #[must_use]
    pub fn debit(&self) -> Money {
        self.lines.iter().map(|line| line.debit).sum()
    }

    /// The sum of the credits.
    #[must_use]
    pub fn credit(&self) -> Money {
        self.lines.iter().map(|line| line.credit).sum()
    }
}

impl ReckonedLine {
    fn of(posting: &Posting) -> Self {
        let paid = [posting.debit, posting.credit].contains(&LedgerAccount::Bank);
        let owed = posting.owed();
        Self {
            day: posting.day,
            source: posting.source.clone(),
            reverses: posting.reverses.is_some(),
            debit: if paid { Money::ZERO } else { owed },
            credit: if paid { -owed } else { Money::ZERO },
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};
    use proptest::prelude::*;

    use super::*;
    use crate::domain::book::balance_on;
    use crate::domain::ids::{OrganizationId, PartnerId};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn posting(source: &str, day: NaiveDate, kopecks: i64) -> Posting {
        let (debit, credit) = match source.split(':').next() {
            Some("sale") => (LedgerAccount::Clients, LedgerAccount::Sales),
            _ => (LedgerAccount::Bank, LedgerAccount::Clients),
        };
        Posting {
            partner: PartnerId(1),
            organization: OrganizationId(2),
            debit,
            credit,
            amount: Money::from_kopecks(kopecks),
            source: source.to_owned(),
            reverses: None,
            day,
            recorded_at: DateTime::<Utc>::UNIX_EPOCH,
        }
    }

    fn quarter() -> DocumentPeriod {
        DocumentPeriod { first: day("2026-07-01"), last: day("2026-09-30") }
    }

    #[test]
    fn sales_stand_in_the_debit_payments_in_the_credit_and_what_takes_them_back_below_zero() {
        let sold = posting("sale:1", day("2026-07-12"), 800_000);
        let paid = posting("payment:1", day("2026-07-15"), 500_000);
        let at = DateTime::<Utc>::UNIX_EPOCH;
        let book = [
            posting("sale:9", day("2026-06-30"), 144_000),
            sold.clone(),
            paid.clone(),
            sold.reversal("sale:2".to_owned(), day("2026-09-30"), at),
            paid.reversal("payment:1:back".to_owned(), day("2026-09-30"), at),
            posting("sale:3", day("2026-10-01"), 1),
        ];
        let found = Reckoning::of(&book, quarter());
        let sums: Vec<(i64, i64, bool)> = found
            .lines
            .iter()
            .map(|line| (line.debit.kopecks(), line.credit.kopecks(), line.reverses))
            .collect();
        let expected = [(800_000, 0, false), (0, 500_000, false), (-800_000, 0, true), (0, -500_000, true)];
        assert_eq!(sums, expected);
        assert_eq!((found.opening.kopecks(), found.closing.kopecks()), (144_000, 144_000));
        assert_eq!((found.debit(), found.credit()), (Money::ZERO, Money::ZERO));
    }

    proptest! {
        #[test]
        fn the_closing_balance_is_that_of_the_book(events in prop::collection::vec((0_u64..200, 1_i64..1_000_000, any::<bool>()), 0..40)) {
            let mut book: Vec<Posting> = events
                .into_iter()
                .map(|(days, sum, sold)| {
                    posting(if sold { "sale:1" } else { "payment:1" }, day("2026-05-01") + chrono::Days::new(days), sum)
                })
                .collect();
            book.sort_by_key(|posting| posting.day);
            let found = Reckoning::of(&book, quarter());
            prop_assert_eq!(found.opening, balance_on(&book, day("2026-06-30")));
            prop_assert_eq!(found.closing, balance_on(&book, day("2026-09-30")));
            prop_assert_eq!(found.opening + found.debit() - found.credit(), found.closing);
        }
    }
}
