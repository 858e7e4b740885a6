//! Mending: the client's program sends a returned application again under the same number, over the version that it
//! read.

use axum::http::StatusCode;
use registrar::domain::ids::ApplicationNumber;
use registrar::operations::decisions::{self, GivenReason};
use registrar::store::applications;
use serde_json::json;

use crate::support::{APPLICATIONS, Api, Draft, Portal, Reply};

/// An application that the partner returned to its client.
async fn returned(portal: &Portal, api: &Api, draft: &Draft) -> ApplicationNumber {
    let number = ApplicationNumber(api.post("key", draft).await.number().parse().unwrap());
    let staff = portal.staff().await;
    let seen = portal.take(&staff, number).await.version;
    let given = GivenReason { code: "users", own_words: "" };
    decisions::return_to_client(&staff.desk(), number, seen, given).await.unwrap();
    number
}

async fn put(api: &Api, number: ApplicationNumber, seen: &str, draft: &Draft) -> Reply {
    let headers = [("content-type", "application/json"), ("if-match", seen)];
    api.ask("PUT", &format!("{APPLICATIONS}/{number}"), &headers, draft.text()).await
}

#[tokio::test]
async fn a_mended_application_keeps_its_number_and_both_texts() {
    let portal = Portal::open().await;
    let api = portal.api(&portal.program().await);
    let draft = Draft::of(1);
    let number = returned(&portal, &api, &draft).await;
    let asked = api.application(number).await;
    assert_eq!(asked.json()["stage"], "needs_client");
    assert!(asked.json()["comment"].as_str().unwrap().contains("список пользователей пуст"));
    let longer = Draft::of(1).users(12);
    let mended = put(&api, number, asked.header("etag"), &longer).await;
    assert_eq!(mended.status, StatusCode::OK, "{}", mended.text());
    assert_eq!(mended.json()["stage"], "in_review");
    assert_eq!(mended.json()["multi_user"], json!({ "enabled": true, "tier": "10_plus" }));
    assert_eq!(mended.json()["comment"], json!(null));
    let latest = applications::original(portal.db(), number).await.unwrap();
    assert_eq!((latest.revision, latest.body), (2, longer.text()));
    assert_eq!(applications::first_original(portal.db(), number).await.unwrap().body, draft.text());
    assert_eq!(portal.see(number).await.asked.users, 12);
    portal.run_errands().await;
    let told = format!(
        "letters where recipient = 'help@forsait.example' and subject like 'Заявление № {number} испр%'"
    );
    assert_eq!(portal.count(&told).await, 1);
    portal.verify().await;
}

#[tokio::test]
async fn the_same_key_still_gets_its_first_answer() {
    let portal = Portal::open().await;
    let api = portal.api(&portal.program().await);
    let draft = Draft::of(1);
    let first = api.post("key", &draft).await;
    let number = ApplicationNumber(first.number().parse().unwrap());
    let staff = portal.staff().await;
    let seen = portal.take(&staff, number).await.version;
    let given = GivenReason { code: "users", own_words: "" };
    decisions::return_to_client(&staff.desk(), number, seen, given).await.unwrap();
    assert_eq!(put(&api, number, "\"3\"", &Draft::of(1).users(12)).await.status, StatusCode::OK);
    let again = api.post("key", &draft).await;
    assert_eq!((again.status, again.text()), (first.status, first.text()));
}

#[tokio::test]
async fn without_the_version_that_is_there_nothing_is_overwritten() {
    let portal = Portal::open().await;
    let api = portal.api(&portal.program().await);
    let number = returned(&portal, &api, &Draft::of(1)).await;
    let address = format!("{APPLICATIONS}/{number}");
    let missing =
        api.ask("PUT", &address, &[("content-type", "application/json")], Draft::of(1).text()).await;
    assert_eq!((missing.status.as_u16(), missing.problem().as_str()), (428, "if_match_missing"));
    for seen in ["\"2\"", "3", "*", "\"x\"", "W/\"2\""] {
        let stale = put(&api, number, seen, &Draft::of(1)).await;
        assert_eq!((stale.status.as_u16(), stale.problem().as_str()), (412, "version_changed"), "{seen}");
    }
    assert_eq!(put(&api, number, "W/\"3\"", &Draft::of(1)).await.status, StatusCode::OK);
    let late = put(&api, number, "\"4\"", &Draft::of(1)).await;
    assert_eq!((late.status, late.problem().as_str()), (StatusCode::CONFLICT, "conflict"));
}

#[tokio::test]
async fn a_mended_application_is_still_the_same_one() {
    let portal = Portal::open().await;
    let api = portal.api(&portal.program().await);
    let number = returned(&portal, &api, &Draft::of(1)).await;
    let other = put(&api, number, "\"3\"", &Draft::of(2).with("/type", "renew".into())).await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(other.faults(), ["/type type_changed", "/organization/inn subscriber_changed"]);
    let broken = put(&api, number, "\"3\"", &Draft::of(1).with("/reg_number", json!(8))).await;
    assert!(broken.faults().iter().any(|fault| fault.starts_with("/reg_number ")));
    let stranger = portal.api(&portal.its_login("its-2", "forsait").await);
    assert_eq!(put(&stranger, number, "\"3\"", &Draft::of(1)).await.status, StatusCode::NOT_FOUND);
    assert_eq!(portal.count(&format!("originals where application_number = {number}")).await, 1);
}

#[tokio::test]
async fn a_returned_application_is_withdrawn_once() {
    let portal = Portal::open().await;
    let api = portal.api(&portal.program().await);
    let number = returned(&portal, &api, &Draft::of(1)).await;
    let address = format!("{APPLICATIONS}/{number}/withdrawal");
    let done = api.ask("POST", &address, &[], "").await;
    assert_eq!((done.status, &done.json()["status"]), (StatusCode::OK, &json!("rejected")));
    assert_eq!(api.ask("POST", &address, &[], "").await.status, StatusCode::CONFLICT);
}
