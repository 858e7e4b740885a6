//! The notice about an outage of the authority.

use chrono::{DateTime, Utc};
use templates::components::{Notice, NoticeTone};
use templates::format::Zone;

use crate::operations::circuit::Outage;

/// The notice: since when the authority is silent, and how many requests wait.
#[must_use]
pub fn outage(outage: Option<Outage>, now: DateTime<Utc>, zone: Zone) -> Option<Notice> {
    let Outage { since, waiting, .. } = outage?;
    let moment = zone.moment(since);
    let today = |at: DateTime<Utc>| at.with_timezone(&zone.offset).date_naive();
    let since = if today(since) == today(now) { moment.clock() } else { moment.text() };
    let text = format!(
        "Удостоверяющий центр не отвечает с {since}, в очереди {waiting}. \
         Отправлять заявления можно: запросы уйдут, как только он ответит."
    );
    Some(Notice { tone: NoticeTone::Warn, text })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outage_of_today_is_told_by_the_clock_and_an_older_one_with_its_day() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let told = |now: &str| {
            let silent = Outage { since: at("2026-11-18T11:05:00Z"), waiting: 3, next_try: at(now) };
            outage(Some(silent), at(now), Zone::moscow()).unwrap().text
        };
        assert!(
            told("2026-11-18T20:59:00Z").starts_with("Удостоверяющий центр не отвечает с 14:05, в очереди 3")
        );
        assert!(told("2026-11-18T21:01:00Z").contains("18.11.2026"), "in Moscow it is tomorrow");
        assert!(outage(None, at("2026-11-18T11:05:00Z"), Zone::moscow()).is_none());
    }
}
