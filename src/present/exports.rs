//! The settlement export: the lines of statements as CSV in two encodings and as a workbook.
//!
//! Partners' programs rely on the columns and their order. Each line is laid out once, as `Cell`s; the formats differ
//! only in how they write a cell.

mod book;
mod expiring;
mod journal;
mod text;
mod workbook;

use std::borrow::Cow;

use chrono::NaiveDate;
use unicode_normalization::{UnicodeNormalization as _, is_nfc};

use crate::domain::money::{Money, Rate};

pub use self::book::{BookLine, csv as book_csv};
pub use self::expiring::{ExpiringLine, csv as expiring_csv};
pub use self::journal::{JournalLine, csv as journal_csv};
pub use self::text::{Replaced, csv, csv1251};
pub use self::workbook::{XlsxFault, xlsx};

/// How many columns there are.
const COLUMNS: usize = 24;

/// The headings, in the order of the columns.
const HEADINGS: [&str; COLUMNS] = [
    "№ п/п",
    "Дата активации",
    "№ заявления",
    "Код абонента",
    "Организация",
    "ИНН",
    "КПП",
    "Рег. номер программы",
    "Продукт",
    "Вид расширения",
    "Основание",
    "Акция",
    "Начало",
    "Окончание",
    "Количество",
    "Цена",
    "Скидка акции",
    "Скидка партнера, %",
    "Сумма",
    "Ставка НДС",
    "Сумма НДС",
    "Всего",
    "Статус",
    "Комментарий",
];

/// An exported line. The lines come in their final order and are numbered in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportLine {
    /// «Дата активации»: the Moscow day of the approval.
    pub activated_on: NaiveDate,
    /// «№ заявления».
    pub application_number: String,
    /// «Код абонента».
    pub subscriber_code: String,
    /// «Организация».
    pub organization: String,
    /// «ИНН».
    pub inn: String,
    /// «КПП»; a sole proprietor has none.
    pub kpp: Option<String>,
    /// «Рег. номер программы».
    pub reg_number: String,
    /// «Продукт», in words.
    pub product: String,
    /// «Вид расширения», in words; only for the extension.
    pub extension: Option<String>,
    /// «Основание», in words.
    pub basis: String,
    /// «Акция», by name.
    pub promotion: Option<String>,
    /// «Начало» of the licence.
    pub starts_on: Option<NaiveDate>,
    /// «Окончание» of the licence.
    pub ends_on: Option<NaiveDate>,
    /// «Количество»; negative in a correction.
    pub quantity: i32,
    /// «Цена» of the price list.
    pub price: Money,
    /// «Скидка акции».
    pub promotion_discount: Money,
    /// «Скидка партнера, %».
    pub partner_discount: Rate,
    /// «Сумма» without VAT.
    pub amount: Money,
    /// «Ставка НДС»; `None` is «Без НДС».
    pub vat: Option<Rate>,
    /// «Сумма НДС».
    pub vat_amount: Money,
    /// «Всего».
    pub total: Money,
    /// «Статус», in words.
    pub status: String,
    /// «Комментарий».
    pub comment: Option<String>,
}

/// A row of sums below the lines of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TotalRow {
    /// The caption: «Итого», or a partner's or product's name.
    pub caption: String,
    /// The sum of «Количество».
    pub quantity: i64,
    /// The sum of «Скидка акции».
    pub promotion_discount: Money,
    /// The sum of «Сумма».
    pub amount: Money,
    /// The sum of «Сумма НДС».
    pub vat_amount: Money,
    /// The sum of «Всего».
    pub total: Money,
}

impl TotalRow {
    /// The sums of these lines.
    #[must_use]
    pub fn of(caption: impl Into<String>, lines: &[ExportLine]) -> Self {
        let sum = |column: fn(&ExportLine) -> Money| lines.iter().map(column).sum();
        Self {
            caption: caption.into(),
            quantity: lines.iter().map(|line| i64::from(line.quantity)).sum(),
            promotion_discount: sum(|line| line.promotion_discount),
            amount: sum(|line| line.amount),
            vat_amount: sum(|line| line.vat_amount),
            total: sum(|line| line.total),
        }
    }

    /// The row's cells, each below the column that it sums.
    fn cells(&self) -> [Cell<'_>; COLUMNS] {
        let mut cells = [const { Cell::Empty }; COLUMNS];
        cells[4] = Cell::text(&self.caption);
        cells[14] = Cell::Number(self.quantity);
        cells[16] = Cell::Money(self.promotion_discount);
        cells[18] = Cell::Money(self.amount);
        cells[20] = Cell::Money(self.vat_amount);
        cells[21] = Cell::Money(self.total);
        cells
    }
}

/// A value of a line, by the kind that decides how a format writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Cell<'a> {
    /// Digits with significant leading zeros.
    Identifier(&'a str),
    Text(Cow<'a, str>),
    Day(NaiveDate),
    Number(i64),
    Money(Money),
    Percent(Rate),
    Empty,
}

impl<'a> Cell<'a> {
    /// A text with composed letters, which Windows-1251 holds and programs compare.
    fn text(text: &'a str) -> Self {
        Self::Text(if is_nfc(text) { text.into() } else { text.nfc().collect() })
    }

    fn optional(text: Option<&'a String>) -> Self {
        text.map_or(Self::Empty, |text| Self::text(text))
    }
}

impl ExportLine {
    /// The line's cells, in the order of the headings.
    fn cells(&self, number: i64) -> [Cell<'_>; COLUMNS] {
        [
            Cell::Number(number),
            Cell::Day(self.activated_on),
            Cell::Identifier(&self.application_number),
            Cell::Identifier(&self.subscriber_code),
            Cell::text(&self.organization),
            Cell::Identifier(&self.inn),
            Cell::Identifier(self.kpp.as_deref().unwrap_or_default()),
            Cell::Identifier(&self.reg_number),
            Cell::text(&self.product),
            Cell::optional(self.extension.as_ref()),
            Cell::text(&self.basis),
            Cell::optional(self.promotion.as_ref()),
            self.starts_on.map_or(Cell::Empty, Cell::Day),
            self.ends_on.map_or(Cell::Empty, Cell::Day),
            Cell::Number(self.quantity.into()),
            Cell::Money(self.price),
            Cell::Money(self.promotion_discount),
            Cell::Percent(self.partner_discount),
            Cell::Money(self.amount),
            Cell::Text(vat(self.vat)),
            Cell::Money(self.vat_amount),
            Cell::Money(self.total),
            Cell::text(&self.status),
            Cell::optional(self.comment.as_ref()),
        ]
    }
}

/// The lines with their numbers, laid out.
fn numbered(lines: &[ExportLine]) -> impl Iterator<Item = (i64, [Cell<'_>; COLUMNS])> {
    (1..).zip(lines).map(|(number, line)| (number, line.cells(number)))
}

fn vat(rate: Option<Rate>) -> Cow<'static, str> {
    rate.map_or("Без НДС".into(), |rate| format!("{}%", percent(rate)).into())
}

/// A share as people write it: `37,5`.
fn percent(rate: Rate) -> String {
    rate.percent().to_string().replace('.', ",")
}

#[cfg(test)]
mod tests;
