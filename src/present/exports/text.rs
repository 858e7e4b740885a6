//! The export as CSV for Excel on Windows and for programs: `;`, CRLF, decimal commas, in UTF-8 with BOM or
//! Windows-1251.

use std::borrow::Cow;

use encoding_rs::WINDOWS_1251;

use super::{Cell, ExportLine, HEADINGS, numbered, percent};

/// The byte order mark, without which Excel guesses another encoding.
pub(super) const MARK: &str = "\u{FEFF}";

/// The first characters that make a spreadsheet take a text for a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A character that Windows-1251 lacks; it was replaced by `?`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replaced {
    /// The line's «№ п/п».
    pub line: i64,
    /// The heading of the column.
    pub column: &'static str,
    /// The original character.
    pub character: char,
}

/// The export as CSV in UTF-8.
#[must_use]
pub fn csv(lines: &[ExportLine]) -> Vec<u8> {
    let mut file = format!("{MARK}{}", record(&HEADINGS.map(Cow::Borrowed)));
    for (_, cells) in numbered(lines) {
        file.push_str(&record(&cells.map(field)));
    }
    file.into_bytes()
}

/// The export as CSV in Windows-1251, with the replaced characters.
#[must_use]
pub fn csv1251(lines: &[ExportLine]) -> (Vec<u8>, Vec<Replaced>) {
    let mut replaced = Vec::new();
    let mut file = encoded(&record(&HEADINGS.map(Cow::Borrowed)), |_| ());
    for (line, cells) in numbered(lines) {
        let fields = cells.map(field);
        for (column, field) in HEADINGS.into_iter().zip(&fields) {
            encoded(field, |character| replaced.push(Replaced { line, column, character }));
        }
        file.extend(encoded(&record(&fields), |_| ()));
    }
    (file, replaced)
}

pub(super) fn record(fields: &[Cow<'_, str>]) -> String {
    fields.join(";") + "\r\n"
}

/// A cell in CSV syntax.
pub(super) fn field(cell: Cell<'_>) -> Cow<'_, str> {
    match cell {
        Cell::Identifier(digits) => quoted(&defused(digits.into())).into(),
        Cell::Text(text) => plain_or_quoted(defused(text)),
        Cell::Day(day) => day.format("%d.%m.%Y").to_string().into(),
        Cell::Number(number) => number.to_string().into(),
        Cell::Money(money) => money.to_string().replace('.', ",").into(),
        Cell::Percent(rate) => percent(rate).into(),
        Cell::Empty => "".into(),
    }
}

/// A text that no spreadsheet takes for a formula: an apostrophe marks it as text.
fn defused(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.starts_with(FORMULA) { format!("'{text}").into() } else { text }
}

fn plain_or_quoted(text: Cow<'_, str>) -> Cow<'_, str> {
    let needs_quotes = |letter| matches!(letter, ';' | '"' | '\r' | '\n');
    let blank_edge = text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace);
    if blank_edge || text.contains(needs_quotes) { quoted(&text).into() } else { text }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// The text in Windows-1251, with `?` for each missing character; `lacks` is called with each of them.
fn encoded(text: &str, mut lacks: impl FnMut(char)) -> Vec<u8> {
    let (bytes, _, lacking) = WINDOWS_1251.encode(text);
    if !lacking {
        return bytes.into_owned();
    }
    let mut letters = [0; 4];
    let mut bytes = Vec::with_capacity(text.len());
    for letter in text.chars() {
        let (byte, _, lacking) = WINDOWS_1251.encode(letter.encode_utf8(&mut letters));
        if lacking {
            lacks(letter);
            bytes.push(b'?');
        } else {
            bytes.extend_from_slice(&byte);
        }
    }
    bytes
}
