//! The owner of an account is told that the guesses at its password ran out: once a Moscow day, and nobody else is.

use axum::http::StatusCode;
use chrono::Duration;
use registrar::domain::role::{Role, Scope};
use registrar::store::letters;
use registrar::store::letters::SentLetter;

use crate::support::{PASSWORD, PHRASE, Page, Portal, Visitor};

const HOME: &str = "198.51.100.7";
const ELSEWHERE: &str = "203.0.113.66";
const WRONG: &str = "wrong-wrong";
const CLIENT: &str = "client@forsait.example";
const PHONE: &str = "+79990000001";

/// A guess in a browser that the service does not know.
async fn guess(portal: &Portal, name: &str) -> Page {
    portal.passer_by().at(ELSEWHERE).sign_in(name, WRONG).await
}

/// As many guesses as are looked at.
async fn exhaust(portal: &Portal, name: &str) {
    for _ in 0..5 {
        assert_eq!(guess(portal, name).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
    }
    assert_eq!(guess(portal, name).await.status, StatusCode::TOO_MANY_REQUESTS, "{name}");
}

/// The letters about guesses, the newest first.
async fn told(portal: &Portal) -> Vec<SentLetter> {
    portal.run_errands().await;
    let all = letters::latest(portal.db(), &Scope::Everything, 100).await.unwrap();
    all.into_iter().filter(|letter| letter.subject.contains("подбирал пароль")).collect()
}

#[tokio::test]
async fn the_owner_is_told_once_a_moscow_day_by_whatever_name_it_was() {
    let portal = Portal::open().await;
    let client = portal.client_without_organization().await;
    exhaust(&portal, "client").await;
    let letters = told(&portal).await;
    assert_eq!(letters.len(), 1, "{letters:?}");
    assert_eq!((letters[0].recipient.as_str(), letters[0].partner.0), (CLIENT, 0));
    for words in
        ["Петрова Анна Ивановна", "«client»", "18.11.2026 12:00", "18.11.2026 12:15", "/profile", "/password"]
    {
        assert!(letters[0].text.replace('\u{a0}', " ").contains(words), "{words}: {}", letters[0].text);
    }
    exhaust(&portal, CLIENT).await;
    // 23:59 in Moscow, and then the next day there, while it is still the same day in Greenwich.
    portal.clock.advance(Duration::minutes(12 * 60 - 1));
    exhaust(&portal, "client").await;
    assert_eq!(told(&portal).await.len(), 1, "once a day");
    portal.clock.advance(Duration::minutes(1));
    exhaust(&portal, CLIENT).await;
    let letters = told(&portal).await;
    assert_eq!(letters.len(), 2, "the next day again");
    assert!(letters[0].text.contains(&format!("«{CLIENT}»")), "{}", letters[0].text);
    assert_eq!(portal.count("security_events where kind = 'sign_in_throttled'").await, 4);
    portal.clock.advance(Duration::hours(1));
    let page = portal.visit(&client).await.open("/profile").await;
    let said = page.says("подбирали: попытки закончились 19.11.2026 00:00") && page.says("всего 2");
    assert!(said, "{}", page.text());
    portal.clock.advance(Duration::days(30));
    assert!(
        !portal.visit(&client).await.open("/profile").await.says("подбирали"),
        "a month later it is over"
    );
}

#[tokio::test]
async fn nobody_is_told_of_a_name_that_opens_nothing_and_answers_and_work_are_the_same() {
    let portal = Portal::open().await;
    portal.client_without_organization().await;
    portal.person("invited", "Новикова Анна Ильинична", &[(Role::Client, None)]).await;
    portal.sql("update people set password_hash = '' where login = 'invited'").await;
    portal.person("disabled", "Бывший Олег Ильич", &[(Role::Client, None)]).await;
    portal.sql("update people set disabled_at = created_at where login = 'disabled'").await;
    let mut seen = Vec::new();
    for name in ["client", "nobody", "nobody@forsait.example", "+7 999 000-00-99", "disabled", "invited"] {
        let before = portal.count("errands").await;
        let mut answers = Vec::new();
        for _ in 0..6 {
            let page = guess(&portal, name).await;
            let text = page.text();
            let said = text.split("Номер запроса").next().map(str::to_owned);
            answers.push((page.status, said, page.header("retry-after").to_owned()));
        }
        assert_eq!(portal.count("errands").await, before + 1, "{name}");
        seen.push(answers);
    }
    assert!(seen.iter().all(|answers| answers == &seen[0]), "{seen:?}");
    assert_eq!(portal.count("errands where payload like '%nobody%'").await, 0, "no foreign name is kept");
    let letters = told(&portal).await;
    assert_eq!(letters.iter().map(|letter| letter.recipient.as_str()).collect::<Vec<_>>(), [CLIENT]);
    assert_eq!(portal.count("errands where state <> 'done'").await, 0);
}

#[tokio::test]
async fn every_place_where_a_password_is_guessed_tells_what_is_paused() {
    for (place, words) in [
        (0, "Вход под именем «its-demo» с новых устройств"),
        (1, "Новые пароли с этого адреса не проверяются до"),
        (2, "Вход в нем приостановлен до"),
        (3, "Такие изменения приостановлены до"),
    ] {
        let portal = Portal::open().await;
        portal.program().await;
        let portal = match place {
            0 => by_programs(portal, ELSEWHERE, 5).await,
            1 => {
                let api = portal.api_with("its-demo", PASSWORD);
                let headers = [("x-forwarded-for", HOME)];
                api.ask("GET", "/api/v1/applications/1", &headers, "").await;
                by_programs(portal.restarted().await, HOME, 10).await
            }
            2 => in_a_known_browser(portal).await,
            _ => in_a_session(portal).await,
        };
        let letters = told(&portal).await;
        assert_eq!(letters.len(), 1, "{words}: {letters:?}");
        assert_eq!(letters[0].recipient, "its-demo@forsait.example");
        assert!(letters[0].text.contains(words), "{words}: {}", letters[0].text);
    }
}

async fn by_programs(portal: Portal, from: &str, most: usize) -> Portal {
    let api = portal.api_with("its-demo", WRONG);
    for _ in 0..most {
        let headers = [("x-forwarded-for", from)];
        let answer = api.ask("GET", "/api/v1/applications/1", &headers, "").await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    }
    assert_eq!(told(&portal).await.len(), 1, "told at the last of the guesses");
    portal
}

async fn signed_in(portal: &Portal) -> Visitor {
    let mut own = portal.passer_by().at(HOME);
    assert_eq!(own.sign_in("its-demo", PASSWORD).await.status, StatusCode::SEE_OTHER);
    own
}

async fn in_a_known_browser(portal: Portal) -> Portal {
    let mut own = signed_in(&portal).await;
    for _ in 0..9 {
        own.sign_in("its-demo", WRONG).await;
    }
    assert_eq!(told(&portal).await.len(), 0, "one guess is left");
    own.sign_in("its-demo", WRONG).await;
    portal
}

async fn in_a_session(portal: Portal) -> Portal {
    let mut own = signed_in(&portal).await;
    let profile = own.open("/profile").await;
    for _ in 0..5 {
        own.press(&profile, "/profile/password", &[("old", WRONG), ("password", PHRASE)]).await;
    }
    portal
}

#[tokio::test]
async fn a_right_password_takes_nothing_back_of_what_is_told() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let mut own = portal.passer_by().at(HOME);
    assert_eq!(own.sign_in("staff", PASSWORD).await.status, StatusCode::SEE_OTHER);
    exhaust(&portal, "staff").await;
    assert_eq!(own.sign_in("staff", PASSWORD).await.status, StatusCode::SEE_OTHER, "known here");
    let letters = told(&portal).await;
    assert_eq!(letters.len(), 1);
    assert_eq!(
        (&letters[0].recipient, letters[0].partner),
        (&staff.account.email, staff.account.house().unwrap())
    );
    assert!(letters[0].text.contains("своему администратору"), "{}", letters[0].text);
    assert!(own.open("/profile").await.says("подбирали"));
}

#[tokio::test]
async fn whoever_has_a_phone_alone_is_told_beside_the_sessions() {
    let portal = Portal::open().await;
    let mut own = portal.passer_by().at(HOME);
    portal.registered_by_phone(&mut own, "romashka", PHONE).await;
    assert!(!own.open("/profile").await.says("подбирали"));
    let texts = portal.texts_to(PHONE).await.len();
    exhaust(&portal, "8 (999) 000-00-01").await;
    assert_eq!(told(&portal).await.len(), 0, "there is no address");
    assert_eq!(portal.texts_to(PHONE).await.len(), texts, "guesses cost no SMS");
    assert_eq!(portal.count("errands where kind = 'password_guesses' and state = 'done'").await, 1);
    let page = own.open("/profile").await;
    assert!(page.says("подбирали: попытки закончились 18.11.2026 12:00"), "{}", page.text());
}
