//! Hostile documents: too long, too odd, of any shape.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::Submission;
use super::samples::{faults, full, read, refuses, with};

#[test]
fn nothing_may_grow_without_a_limit() {
    let user = |n: usize| json!({ "snils": "990-000-001 53", "email": format!("u{n}@x.example") });
    refuses(full(), "/multi_user/users", (0..=1_000).map(user).collect(), "too_many");
    refuses(full(), "/owners", Value::Array(vec![json!({}); 51]), "too_many");
    refuses(full(), "/directions", Value::Array(vec![json!({}); 201]), "too_many");
    refuses(full(), "/owners/0/roles", Value::Array(vec![json!("sign"); 21]), "too_many");
    refuses(full(), "/owners/0/csr", json!("x".repeat(65_537)), "too_long");
    for (pointer, most) in [
        ("/organization/short_name", 255),
        ("/organization/full_name", 1_000),
        ("/organization/legal_address", 500),
        ("/owners/0/last_name", 60),
        ("/owners/0/middle_name", 60),
        ("/owners/0/position", 255),
        ("/promotion", 60),
    ] {
        read(&with(full(), pointer, json!("ё".repeat(most))));
        refuses(full(), pointer, json!("ё".repeat(most + 1)), "too_long");
    }
}

#[test]
fn a_document_that_is_wrong_everywhere_is_not_answered_without_end() {
    let user = json!({ "snils": 1, "email": 1, "roles": vec!["x"; 20], "authorities": vec!["x"; 20] });
    let document = with(full(), "/multi_user/users", Value::Array(vec![user; 1_000]));
    let faults = faults(&document);
    assert_eq!(faults.len(), 1_001);
    assert_eq!(faults[1_000], (String::new(), "more_faults".to_owned()));
}

#[test]
fn characters_that_cannot_be_stored_are_refused() {
    refuses(full(), "/organization/short_name", json!("ООО\u{0}"), "control_character");
    refuses(full(), "/owners/0/csr", json!("MII\u{0}"), "control_character");
    let mut document = full();
    document["odd\u{0}"] = json!(1);
    assert_eq!(read(&document).unknown, ["/odd\u{fffd}"]);
}

/// Any JSON value, not deep.
fn anything() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        "[0-9]{0,15}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::hash_map("[a-z_]{1,8}", inner, 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// Pointers to every value of a document.
fn places(document: &Value, pointer: &str, found: &mut Vec<String>) {
    let mut descend = |name: String, value: &Value| {
        let below = format!("{pointer}/{name}");
        places(value, &below, found);
        found.push(below);
    };
    if let Some(members) = document.as_object() {
        members.iter().for_each(|(name, value)| descend(name.clone(), value));
    } else if let Some(items) = document.as_array() {
        items.iter().enumerate().for_each(|(place, value)| descend(place.to_string(), value));
    }
}

proptest! {
    #[test]
    fn no_document_breaks_the_reading(document in anything()) {
        if let Err(faults) = Submission::read(&document) {
            prop_assert!(!faults.is_empty());
        }
    }

    #[test]
    fn one_odd_value_anywhere_is_read_or_told(place in any::<prop::sample::Index>(), value in anything()) {
        let mut found = Vec::new();
        places(&full(), "", &mut found);
        let document = with(full(), &found[place.index(found.len())], value);
        match Submission::read(&document) {
            Err(faults) => prop_assert!(!faults.is_empty()),
            Ok(read) => {
                let stored = serde_json::to_value(&read).unwrap();
                prop_assert_eq!(serde_json::from_value::<Submission>(stored).unwrap(), read);
            }
        }
    }
}
