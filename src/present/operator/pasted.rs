//! Tables pasted as text, with `;` or tabs between cells; all faults are reported at once, each with its line.

use crate::domain::cleaning::cleaned;
use crate::domain::form::FieldFaults;
use crate::domain::sum::spelled;
use crate::present::words::recognition::is_called;
use templates::format::plural;

/// The maximum number of reported faults.
pub(super) const FAULTS_MOST: usize = 50;
/// The maximum number of rows, since each is compared with those before it.
const ROWS_MOST: usize = 2_000;

/// The format of a table.
#[derive(Clone, Copy)]
pub(super) struct Layout {
    /// The headings, in the order of the columns: a first line that begins with the first one is the heading.
    pub(super) headings: &'static [&'static str],
    /// The message when there is no row.
    pub(super) nothing: &'static str,
}

/// A row of a pasted table.
pub(super) struct PastedRow {
    /// The line in which it begins, from 1, as an editor shows it.
    line: usize,
    /// Its cells, cleaned.
    cells: Vec<String>,
    /// Whether a cell goes over several lines: one that should not has an open quotation mark.
    is_long: bool,
}

impl PastedRow {
    /// A cell; empty beyond the last one.
    pub(super) fn cell(&self, place: usize) -> &str {
        self.cells.get(place).map_or("", String::as_str)
    }

    /// What is wrong with the number of its columns. Empty cells at its end, as spreadsheets add them, are none.
    fn columns_fault(&mut self, headings: &[&str]) -> Option<String> {
        while self.cells.len() > headings.len() && self.cells.last().is_some_and(String::is_empty) {
            self.cells.pop();
        }
        let found = self.cells.len();
        (found != headings.len()).then(|| {
            let columns = plural(count(found), ["столбец", "столбца", "столбцов"]);
            let open = if self.is_long {
                " Проверьте, закрыта ли кавычка в начале ячейки."
            } else {
                ""
            };
            format!(
                "В строке {} {} {columns}, а нужно {}: «{}».{open}",
                self.line,
                in_words(found),
                in_words(headings.len()),
                headings.join("», «")
            )
        })
    }
}

fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

/// A number, in words while it is small.
fn in_words(number: usize) -> String {
    u8::try_from(number).map_or_else(|_| number.to_string(), spelled)
}

/// The rows that are not blank, the heading among them.
///
/// Cells are separated by `;` or tabs, or as the first line `sep=…` of a spreadsheet says.
pub(super) fn rows(text: &str) -> Vec<PastedRow> {
    let text = text.trim_start_matches('\u{FEFF}').replace("\r\n", "\n").replace('\r', "\n");
    let (declared, rest) = declared(&text);
    let first = rest.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let tabs = outside_of_quotes(first, '\t') > outside_of_quotes(first, ';');
    let delimiter = declared.unwrap_or(if tabs { b'\t' } else { b';' });
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(rest.as_bytes());
    let mut lines = Lines { text: rest, byte: 0, line: 1 + usize::from(rest.len() < text.len()) };
    // Text in memory, of rows of any length: there is nothing that cannot be read.
    let records = reader.records().map_while(Result::ok);
    let row = |record: csv::StringRecord| PastedRow {
        line: lines.of(record.position().map_or(0, csv::Position::byte)),
        cells: record.iter().map(cleaned).collect(),
        is_long: record.iter().any(|cell| cell.contains('\n')),
    };
    records.map(row).filter(|row| row.cells.iter().any(|cell| !cell.is_empty())).collect()
}

/// How often a sign stands outside of quotation marks.
fn outside_of_quotes(line: &str, sign: char) -> usize {
    line.split('"').step_by(2).map(|part| part.matches(sign).count()).sum()
}

/// The separator that a first line like `sep=;` declares, and the text behind that line.
fn declared(text: &str) -> (Option<u8>, &str) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let first = first.trim_matches([' ', '"']);
    match first.split_at_checked(4) {
        Some((word, sign)) if word.eq_ignore_ascii_case("sep=") && sign.is_ascii() => {
            (sign.bytes().next().or(Some(b'\t')), rest)
        }
        _ => (None, text),
    }
}

