//! Guessing a PIN: five tries a number a day, whoever tries and from wherever; its holder is told.

use axum::http::StatusCode;
use chrono::Duration;
use registrar::domain::role::Role;
use registrar::store::letters;

use crate::support::{GuessingWay, PRODUCT_FORM, Portal, asked};

const NUMBER: &str = "800123456";
const PIN: &str = "1234567890123456";

/// A number that somebody has registered with the same PIN.
const HELD: &str = "800123457";
/// How many guesses at a number are looked at in a day.
const MOST: usize = 5;

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

/// Guesses the PINs of two numbers in turn, and while none is looked at tries the right one; answers how many were. What
/// was solved and not used is not solved again.
async fn guess_pins(portal: &Portal, way: GuessingWay) -> usize {
    let guesser = portal.person("guesser", "Угадайкин Лев Ильич", &[(Role::Client, None)]).await;
    let mut browser = portal.visit(&guesser).await;
    let (mut looked_at, mut solved, mut since) = (0, None, portal.clock.now());
    let mut until = [since; 2];
    for (guess, from) in way.guesses(&portal.clock) {
        let (now, which) = (portal.clock.now(), guess % 2);
        if now - since > Duration::minutes(9) {
            // The captcha is over soon, and so is the session.
            (browser, solved, since) = (portal.visit(&guesser).await, None, now);
        }
        browser = browser.at(&from);
        let (captcha, sum) = match solved.take() {
            Some(captcha) => (captcha, String::new()),
            None => asked(&browser.open(PRODUCT_FORM).await),
        };
        let pin = if now < until[which] { PIN.to_owned() } else { format!("{guess:016}") };
        let typed = [("number", [NUMBER, HELD][which]), ("pin", &pin), ("captcha", &captcha), ("sum", &sum)];
        let page = browser.send(PRODUCT_FORM, &typed).await;
        if page.status == StatusCode::TOO_MANY_REQUESTS {
            until[which] = now + Duration::seconds(page.header("retry-after").parse().unwrap());
            solved = Some(captcha);
        } else {
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{way:?} {guess}: {}", page.text());
            looked_at += 1;
        }
    }
    looked_at
}

#[tokio::test]
async fn however_many_guess_a_pin_it_is_not_found_and_an_honest_client_is_served() {
    for way in GuessingWay::ALL {
        let portal = Portal::open().await;
        portal.delivery(NUMBER, PIN).await;
        portal.delivery("800123458", "9876543210987654").await;
        let holder = portal.person("holder", "Владельцева Инна Петровна", &[(Role::Client, None)]).await;
        portal.product(&holder, HELD, PIN).await;
        let days = way.windows(Duration::hours(24));
        assert_eq!(guess_pins(&portal, way).await, 2 * MOST * days, "{way:?}: five a number a day");
        assert_eq!(portal.count("product_claims").await, 1, "{way:?}: the holder's own");
        let owed = portal.count("errands where kind = 'pin_guesses'").await;
        assert_eq!(usize::try_from(owed).unwrap(), days, "{way:?}: the holder is told once a day");
        let mut honest = portal.visit(&portal.client_without_organization().await).await;
        assert!(
            honest.try_pair("800123458", "9876543210987654").await.says("Заполните информацию"),
            "{way:?}"
        );
    }
}
