//! The export as a workbook: numbers can be summed, days sort, identifiers keep their zeros.

use chrono::{Datelike as _, NaiveDate};
use rust_decimal::Decimal;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, IgnoreError, Workbook, Worksheet, XlsxError,
};

use super::{COLUMNS, Cell, ExportLine, HEADINGS, TotalRow, numbered, percent};

/// A workbook stores numbers as binary fractions with 15 decimal digits. Below this many kopecks, an amount divided by
/// a hundred is the nearest fraction and is written with its original digits.
const KOPECKS: u64 = 1_000_000_000_000_000;

/// The range of column widths in characters; longer texts are cut off by the next cell.
const NARROWEST: usize = 6;
const WIDEST: usize = 60;

/// The first and the last column with identifiers.
const IDENTIFIERS: (u16, u16) = (2, 7);

/// Why the workbook could not be written.
#[derive(Debug, thiserror::Error)]
pub enum XlsxFault {
    /// An amount has more digits than a workbook can hold exactly.
    #[error("Сумма {0} слишком велика для XLSX")]
    TooLarge(Decimal),
    /// The lines do not fit: too many lines, a text too long, a day before 1900.
    #[error("Файл XLSX не удалось составить: {0}")]
    Unfit(#[from] XlsxError),
}

/// The export as a workbook: the lines, and below them, outside of the filter, the sums.
pub fn xlsx(lines: &[ExportLine], totals: &[TotalRow]) -> Result<Vec<u8>, XlsxFault> {
    let (plain, bold) = (Formats::over(&Format::new()), Formats::over(&Format::new().set_bold()));
    let mut register = Register::new()?;
    for (_, cells) in numbered(lines) {
        register.add(&cells, &plain)?;
    }
    register.close_lines()?;
    for total in totals {
        register.add(&total.cells(), &bold)?;
    }
    register.finish()
}

/// The formats by kind of cell.
struct Formats {
    general: Format,
    identifier: Format,
    day: Format,
    money: Format,
}

impl Formats {
    fn over(base: &Format) -> Self {
        Self {
            general: base.clone(),
            identifier: base.clone().set_num_format("@"),
            day: base.clone().set_num_format("dd.mm.yyyy"),
            money: base.clone().set_num_format("#,##0.00"),
        }
    }
}

/// The sheet while it is written, row by row.
struct Register {
    sheet: Worksheet,
    next: u32,
    widths: [usize; COLUMNS],
}

impl Register {
    fn new() -> Result<Self, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name("Реестр")?.set_freeze_panes(1, 0)?;
        let heading = Format::new().set_bold().set_align(FormatAlign::Center);
        for (column, text) in (0..).zip(HEADINGS) {
            sheet.write_string_with_format(0, column, text, &heading)?;
        }
        // Room for the filter's arrow beside the heading.
        let widths = HEADINGS.map(|text| text.chars().count() + 3);
        Ok(Self { sheet, next: 1, widths })
    }

    fn add(&mut self, cells: &[Cell<'_>; COLUMNS], formats: &Formats) -> Result<(), XlsxFault> {
        for ((column, cell), width) in (0..).zip(cells).zip(&mut self.widths) {
            write(&mut self.sheet, self.next, column, cell, formats)?;
            *width = (*width).max(shown(cell));
        }
        self.next += 1;
        Ok(())
    }

    /// Sets the filter over the lines. An empty row follows: when a filter is applied again it extends over adjacent
    /// rows, and the sums must stay outside.
    fn close_lines(&mut self) -> Result<(), XlsxError> {
        let (last, (first_identifier, last_identifier)) = (self.next - 1, IDENTIFIERS);
        self.sheet.autofilter(0, 0, last, LAST_COLUMN)?;
        self.sheet.ignore_error_range(
            0,
            first_identifier,
            last,
            last_identifier,
            IgnoreError::NumberStoredAsText,
        )?;
        self.next += 1;
        Ok(())
    }

    fn finish(mut self) -> Result<Vec<u8>, XlsxFault> {
        for (column, width) in (0..).zip(self.widths) {
            let width = u16::try_from(width.clamp(NARROWEST, WIDEST)).unwrap_or_default();
            self.sheet.set_column_width(column, width)?;
        }
        let mut workbook = Workbook::new();
        workbook.set_properties(&properties()?);
        workbook.push_worksheet(self.sheet);
        Ok(workbook.save_to_buffer()?)
    }
}

#[expect(clippy::cast_possible_truncation, reason = "24 columns")]
const LAST_COLUMN: u16 = COLUMNS as u16 - 1;

/// A fixed instant of creation, so that the same lines give the same bytes.
fn properties() -> Result<DocProperties, XlsxError> {
    let created = ExcelDateTime::from_ymd(2026, 1, 1)?;
    Ok(DocProperties::new().set_title("Реестр лицензий").set_creation_datetime(&created))
}

fn write(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell<'_>,
    formats: &Formats,
) -> Result<(), XlsxFault> {
    match cell {
        Cell::Identifier("") | Cell::Empty => sheet,
        Cell::Identifier(text) => sheet.write_string_with_format(row, column, *text, &formats.identifier)?,
        Cell::Text(text) => sheet.write_string_with_format(row, column, text.as_ref(), &formats.general)?,
        Cell::Day(day) => sheet.write_with_format(row, column, &excel_day(*day)?, &formats.day)?,
        Cell::Number(number) => {
            sheet.write_with_format(row, column, Decimal::from(*number), &formats.general)?
        }
        Cell::Money(money) if money.kopecks().unsigned_abs() >= KOPECKS => {
            return Err(XlsxFault::TooLarge(money.roubles()));
        }
        Cell::Money(money) => sheet.write_with_format(row, column, money.roubles(), &formats.money)?,
        Cell::Percent(rate) => sheet.write_with_format(row, column, rate.percent(), &formats.general)?,
    };
    Ok(())
}

fn excel_day(day: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    let unfit = |_| XlsxError::DateTimeRangeError(day.to_string());
    let part = |part: u32| u8::try_from(part).map_err(unfit);
    let year = u16::try_from(day.year()).map_err(unfit)?;
    ExcelDateTime::from_ymd(year, part(day.month())?, part(day.day())?)
}

/// The width of a cell as shown, in characters, with some margin.
fn shown(cell: &Cell<'_>) -> usize {
    let text = match cell {
        Cell::Identifier(text) => text.chars().count(),
        Cell::Text(text) => text.lines().map(|line| line.chars().count()).max().unwrap_or_default(),
        Cell::Day(_) => "01.01.2026".len(),
        Cell::Number(number) => number.to_string().len(),
        Cell::Money(money) => {
            let digits = money.to_string().len();
            digits + digits / 3
        }
        Cell::Percent(rate) => percent(*rate).len(),
        Cell::Empty => 0,
    };
    text + 2
}
