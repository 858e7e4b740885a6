//! What is sold: lines with their VAT, and totals.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{Kind, Roubles};

/// The lines of a document and their totals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sale {
    /// The lines, in the order in which they are printed; at least one.
    pub lines: Vec<Line>,
    /// Their sums.
    pub totals: Totals,
}

/// A line. In a correction it holds the difference, which may be below zero.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// What is sold, in words.
    pub title: String,
    /// The unit: «шт».
    pub unit: String,
    /// How many units.
    pub quantity: Decimal,
    /// The price of a unit without VAT.
    pub price: Roubles,
    /// The amount without VAT.
    pub amount: Roubles,
    /// How VAT treats it.
    pub vat: Vat,
    /// The VAT.
    pub vat_amount: Roubles,
    /// The amount with VAT.
    pub total: Roubles,
}

/// How VAT treats a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "treatment", rename_all = "snake_case", deny_unknown_fields)]
pub enum Vat {
    /// «Без НДС»: the operation is exempt. It differs from a rate of zero.
    Exempt {
        /// Where the law says so: «подп. 26 п. 2 ст. 149 НК РФ».
        reason: String,
    },
    /// «Без НДС»: the seller pays none, by its tax regime.
    NotPayer,
    /// Taxed at a rate.
    Rate {
        /// The rate in percent.
        percent: Decimal,
    },
}

/// The sums of the lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Totals {
    /// Without VAT.
    pub amount: Roubles,
    /// The VAT.
    pub vat: Roubles,
    /// With VAT.
    pub total: Roubles,
}

/// By how much an earlier document changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// The document that changes.
    pub corrects: Corrected,
    /// Why, in words.
    pub reason: Option<String>,
    /// The differences.
    pub sale: Sale,
}

/// The document that a correction changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Corrected {
    /// Its kind.
    pub kind: Kind,
    /// Its number.
    pub number: String,
    /// Its day.
    pub day: NaiveDate,
}

impl Sale {
    /// The lines with their sums.
    #[must_use]
    pub fn of(lines: Vec<Line>) -> Self {
        let totals = Totals {
            amount: lines.iter().map(|line| line.amount).sum(),
            vat: lines.iter().map(|line| line.vat_amount).sum(),
            total: lines.iter().map(|line| line.total).sum(),
        };
        Self { lines, totals }
    }

    pub(crate) fn faults(&self) -> Vec<String> {
        let mut faults: Vec<String> =
            self.lines.iter().zip(1..).flat_map(|(line, n)| line.faults(n)).collect();
        if self.lines.is_empty() {
            faults.push("there is no line".to_owned());
        }
        let mut compare = |what: &str, said: Roubles, of: fn(&Line) -> Roubles| {
            if Roubles::sum(self.lines.iter().map(of)) != Some(said) {
                faults.push(format!("the total of the {what} is not the sum of the lines"));
            }
        };
        compare("amounts", self.totals.amount, |line| line.amount);
        compare("VAT", self.totals.vat, |line| line.vat_amount);
        compare("amounts with VAT", self.totals.total, |line| line.total);
        faults
    }
}

impl Line {
    fn faults(&self, number: usize) -> impl Iterator<Item = String> {
        let sum = Roubles::sum([self.amount, self.vat_amount]) != Some(self.total);
        let untaxed = !matches!(self.vat, Vat::Rate { .. }) && self.vat_amount != Roubles::ZERO;
        let faults = [
            (sum, "amount and VAT do not make the total"),
            (untaxed, "there is VAT where none is due"),
            (self.title.trim().is_empty(), "the title is empty"),
        ];
        faults.into_iter().filter(|(wrong, _)| *wrong).map(move |(_, what)| format!("line {number}: {what}"))
    }
}
