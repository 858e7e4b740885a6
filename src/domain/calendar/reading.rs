//! Reading the production calendar's file.

use chrono::{Datelike as _, NaiveDate};

use super::{DayKind, WorkCalendar};

/// A fault in the calendar's file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {detail}")]
pub struct CalendarFault {
    /// The line, from 1.
    pub line: usize,
    /// The fault.
    pub detail: &'static str,
}

/// Reads lines `year,day,kind`; skips empty lines and a heading in the first line.
pub(super) fn read(csv_text: &str) -> Result<WorkCalendar, CalendarFault> {
    let mut calendar = WorkCalendar::default();
    let text = csv_text.strip_prefix('\u{feff}').unwrap_or(csv_text);
    for (place, line) in text.lines().map(str::trim).enumerate() {
        if line.is_empty() || (place == 0 && line.starts_with("year")) {
            continue;
        }
        let (day, kind) = one(line).map_err(|detail| CalendarFault { line: place + 1, detail })?;
        if calendar.days.insert(day, kind).is_some() {
            return Err(CalendarFault { line: place + 1, detail: "the day is named twice" });
        }
        calendar.years.insert(day.year());
    }
    Ok(calendar)
}

fn one(line: &str) -> Result<(NaiveDate, DayKind), &'static str> {
    let mut cells = line.split(',').map(|cell| cell.trim().trim_matches('"'));
    let (Some(year), Some(day), Some(kind), None) = (cells.next(), cells.next(), cells.next(), cells.next())
    else {
        return Err("a line has three cells: year,day,kind");
    };
    let in_year = format!("{year}-{day}");
    let written = if day.len() > 5 { day } else { &in_year };
    let date =
        NaiveDate::parse_from_str(written, "%Y-%m-%d").map_err(|_| "the day is no date like 2026-01-01")?;
    if year.parse() != Ok(date.year()) {
        return Err("the day lies in another year");
    }
    let kind = DayKind::from_code(kind).ok_or("the kind is none of holiday, workday, short")?;
    Ok((date, kind))
}
