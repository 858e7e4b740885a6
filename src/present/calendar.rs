//! Missing years of the production calendar, in which holidays count as working days until someone adds them.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike as _, Days, Utc};
use templates::components::{Notice, NoticeTone};

use crate::domain::calendar::WorkCalendar;
use crate::domain::month::moscow_day;
use crate::operations::Desk;
use crate::policy::Permission;

/// How far ahead today's deadlines usually lie.
const AHEAD: Days = Days::new(31);

/// The warning for those responsible for deadlines: the partner's managers and the operator.
#[must_use]
pub fn missing_years(desk: &Desk, deadlines: impl IntoIterator<Item = DateTime<Utc>>) -> Option<Notice> {
    let answers = if desk.partner().is_some() {
        desk.allows(Permission::ViewContract)
    } else {
        desk.allows(Permission::ViewPartner)
    };
    let notice = || notice(&desk.house().calendar, desk.now(), deadlines);
    answers.then(notice).flatten()
}

fn notice(
    calendar: &WorkCalendar,
    now: DateTime<Utc>,
    deadlines: impl IntoIterator<Item = DateTime<Utc>>,
) -> Option<Notice> {
    let today = moscow_day(now);
    let days = [Some(today), today.checked_add_days(AHEAD)].into_iter().flatten();
    let days = days.chain(deadlines.into_iter().map(moscow_day));
    let unknown: BTreeSet<i32> = days.map(|day| day.year()).filter(|year| !calendar.knows(*year)).collect();
    let years: Vec<String> = unknown.iter().map(i32::to_string).collect();
    let text = match years.as_slice() {
        [] => return None,
        [year] => format!("Производственного календаря на {year} год нет: сроки посчитаны без праздников."),
        years => format!(
            "Производственного календаря на {} годы нет: сроки посчитаны без праздников.",
            years.join(", ")
        ),
    };
    Some(Notice { tone: NoticeTone::Warn, text })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(now: &str, deadlines: &[&str]) -> Option<String> {
        let calendar = WorkCalendar::read("year,day,kind\n2026,2026-01-01,holiday\n").unwrap();
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        notice(&calendar, at(now), deadlines.iter().map(|text| at(text))).map(|notice| notice.text)
    }

    #[test]
    fn a_known_year_says_nothing() {
        assert_eq!(told("2026-11-18T09:00:00Z", &["2026-11-20T09:00:00Z"]), None);
    }

    #[test]
    fn the_next_year_is_missed_as_soon_as_deadlines_reach_into_it() {
        let words = "Производственного календаря на 2027 год нет: сроки посчитаны без праздников.";
        assert_eq!(told("2026-12-01T09:00:00Z", &[]).as_deref(), Some(words));
        assert_eq!(told("2026-11-18T09:00:00Z", &["2027-01-11T09:00:00Z"]).as_deref(), Some(words));
    }

    #[test]
    fn several_years_are_told_once() {
        let words = "Производственного календаря на 2027, 2028 годы нет: сроки посчитаны без праздников.";
        assert_eq!(told("2027-12-20T09:00:00Z", &["2027-12-21T09:00:00Z"]).as_deref(), Some(words));
    }
}
