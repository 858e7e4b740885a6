//! Guessing a PIN: five tries a number a day, whoever tries and from wherever; its holder is told.

use axum::http::StatusCode;
use chrono::Duration;
use registrar::domain::role::Role;
use registrar::store::letters;

use crate::support::Portal;

const NUMBER: &str = "800123456";
const PIN: &str = "1234567890123456";

/// How many guesses the small form of the soak makes.
fn guesses() -> usize {
    std::env::var("REGISTRAR_GUESSES").ok().and_then(|guesses| guesses.parse().ok()).unwrap_or(60)
}

#[tokio::test]
async fn the_sixth_try_with_a_number_is_refused_and_the_right_pin_is_not_looked_at() {
    let portal = Portal::open().await;
    portal.delivery(NUMBER, PIN).await;
    let client = portal.client_without_organization().await;
    let mut browser = portal.visit(&client).await;
    for guess in 0..5 {
        let page = browser.try_pair(NUMBER, &format!("111111111111111{guess}")).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", page.text());
    }
    let over = browser.try_pair(NUMBER, PIN).await;
    assert_eq!(over.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(!over.header("retry-after").is_empty() && over.says("сколько разрешено"), "{}", over.text());
    assert_eq!(over.values("#number", "value"), [NUMBER], "what was typed stays");
    let unknown = browser.try_pair("800999999", PIN).await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY, "another number has tries of its own");
    portal.clock.advance(Duration::hours(25));
    let mut next_day = portal.visit(&client).await;
    assert!(next_day.try_pair(NUMBER, PIN).await.says("рег. номер 800123456"));
}

#[tokio::test]
async fn a_right_pair_is_no_guess_however_often_it_is_typed() {
    let portal = Portal::open().await;
    portal.delivery(NUMBER, PIN).await;
    let mut browser = portal.visit(&portal.client_without_organization().await).await;
    for again in 0..7 {
        let page = browser.try_pair(NUMBER, PIN).await;
        assert!(page.says("Заполните информацию"), "{again}: {}", page.text());
    }
}

#[tokio::test]
async fn the_holder_is_told_once_that_the_tries_ran_out() {
    let portal = Portal::open().await;
    let holder = portal.person("holder", "Владельцева Инна Петровна", &[(Role::Client, None)]).await;
    portal.product(&holder, NUMBER, PIN).await;
    let mut browser = portal.visit(&portal.client_without_organization().await).await;
    for guess in 0..7 {
        browser.try_pair(NUMBER, &format!("111111111111111{guess}")).await;
        browser.try_pair("800999999", PIN).await;
    }
    portal.run_errands().await;
    let all = letters::latest(portal.db(), &registrar::domain::role::Scope::Everything, 100).await.unwrap();
    let told: Vec<_> = all.iter().filter(|letter| letter.subject.contains("PIN-код")).collect();
    assert_eq!(told.len(), 1, "{all:?}");
    assert_eq!(told[0].recipient, holder.account.email);
    assert!(told[0].text.contains(NUMBER) && told[0].text.contains("остался вашим"), "{}", told[0].text);
}

#[tokio::test]
async fn however_many_guess_nothing_is_found_and_an_honest_client_is_served() {
    let portal = Portal::open().await;
    portal.delivery(NUMBER, PIN).await;
    portal.delivery("800123457", "9876543210987654").await;
    let guesser = portal.person("guesser", "Угадайкин Лев Ильич", &[(Role::Client, None)]).await;
    let mut browser = portal.visit(&guesser).await;
    let mut looked_at = 0;
    for guess in 0..guesses() {
        browser = browser.at(&format!("198.51.{}.{}", guess / 250, guess % 250 + 1));
        let page = browser.try_pair(NUMBER, &format!("{guess:016}")).await;
        looked_at += usize::from(page.status == StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!page.says("Заполните информацию"), "guess {guess} was right");
    }
    assert_eq!(looked_at, 5, "from wherever they come");
    let mut honest = portal.visit(&portal.client_without_organization().await).await;
    assert!(honest.try_pair("800123457", "9876543210987654").await.says("Заполните информацию"));
}
