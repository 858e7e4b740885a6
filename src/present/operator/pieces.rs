//! Common pieces of the operator's pages: the badge of a period, time zones, empty lists.

use chrono::NaiveDate;
use templates::components::{Badge, Choice, Empty, Tone};
use templates::format::Zone;

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

/// An empty list.
pub(super) fn nothing(reason: &str, advice: &str) -> Empty {
    Empty { reason: reason.to_owned(), advice: advice.to_owned(), link: None }
}
