//! Wrong settings are reported in words, and every kind of answer is classified.

use hyper::StatusCode;

use super::*;
use crate::gateways::openssl::{P256, Workshop};

fn at(address: &str) -> Cfssl {
    Cfssl::at(address).unwrap()
}

#[test]
fn a_setting_is_read_into_its_parts_and_does_not_show_its_key() {
    let cfssl = at("http://00ff@ca.example:8888/?profile=client");
    assert_eq!(
        (cfssl.host.as_str(), cfssl.port, cfssl.profile.as_deref()),
        ("ca.example", 8888, Some("client"))
    );
    assert_eq!(cfssl.key.as_ref().unwrap().expose_secret(), [0, 0xff]);
    assert!(!format!("{cfssl:?}").contains("255"), "{cfssl:?}");
    assert!(at("http://[::1]:8888").key.is_none());
    assert_eq!(at("http://[::1]:8888").host, "::1");
}

#[test]
fn a_wrong_setting_is_told_in_words() {
    for (address, words) in [
        ("ca.example:8888", "only http"),
        ("https://ca.example:8888", "only http"),
        ("http://", "no address"),
        ("http://key@ca.example:8888", "hexadecimal"),
        ("http://00:ff@ca.example:8888", "alone"),
        ("http://ca.example:8888/api", "nothing but a profile"),
        ("http://ca.example:8888/?profile=", "profile=NAME"),
        ("http://ca.example:8888/?profil=client", "profile=NAME"),
    ] {
        let told = Cfssl::at(address).unwrap_err();
        assert!(told.contains(words), "{address}: {told}");
    }
}

#[test]
fn with_a_key_the_very_bytes_of_the_request_are_signed() {
    let (path, body) = at("http://ca.example:8888").question(b"csr");
    assert_eq!(path, "/api/v1/cfssl/sign");
    assert!(!String::from_utf8(body.clone()).unwrap().contains("profile"));
    let (path, signed) = at("http://0b0b@ca.example:8888").question(b"csr");
    assert_eq!(path, "/api/v1/cfssl/authsign");
    let signed: serde_json::Value = serde_json::from_slice(&signed).unwrap();
    let inner = BASE64.decode(signed["request"].as_str().unwrap()).unwrap();
    assert_eq!(inner, body);
    let token = BASE64.decode(signed["token"].as_str().unwrap()).unwrap();
    hmac::verify(&hmac::Key::new(hmac::HMAC_SHA256, &[0x0b, 0x0b]), &inner, &token).unwrap();
}

#[test]
fn a_request_goes_out_as_openssl_reads_it() {
    let workshop = Workshop::open();
    let der = csr::decode(&workshop.request(P256)).unwrap().der;
    std::fs::write(workshop.path("one.csr"), pem(&der)).unwrap();
    workshop.says(&["req", "-in", "one.csr", "-outform", "DER", "-out", "one.der"]);
    assert_eq!(std::fs::read(workshop.path("one.der")).unwrap(), der);
}

/// The kind and the words of the fault that an answer becomes.
fn fault(status: StatusCode, said: &str, gost: bool) -> (&'static str, String) {
    match answer::read(status, said.as_bytes(), gost).unwrap_err() {
        CaFault::Refused { words } => ("refused", words),
        CaFault::Unreachable { words } => ("unreachable", words),
        CaFault::Foreign { words } => ("foreign", words),
        CaFault::AnswerLost { words } => ("lost", words),
    }
}

fn complaint(code: u32) -> String {
    format!(
        r#"{{"success":false,"result":null,"errors":[{{"code":{code},"message":"its words"}}],"messages":[]}}"#
    )
}

#[test]
fn a_refusal_is_in_its_words_within_ours() {
    let bad = StatusCode::BAD_REQUEST;
    let plain = fault(bad, &complaint(9002), false);
    assert_eq!(plain, ("refused", "Удостоверяющий центр отказал: its words".to_owned()));
    let gost = fault(bad, &complaint(9300), true);
    assert_eq!(gost.1, "Удостоверяющий центр не может проверить запрос по ГОСТ: its words");
    assert_eq!(fault(StatusCode::INTERNAL_SERVER_ERROR, &complaint(9002), false).0, "refused");
}

#[test]
fn where_nobody_takes_our_requests_nothing_was_signed() {
    assert_eq!(fault(StatusCode::BAD_REQUEST, &complaint(400), false).0, "unreachable");
    assert_eq!(fault(StatusCode::NOT_FOUND, "404 page not found\n", false).0, "unreachable");
}

#[test]
fn an_answer_that_tells_nothing_is_a_lost_one() {
    let ok = StatusCode::OK;
    for (status, said) in [
        (StatusCode::BAD_GATEWAY, "<html>"),
        (ok, ""),
        (ok, "{}"),
        (ok, r#"{"success":true}"#),
        (ok, r#"{"success":true,"result":{"certificate":"-----BEGIN"}}"#),
        (ok, r#"{"success":false,"errors":[]}"#),
        (StatusCode::INTERNAL_SERVER_ERROR, &complaint(11_100)),
    ] {
        assert_eq!(fault(status, said, false).0, "lost", "{said}");
    }
}
