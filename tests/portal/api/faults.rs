//! What the API refuses. It reports all faults at once, and no input makes it fail.

use std::process::Command;

use axum::http::StatusCode;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::support::{Api, Draft, Portal};

async fn portal() -> (Portal, Api) {
    let portal = Portal::open().await;
    let api = portal.api(&portal.program().await);
    (portal, api)
}

#[tokio::test]
async fn all_faults_are_told_at_once() {
    let (portal, api) = portal().await;
    let draft = portal
        .draft()
        .with("/type", json!("join"))
        .with("/reg_number", json!(800_123_456))
        .with("/organization/inn", json!("9900815902"))
        .with("/organization/email", json!("a@b@c"))
        .with("/directions", json!([]))
        .with("/owners/0/snils", json!(99_000_000_153_i64))
        .with("/owners/0/csr", json!("not a request"))
        .with("/cabinet/alias", json!("ab"));
    let reply = api.post("key", &draft).await;
    assert_eq!(
        (reply.status, reply.problem().as_str()),
        (StatusCode::UNPROCESSABLE_ENTITY, "invalid_application")
    );
    let faults = reply.faults();
    for expected in [
        "/type unknown_value",
        "/reg_number expected_text",
        "/organization/inn inn_checksum",
        "/organization/email email_single",
        "/owners/0/snils expected_text",
        "/owners/0/csr csr_encoding",
        "/cabinet/alias alias_length",
    ] {
        assert!(faults.iter().any(|fault| fault == expected), "{expected}: {faults:?}");
    }
    assert!(faults.iter().any(|fault| fault.starts_with("/directions ")), "{faults:?}");
    assert!(reply.text().contains("Контрольное число ИНН не совпадает"));
    assert_eq!(portal.count("applications").await, 0);
    assert_eq!(portal.count("idempotency_keys").await, 0, "the key is free for the mended application");
    api.post("key", &portal.draft()).await.number();
}

#[tokio::test]
async fn a_request_that_its_own_key_did_not_sign_is_refused() {
    let (portal, api) = portal().await;
    let draft: Value = serde_json::from_str(&portal.draft().text()).unwrap();
    let elliptic = draft["owners"][0]["csr"].as_str().unwrap().to_owned();
    for (kind, request) in [("ec", elliptic), ("rsa", rsa_request())] {
        let draft = Draft::of(3).with("/owners/0/csr", json!(tampered(&request)));
        let reply = api.post(kind, &draft).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{kind}");
        assert_eq!(reply.faults(), ["/owners/0/csr csr_signature"], "{kind}");
        let whole = Draft::of(3).with("/owners/0/csr", json!(request));
        api.post(&format!("{kind}-whole"), &whole).await.number();
    }
}

fn rsa_request() -> String {
    let made = Command::new("openssl")
        .args([
            "req",
            "-new",
            "-nodes",
            "-newkey",
            "rsa:2048",
            "-keyout",
            "/dev/null",
            "-subj",
            "/CN=Romashka",
        ])
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    String::from_utf8(made.stdout).unwrap()
}

/// The same request with one bit of its signature flipped.
fn tampered(pem: &str) -> String {
    let lines: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
    let mut der = STANDARD.decode(lines).unwrap();
    *der.last_mut().unwrap() ^= 1;
    STANDARD.encode(der)
}

#[tokio::test]
async fn what_is_only_worth_a_remark_is_taken_in() {
    let (portal, api) = portal().await;
    let organization = portal.draft();
    let drafts = [
        organization.clone(),
        organization.clone(),
        portal.draft().with("/multi_user", json!({ "enabled": true, "users": [] })),
        portal.draft().with("/owners/0/roles", json!(["sign"])),
        portal.draft().with("/organization/is_budget", json!(true)),
        portal.draft().with("/owners/0/last_name", json!("Совсемдругая")),
        portal.draft().with("/extra", json!({ "anything": null })),
        portal.draft().with("/owners/0/csr", Value::Null),
    ];
    for (place, draft) in drafts.iter().enumerate() {
        api.post(&format!("key-{place}"), draft).await.number();
    }
}

