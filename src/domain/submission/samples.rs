//! Applications for the tests of the parser.

use serde_json::{Value, json};

use super::{Fault, Submission};

/// The API description's example of a first connection.
pub(in crate::domain) fn full() -> Value {
    json!({
        "type": "connect",
        "reg_number": "800123456",
        "license": { "product": "main", "term_months": 12 },
        "promotion": null,
        "organization": {
            "kind": "legal_entity", "short_name": "ООО «Ромашка»",
            "full_name": "Общество с ограниченной ответственностью «Ромашка»",
            "inn": "9900815901", "kpp": "990001001", "ogrn": "1009918609139",
            "legal_address": "664000, Иркутская обл, г. Иркутск, ул. Ленина, д. 1", "region": "38",
            "phone": "+79990000001", "email": "buh@romashka.example", "is_budget": false
        },
        "directions": [
            { "authority": "fns", "code": "3801", "kpp": "990001001" },
            { "authority": "sfr", "code": "048-001" }
        ],
        "owners": [{
            "kind": "head", "last_name": "Петрова", "first_name": "Анна", "middle_name": "Ивановна",
            "position": "Генеральный директор", "snils": "990-000-001 53", "inn": "990000661323",
            "email": "petrova@romashka.example", "roles": ["sign", "encrypt", "admin"],
            "csr": "-----BEGIN CERTIFICATE REQUEST-----\nMIIB\n-----END CERTIFICATE REQUEST-----\n"
        }],
        "multi_user": { "enabled": true, "users": [
            { "snils": "990-000-001 53", "email": "petrova@romashka.example",
              "roles": ["sign", "encrypt", "admin"], "authorities": ["fns", "sfr"] },
            { "snils": "900-000-059 00", "email": "kadry@romashka.example",
              "roles": ["sign"], "authorities": ["sfr"] }
        ] },
        "cabinet": { "enabled": true, "alias": "Бухгалтерия 3.0" }
    })
}

/// The example for a sole proprietor.
pub(in crate::domain) fn sole_proprietor() -> Value {
    let mut document = full();
    document["organization"]["kind"] = json!("sole_proprietor");
    document["organization"]["inn"] = json!("990000661323");
    document["organization"]["ogrn"] = json!("300999099603086");
    document["organization"]["kpp"] = Value::Null;
    document["directions"][0]["kpp"] = Value::Null;
    document
}

/// The smallest change application.
pub(in crate::domain) fn least_change() -> Value {
    json!({
        "type": "change", "changes": ["users"], "reg_number": "800123456",
        "organization": { "inn": "9900815901", "kpp": "990001001" }
    })
}

/// The document with one member set, at this pointer.
pub(in crate::domain) fn with(mut document: Value, pointer: &str, value: Value) -> Value {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let parent = document.pointer_mut(parent).unwrap();
    if let Some(members) = parent.as_object_mut() {
        members.insert(name.to_owned(), value);
    } else {
        parent[name.parse::<usize>().unwrap()] = value;
    }
    document
}

/// The document without the member at this pointer.
pub(in crate::domain) fn without(mut document: Value, pointer: &str) -> Value {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    document.pointer_mut(parent).unwrap().as_object_mut().unwrap().remove(name).unwrap();
    document
}

/// Parses a document without faults.
pub(in crate::domain) fn read(document: &Value) -> Submission {
    Submission::read(document).unwrap()
}

/// The pointers and codes of a document's faults.
pub(in crate::domain) fn faults(document: &Value) -> Vec<(String, String)> {
    let told = |fault: Fault| {
        assert!(!fault.detail.is_empty());
        (fault.pointer, fault.code.to_owned())
    };
    Submission::read(document).unwrap_err().into_iter().map(told).collect()
}

/// Asserts that setting one member makes exactly one fault, at that member.
pub(in crate::domain) fn refuses(document: Value, pointer: &str, value: Value, code: &str) {
    let shown = format!("{pointer} = {value:.200}");
    let found = faults(&with(document, pointer, value));
    assert_eq!(found, [(pointer.to_owned(), code.to_owned())], "{shown}");
}
