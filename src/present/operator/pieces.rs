//! Pieces of the operator's sheets: a term as a badge, zones, and what stands where there is nothing.

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

/// A zone: «МСК+5».
pub(super) fn zone(minutes: i32) -> String {
    let offset = chrono::FixedOffset::east_opt(minutes.saturating_mul(60));
    offset.map_or_else(String::new, |offset| Zone { offset }.name())
}

/// The zones to choose from.
pub(super) fn zones() -> Vec<Choice> {
    let zones = crate::domain::partner::ZONES.iter();
    zones.map(|minutes| Choice::new(minutes.to_string(), zone(*minutes))).collect()
}

/// What stands where there is nothing.
pub(super) fn nothing(reason: &str, advice: &str) -> Empty {
    Empty { reason: reason.to_owned(), advice: advice.to_owned(), link: None }
}
