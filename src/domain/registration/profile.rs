//! What somebody of the portal says of themselves.

use serde::Deserialize;

use crate::domain::cleaning::{cleaned, turns_direction};
use crate::domain::form::{FieldFaults, TURNED, identifier};
use crate::domain::identity::Phone;

const NAME_MOST: usize = 60;
const CITY_MOST: usize = 100;
const WORK_MOST: usize = 1000;

/// What somebody of the portal says of themselves; whatever they left out is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Profile {
    /// Фамилия.
    pub last_name: String,
    /// Имя.
    pub first_name: String,
    /// Отчество.
    pub middle_name: String,
    /// The full name of the organisation.
    pub place_of_work: String,
    /// The city of its legal address.
    pub city: String,
    /// Its telephone.
    pub phone: String,
}

impl Profile {
    /// The name as it is written: «Петрова Анна Ивановна».
    #[must_use]
    pub fn full_name(&self) -> String {
        let parts = [&self.last_name, &self.first_name, &self.middle_name];
        parts.into_iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" ")
    }

    /// Whoever came without a profile, as far as their full name tells.
    #[must_use]
    pub fn named(full_name: &str) -> Self {
        let mut parts = full_name.split_whitespace().map(str::to_owned);
        let mut next = || parts.next().unwrap_or_default();
        Self { last_name: next(), first_name: next(), middle_name: next(), ..Self::default() }
    }

    /// Reads what was typed; all that is wrong is told at once.
    pub fn read(&self) -> Result<Self, FieldFaults> {
        let mut faults = FieldFaults::new();
        let read = self.noting(&mut faults);
        if faults.is_empty() { Ok(read) } else { Err(faults) }
    }

    /// The fields that differ from another profile.
    #[must_use]
    pub fn differences(&self, other: &Self) -> Vec<String> {
        let fields = |one: &Self| {
            [
                ("last_name", one.last_name.clone()),
                ("first_name", one.first_name.clone()),
                ("middle_name", one.middle_name.clone()),
                ("place_of_work", one.place_of_work.clone()),
                ("city", one.city.clone()),
                ("phone", one.phone.clone()),
            ]
        };
        let pairs = fields(self).into_iter().zip(fields(other));
        pairs.filter(|(one, other)| one != other).map(|(one, _)| one.0.to_owned()).collect()
    }

    /// Reads what was typed, and notes what is wrong.
    pub(super) fn noting(&self, faults: &mut FieldFaults) -> Self {
        let mut line = |field, typed: &str, most| optional(field, typed, most, faults);
        let profile = Self {
            last_name: line("last_name", &self.last_name, NAME_MOST),
            first_name: line("first_name", &self.first_name, NAME_MOST),
            middle_name: line("middle_name", &self.middle_name, NAME_MOST),
            place_of_work: line("place_of_work", &self.place_of_work, WORK_MOST),
            city: line("city", &self.city, CITY_MOST),
            phone: String::new(),
        };
        let typed = self.phone.trim();
        let phone = (!typed.is_empty()).then(|| identifier("phone", typed, Phone::parse, faults)).flatten();
        Self { phone: phone.map(String::from).unwrap_or_default(), ..profile }
    }
}

fn optional(field: &'static str, typed: &str, most: usize, faults: &mut FieldFaults) -> String {
    let text = cleaned(typed);
    if turns_direction(typed) {
        faults.push((field, TURNED.to_owned()));
    } else if text.chars().count() > most {
        faults.push((field, format!("Не больше {most} символов")));
    } else if text.contains(char::is_control) {
        faults.push((field, "Уберите управляющие символы".to_owned()));
    }
    text
}
