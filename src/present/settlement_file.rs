//! The settlement as a file, in the columns on which partners' programs rely.

use templates::components::Link;
use templates::format::NBSP;
use templates::pages::ReplacedPage;

use super::exports::{self, ExportLine, TotalRow, XlsxFault};
use super::words;
use crate::domain::charge::Charge;
use crate::domain::month::{Month, moscow_day};
use crate::domain::statement::StatementState;
use crate::operations::settlement::StatementRow;

/// A format of the settlement file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// «CSV (Excel, UTF-8 с BOM)».
    Csv,
    /// «CSV (Windows-1251)».
    Csv1251,
    /// «XLSX».
    Xlsx,
}

impl Format {
    /// Every format, in the order in which they are offered.
    pub const ALL: &'static [Self] = &[Self::Csv, Self::Csv1251, Self::Xlsx];

    /// The code of the format in URLs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Csv1251 => "csv1251",
            Self::Xlsx => "xlsx",
        }
    }

    /// The label of the format.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Csv => "CSV (Excel, UTF-8 с BOM)",
            Self::Csv1251 => "CSV (Windows-1251)",
            Self::Xlsx => "XLSX",
        }
    }

    /// The format with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.code() == code)
    }

    const fn content_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Csv1251 => "text/csv; charset=windows-1251",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    const fn file_name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Csv1251 => "1251.csv",
            Self::Xlsx => "xlsx",
        }
    }
}

/// A settlement file.
#[derive(Debug)]
pub struct SettlementFile {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its file name.
    pub name: String,
    /// Its media type.
    pub content_type: &'static str,
    /// The replaced characters, in words.
    pub replaced: Vec<String>,
}

/// Writes statements with their lines, in the order given. It consumes them: there may be many lines.
pub fn write(
    format: Format,
    month: Month,
    statements: Vec<(StatementRow, Vec<Charge>)>,
) -> Result<SettlementFile, XlsxFault> {
    let parts: Vec<(String, usize)> =
        statements.iter().map(|(row, lines)| (row.partner.name.clone(), lines.len())).collect();
    let mut lines = Vec::with_capacity(parts.iter().map(|(_, lines)| lines).sum());
    for (row, charges) in statements {
        lines.extend(charges.into_iter().map(|charge| export_line(charge, row.statement.state_of_lines())));
    }
    let (bytes, replaced) = match format {
        Format::Csv => (exports::csv(&lines), Vec::new()),
        Format::Csv1251 => {
            let (bytes, replaced) = exports::csv1251(&lines);
            (bytes, replaced.iter().map(said).collect())
        }
        Format::Xlsx => (exports::xlsx(&lines, &totals(&parts, &lines))?, Vec::new()),
    };
    let name = format!("sverka-{month}.{}", format.file_name());
    Ok(SettlementFile { bytes, name, content_type: format.content_type(), replaced })
}

/// The sums below the lines: of each partner when there are several, and of all. A part is a partner's name and the
/// number of its lines.
fn totals(parts: &[(String, usize)], lines: &[ExportLine]) -> Vec<TotalRow> {
    let mut rows = Vec::new();
    if parts.len() > 1 {
        let mut rest = lines;
        for (name, count) in parts {
            let (own, others) = rest.split_at(*count);
            rows.push(TotalRow::of(name.clone(), own));
            rest = others;
        }
    }
    rows.push(TotalRow::of("Итого", lines));
    rows
}

fn export_line(line: Charge, state: StatementState) -> ExportLine {
    let (sums, licensee) = (line.sums, line.licensee);
    ExportLine {
        activated_on: moscow_day(line.activated_at),
        application_number: line.application.to_string(),
        subscriber_code: licensee.subscriber_code,
        organization: licensee.name,
        inn: licensee.inn,
        kpp: Some(licensee.kpp).filter(|kpp| !kpp.is_empty()),
        reg_number: licensee.reg_number,
        product: words::product_with_term(line.product, line.term_months).replace(NBSP, " "),
        extension: line.tier.map(|tier| words::tier(tier).to_owned()),
        basis: words::basis(line.basis).to_owned(),
        promotion: line.promotion,
        starts_on: Some(line.starts_on),
        ends_on: Some(line.ends_on),
        quantity: sums.quantity,
        price: sums.price,
        promotion_discount: sums.promotion_discount,
        partner_discount: sums.partner_discount,
        amount: sums.amount,
        vat: sums.vat_rate,
        vat_amount: sums.vat,
        total: sums.total,
        status: words::line_state(line.state, state).to_owned(),
        comment: line.comment,
    }
}

/// How many replaced characters a page lists.
const LISTED: usize = 50;

/// The page about characters that the file cannot hold; `here` is the file's URL, `whole` the URLs of files that hold
/// everything.
#[must_use]
pub fn replaced(
    file: &SettlementFile,
    back: Vec<Link>,
    here: &str,
    whole: &[(Format, String)],
) -> ReplacedPage {
    ReplacedPage {
        back,
        file: file.name.clone(),
        rows: file.replaced.iter().take(LISTED).cloned().collect(),
        total: u64::try_from(file.replaced.len()).unwrap_or(u64::MAX),
        sure: here.to_owned(),
        others: whole
            .iter()
            .map(|(format, href)| Link { label: format.label().to_owned(), href: href.clone() })
            .collect(),
    }
}

fn said(replaced: &exports::Replaced) -> String {
    format!("строка {}, «{}»: символ «{}» заменен на «?»", replaced.line, replaced.column, replaced.character)
}
