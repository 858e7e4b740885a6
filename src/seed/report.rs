//! The report of a seed.

use std::collections::BTreeMap;
use std::fmt;

use super::SeedError;
use crate::domain::ids::ApplicationNumber;
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::role::Scope;
use crate::domain::stage::StageCode;
use crate::domain::statement::{StatementState, Totals};
use crate::operations::House;
use crate::store::{applications, charges, partners, statements};

/// The contents of the database after the seed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SeedReport {
    /// The number of applications by stage.
    pub stages: BTreeMap<StageCode, u64>,
    /// How many applications need a person.
    pub attention: u64,
    /// How many lines are charged, in statements or not.
    pub charges: u64,
    /// The sum of these lines.
    pub total: Money,
    /// The statements, by partner and month.
    pub statements: Vec<SeededStatement>,
}

impl fmt::Display for SeedReport {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let stages: Vec<_> =
            self.stages.iter().map(|(stage, count)| format!("{count} {}", stage.code())).collect();
        write!(
            out,
            "{} applications ({}), {} charges of {} roubles in all, {} statements",
            self.stages.values().sum::<u64>(),
            stages.join(", "),
            self.charges,
            self.total,
            self.statements.len()
        )
    }
}

impl SeedReport {
    /// Adds the lines' totals.
    fn add(&mut self, totals: &Totals) {
        self.charges += totals.lines;
        self.total = self.total + totals.total;
    }
}

/// A statement of the seed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeededStatement {
    /// The partner's code.
    pub partner: String,
    /// The month.
    pub month: Month,
    /// The state.
    pub state: StatementState,
    /// The number of lines.
    pub lines: u64,
    /// The sum.
    pub total: Money,
}

/// Reads the applications with these numbers, and these months.
pub(super) async fn of(
    house: &House,
    numbers: impl Iterator<Item = ApplicationNumber>,
    months: Vec<Month>,
) -> Result<SeedReport, SeedError> {
    let mut report = SeedReport::default();
    for number in numbers {
        let application = applications::open(&house.db, &Scope::Everything, number).await?;
        *report.stages.entry(application.stage.code()).or_default() += 1;
        report.attention += u64::from(application.attention.is_some());
    }
    for partner in partners::all(&house.db).await? {
        for month in months.iter().copied() {
            report.add(&charges::loose_of(&house.db, partner.id, month).await?);
            let of_partner = Scope::Partner(partner.id);
            let found = statements::of_month(&house.db, &of_partner, month).await?;
            for statement in found {
                report.add(&statement.totals);
                report.statements.push(SeededStatement {
                    partner: partner.code.clone(),
                    month,
                    state: statement.state,
                    lines: statement.totals.lines,
                    total: statement.totals.total,
                });
            }
        }
    }
    Ok(report)
}
