//! Sending an application: one application per idempotency key, however often the program repeats the request.

use axum::http::StatusCode;
use chrono::Duration;
use registrar::store::applications;
use serde_json::json;

use crate::support::{Draft, Portal};

#[tokio::test]
async fn an_application_is_taken_in_and_answered_as_it_stands() {
    let portal = Portal::open().await;
    let api = portal.api(&portal.program().await);
    let sent = api.post("key", &portal.draft()).await;
    let number = sent.number();
    assert_eq!(sent.header("location"), format!("/api/v1/applications/{number}"));
    let expected = json!({
        "number": number, "type": "connect", "stage": "received", "stage_caption": "Новое",
        "status": "sent", "caption": "Отправлено", "comment": null, "waiting_for": "partner",
        "since": "2026-11-18T09:00:00Z", "multi_user": { "enabled": true, "tier": "2_9" },
        "certificates": []
    });
    assert_eq!(sent.json(), expected);
    let asked = api.application(&number).await;
    assert_eq!((asked.status, asked.json()), (StatusCode::OK, expected));
    assert_eq!(asked.header("etag"), "\"1\"");
    portal.verify().await;
}

#[tokio::test]
async fn the_same_key_and_body_give_the_same_answer_however_far_the_application_has_gone() {
    let portal = Portal::open().await;
    let (api, draft) = (portal.api(&portal.program().await), portal.draft());
    let first = api.post("key", &draft).await;
    let number = first.number().parse().map(registrar::domain::ids::ApplicationNumber).unwrap();
    let staff = portal.staff().await;
    portal.take(&staff, number).await;
    portal.forward(&staff, number).await;
    portal.run_errands_after_the_undo_window().await;
    assert_eq!(api.application(number).await.json()["stage"], "approved");
    let again = api.post("key", &draft).await;
    assert_eq!((again.status, again.header("location")), (first.status, first.header("location")));
    assert_eq!((again.header("etag"), again.text()), (first.header("etag"), first.text()));
    assert_eq!(portal.count("applications").await, 1);
}

#[tokio::test]
async fn a_key_belongs_to_one_body_one_login_and_seven_days() {
    let portal = Portal::open().await;
    let (program, other) = (portal.program().await, portal.its_login("its-2", "forsait").await);
    let (api, draft) = (portal.api(&program), portal.draft());
    let first = api.post("key", &draft).await.number();
    let reused = api.post("key", &portal.draft()).await;
    assert_eq!(reused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(reused.problem(), "idempotency_key_reused");
    assert_eq!(reused.faults(), [" idempotency_key_reused"]);
    assert_ne!(portal.api(&other).post("key", &portal.draft()).await.number(), first);
    portal.clock.advance(Duration::days(7) + Duration::seconds(1));
    assert_ne!(api.post("key", &draft).await.number(), first);
}

#[tokio::test]
async fn without_a_usable_key_nothing_is_taken_in() {
    let portal = Portal::open().await;
    let api = portal.api(&portal.program().await);
    let text = portal.draft().text();
    let json = ("content-type", "application/json");
    let none = api.ask("POST", "/api/v1/applications", &[json], text.clone()).await;
    let long = "k".repeat(201);
    for key in ["", "a b", "ключ", &long] {
        let reply = api.post_text(key, text.clone()).await;
        assert_eq!((reply.status, reply.problem().as_str()), (none.status, "idempotency_key_missing"));
    }
    assert_eq!((none.status, none.problem().as_str()), (StatusCode::BAD_REQUEST, "idempotency_key_missing"));
    assert_eq!(portal.count("applications").await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_same_request_at_the_same_time_is_one_application() {
    let portal = Portal::open().await;
    let (api, draft) = (portal.api(&portal.program().await), portal.draft());
    let mut senders = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let (api, draft) = (api.clone(), draft.clone());
        senders.spawn(async move { api.post("key", &draft).await });
    }
    let mut numbers = Vec::new();
    for reply in senders.join_all().await {
        match reply.status {
            StatusCode::CONFLICT => assert_eq!(reply.problem(), "idempotency_key_in_flight"),
            _ => numbers.push(reply.number()),
        }
    }
    numbers.dedup();
    assert_eq!(numbers.len(), 1, "{numbers:?}");
    assert_eq!(portal.count("applications").await, 1);
    portal.verify().await;
}

#[tokio::test]
async fn the_original_is_kept_byte_for_byte_with_what_nobody_knows() {
    let portal = Portal::open().await;
    let api = portal.api(&portal.program().await);
    let draft = portal.draft().with("/owners/0/любимый цвет", json!({ "a": [1.50, "ё"] }));
    let text = format!("\u{feff}  {}\n", draft.text());
    let number = api.post_text("key", text.clone()).await.number();
    let number = number.parse().map(registrar::domain::ids::ApplicationNumber).unwrap();
    let original = applications::original(portal.db(), number).await.unwrap();
    assert_eq!(original.body, text);
    assert_eq!(original.content.unknown, ["/owners/0/любимый цвет"]);
}

#[tokio::test]
async fn a_renewal_stays_with_the_bound_login_and_both_may_read_it() {
    let portal = Portal::open().await;
    let (bound, sender) = (portal.program().await, portal.its_login("its-2", "sevproekt").await);
    let stranger = portal.its_login("its-3", "sevproekt").await;
    let draft = Draft::of(7);
    portal.api(&bound).post("connect", &draft).await.number();
    let number =
        portal.api(&sender).post("renew", &draft.clone().with("/type", json!("renew"))).await.number();
    let kept = portal.see(number.parse().map(registrar::domain::ids::ApplicationNumber).unwrap()).await;
    assert_eq!((kept.bound_login, kept.sent_login), (bound.login.id, sender.login.id));
    assert_eq!(kept.partner, bound.login.partner);
    for program in [&bound, &sender] {
        assert_eq!(portal.api(program).application(&number).await.status, StatusCode::OK);
    }
    let hidden = portal.api(&stranger).application(&number).await;
    assert_eq!((hidden.status, hidden.problem().as_str()), (StatusCode::NOT_FOUND, "not_found"));
}

#[tokio::test]
async fn without_a_connection_there_is_nothing_to_renew() {
    let portal = Portal::open().await;
    let api = portal.api(&portal.program().await);
    for kind in ["renew", "restore"] {
        let reply = api.post(kind, &portal.draft().with("/type", json!(kind))).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(reply.faults(), ["/organization/inn account_unknown"]);
    }
}
