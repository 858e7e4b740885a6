//! The letter about a sign-in in a browser that was not used before: who gets it, when, and how often.

use axum::http::StatusCode;
use chrono::Duration;
use registrar::domain::role::Scope;
use registrar::store::letters::{self, SentLetter};

use crate::support::{PASSWORD, PHRASE, Portal, Visitor};

const HOME: &str = "198.51.100.7";
const ELSEWHERE: &str = "203.0.113.66";

/// The letters about new devices, the newest first.
async fn told(portal: &Portal) -> Vec<SentLetter> {
    portal.run_errands().await;
    let all = letters::latest(portal.db(), &Scope::Everything, 100).await.unwrap();
    all.into_iter().filter(|letter| letter.subject.starts_with("Вход с нового устройства")).collect()
}

async fn sign_in(visitor: &mut Visitor, password: &str) {
    assert_eq!(visitor.sign_in("manager", password).await.status, StatusCode::SEE_OTHER);
}

/// A browser in which the manager has signed in, as the very first one.
async fn own(portal: &Portal) -> Visitor {
    portal.manager().await;
    let mut own = portal.passer_by().at(HOME);
    sign_in(&mut own, PASSWORD).await;
    own
}

#[tokio::test]
async fn the_owner_reads_when_where_and_what_to_do() {
    let portal = Portal::open().await;
    let mut own = own(&portal).await;
    assert_eq!(told(&portal).await.len(), 0, "of the very first sign-in nobody is told");
    sign_in(&mut own, PASSWORD).await;
    assert_eq!(told(&portal).await.len(), 0, "this browser is known");
    sign_in(&mut portal.passer_by().at(ELSEWHERE), PASSWORD).await;
    let letters = told(&portal).await;
    assert_eq!(letters.len(), 1, "{letters:?}");
    assert_eq!(letters[0].recipient, "manager@forsait.example");
    assert_eq!(letters[0].subject, "Вход с нового устройства под логином manager");
    let text = letters[0].text.replace('\u{a0}', " ");
    for words in [
        "Орлов Николай Андреевич",
        "18.11.2026 12:00 МСК",
        "Браузер: Неизвестный браузер",
        &format!("Адрес: {ELSEWHERE}"),
        "Если это были не вы",
        "http://localhost:8080/profile",
        "http://localhost:8080/password",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
}

#[tokio::test]
async fn a_wrong_password_is_no_sign_in_and_tells_nothing() {
    let portal = Portal::open().await;
    own(&portal).await;
    portal.passer_by().at(ELSEWHERE).sign_in("manager", "wrong-wrong").await;
    portal.passer_by().at(ELSEWHERE).sign_in("nobody-here", PASSWORD).await;
    assert_eq!((told(&portal).await.len(), portal.count("new_devices").await), (0, 0));
}

#[tokio::test]
async fn another_password_makes_no_known_browser_a_new_one() {
    let portal = Portal::open().await;
    let mut own = own(&portal).await;
    let page = own.open("/profile").await;
    let values = [("old", PASSWORD), ("password", PHRASE)];
    assert!(own.press(&page, "/profile/password", &values).await.says("Пароль изменен"));
    sign_in(&mut own, PHRASE).await;
    assert_eq!(told(&portal).await.len(), 0);
    portal.clock.advance(Duration::days(30) + Duration::seconds(1));
    sign_in(&mut own, PHRASE).await;
    assert_eq!(told(&portal).await.len(), 1, "a month later it is not known any more");
}

#[tokio::test]
async fn a_foreign_computer_is_new_each_time() {
    let portal = Portal::open().await;
    own(&portal).await;
    let mut foreign = portal.passer_by().at(ELSEWHERE);
    for times in 1..=2 {
        foreign.open("/sign-in").await;
        let typed = [("login", "manager"), ("password", PASSWORD), ("foreign_computer", "on")];
        assert_eq!(foreign.send("/sign-in", &typed).await.status, StatusCode::SEE_OTHER);
        assert_eq!(told(&portal).await.len(), times);
        portal.clock.advance(Duration::hours(1));
    }
}

#[tokio::test]
async fn a_crowd_within_an_hour_is_told_at_once_of_the_first_and_together_of_the_others() {
    let portal = Portal::open().await;
    own(&portal).await;
    for minute in 0..12 {
        sign_in(&mut portal.passer_by().at(&format!("203.0.113.{minute}")), PASSWORD).await;
        portal.clock.advance(Duration::minutes(4));
    }
    assert_eq!(told(&portal).await.len(), 1, "48 minutes later only the first one is told of");
    portal.clock.advance(Duration::minutes(12));
    let letters = told(&portal).await;
    assert_eq!(letters.len(), 2, "the others in one letter");
    let text = letters[0].text.replace('\u{a0}', " ");
    assert!(text.contains("еще 11 раз") && text.contains("Адрес: 203.0.113.11"), "{text}");
    assert!(text.contains("12:44"), "{text}");
    sign_in(&mut portal.passer_by().at(ELSEWHERE), PASSWORD).await;
    assert_eq!(told(&portal).await.len(), 3, "after that hour the next one is told at once again");
    portal.clock.advance(Duration::hours(2));
    assert_eq!(told(&portal).await.len(), 3, "and nothing followed it");
    portal.verify().await;
}

#[tokio::test]
async fn what_is_known_of_addresses_is_forgotten_after_a_month() {
    let portal = Portal::open().await;
    own(&portal).await;
    sign_in(&mut portal.passer_by().at(ELSEWHERE), PASSWORD).await;
    assert_eq!(portal.count("new_devices").await, 1);
    portal.clock.advance(Duration::days(30) + Duration::seconds(1));
    portal.staff().await;
    portal.passer_by().sign_in("staff", PASSWORD).await;
    assert_eq!(portal.count("new_devices").await, 0);
    assert_eq!(
        told(&portal).await.len(),
        0,
        "a letter that could not be sent for so long is not sent any more"
    );
}

#[tokio::test]
async fn whoever_is_disabled_meanwhile_gets_no_letter() {
    let portal = Portal::open().await;
    own(&portal).await;
    sign_in(&mut portal.passer_by().at(ELSEWHERE), PASSWORD).await;
    portal.sql("update people set disabled_at = created_at where login = 'manager'").await;
    assert_eq!(told(&portal).await.len(), 0);
}
