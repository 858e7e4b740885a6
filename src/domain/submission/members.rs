//! Reads a JSON object: each member once, every fault with its place, and the unknown members.

use std::ops::RangeInclusive;

use serde_json::{Map, Value};

use super::fault::{Findings, Need, member_of};

/// A JSON object under reading.
pub(super) struct Members<'a> {
    object: &'a Map<String, Value>,
    pointer: String,
    asked: Vec<&'static str>,
    findings: &'a mut Findings,
}

impl<'a> Members<'a> {
    /// Reads a value as an object; records a value of another type, and the members that `read` did not take.
    pub(super) fn within<T>(
        value: &Value,
        pointer: String,
        findings: &mut Findings,
        read: impl FnOnce(&mut Members<'_>) -> Option<T>,
    ) -> Option<T> {
        let Value::Object(object) = value else {
            findings.fault(pointer, "expected_object", "Здесь нужен объект JSON");
            return None;
        };
        let mut members = Members { object, pointer, asked: Vec::new(), findings };
        let result = read(&mut members);
        members.note_unknown();
        result
    }

    /// An object within this one.
    pub(super) fn section<T>(
        &mut self,
        name: &'static str,
        need: Need,
        read: impl FnOnce(&mut Members<'_>) -> Option<T>,
    ) -> Option<T> {
        let Some(value) = self.take(name) else { return self.absent(name, need) };
        Members::within(value, self.at(name), self.findings, read)
    }

    /// A list of objects; a list of a forbidden length is not read.
    pub(super) fn each<T>(
        &mut self,
        name: &'static str,
        count: RangeInclusive<usize>,
        mut read: impl FnMut(&mut Members<'_>) -> Option<T>,
    ) -> Vec<T> {
        let list = self.at(name);
        let items = self.list(name, count).iter().enumerate();
        let read_one =
            |(place, item)| Members::within(item, format!("{list}/{place}"), self.findings, &mut read);
        items.filter_map(read_one).collect()
    }

    /// The items of a list, if its length is allowed.
    pub(super) fn list(&mut self, name: &'static str, count: RangeInclusive<usize>) -> &'a [Value] {
        let need = if *count.start() > 0 { Need::Required } else { Need::Optional };
        match self.take(name) {
            None => {
                self.absent::<()>(name, need);
                &[]
            }
            Some(Value::Array(items)) if count.contains(&items.len()) => items,
            Some(Value::Array(items)) => {
                if items.is_empty() {
                    self.absent::<()>(name, need);
                } else {
                    self.fault(name, "too_many", format!("Не больше {} записей", count.end()));
                }
                &[]
            }
            Some(_) => {
                self.fault(name, "expected_list", "Здесь нужен список");
                &[]
            }
        }
    }

    /// The value of a member; null counts as absent.
    pub(super) fn take(&mut self, name: &'static str) -> Option<&'a Value> {
        self.asked.push(name);
        self.object.get(name).filter(|value| !value.is_null())
    }

    /// The text of a member, which counts as not taken yet.
    pub(super) fn peek(&self, name: &str) -> Option<&'a str> {
        self.object.get(name)?.as_str()
    }

    /// Records that a mandatory member is absent.
    pub(super) fn absent<T>(&mut self, name: &str, need: Need) -> Option<T> {
        if need == Need::Required {
            self.fault(name, "required", "Обязательное поле не заполнено");
        }
        None
    }

    /// Records that a member breaks a rule; the name may be a path, as in `owners/0/snils`.
    pub(super) fn fault(&mut self, name: &str, code: &'static str, detail: impl Into<String>) {
        self.findings.fault(self.at(name), code, detail);
    }

    /// Records that a member breaks a rule, and that it is known: it is not read.
    pub(super) fn refuse(&mut self, name: &'static str, code: &'static str, detail: impl Into<String>) {
        self.asked.push(name);
        self.fault(name, code, detail);
    }

    /// Whether a fault was recorded at this member or below it, so that it is not reported twice.
    pub(super) fn is_faulty_within(&self, name: &str) -> bool {
        let pointer = self.at(name);
        let lies_within = |rest: &str| rest.is_empty() || rest.starts_with('/');
        self.findings.faults.iter().any(|fault| fault.pointer.strip_prefix(&pointer).is_some_and(lies_within))
    }

    /// The pointer to a member of this object.
    pub(super) fn at(&self, name: &str) -> String {
        format!("{}/{name}", self.pointer)
    }

    fn note_unknown(self) {
        for name in self.object.keys().filter(|name| !self.asked.contains(&name.as_str())) {
            self.findings.unknown(&member_of(&self.pointer, name));
        }
    }
}
