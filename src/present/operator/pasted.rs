//! A table that is pasted as text: with `;` or tabs between its cells; all that is wrong is told at once, each by its line.

use super::typed::Faults;

/// More faults than this help nobody to mend a table.
pub(super) const FAULTS_MOST: usize = 50;
/// More rows than this are not read at once, since each is compared with those before it.
const ROWS_MOST: usize = 2_000;

/// How a table is told from other text.
#[derive(Clone, Copy)]
pub(super) struct Layout {
    /// The first heading: a first line that begins with it is no row.
    pub(super) heading: &'static str,
    /// What is said when there is no row.
    pub(super) nothing: &'static str,
}

/// Reads a pasted table; `wrong` tells what is wrong with a row that can be read, knowing those before it by their lines.
pub(super) fn read<T>(
    text: &str,
    layout: Layout,
    row: impl Fn(&csv::StringRecord) -> Result<T, Vec<String>>,
    wrong: impl Fn(&T, &[(u64, T)]) -> Vec<String>,
) -> Result<Vec<T>, Faults> {
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
    for record in reader.records() {
        let Ok(record) = record else {
            faults.push((0, "таблица не читается как CSV".to_owned()));
            break;
        };
        let line = record.position().map_or(0, csv::Position::line);
        let blank = record.iter().all(str::is_empty);
        if blank || (line == 1 && record.get(0) == Some(layout.heading)) {
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
        // Not a row of it is taken: what was left out would be missed by nobody.
        return Err(vec![("rows", too_many(found))]);
    }
    if rows.is_empty() && faults.is_empty() {
        faults.push((0, layout.nothing.to_owned()));
    }
    if faults.is_empty() { Ok(rows.into_iter().map(|(_, row)| row).collect()) } else { Err(told(faults)) }
}

fn too_many(found: usize) -> String {
    format!("В таблице строк: {found}. За один раз читается не больше {ROWS_MOST}: разделите ее на части")
}

fn told(faults: Vec<(u64, String)>) -> Faults {
    let more = faults.len().saturating_sub(FAULTS_MOST);
    let mut told: Faults = faults
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

/// As much of a cell as helps to find it.
pub(super) fn cut(text: &str) -> String {
    text.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_lines(count: usize) -> Result<Vec<String>, Faults> {
        let text = (1..=count).map(|line| format!("строка {line}\n")).collect::<Vec<_>>().concat();
        let layout = Layout { heading: "Строка", nothing: "Таблица пуста" };
        read(&text, layout, |record| Ok(record.iter().collect()), |_, _| Vec::new())
    }

    #[test]
    fn a_table_that_is_too_long_is_refused_whole_and_the_figure_is_told() {
        assert_eq!(read_lines(ROWS_MOST).unwrap().len(), ROWS_MOST);
        let words = "В таблице строк: 2001. За один раз читается не больше 2000: разделите ее на части";
        assert_eq!(read_lines(ROWS_MOST + 1), Err(vec![("rows", words.to_owned())]));
    }
}
