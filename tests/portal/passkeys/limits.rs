//! What a person cannot add, said in words before and after the device was asked.

use axum::http::StatusCode;
use chrono::Duration;
use serde_json::Value;

use super::{KEYS, add, is_added, options, sign_in};
use crate::support::{Authenticator, Page, Portal, Visitor};

async fn asked_for(visitor: &mut Visitor, name: &str) -> Page {
    visitor.open(KEYS).await;
    visitor.send(&format!("{KEYS}/challenge"), &[("name", name)]).await
}

/// What the script shows of an answer that is refused.
fn words(page: &Page) -> String {
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", page.text());
    let told: Value = serde_json::from_slice(&page.bytes).unwrap();
    told["text"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_name_is_asked_for_before_a_device_makes_anything() {
    let portal = Portal::open().await;
    let mut visitor = portal.visit(&portal.staff().await).await;
    let long = "я".repeat(61);
    for (name, said) in [("", "Напишите название ключа."), (long.as_str(), "Не больше 60 символов.")]
    {
        assert_eq!(words(&asked_for(&mut visitor, name).await), said);
    }
    assert_eq!(portal.count("passkey_challenges").await, 0);
    let whole = "я".repeat(60);
    assert!(is_added(&add(&mut visitor, &mut Authenticator::new(1), &whole).await));
    let renamed = visitor.send(&format!("{KEYS}/1/name"), &[("name", long.as_str())]).await;
    assert_eq!(renamed.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(renamed.says("Не больше 60 символов"), "{}", renamed.text());
    assert_eq!(renamed.values("#name-1", "value"), [long], "what was typed is kept");
}

#[tokio::test]
async fn two_keys_of_one_person_have_two_names() {
    let portal = Portal::open().await;
    let mut visitor = portal.visit(&portal.staff().await).await;
    add(&mut visitor, &mut Authenticator::new(1), "Телефон").await;
    assert_eq!(words(&asked_for(&mut visitor, " телефон ").await), "Ключ с таким названием уже есть.");
    let question = options(&asked_for(&mut visitor, "Ноутбук").await);
    let answer = Authenticator::new(2).make(&question);
    let refused = visitor.send(KEYS, &[("name", "Телефон"), ("answer", &answer)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.says("Ключ с таким названием уже есть"), "{}", refused.text());
    let added = add(&mut visitor, &mut Authenticator::new(3), "Ноутбук").await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text());
    let renamed = visitor.send(&format!("{KEYS}/2/name"), &[("name", "Телефон")]).await;
    assert_eq!(renamed.status, StatusCode::UNPROCESSABLE_ENTITY);
    let renamed = visitor.send(&format!("{KEYS}/2/name"), &[("name", "НОУТБУК")]).await;
    assert_eq!(renamed.status, StatusCode::SEE_OTHER, "its own name is free");
    let page = visitor.open(KEYS).await;
    let asked = page.texts("details.menu:has(form[action='/profile/passkeys/1/removal']) .menu-body");
    assert!(asked[0].contains("Войти этим ключом больше не получится"), "{}", page.text());
}

#[tokio::test]
async fn twenty_keys_are_enough_and_the_next_one_is_refused_in_words() {
    let portal = Portal::open().await;
    let mut visitor = portal.visit(&portal.staff().await).await;
    let mut device = Authenticator::new(1);
    assert!(is_added(&add(&mut visitor, &mut device, "Ключ 1").await));
    for seed in 2..=19 {
        let added = add(&mut visitor, &mut Authenticator::new(seed), &format!("Ключ {seed}")).await;
        assert!(is_added(&added), "{}", added.text());
    }
    let mut other = portal.passer_by();
    sign_in(&mut other, &mut device).await;
    other.open(KEYS).await;
    // Two browsers ask for the twentieth at once; one of them is late.
    let (first, second) = (asked_for(&mut visitor, "Первый").await, asked_for(&mut other, "Второй").await);
    let (first, second) = (options(&first), options(&second));
    assert_eq!(first["excludeCredentials"].as_array().unwrap().len(), 19);
    assert_eq!(first["user"]["id"], second["user"]["id"], "one owner has one name");
    let answer = Authenticator::new(20).make(&first);
    let added = visitor.send(KEYS, &[("name", "Первый"), ("answer", &answer)]).await;
    assert!(is_added(&added), "{}", added.text());
    let answer = Authenticator::new(21).make(&second);
    let refused = other.send(KEYS, &[("name", "Второй"), ("answer", &answer)]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.says("уже 20 ключей"), "{}", refused.text());
    assert!(words(&asked_for(&mut other, "Второй").await).contains("уже 20 ключей"));
    let page = other.open(KEYS).await;
    assert!(page.says("уже 20 ключей") && !page.offers(KEYS), "{}", page.text());
    assert_eq!(portal.count("passkeys").await, 20);
}

#[tokio::test]
async fn a_key_is_added_once_by_whoever_was_asked_in_time() {
    let portal = Portal::open().await;
    let (staff, colleague) = (portal.staff().await, portal.colleague().await);
    let mut stranger = portal.visit(&colleague).await;
    let mut device = portal.with_key(&staff, 1, "Ноутбук").await;
    let mut theirs = portal.visit(&colleague).await;
    let known = add(&mut theirs, &mut device, "Чужой").await;
    assert_eq!(known.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(known.says("Этот ключ уже добавлен"), "{}", known.text());
    assert_eq!(known.values("#name", "value"), ["Чужой"], "what was typed is kept");

    let question = options(&asked_for(&mut theirs, "Телефон").await);
    let answer = Authenticator::new(2).make(&question);
    let values = [("name", "Телефон"), ("answer", answer.as_str())];
    stranger.open(KEYS).await;
    let late = "Время на подтверждение вышло";
    assert!(stranger.send(KEYS, &values).await.says(late), "a session that was not asked");
    portal.clock.advance(Duration::minutes(5));
    assert!(theirs.send(KEYS, &values).await.says(late), "five minutes later");

    let mut unverified = Authenticator { verified: false, ..Authenticator::new(3) };
    let refused = add(&mut theirs, &mut unverified, "Без владельца").await;
    assert!(refused.says("Ключ доступа не подошел"), "{}", refused.text());
    let mut elsewhere = Authenticator { origin: "https://registrar.example", ..Authenticator::new(3) };
    assert!(add(&mut theirs, &mut elsewhere, "Другой сайт").await.says("Ключ доступа не подошел"));
    assert_eq!(portal.count("passkeys").await, 1);
}
