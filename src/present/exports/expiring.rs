//! The board of what ends as CSV, in the same dialect as the settlement: UTF-8 with BOM, `;`, CRLF, no formulas.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::Cell;
use super::text::{MARK, field, record};

/// The headings, in the order of the columns.
const HEADINGS: [&str; 11] = [
    "Срок",
    "Осталось дней",
    "Организация",
    "Код абонента",
    "ИНН",
    "КПП",
    "Что истекает",
    "Телефон",
    "E-mail",
    "Последнее напоминание",
    "Заявление на продление",
];

/// A row of the file: one thing that ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpiringLine {
    /// «Срок».
    pub ends_on: NaiveDate,
    /// «Осталось дней»; below zero after the end.
    pub left: i64,
    /// «Организация».
    pub organization: String,
    /// «Код абонента».
    pub code: String,
    /// «ИНН».
    pub inn: String,
    /// «КПП».
    pub kpp: String,
    /// «Что истекает».
    pub what: String,
    /// «Телефон».
    pub phone: String,
    /// «E-mail».
    pub email: String,
    /// «Последнее напоминание».
    pub reminded: String,
    /// «Заявление на продление».
    pub renewal: String,
}

impl ExpiringLine {
    fn cells(&self) -> [Cell<'_>; 11] {
        [
            Cell::Day(self.ends_on),
            Cell::Number(self.left),
            Cell::text(&self.organization),
            Cell::Identifier(&self.code),
            Cell::Identifier(&self.inn),
            Cell::Identifier(&self.kpp),
            Cell::text(&self.what),
            Cell::Identifier(&self.phone),
            Cell::text(&self.email),
            Cell::text(&self.reminded),
            Cell::Identifier(&self.renewal),
        ]
    }
}

/// The lines as CSV in UTF-8.
#[must_use]
pub fn csv(lines: &[ExpiringLine]) -> Vec<u8> {
    let mut file = format!("{MARK}{}", record(&HEADINGS.map(Cow::Borrowed)));
    for line in lines {
        file.push_str(&record(&line.cells().map(field)));
    }
    file.into_bytes()
}