/// Parses a pasted table; `wrong` returns the faults of a parsed row, given the earlier rows with their lines.
pub(super) fn read<T>(
    text: &str,
    layout: Layout,
    row: impl Fn(&PastedRow) -> Result<T, Vec<String>>,
    wrong: impl Fn(&T, &[(usize, T)]) -> Vec<String>,
) -> Result<Vec<T>, FieldFaults> {
    let mut pasted = rows(text);
    let is_heading =
        |row: &PastedRow| layout.headings.first().is_some_and(|name| is_called(row.cell(0), &[name]));
    if pasted.first().is_some_and(is_heading) {
        pasted.remove(0);
    }
    if pasted.len() > ROWS_MOST {
        // All rows are refused: a silently cut table would go unnoticed.
        return Err(vec![("rows", too_many(pasted.len()))]);
    }
    let mut read: Vec<(usize, T)> = Vec::new();
    let mut faults: Vec<String> = Vec::new();
    for mut pasted in pasted {
        let line = pasted.line;
        if let Some(words) = pasted.columns_fault(layout.headings) {
            faults.push(words);
            continue;
        }
        let found = match row(&pasted) {
            Ok(row) => {
                let found = wrong(&row, &read);
                read.push((line, row));
                found
            }
            Err(found) => found,
        };
        faults.extend(found.into_iter().map(|words| format!("Строка {line}: {words}")));
    }
    if read.is_empty() && faults.is_empty() {
        faults.push(layout.nothing.to_owned());
    }
    if faults.is_empty() { Ok(read.into_iter().map(|(_, row)| row).collect()) } else { Err(told(faults)) }
}

/// Line numbers as an editor shows them. Those of the csv parser run late: it counts empty lines before a record as parts
/// of the record.
struct Lines<'a> {
    text: &'a str,
    byte: usize,
    line: usize,
}

impl Lines<'_> {
    /// The line of this byte, after any line ends there; bytes must be asked in ascending order.
    fn of(&mut self, byte: u64) -> usize {
        let byte = usize::try_from(byte).unwrap_or(usize::MAX);
        let ends = |from: &str| from.bytes().take_while(|byte| *byte == b'\n').count();
        let start = byte + self.text.get(byte..).map_or(0, ends);
        self.line += self.text.get(self.byte..start).unwrap_or_default().matches('\n').count();
        self.byte = start;
        self.line
    }
}

fn too_many(found: usize) -> String {
    format!("В таблице строк: {found}. За один раз читается не больше {ROWS_MOST}: разделите ее на части")
}

fn told(faults: Vec<String>) -> FieldFaults {
    let more = faults.len().saturating_sub(FAULTS_MOST);
    let mut told: FieldFaults = faults.into_iter().take(FAULTS_MOST).map(|words| ("rows", words)).collect();
    if more > 0 {
        told.push(("rows", format!("И еще ошибок: {more}")));
    }
    told
}

/// The beginning of a cell, for finding it.
pub(super) fn cut(text: &str) -> String {
    text.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAYOUT: Layout = Layout { headings: &["Строка"], nothing: "Таблица пуста" };

    fn read_lines(count: usize) -> Result<Vec<String>, FieldFaults> {
        let text = (1..=count).map(|line| format!("строка {line}\n")).collect::<Vec<_>>().concat();
        read(&text, LAYOUT, |row| Ok(row.cells.concat()), |_, _| Vec::new())
    }

    /// The faults of a table in which every row is wrong, and says so by its first cell.
    fn faults(layout: Layout, text: &str) -> Vec<String> {
        let wrong = |row: &PastedRow| Err::<(), _>(vec![row.cell(0).to_owned()]);
        read(text, layout, wrong, |(), _| Vec::new())
            .unwrap_err()
            .into_iter()
            .map(|(_, words)| words)
            .collect()
    }

    #[test]
    fn a_line_has_the_number_that_a_person_sees() {
        for text in ["а\n\nб\nв", "а\r\n\r\nб\r\nв\r\n", "а\r\rб\rв", "а\n  \nб\nв\n\n"] {
            assert_eq!(faults(LAYOUT, text), ["Строка 1: а", "Строка 3: б", "Строка 4: в"], "{text:?}");
        }
        assert_eq!(faults(LAYOUT, "\r\nСтрока\r\nа"), ["Строка 3: а"], "a heading below");
        assert_eq!(faults(LAYOUT, "SEP=;\r\nСТРОКА\r\nа"), ["Строка 3: а"]);
        assert_eq!(faults(LAYOUT, "\"а\r\nа\"\r\nб"), ["Строка 1: а а", "Строка 3: б"]);
    }

    #[test]
    fn another_number_of_columns_is_told_in_words() {
        let layout = Layout { headings: &["Регион", "Зона"], ..LAYOUT };
        let told = faults(layout, "38;z1;;\n38\n38;z1;z2;z3;z4\n\"38;z1\n38;z2");
        assert_eq!(
            told,
            [
                "Строка 1: 38",
                "В строке 2 один столбец, а нужно два: «Регион», «Зона».",
                "В строке 3 пять столбцов, а нужно два: «Регион», «Зона».",
                "В строке 4 один столбец, а нужно два: «Регион», «Зона». Проверьте, закрыта ли кавычка в начале ячейки.",
            ]
        );
    }

    #[test]
    fn a_table_that_is_too_long_is_refused_whole_and_the_figure_is_told() {
        assert_eq!(read_lines(ROWS_MOST).unwrap().len(), ROWS_MOST);
        let words = "В таблице строк: 2001. За один раз читается не больше 2000: разделите ее на части";
        assert_eq!(read_lines(ROWS_MOST + 1), Err(vec![("rows", words.to_owned())]));
    }
}
