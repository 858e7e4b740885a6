//! The journal as CSV, in the same dialect as the settlement: UTF-8 with BOM, `;`, CRLF, no formulas.

use std::borrow::Cow;

use super::Cell;
use super::text::{MARK, field, record};

/// The headings, in the order of the columns.
const HEADINGS: [&str; 9] =
    ["№", "Дата и время", "Часовой пояс", "Кто", "Роль", "Что произошло", "Подробности", "О чем", "Чье"];

/// A row of the exported journal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JournalLine {
    /// «№»: the sequence number in the chain.
    pub sequence: i64,
    /// «Дата и время».
    pub at: String,
    /// «Часовой пояс» of that time.
    pub zone: String,
    /// «Кто».
    pub who: String,
    /// «Роль».
    pub role: String,
    /// «Что произошло».
    pub happened: String,
    /// «Подробности».
    pub detail: String,
    /// «О чем».
    pub matter: String,
    /// «Чье»: the organisation, or the kind of subject.
    pub whose: String,
}

impl JournalLine {
    fn cells(&self) -> [Cell<'_>; 9] {
        [
            Cell::Number(self.sequence),
            Cell::text(&self.at),
            Cell::text(&self.zone),
            Cell::text(&self.who),
            Cell::text(&self.role),
            Cell::text(&self.happened),
            Cell::text(&self.detail),
            Cell::text(&self.matter),
            Cell::text(&self.whose),
        ]
    }
}

/// The entries as CSV in UTF-8.
#[must_use]
pub fn csv(lines: &[JournalLine]) -> Vec<u8> {
    let mut file = format!("{MARK}{}", record(&HEADINGS.map(Cow::Borrowed)));
    for line in lines {
        file.push_str(&record(&line.cells().map(field)));
    }
    file.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_wrote_is_no_formula_and_breaks_no_line() {
        let line = JournalLine {
            sequence: 7,
            who: "=1+1".to_owned(),
            detail: "Первая; «вторая»\r\nтретья".to_owned(),
            ..JournalLine::default()
        };
        let text = String::from_utf8(csv(&[line])).unwrap();
        let (headings, rest) = text.split_once("\r\n").unwrap();
        assert!(headings.starts_with("\u{FEFF}№;Дата и время;"), "{headings}");
        assert_eq!(rest, "7;;;'=1+1;;;\"Первая; «вторая»\r\nтретья\";;\r\n");
    }
}
