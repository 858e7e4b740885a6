//! Authentication of the API: the pair of an ITS login, the login's contract, and the limit on wrong passwords.

use axum::http::StatusCode;
use chrono::Duration;
use registrar::store::logins::ItsLogin;

use crate::support::Portal;

#[tokio::test]
async fn a_wrong_pair_is_told_in_one_sentence_whichever_half_is_wrong() {
    let portal = Portal::open().await;
    portal.program().await;
    let pairs = [("its-demo", "wrong"), ("nobody", "demo-demo-demo"), ("its\u{0}demo", "x"), ("", "")];
    for (login, password) in pairs {
        let reply = portal.api_with(login, password).application(1).await;
        assert_eq!((reply.status, reply.problem().as_str()), (StatusCode::UNAUTHORIZED, "unauthorized"));
        assert_eq!(reply.json()["detail"], "Неверный логин или пароль.");
        assert!(reply.header("www-authenticate").starts_with("Basic "), "{login}");
    }
    let without = portal.api_for_all();
    for headers in [vec![], vec![("authorization", "Bearer x")], vec![("authorization", "Basic ???")]] {
        let reply = without.ask("GET", "/api/v1/applications/1", &headers, "").await;
        assert_eq!(reply.status, StatusCode::UNAUTHORIZED);
        assert!(reply.header("www-authenticate").starts_with("Basic "));
    }
}

#[tokio::test]
async fn the_password_of_a_person_opens_nothing_here() {
    let portal = Portal::open().await;
    portal.staff().await;
    let reply = portal.api_with("staff", "demo-demo-demo").application(1).await;
    assert_eq!(reply.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn guessing_is_throttled_and_holds_up_nobody_who_was_already_here() {
    let portal = Portal::open().await;
    let program = portal.program().await;
    let known = portal.api(&program);
    assert_eq!(known.application(1).await.status, StatusCode::NOT_FOUND);
    // A program may send ten wrong passwords from its own address.
    for _ in 0..10 {
        assert_eq!(
            portal.api_with("its-demo", "guess").application(1).await.status,
            StatusCode::UNAUTHORIZED
        );
    }
    let throttled = portal.api_with("its-demo", "guess").application(1).await;
    assert_eq!(
        (throttled.status, throttled.problem().as_str()),
        (StatusCode::TOO_MANY_REQUESTS, "throttled")
    );
    assert_eq!(throttled.header("retry-after"), "900");
    assert_eq!(known.application(1).await.status, StatusCode::NOT_FOUND, "the verified pair still works");
    portal.clock.advance(Duration::minutes(16));
    assert_eq!(portal.api_with("its-demo", "guess").application(1).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn without_an_active_contract_nothing_is_sent_but_what_was_sent_is_seen() {
    let portal = Portal::open().await;
    let program = portal.program().await;
    let api = portal.api(&program);
    let number = api.post("key", &portal.draft()).await.number();
    for (login, until) in [("its-none", None), ("its-past", "2026-11-17".parse().ok())] {
        let login = ItsLogin { login: login.to_owned(), contract_until: until, ..program.login.clone() };
        let lapsed = portal.add_login(login).await;
        let reply = portal.api(&lapsed).post("key", &portal.draft()).await;
        assert_eq!((reply.status, reply.problem().as_str()), (StatusCode::FORBIDDEN, "no_active_contract"));
    }
    let last_day = ItsLogin {
        login: "its-today".to_owned(),
        contract_until: "2026-11-18".parse().ok(),
        ..program.login.clone()
    };
    let last_day = portal.add_login(last_day).await;
    portal.api(&last_day).post("key", &portal.draft()).await.number();
    portal.sql("update its_logins set contract_until = null where person_id = (select id from people where login = 'its-demo')").await;
    assert_eq!(api.application(&number).await.status, StatusCode::OK);
    assert_eq!(api.post("other", &portal.draft()).await.problem(), "no_active_contract");
}

#[tokio::test]
async fn the_description_is_for_everybody() {
    let portal = Portal::open().await;
    let reply = portal.api_for_all().get("/api/openapi.json").await;
    assert_eq!((reply.status, reply.header("content-type")), (StatusCode::OK, "application/json"));
    let description = reply.json();
    assert_eq!(description["components"]["securitySchemes"]["its"]["scheme"], "basic");
    let call = &description["paths"]["/api/v1/applications"]["post"];
    let mut answers: Vec<&str> = call["responses"].as_object().unwrap().keys().map(String::as_str).collect();
    answers.sort_unstable();
    assert_eq!(answers, ["201", "400", "401", "403", "409", "413", "415", "422", "429", "500", "503"]);
    let example = call["requestBody"]["content"]["application/json"]["example"].to_string();
    let api = portal.api(&portal.program().await);
    api.post_text("example", example).await.number();
}
