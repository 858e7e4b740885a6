//! Certificate requests as a client's program makes them, with a real key and a real signature.

use std::sync::OnceLock;

use rcgen::{CertificateParams, DistinguishedName, DnType, DnValue, KeyPair, PKCS_ECDSA_P256_SHA256};
use registrar::domain::certificate::Certificate;
use serde_json::Value;

use super::at;

/// One key for all requests, because making keys is slow and not under test.
fn key() -> &'static KeyPair {
    static KEY: OnceLock<KeyPair> = OnceLock::new();
    KEY.get_or_init(|| KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).unwrap())
}

/// The request of an owner of an application, in PEM, with every name from the application in its subject.
pub(crate) fn request(owner: &Value, organization: &Value) -> String {
    signed(subject_in(owner, organization, DnValue::Utf8String))
}

/// The same in `UniversalString`s, with one attribute more, of a private arc: 2.999.3.
pub(crate) fn odd_request(owner: &Value, organization: &Value) -> String {
    let mut subject =
        subject_in(owner, organization, |text| DnValue::UniversalString(text.as_str().try_into().unwrap()));
    subject.push(DnType::CustomDnType(vec![2, 999, 3]), "отдел 7");
    signed(subject)
}

fn subject_in(owner: &Value, organization: &Value, written: fn(String) -> DnValue) -> DistinguishedName {
    let text = |document: &Value, name: &str| document[name].as_str().unwrap_or_default().to_owned();
    let given = format!("{} {}", text(owner, "first_name"), text(owner, "middle_name"));
    let mut subject = DistinguishedName::new();
    let mut name =
        |oid: &[u64], value: String| subject.push(DnType::CustomDnType(oid.to_vec()), written(value));
    name(&[2, 5, 4, 3], format!("{} {given}", text(owner, "last_name")));
    name(&[2, 5, 4, 4], text(owner, "last_name"));
    name(&[2, 5, 4, 42], given);
    name(&[2, 5, 4, 12], text(owner, "position"));
    name(&[2, 5, 4, 10], text(organization, "short_name"));
    name(&[1, 2, 643, 3, 131, 1, 1], text(owner, "inn"));
    name(&[1, 2, 643, 100, 4], text(organization, "inn"));
    name(&[1, 2, 643, 100, 1], text(organization, "ogrn"));
    name(&[1, 2, 643, 100, 3], text(owner, "snils").replace(['-', ' '], ""));
    subject
}

/// A request with an empty subject, which the training authority refuses.
pub(crate) fn nameless() -> String {
    signed(DistinguishedName::new())
}

/// A certificate that no authority issued.
pub(crate) fn certificate() -> Certificate {
    Certificate {
        serial: "01".to_owned(),
        thumbprint: "00".repeat(20),
        subject: vec![],
        issuer: "CN=Nobody".to_owned(),
        not_before: at("2026-11-18T09:00:00Z"),
        not_after: at("2027-11-18T09:00:00Z"),
        der: vec![],
    }
}

fn signed(subject: DistinguishedName) -> String {
    let mut params = CertificateParams::default();
    params.distinguished_name = subject;
    params.serialize_request(key()).unwrap().pem().unwrap()
}
