//! A partner's book as CSV, in the same dialect as the settlement: UTF-8 with BOM, `;`, CRLF, no formulas.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::Cell;
use super::text::{MARK, field, record};
use crate::domain::money::Money;

/// The headings, in the order of the columns.
const HEADINGS: [&str; 11] = [
    "День",
    "Вид",
    "Номер",
    "Дата документа",
    "№ заявления",
    "Код абонента",
    "Организация",
    "ИНН",
    "КПП",
    "Начислено",
    "Оплачено",
];

/// A row of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookLine {
    /// «День»: the Moscow day on which the debt changed.
    pub day: NaiveDate,
    /// «Вид», in words.
    pub kind: &'static str,
    /// «Номер» of the document, or of the bank's order.
    pub number: String,
    /// «Дата документа».
    pub dated: NaiveDate,
    /// «№ заявления», of a sale.
    pub application: String,
    /// «Код абонента».
    pub code: String,
    /// «Организация».
    pub organization: String,
    /// «ИНН».
    pub inn: String,
    /// «КПП».
    pub kpp: String,
    /// «Начислено»; below zero in a correction.
    pub due: Option<Money>,
    /// «Оплачено»; below zero where a payment was taken back.
    pub paid: Option<Money>,
}

impl BookLine {
    fn cells(&self) -> [Cell<'_>; 11] {
        let money = |sum: Option<Money>| sum.map_or(Cell::Empty, Cell::Money);
        [
            Cell::Day(self.day),
            Cell::text(self.kind),
            Cell::Identifier(&self.number),
            Cell::Day(self.dated),
            Cell::Identifier(&self.application),
            Cell::Identifier(&self.code),
            Cell::text(&self.organization),
            Cell::Identifier(&self.inn),
            Cell::Identifier(&self.kpp),
            money(self.due),
            money(self.paid),
        ]
    }
}

/// The lines as CSV in UTF-8.
#[must_use]
pub fn csv(lines: &[BookLine]) -> Vec<u8> {
    let mut file = format!("{MARK}{}", record(&HEADINGS.map(Cow::Borrowed)));
    for line in lines {
        file.push_str(&record(&line.cells().map(field)));
    }
    file.into_bytes()
}
