//! Reads single values of an application: texts, identifiers, codes, flags and numbers.

use serde_json::Value;

use super::fault::Need;
use super::limits;
use super::members::Members;
use crate::domain::cleaning::{cleaned, turns_direction};
use crate::domain::form::TURNED;
use crate::domain::identity::IdentityFault;

impl<'a> Members<'a> {
    /// A name of at most `most` characters: a text without marks of direction.
    pub(super) fn name(&mut self, name: &'static str, need: Need, most: usize) -> Option<String> {
        if self.peek(name).is_some_and(turns_direction) {
            self.refuse(name, "direction_mark", TURNED);
            return None;
        }
        self.text(name, need, most)
    }

    /// A cleaned text of at most `most` characters.
    pub(super) fn text(&mut self, name: &'static str, need: Need, most: usize) -> Option<String> {
        let text = cleaned(self.raw_text(name)?);
        if text.is_empty() {
            return self.absent(name, need);
        }
        if text.chars().count() > most {
            self.fault(name, "too_long", format!("Не больше {most} символов"));
            None
        } else if text.contains(char::is_control) {
            self.fault(name, "control_character", "Текст содержит управляющие символы");
            None
        } else {
            Some(text)
        }
    }

    /// A text exactly as it was sent, of at most `most` bytes.
    pub(super) fn verbatim(&mut self, name: &'static str, most: usize) -> Option<String> {
        let text = self.raw_text(name)?;
        if text.len() > most {
            self.fault(name, "too_long", format!("Не больше {most} байт"));
            None
        } else if text.contains('\0') {
            self.fault(name, "control_character", "Текст содержит управляющие символы");
            None
        } else {
            (!text.trim().is_empty()).then(|| text.to_owned())
        }
    }

    /// An identifier, parsed by its own rule.
    pub(super) fn identifier<T>(
        &mut self,
        name: &'static str,
        need: Need,
        parse: fn(&str) -> Result<T, IdentityFault>,
    ) -> Option<T> {
        let text = self.text(name, need, limits::IDENTIFIER)?;
        parse(&text).map_err(|fault| self.fault(name, fault.code, fault.detail)).ok()
    }

    /// A code of a closed list.
    pub(super) fn code<T: Copy>(
        &mut self,
        name: &'static str,
        need: Need,
        all: &[T],
        code: fn(T) -> &'static str,
    ) -> Option<T> {
        let text = self.text(name, need, limits::IDENTIFIER)?;
        let found = all.iter().copied().find(|&value| code(value) == text);
        if found.is_none() {
            self.fault(name, "unknown_value", one_of(all, code));
        }
        found
    }

    /// Codes of a closed list without duplicates, in the order sent.
    pub(super) fn codes<T: Copy + PartialEq>(
        &mut self,
        name: &'static str,
        need: Need,
        all: &[T],
        code: fn(T) -> &'static str,
    ) -> Vec<T> {
        let fewest = usize::from(need == Need::Required);
        let mut known = Vec::new();
        for (place, item) in self.list(name, fewest..=limits::CODES).iter().enumerate() {
            let text = item.as_str().map(cleaned);
            match all.iter().copied().find(|&value| Some(code(value)) == text.as_deref()) {
                Some(value) if known.contains(&value) => {}
                Some(value) => known.push(value),
                None => self.fault(&format!("{name}/{place}"), "unknown_value", one_of(all, code)),
            }
        }
        known
    }

    /// A boolean.
    pub(super) fn flag(&mut self, name: &'static str, need: Need) -> Option<bool> {
        match self.take(name) {
            Some(Value::Bool(flag)) => Some(*flag),
            Some(_) => {
                self.fault(name, "expected_flag", "Здесь нужно true или false");
                None
            }
            None => self.absent(name, need),
        }
    }

    /// One of the allowed whole numbers.
    pub(super) fn number(&mut self, name: &'static str, allowed: &[u32]) -> Option<u32> {
        let sent = self.take(name)?.as_u64();
        let found = allowed.iter().copied().find(|&number| Some(u64::from(number)) == sent);
        if found.is_none() {
            let list: Vec<String> = allowed.iter().map(u32::to_string).collect();
            self.fault(name, "unknown_value", format!("Допустимые числа: {}", list.join(", ")));
        }
        found
    }

    /// The text of a member as it was sent, empty when it is absent; another type is a fault.
    fn raw_text(&mut self, name: &'static str) -> Option<&'a str> {
        let sent = match self.take(name) {
            None => return Some(""),
            Some(Value::String(text)) => return Some(text),
            Some(Value::Number(_)) => "число",
            Some(Value::Bool(_)) => "true или false",
            Some(Value::Array(_)) => "список",
            Some(Value::Object(_)) => "объект",
            Some(Value::Null) => "null",
        };
        self.fault(name, "expected_text", format!("Здесь нужна строка, а пришло: {sent}"));
        None
    }
}

/// The sentence that lists the allowed values.
fn one_of<T: Copy>(all: &[T], code: fn(T) -> &'static str) -> String {
    let list: Vec<&str> = all.iter().map(|&value| code(value)).collect();
    format!("Допустимые значения: {}", list.join(", "))
}
