//! Common pieces of the operator's pages: the badge of a period, time zones, empty lists.

use chrono::NaiveDate;
use templates::components::{Badge, Choice, Empty, Tone};
use templates::format::{Zone, plural};

/// Whether a term has begun and not ended.
pub(super) fn term(from: NaiveDate, to: Option<NaiveDate>, today: NaiveDate) -> Badge {
    let (label, tone) = if from > today {
        ("Запланировано", Tone::New)
    } else if to.is_some_and(|last| last < today) {
        ("Закончилось", Tone::Quiet)
    } else {
        ("Действует", Tone::Good)
    };
    Badge { label: label.to_owned(), tone }
}

/// A time zone: «МСК+5».
pub(super) fn zone(minutes: i32) -> String {
    let offset = chrono::FixedOffset::east_opt(minutes.saturating_mul(60));
    offset.map_or_else(String::new, |offset| Zone { offset }.name())
}

/// The time zones to choose from.
pub(super) fn zones() -> Vec<Choice> {
    let zones = crate::domain::partner::ZONES.iter();
    zones.map(|minutes| Choice::new(minutes.to_string(), zone(*minutes))).collect()
}

/// What a version changes, and what it leaves: «Изменится 1 цена, остальные 107 останутся прежними.».
pub(super) fn changes(changed: usize, left: usize, nouns: [&str; 3]) -> String {
    let [changed, left] = [changed, left].map(|count| u64::try_from(count).unwrap_or(u64::MAX));
    if changed == 0 {
        return "Ничего не изменится.".to_owned();
    }
    let verb = plural(changed, ["Изменится", "Изменятся", "Изменятся"]);
    let first = format!("{verb} {changed} {}", plural(changed, nouns));
    match left {
        0 => format!("{first}."),
        left if left % 10 == 1 && left % 100 != 11 => format!("{first}, остальная {left} останется прежней."),
        left => format!("{first}, остальные {left} останутся прежними."),
    }
}

/// An empty list.
pub(super) fn nothing(reason: &str, advice: &str) -> Empty {
    Empty { reason: reason.to_owned(), advice: advice.to_owned(), link: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_told_in_a_sentence() {
        let told = |changed, left| changes(changed, left, ["цена", "цены", "цен"]);
        assert_eq!(told(1, 107), "Изменится 1 цена, остальные 107 останутся прежними.");
        assert_eq!(told(2, 1), "Изменятся 2 цены, остальная 1 останется прежней.");
        assert_eq!(told(15, 0), "Изменятся 15 цен.");
        assert_eq!(told(0, 5), "Ничего не изменится.");
    }
}
