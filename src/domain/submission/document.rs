//! The JSON of an application: everything that RFC 8259 allows, and the members that stand twice.

mod tolerance;

use std::collections::HashSet;
use std::fmt;

use serde::Deserializer;
use serde::de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::fault::{Fault, Findings, member_of};

/// The maximum length of the pointer to a repeated member, in characters.
const POINTER_MOST: usize = 200;

/// A parsed document.
#[derive(Debug)]
pub struct JsonDocument {
    /// Its content; of a member that stands twice, the last one.
    pub value: Value,
    /// A fault for each member that stands twice in its object.
    pub twice: Vec<Fault>,
}

impl JsonDocument {
    /// Parses a text; a byte-order mark before it is no part of it.
    pub fn parse(text: &str) -> serde_json::Result<Self> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Self::of(text).or_else(|_| Self::of(&tolerance::tolerable(text)))
    }

    fn of(text: &str) -> serde_json::Result<Self> {
        let mut findings = Findings::default();
        let mut reader = serde_json::Deserializer::from_str(text);
        let value = Node { path: &mut Vec::new(), findings: &mut findings }.deserialize(&mut reader)?;
        reader.end()?;
        Ok(Self { value, twice: findings.faults })
    }
}

/// A value of the document, at a path of names.
struct Node<'a> {
    path: &'a mut Vec<String>,
    findings: &'a mut Findings,
}

impl Node<'_> {
    fn below(&mut self, name: String) -> Node<'_> {
        self.path.push(name);
        Node { path: self.path, findings: self.findings }
    }

    fn note_twice(&mut self, name: &str) {
        let pointer = self.path.iter().fold(String::new(), |pointer, name| member_of(&pointer, name));
        let pointer = member_of(&pointer, name).chars().take(POINTER_MOST).collect();
        let detail = "Поле стоит в объекте дважды: оставьте одно";
        self.findings.fault(pointer, "duplicate_member", detail);
    }
}

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Value, D::Error> {
        reader.deserialize_any(self)
    }
}

/// What `serde_json` makes of a scalar.
macro_rules! scalars {
    ($($visit:ident($kind:ty)),+) => {$(
        fn $visit<E: Error>(self, value: $kind) -> Result<Value, E> {
            Ok(Value::from(value))
        }
    )+};
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = Value;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("JSON")
    }

    scalars!(visit_bool(bool), visit_i64(i64), visit_u64(u64), visit_str(&str), visit_string(String));

    #[expect(clippy::disallowed_types, reason = "the parser hands it; no field takes a fraction")]
    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self.below(list.len().to_string()))? {
            self.path.pop();
            list.push(item);
        }
        self.path.pop();
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut members: A) -> Result<Value, A::Error> {
        let (mut object, mut told) = (Map::new(), HashSet::new());
        while let Some(name) = members.next_key::<String>()? {
            let value = members.next_value_seed(self.below(name.clone()))?;
            self.path.pop();
            if object.insert(name.clone(), value).is_some() && told.insert(name.clone()) {
                self.note_twice(&name);
            }
        }
        Ok(Value::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn twice(text: &str) -> Vec<String> {
        JsonDocument::parse(text).unwrap().twice.into_iter().map(|fault| fault.pointer).collect()
    }

    #[test]
    fn a_member_that_stands_twice_is_told_wherever_it_stands() {
        assert_eq!(twice(r#"{"a": 1, "b": {"a": 1, "c": [1, {"d": 1, "d": 2, "d": 3}]}}"#), ["/b/c/1/d"]);
        assert_eq!(twice(r#"{"a/b": 1, "x": {"~": 1, "\u007e": 2}, "a/b": 2}"#), ["/x/~0", "/a~1b"]);
        assert!(twice(r#"[[], {}, [{"a": 1}, {"a": 1}]]"#).is_empty());
        let many: Vec<String> = (0..2_000).map(|n| format!(r#""{n}": 1, "{n}": 2"#)).collect();
        assert_eq!(twice(&format!("{{{}}}", many.join(","))).len(), 1_001);
    }

    #[test]
    fn what_the_standard_allows_is_read() {
        let document =
            JsonDocument::parse("\u{feff}{\"a\": [true, null, -1, 1.5, \"я\"], \"b\": {}}").unwrap();
        assert_eq!(document.value, json!({ "a": [true, null, -1, 1.5, "я"], "b": {} }));
        for text in
            [r#"{"a": 1e999}"#, r#"{"a": -1e+400}"#, r#"{"a": "\ud800"}"#, r#"{"\udc00": "\ud83d\ude00"}"#]
        {
            assert!(JsonDocument::parse(text).unwrap().twice.is_empty(), "{text}");
        }
        assert!(
            JsonDocument::parse(&format!("{{\"a\": {}}}", "9".repeat(500))).unwrap().value["a"].is_number()
        );
    }

    #[test]
    fn what_is_no_json_says_where() {
        for text in
            ["", "{", "{} {}", "{\"a\": 01e999}", "{\"a\": +1e999}", "{\"a\": 1e}", "{\"a\": \"\\ud8\"}"]
        {
            assert!(JsonDocument::parse(text).is_err(), "{text}");
        }
        let fault = JsonDocument::parse("{\"a\": 1e999,\n\"b\": x}").unwrap_err();
        assert_eq!((fault.line(), fault.column()), (2, 6));
    }
}
