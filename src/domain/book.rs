//! A partner's own book: postings of what clients owe and pay. A posting debits one account and credits another by one sum,
//! so the book sums to zero by its form; a correction is a reverse posting, nothing is changed.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use super::ids::{OrganizationId, PartnerId};
use super::money::Money;

codes! {
    /// An account of the book, by its number in the Russian chart of accounts.
    pub enum LedgerAccount {
        /// «Расчетные счета»: what was paid.
        Bank = "51",
        /// «Расчеты с покупателями»: what clients owe.
        Clients = "62",
        /// «Продажи»: what was sold.
        Sales = "90",
    }
}

/// A posting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posting {
    /// Whose book.
    pub partner: PartnerId,
    /// The client whose debt it changes.
    pub organization: OrganizationId,
    /// The account that is debited.
    pub debit: LedgerAccount,
    /// The account that is credited.
    pub credit: LedgerAccount,
    /// The sum, above zero.
    pub amount: Money,
    /// What it follows from; a source has at most one posting.
    pub source: String,
    /// The source of the posting that it reverses.
    pub reverses: Option<String>,
    /// The Moscow day of the event.
    pub day: NaiveDate,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
}

impl Posting {
    /// The posting that reverses this one.
    #[must_use]
    pub fn reversal(&self, source: String, day: NaiveDate, at: DateTime<Utc>) -> Self {
        Self {
            debit: self.credit,
            credit: self.debit,
            source,
            reverses: Some(self.source.clone()),
            day,
            recorded_at: at,
            ..self.clone()
        }
    }

    /// How it changes what the client owes: above zero for a debt, below for a payment.
    #[must_use]
    pub fn owed(&self) -> Money {
        let on = |account: LedgerAccount| {
            if account == LedgerAccount::Clients { self.amount } else { Money::ZERO }
        };
        on(self.debit) - on(self.credit)
    }
}

/// What a client owes at the end of a day; below zero it has paid in advance.
#[must_use]
pub fn balance_on(postings: &[Posting], day: NaiveDate) -> Money {
    postings.iter().filter(|posting| posting.day <= day).map(Posting::owed).sum()
}

/// The balance of every account: debits less credits. They sum to zero.
#[must_use]
pub fn trial_balance(postings: &[Posting]) -> BTreeMap<LedgerAccount, Money> {
    let mut accounts = BTreeMap::new();
    for posting in postings {
        let debited = accounts.entry(posting.debit).or_insert(Money::ZERO);
        *debited = *debited + posting.amount;
        let credited = accounts.entry(posting.credit).or_insert(Money::ZERO);
        *credited = *credited - posting.amount;
    }
    accounts
}
