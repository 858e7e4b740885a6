//! Onlookers: the colleagues who are viewing an application now, shown with their initials.

use templates::components::Onlooker;
use templates::pages::partner::Onlookers;

use super::words::people::short_name;
use crate::domain::ids::ApplicationNumber;

/// The colleagues who are viewing a card; this part polls.
#[must_use]
pub fn of_card(number: ApplicationNumber, names: &[String], csrf: &str) -> Onlookers {
    Onlookers {
        number: number.to_string(),
        people: names.iter().map(|name| onlooker(name)).collect(),
        csrf: csrf.to_owned(),
    }
}

/// A colleague with initials: «ИВ» of «Ветров Игорь Павлович».
#[must_use]
pub fn onlooker(full: &str) -> Onlooker {
    let mut letters = full.split_whitespace().filter_map(|word| word.chars().next());
    let (last, first) = (letters.next(), letters.next());
    Onlooker { initials: first.into_iter().chain(last).collect(), name: short_name(full) }
}
