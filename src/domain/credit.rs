//! Credit: what a month with a negative sum leaves to its partner; later invoices use it up.

use super::change::{Change, Subject};
use super::ids::{CreditId, PartnerId};
use super::money::Money;
use super::month::Month;
use super::statement::StatementEvent;

/// The rest of a partner's credit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credit {
    /// Its identity.
    pub id: CreditId,
    /// The partner.
    pub partner: PartnerId,
    /// The month that left it.
    pub month: Month,
    /// The rest; above zero.
    pub left: Money,
}

/// The use of a credit by an invoice: it lowers «К оплате». The lines of the invoice and their VAT stay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreditUse {
    /// The credit with its rest after the use.
    pub credit: Credit,
    /// The amount used.
    pub amount: Money,
    /// The number of the invoice.
    pub invoice: String,
}

/// The use of a credit belongs to the history of the month that left it.
impl Subject for CreditUse {
    type Event = StatementEvent;
}

impl Credit {
    /// Uses as much of this credit as the invoice can take; `None` when nothing is to be paid.
    #[must_use]
    pub fn take(self, to_pay: Money, invoice: &str) -> Option<Change<CreditUse>> {
        let amount = self.left.min(to_pay);
        if amount <= Money::ZERO {
            return None;
        }
        let invoice = invoice.to_owned();
        let event = StatementEvent::CreditUsed { amount: amount.kopecks(), invoice: invoice.clone() };
        let credit = Self { left: self.left - amount, ..self };
        Some(Change::new(CreditUse { credit, amount, invoice }, event))
    }
}

/// Uses these credits, the oldest first, up to the invoice's total: «К оплате» never falls below zero.
#[must_use]
pub fn take_off(credits: Vec<Credit>, total: Money, invoice: &str) -> Vec<Change<CreditUse>> {
    let mut to_pay = total;
    let mut taken = Vec::new();
    for credit in credits {
        if let Some(change) = credit.take(to_pay, invoice) {
            to_pay = to_pay - change.after().amount;
            taken.push(change);
        }
    }
    taken
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn credits(left: &[i64]) -> Vec<Credit> {
        let credit = |(id, left): (i64, &i64)| Credit {
            id: CreditId(id),
            partner: PartnerId(1),
            month: Month::new(2026, 10).unwrap(),
            left: Money::from_kopecks(*left),
        };
        (1..).zip(left).map(credit).collect()
    }

    fn taken(left: &[i64], total: i64) -> Vec<(i64, i64, i64)> {
        let taken = take_off(credits(left), Money::from_kopecks(total), "2026-000005");
        let told = taken.iter().map(Change::after);
        told.map(|taken| (taken.credit.id.0, taken.amount.kopecks(), taken.credit.left.kopecks())).collect()
    }

    #[test]
    fn the_oldest_credit_goes_first_and_the_remainder_stays() {
        assert_eq!(taken(&[5_600], 10_000), [(1, 5_600, 0)]);
        assert_eq!(taken(&[5_600, 1_000], 6_000), [(1, 5_600, 0), (2, 400, 600)]);
        assert_eq!(taken(&[5_600], 600), [(1, 600, 5_000)]);
        assert_eq!(taken(&[], 600), []);
        assert_eq!(taken(&[5_600], 0), []);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_nothing_is_below_zero(
            left in prop::collection::vec(1_i64..1_000_000, 0..6),
            total in 0_i64..3_000_000,
        ) {
            let taken = taken(&left, total);
            let sum: i64 = taken.iter().map(|(_, amount, _)| amount).sum();
            prop_assert_eq!(sum, total.min(left.iter().sum()));
            for (id, amount, rest) in taken {
                prop_assert!(amount > 0 && rest >= 0);
                prop_assert_eq!(amount + rest, left[usize::try_from(id).unwrap() - 1]);
            }
        }
    }
}
