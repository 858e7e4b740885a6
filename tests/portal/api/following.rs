//! What the program reads while an application is processed: its stages, its certificates, its end.

use axum::http::StatusCode;
use serde_json::json;

use crate::support::Portal;

#[tokio::test]
async fn every_stage_is_told_with_who_must_act_and_since_when() {
    let portal = Portal::open().await;
    let (program, staff) = (portal.program().await, portal.staff().await);
    let api = portal.api(&program);
    let number = portal.send(&portal.draft().users(0)).await;
    let standing = async || {
        let reply = api.application(number).await;
        let body = reply.json();
        let text = |member: &str| body[member].as_str().unwrap().to_owned();
        assert_eq!(reply.header("etag"), format!("\"{}\"", portal.see(number).await.version));
        assert_eq!(body["multi_user"], json!({ "enabled": false, "tier": null }));
        [text("stage"), text("stage_caption"), text("status"), text("caption"), text("waiting_for")].join(" ")
    };
    assert_eq!(standing().await, "received Новое sent Отправлено partner");
    portal.take(&staff, number).await;
    assert_eq!(standing().await, "in_review На проверке sent Отправлено partner");
    portal.forward(&staff, number).await;
    assert_eq!(standing().await, "forwarded Отправлено оператору sent Отправлено operator");
    let early = api.complete(number).await;
    assert_eq!((early.status, early.problem().as_str()), (StatusCode::CONFLICT, "conflict"));
    assert!(early.text().contains("Отправлено оператору"), "{}", early.text());
    portal.run_errands_after_the_undo_window().await;
    assert_eq!(standing().await, "approved Одобрено approved Одобрено client");
    assert_eq!(api.application(number).await.json()["since"], "2026-11-18T09:00:10Z");
    let done = api.complete(number).await;
    assert_eq!((done.status, &done.json()["stage"]), (StatusCode::OK, &json!("completed")));
    assert_eq!(standing().await, "completed Настройка завершена approved Одобрено nobody");
    assert_eq!(api.complete(number).await.status, StatusCode::CONFLICT);
    portal.verify().await;
}

#[tokio::test]
async fn certificates_are_given_as_text_or_as_bytes() {
    let portal = Portal::open().await;
    let api = portal.api(&portal.program().await);
    let number = portal.approved(&portal.draft().owners(2)).await;
    let certificates = api.application(number).await.json()["certificates"].as_array().unwrap().clone();
    assert_eq!(certificates.len(), 2);
    for certificate in &certificates {
        let serial = certificate["serial"].as_str().unwrap();
        assert!(
            serial.bytes().all(|digit| digit.is_ascii_digit() || (b'a'..=b'f').contains(&digit)),
            "{serial}"
        );
        assert_eq!(certificate["thumbprint"].as_str().unwrap().len(), 40);
        assert!(certificate["not_after"].as_str().unwrap().ends_with('Z'));
        let address = format!("/api/v1/applications/{number}/certificates/{serial}");
        let (text, bytes) = (
            api.get(&address).await,
            api.ask("GET", &address, &[("accept", "application/pkix-cert")], "").await,
        );
        assert_eq!((text.status, text.header("content-type")), (StatusCode::OK, "application/x-pem-file"));
        assert_eq!((bytes.status, bytes.header("content-type")), (StatusCode::OK, "application/pkix-cert"));
        assert_eq!(text.header("vary"), "accept");
        assert!(text.text().starts_with("-----BEGIN CERTIFICATE-----\n"));
        assert_eq!(&bytes.bytes[..2], [0x30, 0x82]);
        let upper = address.replace(serial, &serial.to_uppercase());
        let expected = if upper == address { StatusCode::OK } else { StatusCode::NOT_FOUND };
        assert_eq!(api.get(&upper).await.status, expected);
    }
    assert_ne!(certificates[0]["owner_snils"], certificates[1]["owner_snils"]);
    assert_eq!(
        api.get(&format!("/api/v1/applications/{number}/certificates/0a")).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn nothing_of_it_is_there_for_another_login() {
    let portal = Portal::open().await;
    let (own, other) = (portal.program().await, portal.its_login("its-2", "sevproekt").await);
    let number = portal.approved(&portal.draft()).await;
    let serial = portal.api(&own).application(number).await.json()["certificates"][0]["serial"]
        .as_str()
        .unwrap()
        .to_owned();
    let other = portal.api(&other);
    let certificate = other.get(&format!("/api/v1/applications/{number}/certificates/{serial}")).await;
    for reply in [other.application(number).await, other.complete(number).await, certificate] {
        assert_eq!((reply.status, reply.problem().as_str()), (StatusCode::NOT_FOUND, "not_found"));
    }
    assert_eq!(portal.see(number).await.stage.code().code(), "approved");
}
