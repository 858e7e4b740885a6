//! Signing in with a key: what proves nothing, what is late, and a key of which somebody has a copy.

use axum::http::StatusCode;
use chrono::Duration;
use serde_json::{Value, json};

use super::{KEYS, add, asked, is_added, recovery_codes, shown, shown_codes, sign_in};
use crate::support::{Authenticator, PASSWORD, Portal};

const UNPROVEN: &str = "Ключ доступа не подошел";
const LATE: &str = "Время на подтверждение вышло";

/// How a device answers what it is asked.
type Answering = fn(&mut Authenticator, &Value) -> String;

/// The answer with another value at this place.
fn with(answer: &str, place: &str, value: Value) -> String {
    let mut changed: Value = serde_json::from_str(answer).unwrap();
    *changed.pointer_mut(place).unwrap() = value;
    changed.to_string()
}

/// The answer with one letter of a signature that is another one.
fn damaged(answer: &str) -> String {
    let whole: Value = serde_json::from_str(answer).unwrap();
    let signature = whole["response"]["signature"].as_str().unwrap();
    let (start, end) = signature.split_at(signature.len() - 8);
    let letter = if end.starts_with('A') { "B" } else { "A" };
    with(answer, "/response/signature", json!(format!("{start}{letter}{}", &end[1..])))
}

#[tokio::test]
async fn what_proves_nothing_signs_nobody_in() {
    let portal = Portal::open().await;
    let mut device = portal.with_key(&portal.staff().await, 1, "Ноутбук").await;
    let other = portal.with_key(&portal.colleague().await, 2, "Телефон").await;
    let answers: [(&str, Answering); 8] = [
        ("a damaged signature", |device, asked| damaged(&device.prove(asked))),
        ("no answer at all", |_, _| String::new()),
        ("an answer without its parts", |_, _| "{}".to_owned()),
        ("an unknown key", |device, asked| with(&device.prove(asked), "/rawId", json!("AAAA"))),
        ("no owner", |device, asked| with(&device.prove(asked), "/response/userHandle", Value::Null)),
        ("another owner", |device, asked| {
            with(&device.prove(asked), "/response/userHandle", json!("AAAAAAAAQACAAAAAAAAAAA"))
        }),
        ("an owner who was not verified", |device, asked| {
            Authenticator { verified: false, ..device.clone() }.prove(asked)
        }),
        ("another site", |device, asked| {
            Authenticator { origin: "http://localhost.example:8080", ..device.clone() }.prove(asked)
        }),
    ];
    for (what, answer) in answers {
        let mut visitor = portal.passer_by();
        let asked = asked(&mut visitor).await;
        let refused = shown(&mut visitor, &answer(&mut device, &asked)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{what}");
        assert!(refused.says(UNPROVEN), "{what}: {}", refused.text());
    }
    // The key of one under the name of another.
    let mut mixed = Authenticator { handle: other.handle.clone(), ..device.clone() };
    assert!(sign_in(&mut portal.passer_by(), &mut mixed).await.says(UNPROVEN));
    assert_eq!(portal.count("passkeys where used_at is not null").await, 0);
    assert_eq!(sign_in(&mut portal.passer_by(), &mut device).await.status, StatusCode::SEE_OTHER);
    assert_eq!(portal.count("security_events where kind = 'sign_in_failed'").await, 9);
}

#[tokio::test]
async fn an_answer_counts_once_in_time_and_for_its_own_browser() {
    let portal = Portal::open().await;
    let mut device = portal.with_key(&portal.staff().await, 1, "Ноутбук").await;
    let mut visitor = portal.passer_by();
    let asked_first = asked(&mut visitor).await;
    let answer = device.prove(&asked_first);
    assert_eq!(shown(&mut visitor, &answer).await.status, StatusCode::SEE_OTHER);
    assert!(shown(&mut visitor, &answer).await.says(LATE), "a replayed answer");

    let mut mine = portal.passer_by();
    let of_mine = asked(&mut mine).await;
    let mut stranger = portal.passer_by();
    stranger.open("/sign-in").await;
    let answer = device.prove(&of_mine);
    assert!(shown(&mut stranger, &answer).await.says(LATE), "a browser that was not asked");
    asked(&mut stranger).await;
    assert!(shown(&mut stranger, &answer).await.says(UNPROVEN), "a browser that was asked something else");
    assert_eq!(shown(&mut mine, &answer).await.status, StatusCode::SEE_OTHER);

    let late = asked(&mut visitor).await;
    portal.clock.advance(Duration::minutes(5));
    assert!(shown(&mut visitor, &device.prove(&late)).await.says(LATE), "five minutes later");
    asked(&mut visitor).await;
    portal.clock.advance(Duration::minutes(6));
    asked(&mut stranger).await;
    assert_eq!(portal.count("passkey_challenges").await, 1, "what is over is forgotten");
    // A wrong answer uses its challenge up too.
    let again = asked(&mut visitor).await;
    let right = device.prove(&again);
    assert!(shown(&mut visitor, &damaged(&right)).await.says(UNPROVEN));
    assert!(shown(&mut visitor, &right).await.says(LATE));
}

#[tokio::test]
async fn a_key_whose_counter_goes_backwards_is_suspended_and_its_owner_is_told() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let (mut inside, mut device) = (portal.visit(&staff).await, Authenticator::new(1));
    add(&mut inside, &mut device, "Ноутбук").await;
    let codes = recovery_codes(&shown_codes(&mut inside).await);
    let mut copy = device.clone();
    for _ in 0..3 {
        assert_eq!(sign_in(&mut portal.passer_by(), &mut device).await.status, StatusCode::SEE_OTHER);
    }
    // A counter that goes backwards under a damaged signature is nobody's key.
    let mut visitor = portal.passer_by();
    let question = asked(&mut visitor).await;
    assert!(shown(&mut visitor, &damaged(&copy.clone().prove(&question))).await.says(UNPROVEN));
    assert_eq!(portal.count("passkeys where suspended_at is not null").await, 0);

    let refused = sign_in(&mut portal.passer_by(), &mut copy).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.says("Этот ключ доступа приостановлен"), "{}", refused.text());
    let refused = sign_in(&mut portal.passer_by(), &mut device).await;
    assert!(refused.says("Этот ключ доступа приостановлен"), "the true one too: {}", refused.text());
    assert_eq!(portal.count("audit where verb = 'passkey_suspended'").await, 1);
    portal.run_errands().await;
    assert_eq!(portal.count("letters where subject = 'Ключ доступа приостановлен'").await, 1);
    portal.verify().await;

    assert!(inside.open("/profile").await.says("Вход"), "one of the sessions may be the copy's");
    // The password alone is not enough because of that.
    let mut visitor = portal.at_the_second_step(&staff).await;
    visitor.send("/sign-in/code", &[("code", &codes[0])]).await;
    let keys = visitor.open(KEYS).await;
    assert!(keys.says("похоже, с него сняли копию"), "{}", keys.text());
    let removed = visitor.press(&keys, &format!("{KEYS}/1/removal"), &[]).await;
    assert!(removed.says("Ключ доступа удален"), "{}", removed.text());
    assert!(is_added(&add(&mut visitor, &mut device, "Снова").await));
    portal.verify().await;
}

