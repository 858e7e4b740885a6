//! The names of files in a partner's folder.

use chrono::{Months, NaiveDate};

use super::{DocumentKind, DropFault};
use crate::domain::cleaning::cleaned;
use crate::domain::identity::{Inn, Kpp};

/// The maximum length of a number, in characters.
const LONGEST_NUMBER: usize = 50;

/// What the name `kind_YYYY-MM-DD_number_ИНН[-КПП].pdf` says of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentName {
    /// The kind.
    pub kind: DocumentKind,
    /// The day.
    pub day: NaiveDate,
    /// The number.
    pub number: String,
    /// The ИНН of the organisation.
    pub inn: Inn,
    /// Its КПП, where the name tells it.
    pub kpp: Option<Kpp>,
}

impl DocumentName {
    /// Reads a name; its extension may be in capitals.
    pub fn read(name: &str) -> Result<Self, DropFault> {
        let (stem, extension) = name.rsplit_once('.').ok_or(DropFault::StrangeName)?;
        let parts: Vec<&str> = stem.split('_').collect();
        let [kind, day, number, organization] = parts[..] else { return Err(DropFault::StrangeName) };
        if !extension.eq_ignore_ascii_case("pdf") || !is_number(number) {
            return Err(DropFault::StrangeName);
        }
        let kind = DocumentKind::from_code(kind).ok_or(DropFault::UnknownKind)?;
        let (inn, kpp) = match organization.split_once('-') {
            Some((inn, kpp)) => (inn, Some(kpp)),
            None => (organization, None),
        };
        let strange = |_| DropFault::NotYourOrganization;
        let kpp = kpp.map(Kpp::parse).transpose().map_err(strange)?;
        Ok(Self {
            kind,
            day: read_day(day).ok_or(DropFault::NoSuchDay)?,
            number: number.to_owned(),
            inn: Inn::parse(inn).map_err(strange)?,
            kpp,
        })
    }

    /// Whether its day is so far ahead that it can only be a slip: more than a year.
    #[must_use]
    pub fn is_too_far_ahead(&self, today: NaiveDate) -> bool {
        today.checked_add_months(Months::new(12)).is_some_and(|furthest| self.day > furthest)
    }
}

/// A day with all its digits, of a century in which there are documents.
fn read_day(text: &str) -> Option<NaiveDate> {
    let whole = text.len() == 10 && text.starts_with("20");
    whole.then(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()).flatten()
}

/// Whether a sign may stand in the number of a document.
pub(in crate::domain) fn is_of_number(sign: char) -> bool {
    sign.is_alphanumeric() || "-. ".contains(sign)
}

/// Reads the number of a document as a person types it.
#[must_use]
pub fn read_document_number(typed: &str) -> Option<String> {
    let typed = cleaned(typed);
    is_number(&typed).then_some(typed)
}

fn is_number(text: &str) -> bool {
    (1..=LONGEST_NUMBER).contains(&text.chars().count())
        && text.chars().all(is_of_number)
        && text.contains(char::is_alphanumeric)
        && text.trim() == text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_what_the_document_is() {
        let read = DocumentName::read("act_2026-11-03_БП-17.1_7707083893-773601001.PDF").unwrap();
        assert_eq!((read.kind, read.number.as_str()), (DocumentKind::Act, "БП-17.1"));
        assert_eq!(read.day, NaiveDate::from_ymd_opt(2026, 11, 3).unwrap());
        assert_eq!((read.inn.as_str(), read.kpp.unwrap().as_str()), ("7707083893", "773601001"));
        let alone = DocumentName::read("reconciliation_2026-01-31_5_500100732259.pdf").unwrap();
        assert_eq!((alone.kind, alone.kpp), (DocumentKind::Reconciliation, None));
    }

    #[test]
    fn another_name_is_a_fault_of_its_own_kind() {
        for (name, fault) in [
            ("письмо.pdf", DropFault::StrangeName),
            ("act_2026-11-03_17_7707083893", DropFault::StrangeName),
            ("act_2026-11-03_17_7707083893.pdf.tmp", DropFault::StrangeName),
            ("act_2026-11-03_17_1_7707083893.pdf", DropFault::StrangeName),
            ("act_2026-11-03__7707083893.pdf", DropFault::StrangeName),
            ("act_2026-11-03_-_7707083893.pdf", DropFault::StrangeName),
            ("act_2026-11-03_1\u{202e}7_7707083893.pdf", DropFault::StrangeName),
            ("bill_2026-11-03_17_7707083893.pdf", DropFault::UnknownKind),
            ("act_2026-02-30_17_7707083893.pdf", DropFault::NoSuchDay),
            ("act_26-02-03_17_7707083893.pdf", DropFault::NoSuchDay),
            ("act_2026-11-03_17_7707083894.pdf", DropFault::NotYourOrganization),
            ("act_2026-11-03_17_7707083893-77.pdf", DropFault::NotYourOrganization),
        ] {
            assert_eq!(DocumentName::read(name), Err(fault), "{name}");
        }
        let long = format!("act_2026-11-03_{}_7707083893.pdf", "1".repeat(LONGEST_NUMBER + 1));
        assert_eq!(DocumentName::read(&long), Err(DropFault::StrangeName));
    }
}
