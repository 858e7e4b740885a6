//! The words of standing in: who did something in whose place, what happened, and why it is refused.

use std::collections::HashMap;
use std::hash::BuildHasher;

use templates::format::date;

use super::people::short_name;
use crate::domain::ids::PersonId;
use crate::domain::standing_in::{
    EndedBy, LONGEST_DAYS, StandingIn, StandingInEvent, StandingInEventName, StandingInRefusal,
};
use crate::store::audit::Entry;

/// Whoever did what an entry tells, by a short name: «О. Смирнова», «О. Смирнова за И. Ветрова».
#[must_use]
pub fn actor<E, S: BuildHasher>(names: &HashMap<String, String, S>, entry: &Entry<E>) -> String {
    let actor = names.get(&entry.actor).map_or_else(|| entry.actor.clone(), |name| short_name(name));
    let giver = entry.instead_of.as_ref().map(|login| names.get(login).unwrap_or(login));
    beside(&actor, giver.map(String::as_str))
}

/// Somebody's name, with the name of whoever lent them the right, if somebody did.
#[must_use]
pub fn beside(actor: &str, giver: Option<&str>) -> String {
    giver.map_or_else(|| actor.to_owned(), |giver| format!("{actor} {}", instead(giver)))
}

/// «за И. Ветрова» of «Ветров Игорь Павлович». A name whose accusative is not plain stays as it is: «за: Т. Шевченко».
fn instead(full: &str) -> String {
    match accusative(full) {
        Some(name) => format!("за {name}"),
        None => format!("за: {}", short_name(full)),
    }
}

fn accusative(full: &str) -> Option<String> {
    let mut words = full.split_whitespace();
    let (last, first, patronymic) = (words.next()?, words.next()?, words.next()?);
    let ending = |from: &str, to: &str| last.strip_suffix(from).map(|stem| format!("{stem}{to}"));
    let last = if patronymic.ends_with("вна") || patronymic.ends_with("чна") {
        let of_women = [("ова", "ову"), ("ева", "еву"), ("ина", "ину"), ("ая", "ую")];
        of_women.iter().find_map(|(from, to)| ending(from, to))
    } else if patronymic.ends_with("ич") {
        let of_men = [("ов", "ова"), ("ев", "ева"), ("ин", "ина"), ("ский", "ского"), ("цкий", "цкого")];
        of_men.iter().find_map(|(from, to)| ending(from, to))
    } else {
        None
    };
    Some(format!("{}. {}", first.chars().next()?, last?))
}

/// The words of an event.
#[must_use]
pub const fn happened(name: StandingInEventName) -> &'static str {
    match name {
        StandingInEventName::StandingInArranged => "роль передана на время",
        StandingInEventName::StandingInEnded => "замещение завершено",
    }
}

/// The details of an event.
#[must_use]
pub fn detail<S: BuildHasher>(names: &HashMap<PersonId, String, S>, event: &StandingInEvent) -> String {
    let name = |id: &PersonId| names.get(id).map_or_else(|| "сотрудник".to_owned(), |name| short_name(name));
    match event {
        StandingInEvent::StandingInArranged { role, giver, deputy, first, last } => format!(
            "{}: {} вместо {}, с {} по {}",
            super::role(*role),
            name(deputy),
            name(giver),
            date(*first),
            date(*last)
        ),
        StandingInEvent::StandingInEnded { by } => ended(*by).to_owned(),
    }
}

const fn ended(by: EndedBy) -> &'static str {
    match by {
        EndedBy::Giver => "завершил тот, кто передал роль",
        EndedBy::Deputy => "завершил тот, кто замещал",
        EndedBy::Administrator => "завершил администратор",
        EndedBy::RoleEnded => "роль снята",
        EndedBy::Disabled => "учетная запись отключена",
    }
}

/// From when until when.
#[must_use]
pub fn days(standing: &StandingIn) -> String {
    format!("с {} по {}", date(standing.first), date(standing.last))
}

/// The message of a refusal.
#[must_use]
pub fn refused(refusal: StandingInRefusal) -> String {
    match refusal {
        StandingInRefusal::Oneself => "Заместить может только другой сотрудник.".to_owned(),
        StandingInRefusal::GiverHasNotRole => {
            "Передать можно только свою роль: ту, что передана на время, дальше не передают.".to_owned()
        }
        StandingInRefusal::DeputyHasRole => "Эта роль у сотрудника уже есть.".to_owned(),
        StandingInRefusal::RoleAboveYours => "Эта роль выше вашей.".to_owned(),
        StandingInRefusal::NotWorking => {
            "Передать роль можно, когда оба сотрудника могут войти и работают здесь.".to_owned()
        }
        StandingInRefusal::NoSuchDays => {
            "Первый день — сегодня или позже, последний — не раньше первого.".to_owned()
        }
        StandingInRefusal::TooLong => format!("Не дольше {LONGEST_DAYS}\u{a0}дней."),
        StandingInRefusal::StandsInAlready => {
            "В эти дни сотрудник уже замещает кого-то в этой роли.".to_owned()
        }
        StandingInRefusal::Over => "Это замещение уже завершено.".to_owned(),
    }
}

/// The field at which a refusal stands.
#[must_use]
pub const fn field(refusal: StandingInRefusal) -> &'static str {
    match refusal {
        StandingInRefusal::GiverHasNotRole | StandingInRefusal::RoleAboveYours => "role",
        StandingInRefusal::Oneself
        | StandingInRefusal::DeputyHasRole
        | StandingInRefusal::NotWorking
        | StandingInRefusal::StandsInAlready => "deputy",
        StandingInRefusal::NoSuchDays => "first",
        StandingInRefusal::TooLong | StandingInRefusal::Over => "last",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_lent_a_right_is_named_as_people_say_it() {
        for (full, said) in [
            ("Ветров Игорь Павлович", "за И. Ветрова"),
            ("Громова Инна Юрьевна", "за И. Громову"),
            ("Зайцев Олег Ильич", "за О. Зайцева"),
            ("Луговская Анна Ильинична", "за А. Луговскую"),
            ("Невский Петр Ильич", "за П. Невского"),
            ("Шевченко Тарас Иванович", "за: Т. Шевченко"),
            ("Шевчук Анна Ивановна", "за: А. Шевчук"),
            ("vetrov", "за: vetrov"),
        ] {
            assert_eq!(instead(full), said);
        }
        assert_eq!(beside("О. Смирнова", None), "О. Смирнова");
    }
}