#[tokio::test]
async fn whoever_is_disabled_does_not_come_in() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let mut device = portal.with_key(&staff, 1, "Ноутбук").await;
    portal.sql(&format!("update people set disabled_at = created_at where id = {}", staff.id())).await;
    let refused = sign_in(&mut portal.passer_by(), &mut device).await;
    assert!(refused.says(UNPROVEN), "{}", refused.text());
}

#[tokio::test]
async fn answers_that_fail_are_counted_for_their_address_as_passwords_are() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let mut device = portal.with_key(&staff, 1, "Ноутбук").await;
    let mut stranger = portal.passer_by().at("192.0.2.7");
    stranger.open("/sign-in").await;
    for _ in 0..50 {
        assert_eq!(shown(&mut stranger, "{}").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let question = asked(&mut stranger).await;
    let stopped = shown(&mut stranger, &device.prove(&question)).await;
    assert_eq!(stopped.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(stopped.header("retry-after"), "900");
    let password = stranger.sign_in("staff", PASSWORD).await;
    assert_eq!(password.status, StatusCode::TOO_MANY_REQUESTS, "the address is one");
    let mut elsewhere = portal.passer_by().at("192.0.2.8");
    assert_eq!(sign_in(&mut elsewhere, &mut device).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn every_door_shows_what_went_wrong_and_leads_on() {
    let portal = Portal::open().await;
    let client = portal.client_without_organization().await;
    let mut device = portal.with_key(&client, 1, "Ноутбук").await;
    for (door, page, home) in [
        ("staff", "/sign-in", "/"),
        ("portal", "/portal/sign-in", "/portal"),
        ("cabinet", "/cabinet/sign-in", "/"),
    ] {
        let mut visitor = portal.passer_by();
        let opened = visitor.open(page).await;
        assert!(opened.offers("/sign-in/passkey"), "{door}");
        let refused = visitor.press(&opened, "/sign-in/passkey", &[("answer", "{}")]).await;
        assert!(refused.says(LATE) && refused.offers(page), "{door}: {}", refused.text());
        let question = asked(&mut visitor).await;
        let answer = device.prove(&question);
        let values = [("door", door), ("answer", answer.as_str()), ("foreign_computer", "on")];
        let led = visitor.send("/sign-in/passkey", &values).await;
        assert_eq!((led.status, led.header("location")), (StatusCode::SEE_OTHER, home), "{door}");
        assert!(visitor.open("/profile").await.says("чужой компьютер"), "{door}");
    }
    let mut visitor = portal.passer_by();
    for (next, leads) in [("/profile/passkeys", "/profile/passkeys"), ("//elsewhere.example", "/")] {
        let question = asked(&mut visitor).await;
        let answer = device.prove(&question);
        let values = [("door", "staff"), ("answer", answer.as_str()), ("next", next)];
        let led = visitor.send("/sign-in/passkey", &values).await;
        assert_eq!(led.header("location"), leads);
    }
}