#[tokio::test]
async fn what_is_no_json_is_said_so() {
    let (portal, api) = portal().await;
    let text = portal.draft().text();
    let bodies = [String::new(), "{".to_owned(), text.replace("buh@", "\u{0}buh@")];
    for (place, body) in bodies.into_iter().enumerate() {
        let reply = api.post_text(&format!("key-{place}"), body).await;
        assert_eq!(
            (reply.status, reply.problem().as_str()),
            (StatusCode::BAD_REQUEST, "not_json"),
            "{place}"
        );
    }
    let nested = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    let reply = api.post_text("nested", nested).await;
    assert_eq!((reply.status, reply.problem().as_str()), (StatusCode::BAD_REQUEST, "not_json"));
    for (place, (from, to, fault)) in [
        ("buh@", "\\ud800buh@", "/organization/email control_character"),
        ("\"promotion\":null", "\"promotion\":1e999999999", "/promotion expected_text"),
    ]
    .into_iter()
    .enumerate()
    {
        let reply = api.post_text(&format!("fault-{place}"), text.replace(from, to)).await;
        assert_eq!(reply.faults(), [fault], "it is JSON, and no value of this field");
    }
    let reply = api.post_text("bytes", vec![b'{', 0xff, b'}']).await;
    assert_eq!((reply.status, reply.problem().as_str()), (StatusCode::BAD_REQUEST, "not_json"));
    assert_eq!(portal.count("applications").await, 0);
}

#[tokio::test]
async fn hostile_values_are_faults_and_never_failures() {
    let (portal, api) = portal().await;
    let hostile = [
        json!("\u{0}"),
        json!("\u{202e}\u{feff}"),
        json!(1e308),
        json!(u64::MAX),
        json!([[[[]]]]),
        json!({ "": { "~": { "/": 1 } } }),
        json!("'; drop table applications; --"),
        json!("я".repeat(100_000)),
        json!(true),
    ];
    let places = [
        "/type",
        "/reg_number",
        "/organization/inn",
        "/owners",
        "/owners/0/csr",
        "/multi_user/users",
        "/license/term_months",
    ];
    for (row, value) in hostile.iter().enumerate() {
        for (column, place) in places.iter().enumerate() {
            let reply =
                api.post(&format!("{row}-{column}"), &portal.draft().with(place, value.clone())).await;
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{place} {row}: {}", reply.text());
        }
    }
    for (place, document) in [json!([]), json!(null), json!("text"), json!(1)].iter().enumerate() {
        let reply = api.post_text(&format!("document-{place}"), document.to_string()).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{document}");
    }
    assert_eq!(portal.count("applications").await, 0);
}

#[tokio::test]
async fn two_megabytes_are_read_and_more_are_not() {
    let (portal, api) = portal().await;
    let draft = portal.draft().text();
    let padded = |size: usize| format!("{draft}{}", " ".repeat(size - draft.len()));
    api.post_text("most", padded(2 << 20)).await.number();
    let reply = api.post_text("more", padded((2 << 20) + 1)).await;
    assert_eq!((reply.status, reply.problem().as_str()), (StatusCode::PAYLOAD_TOO_LARGE, "too_large"));
}

#[tokio::test]
async fn every_refusal_is_a_problem_document() {
    let (_portal, api) = portal().await;
    let post = "/api/v1/applications";
    let cases = [
        ("GET", "/api", 404, "not_found"),
        ("GET", "/api/v2/applications", 404, "not_found"),
        ("GET", "/api/v1/applications/1%00", 404, "not_found"),
        ("GET", "/api/v1/applications/01", 404, "not_found"),
        ("GET", "/api/v1/applications/99999999999", 404, "not_found"),
        ("GET", post, 405, "method_not_allowed"),
        ("PATCH", "/api/v1/applications/1", 405, "method_not_allowed"),
        ("PUT", "/api/v1/applications/1", 415, "unsupported_media_type"),
        ("DELETE", "/api/openapi.json", 405, "method_not_allowed"),
        ("POST", post, 415, "unsupported_media_type"),
    ];
    for (method, address, status, problem) in cases {
        let reply = api.ask(method, address, &[("idempotency-key", "k")], "x").await;
        assert_eq!(
            (reply.status.as_u16(), reply.problem().as_str()),
            (status, problem),
            "{method} {address}"
        );
    }
    assert_eq!(api.ask("GET", post, &[], "").await.header("allow"), "POST");
    let text = [("content-type", "text/json"), ("idempotency-key", "k")];
    assert_eq!(api.ask("POST", post, &text, "{}").await.problem(), "unsupported_media_type");
    let foreign = [("origin", "https://evil.example"), ("host", "portal.example")];
    let reply = api.ask("POST", post, &foreign, "{}").await;
    assert_eq!((reply.status, reply.problem().as_str()), (StatusCode::FORBIDDEN, "foreign_origin"));
}
