//! The months that are over: each partner's statement, formed, published, agreed and invoiced by the verbs of the
//! domain.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike as _, Duration, Utc};

use super::GenerateError;
use super::shape::PartnerSetup;
use crate::domain::change::Change;
use crate::domain::charge::{Charge, DigestVersion, LineState, digest};
use crate::domain::ids::StatementId;
use crate::domain::money::Money;
use crate::domain::month::{Month, moscow_day};
use crate::domain::role::Role;
use crate::domain::statement::{Agreement, Statement, StatementState, Totals};
use crate::store::Keeper;
use crate::store::bulk::{self, Past, Stretch, past};

/// The time after a month's end at which the operator settles it.
pub(super) const SETTLED_AFTER: Duration = Duration::days(4);

/// The charges of unsettled months, by month and by the partner's index.
#[derive(Debug)]
pub(super) struct Months {
    waiting: BTreeMap<Month, BTreeMap<usize, Vec<Charge>>>,
    statements: i64,
    invoices: BTreeMap<i32, i64>,
    /// Statements are formed for the months before this one only.
    unformed: Month,
}

impl Months {
    /// The state at the beginning.
    pub(super) fn until(unformed: Month) -> Self {
        Self { waiting: BTreeMap::new(), statements: 0, invoices: BTreeMap::new(), unformed }
    }

    /// Takes in charges; those of months without statements go straight to the stretch.
    pub(super) fn take(&mut self, house: usize, charges: Vec<Charge>, stretch: &mut Stretch) {
        for charge in charges {
            if charge.month >= self.unformed {
                stretch.charges.push(charge);
            } else {
                self.waiting.entry(charge.month).or_default().entry(house).or_default().push(charge);
            }
        }
    }

    /// Settles the months that are due at an instant.
    pub(super) fn settle(
        &mut self,
        until: DateTime<Utc>,
        houses: &[PartnerSetup],
        stretch: &mut Stretch,
        pasts: &mut Vec<Past>,
    ) -> Result<(), GenerateError> {
        while let Some(first) = self.waiting.first_entry()
            && first.key().next().begins() + SETTLED_AFTER <= until
        {
            let (month, of_houses) = first.remove_entry();
            for (place, lines) in of_houses {
                // In the latest month that is formed, every third partner has yet to look.
                let looks = month.next() != self.unformed || place % 3 != 2;
                let paper = self.begin(&houses[place], month, i64::try_from(place).unwrap_or(0));
                pasts.extend(self.settle_one(paper, looks, lines, stretch)?);
            }
        }
        Ok(())
    }

    /// The statement of a partner for a month, formed so many minutes later than the first one.
    fn begin<'a>(&mut self, house: &'a PartnerSetup, month: Month, minutes: i64) -> Paper<'a> {
        self.statements += 1;
        let at = month.next().begins() + SETTLED_AFTER + Duration::hours(9) + Duration::minutes(minutes);
        let statement = forming(StatementId(self.statements), house, month, at);
        Paper { house, statement, at, pasts: Vec::new() }
    }

    fn settle_one(
        &mut self,
        mut paper: Paper<'_>,
        looks: bool,
        mut lines: Vec<Charge>,
        stretch: &mut Stretch,
    ) -> Result<Vec<Past>, GenerateError> {
        lines.sort_by_key(|line| (line.activated_at, line.application, line.product.code()));
        paper.publish(totals(&lines))?;
        if looks {
            paper.agree(digest(&lines))?;
            // A month of included licences alone comes to nothing and has no invoice.
            if paper.statement.totals.total > Money::ZERO {
                let number = self.next_invoice(paper.at + Duration::days(1));
                paper.invoice(number)?;
            } else {
                paper.close()?;
            }
        }
        let agreed = paper.statement.agreement.is_some();
        let state = if agreed { LineState::Agreed } else { LineState::Open };
        let id = paper.statement.id;
        stretch.statements.push(paper.statement);
        let lines = lines.into_iter().map(|line| Charge { statement: Some(id), state, ..line });
        stretch.charges.extend(lines);
        Ok(paper.pasts)
    }

    fn next_invoice(&mut self, at: DateTime<Utc>) -> String {
        let year = moscow_day(at).year();
        let last = self.invoices.entry(year).or_insert(0);
        *last += 1;
        format!("{year}-{last:06}")
    }
}

fn forming(id: StatementId, house: &PartnerSetup, month: Month, at: DateTime<Utc>) -> Statement {
    Statement {
        id,
        partner: house.partner.id,
        month,
        state: StatementState::Forming,
        formed_at: at,
        published_at: None,
        waiting_since: None,
        agreement: None,
        invoice: None,
        totals: Totals::default(),
        version: 1,
    }
}

/// A statement on its way.
struct Paper<'a> {
    house: &'a PartnerSetup,
    statement: Statement,
    at: DateTime<Utc>,
    pasts: Vec<Past>,
}

impl Paper<'_> {
    fn publish(&mut self, totals: Totals) -> Result<(), GenerateError> {
        let change = self.statement.clone().formed(totals, self.at)?;
        self.keep(bulk::BILLING, Role::OperatorBilling, change)?;
        self.at += Duration::hours(1);
        let change = self.statement.clone().publish(self.at)?;
        self.keep(bulk::BILLING, Role::OperatorBilling, change)
    }

    fn agree(&mut self, sha256: String) -> Result<(), GenerateError> {
        self.at += Duration::days(1);
        let by = self.house.manager().login.clone();
        let agreement = Agreement { at: self.at, by: by.clone(), sha256, digest: DigestVersion::CURRENT };
        let change = self.statement.clone().agree(agreement)?;
        self.keep(&by, Role::PartnerManager, change)
    }

    fn invoice(&mut self, number: String) -> Result<(), GenerateError> {
        self.at += Duration::days(1);
        let change = self.statement.clone().invoice(number, self.at)?;
        self.keep(bulk::BILLING, Role::OperatorBilling, change)
    }

    fn close(&mut self) -> Result<(), GenerateError> {
        self.at += Duration::days(1);
        let change = self.statement.clone().close()?;
        self.keep(bulk::BILLING, Role::OperatorBilling, change)
    }

    fn keep(&mut self, actor: &str, role: Role, change: Change<Statement>) -> Result<(), GenerateError> {
        let request_id = format!("generated-{}-{}", self.statement.month, self.statement.partner);
        let keeper = Keeper { actor: actor.to_owned(), role, request_id, at: self.at, instead_of: None };
        let (after, past, _) = past(keeper, change)?;
        self.statement = after;
        self.pasts.push(past);
        Ok(())
    }
}

fn totals(lines: &[Charge]) -> Totals {
    let sum = |of: fn(&Charge) -> Money| lines.iter().fold(Money::ZERO, |sum, line| sum + of(line));
    Totals {
        lines: u64::try_from(lines.len()).unwrap_or(u64::MAX),
        disputed: 0,
        promotion_discount: sum(|line| line.sums.promotion_discount),
        amount: sum(|line| line.sums.amount),
        vat: sum(|line| line.sums.vat),
        total: sum(|line| line.sums.total),
        disputed_total: Money::ZERO,
    }
}
