//! Certificate requests as programs write them, and why one is refused.

use axum::http::StatusCode;
use registrar::domain::ids::ApplicationNumber;
use registrar::domain::stage::StageCode;
use serde_json::{Value, json};

use super::{portal, words};
use crate::support::odd_request;

#[tokio::test]
async fn every_type_of_string_and_every_identifier_is_read_and_certified() {
    let (portal, api) = portal().await;
    let draft = portal.draft();
    let document: Value = serde_json::from_str(&draft.text()).unwrap();
    let request = odd_request(&document["owners"][0], &document["organization"]);
    let reply = portal.posted(&api, draft.with("/owners/0/csr", json!(request)).text()).await;
    let number = ApplicationNumber(reply.number().parse().unwrap());
    let staff = portal.staff().await;
    let card = portal.visit(&staff).await.open(&format!("/partner/applications/{number}")).await;
    assert!(card.says("2.999.3") && card.says("отдел 7"), "{}", card.text());
    assert!(!card.says("не как в заявлении"), "{}", card.text());
    portal.take(&staff, number).await;
    portal.forward(&staff, number).await;
    portal.run_errands_after_the_undo_window().await;
    assert_eq!(portal.see(number).await.stage.code(), StageCode::Approved);
    let issued = portal.see_certificates(number).await;
    assert_eq!(issued[0].certificate.owner_name(), "Петрова Анна Ивановна 1");
    portal.verify().await;
}

#[tokio::test]
async fn the_words_of_a_refusal_name_the_cause() {
    let (portal, api) = portal().await;
    let draft = portal.draft();
    let document: Value = serde_json::from_str(&draft.text()).unwrap();
    let pem = document["owners"][0]["csr"].as_str().unwrap().to_owned();
    let before_lines = |mark: &str| format!("{mark}{}", pem.replace('\n', &format!("\n{mark}")));
    for (sent, told) in [
        (before_lines("> "), "знак цитирования"),
        (before_lines("\u{a0}"), "неразрывный пробел"),
        (before_lines("\u{200b}"), "U+200B"),
        (pem.replace('=', ""), ""),
        (pem.replacen('M', "М", 1), "«М»"),
        ("MIIBA".to_owned(), "обрывается"),
    ] {
        let reply = portal.posted(&api, draft.clone().with("/owners/0/csr", json!(sent)).text()).await;
        if told.is_empty() {
            assert_eq!(reply.status, StatusCode::CREATED, "padding may be left out: {}", reply.text());
            continue;
        }
        let detail = words(&reply, "/owners/0/csr");
        assert!(detail.contains(told), "{told}: {detail}");
    }
}
