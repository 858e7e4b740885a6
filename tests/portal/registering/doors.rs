//! Three doors, one account behind them: where one lands follows from the account.

use axum::http::StatusCode;
use chrono::Duration;

use crate::support::{PASSWORD, Page, Portal, Visitor};

async fn sign_in(visitor: &mut Visitor, door: &str, login: &str, password: &str) -> Page {
    let form = visitor.open(door).await;
    visitor.press(&form, door, &[("login", login), ("password", password)]).await
}

#[tokio::test]
async fn whoever_is_not_signed_in_sees_three_doors_and_everybody_else_their_desk() {
    let portal = Portal::open().await;
    let mut passer_by = portal.passer_by();
    let doors = passer_by.open("/").await;
    let links = doors.values("a", "href");
    for door in ["/portal/sign-in", "/cabinet/sign-in", "/sign-in", "/contacts", "/portal/registration"] {
        assert!(links.contains(&door.to_owned()), "{door}: {links:?}");
    }
    assert_eq!(doors.texts("header .btn"), ["Личный кабинет"]);
    for words in ["Портал 1С:ИТС", "Вход для сотрудников"] {
        assert!(doors.says(words), "{}", doors.text());
    }
    for link in links.iter().filter(|link| link.starts_with('/')) {
        assert_eq!(passer_by.open(link).await.status, StatusCode::OK, "{link}");
    }
    let mut staff = portal.visit(&portal.staff().await).await;
    assert!(staff.open("/").await.says("сотрудник"));
}

#[tokio::test]
async fn every_door_signs_everybody_in_and_leads_by_the_account() {
    let portal = Portal::open().await;
    let number = portal.send(&portal.draft()).await;
    portal.client(portal.see(number).await.organization).await;
    portal.staff().await;
    for door in ["/sign-in", "/portal/sign-in", "/cabinet/sign-in"] {
        let client = sign_in(&mut portal.passer_by(), door, "client", PASSWORD).await;
        let first = if door == "/portal/sign-in" {
            "их необходимо зарегистрировать"
        } else {
            "Мои заявления"
        };
        assert!(client.says(first), "{door}: {}", client.text());
        let staff = sign_in(&mut portal.passer_by(), door, "STAFF", PASSWORD).await;
        assert!(staff.says("Заявления") && staff.says("сотрудник"), "{door}: {}", staff.text());
        let wrong = sign_in(&mut portal.passer_by(), door, "client", "wrong-wrong").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.says("Неверный логин или пароль."), "{}", wrong.text());
        assert_eq!(wrong.values("#login", "value"), ["client"]);
        assert_eq!(wrong.values("#password", "value"), Vec::<String>::new());
    }
    let kept = portal.passer_by().open(&format!("/cabinet/applications/{number}")).await;
    assert_eq!(
        kept.values("form[action='/portal/sign-in'] input[name=next]", "value"),
        [format!("/cabinet/applications/{number}")]
    );
    assert!(kept.says("Портал 1С:ИТС"));
}

#[tokio::test]
async fn the_doors_speak_the_words_of_the_founding_documents() {
    let portal = Portal::open().await;
    let mut visitor = portal.passer_by();
    let page = visitor.open("/portal/sign-in").await;
    for words in [
        "Портал 1С:ИТС",
        "Логин",
        "Нет логина?",
        "Пароль",
        "Забыли пароль?",
        "Чужой компьютер",
        "Войти",
        "Авторизуясь, я соглашаюсь с условиями Пользовательского соглашения",
        "1С через Интернет - 1cfresh.com",
        "Войти через облако",
    ] {
        assert!(page.says(words), "{words}: {}", page.text());
    }
    assert!(visitor.open("/portal/cloud").await.says("не подключено"));
    let agreement = visitor.open("/documents/agreement").await;
    assert!(agreement.says("Пользовательское соглашение") && agreement.says("Редакция от 01.09.2026"));
    let consent = visitor.open("/documents/personal-data?version=2026-09-01").await;
    assert!(consent.says("Как отозвать"), "{}", consent.text());
    for nothing in ["/documents/other", "/documents/agreement?version=2020-01-01"] {
        assert_eq!(visitor.open(nothing).await.status, StatusCode::NOT_FOUND, "{nothing}");
    }
    let contacts = visitor.open("/contacts").await;
    assert!(contacts.says("+7 800 000-00-00") && contacts.says("help@registrar.example"));
    let cabinet = visitor.open("/cabinet/sign-in").await;
    assert!(cabinet.says("Вход в личный кабинет") && cabinet.says("ИНН"), "{}", cabinet.text());
}

#[tokio::test]
async fn on_a_foreign_computer_the_session_is_short_and_nothing_is_remembered() {
    let portal = Portal::open().await;
    portal.staff().await;
    let mut visitor = portal.passer_by();
    visitor.open("/portal/sign-in").await;
    let values = [("login", "staff"), ("password", PASSWORD), ("foreign_computer", "on")];
    let answer = visitor.send("/portal/sign-in", &values).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    for cookie in answer.headers.get_all("set-cookie") {
        assert!(!cookie.to_str().unwrap().contains("Max-Age"), "no cookie outlives the window: {cookie:?}");
    }
    assert!(visitor.open("/partner/applications").await.says("Заявления"));
    portal.clock.advance(Duration::minutes(16));
    assert!(visitor.open("/partner/applications").await.says("Вход"));
}
