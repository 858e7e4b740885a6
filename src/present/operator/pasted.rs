//! Tables pasted as text, with `;` or tabs between cells; all faults are reported at once, each with its line.

use crate::domain::form::FieldFaults;

/// The maximum number of reported faults.
pub(super) const FAULTS_MOST: usize = 50;
/// The maximum number of rows, since each is compared with those before it.
const ROWS_MOST: usize = 2_000;

/// The format of a table.
#[derive(Clone, Copy)]
pub(super) struct Layout {
    /// The first heading: a first line that begins with it is the heading.
    pub(super) heading: &'static str,
    /// The message when there is no row.
    pub(super) nothing: &'static str,
}

/// Parses a pasted table; `wrong` returns the faults of a parsed row, given the earlier rows with their lines.
pub(super) fn read<T>(
    text: &str,
    layout: Layout,
    row: impl Fn(&csv::StringRecord) -> Result<T, Vec<String>>,
    wrong: impl Fn(&T, &[(u64, T)]) -> Vec<String>,
) -> Result<Vec<T>, FieldFaults> {
    let text = text.trim_start_matches('\u{FEFF}');
    let first = text.lines().next().unwrap_or_default();
    let delimiter = if first.contains('\t') { b'\t' } else { b';' };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let (mut rows, mut found): (Vec<(u64, T)>, usize) = (Vec::new(), 0);
    let mut faults: Vec<(u64, String)> = Vec::new();
    let mut lines = Lines { text, byte: 0, line: 1 };
    for record in reader.records() {
        let Ok(record) = record else {
            faults.push((0, "таблица не читается как CSV".to_owned()));
            break;
        };
        let line = lines.of(record.position().map_or(0, csv::Position::byte));
        let blank = record.iter().all(str::is_empty);
        if blank || (found == 0 && record.get(0) == Some(layout.heading)) {
            continue;
        }
        found += 1;
        if found > ROWS_MOST {
            continue;
        }
        match row(&record) {
            Ok(row) => {
                faults.extend(wrong(&row, &rows).into_iter().map(|words| (line, words)));
                rows.push((line, row));
            }
            Err(found) => faults.extend(found.into_iter().map(|words| (line, words))),
        }
    }
    if found > ROWS_MOST {
        // All rows are refused: a silently cut table would go unnoticed.
        return Err(vec![("rows", too_many(found))]);
    }
    if rows.is_empty() && faults.is_empty() {
        faults.push((0, layout.nothing.to_owned()));
    }
    if faults.is_empty() { Ok(rows.into_iter().map(|(_, row)| row).collect()) } else { Err(told(faults)) }
}

/// Line numbers as an editor shows them. Those of the csv parser run late: it counts the line end of Windows and empty
/// lines before a record as parts of the record.
struct Lines<'a> {
    text: &'a str,
    byte: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line of this byte, after any line ends there; bytes must be asked in ascending order.
    fn of(&mut self, byte: u64) -> u64 {
        let byte = usize::try_from(byte).unwrap_or(usize::MAX);
        let ends = |from: &str| from.bytes().take_while(|byte| b"\r\n".contains(byte)).count();
        let start = byte + self.text.get(byte..).map_or(0, ends);
        let passed = self.text.get(self.byte..start).unwrap_or_default();
        self.line += passed.bytes().filter(|byte| *byte == b'\n').fold(0, |count, _| count + 1);
        self.byte = start;
        self.line
    }
}

fn too_many(found: usize) -> String {
    format!("В таблице строк: {found}. За один раз читается не больше {ROWS_MOST}: разделите ее на части")
}

fn told(faults: Vec<(u64, String)>) -> FieldFaults {
    let more = faults.len().saturating_sub(FAULTS_MOST);
    let mut told: FieldFaults = faults
        .into_iter()
        .take(FAULTS_MOST)
        .map(|(line, words)| match line {
            0 => ("rows", words),
            line => ("rows", format!("Строка {line}: {words}")),
        })
        .collect();
    if more > 0 {
        told.push(("rows", format!("И еще ошибок: {more}")));
    }
    told
}

/// The fault of a row with another number of columns.
pub(super) fn columns(record: &csv::StringRecord, headings: &[&str]) -> String {
    format!("столбцов {}, должно быть {}: «{}»", record.len(), headings.len(), headings.join("», «"))
}

/// The beginning of a cell, for finding it.
pub(super) fn cut(text: &str) -> String {
    text.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_lines(count: usize) -> Result<Vec<String>, FieldFaults> {
        let text = (1..=count).map(|line| format!("строка {line}\n")).collect::<Vec<_>>().concat();
        let layout = Layout { heading: "Строка", nothing: "Таблица пуста" };
        read(&text, layout, |record| Ok(record.iter().collect()), |_, _| Vec::new())
    }

    #[test]
    fn a_line_has_the_number_that_a_person_sees() {
        let layout = Layout { heading: "Строка", nothing: "Таблица пуста" };
        let faults = |text: &str| {
            read(text, layout, |record| Err::<(), _>(vec![record[0].to_owned()]), |(), _| Vec::new())
        };
        let told = |words: &str| ("rows", words.to_owned());
        for text in ["а\n\nб\nв", "а\r\n\r\nб\r\nв\r\n"] {
            assert_eq!(
                faults(text).unwrap_err(),
                [told("Строка 1: а"), told("Строка 3: б"), told("Строка 4: в")],
                "{text:?}"
            );
        }
        assert_eq!(faults("\r\nСтрока\r\nа").unwrap_err(), [told("Строка 3: а")], "a heading below");
    }

    #[test]
    fn a_table_that_is_too_long_is_refused_whole_and_the_figure_is_told() {
        assert_eq!(read_lines(ROWS_MOST).unwrap().len(), ROWS_MOST);
        let words = "В таблице строк: 2001. За один раз читается не больше 2000: разделите ее на части";
        assert_eq!(read_lines(ROWS_MOST + 1), Err(vec![("rows", words.to_owned())]));
    }
}
