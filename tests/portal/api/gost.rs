//! A GOST R 34.10-2012 request, sent by the API and answered with a certificate: `openssl` with its engine makes the
//! request and reads the certificate.

use axum::http::StatusCode;
use serde_json::json;

use crate::support::{Portal, Workshop};

#[tokio::test]
async fn a_gost_request_is_certified_for_its_own_key_and_for_everything_it_says() {
    let (portal, workshop) = (Portal::open().await, Workshop::open());
    let (staff, api) = (portal.staff().await, portal.api(&portal.program().await));
    let draft = portal.draft().with("/owners/0/csr", json!(workshop.gost_request()));
    let sent = api.post("key-gost", &draft).await;
    assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.text());
    let number =
        registrar::domain::ids::ApplicationNumber(sent.json()["number"].as_str().unwrap().parse().unwrap());
    portal.take(&staff, number).await;
    portal.forward(&staff, number).await;
    portal.run_errands_after_the_undo_window().await;

    let told = api.application(number).await.json();
    assert_eq!(told["stage"], "approved");
    let serial = told["certificates"][0]["serial"].as_str().unwrap();
    let given = api.get(&format!("/api/v1/applications/{number}/certificates/{serial}")).await;
    workshop.lay("given", &given.bytes);
    workshop.says(&["x509", "-in", "given", "-out", "one.pem"]);
    std::fs::copy(portal.authority_folder().join("ca.pem"), workshop.path("ca.pem")).unwrap();
    let at = portal.clock.now().timestamp().to_string();
    let verified = workshop.says(&["verify", "-x509_strict", "-attime", &at, "-CAfile", "ca.pem", "one.pem"]);
    assert_eq!(verified.trim(), "one.pem: OK");

    let asked = workshop.says(&["req", "-in", "gost.csr", "-noout", "-pubkey"]);
    assert_eq!(workshop.says(&["x509", "-in", "one.pem", "-noout", "-pubkey"]), asked);
    let text =
        workshop.says(&["x509", "-in", "one.pem", "-noout", "-text", "-nameopt", "utf8,sep_comma_plus"]);
    for words in
        ["GOST R 34.10-2012", "INN=990000661323", "OGRN=1009918609139", "SNILS=99000000153", "9900815901"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    portal.verify().await;
}
