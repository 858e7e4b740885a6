//! The passwords that a user may choose: by the link, in the profile, by the command.

use axum::http::StatusCode;
use registrar::operations::accounts::{self, Belongs};
use registrar::operations::people::TypedPerson;
use registrar::operations::{Desk, Failure};

use crate::support::{PASSWORD, Portal, Visitor};

/// Passwords that attackers try first.
const COMMON: &[&str] = &[
    "12345678",
    "password",
    "Password1",
    "qwerty123",
    "йцукенгш",
    "пароль123",
    "gfhjkm123",
    "zaq12wsx",
    "P@ssw0rd",
    "        ",
    "aaaaaaaa",
    "parol2026",
    "11111111",
    "demo-demo-demo",
];
/// Passwords derived from the data of the user below.
const OWN: &[&str] = &[
    "managermanager",
    "reganamreganam",
    "manager2026",
    "Manager-1",
    "forsait-2026",
    "manager@forsait.example",
];
/// Passwords that are strong enough: long ones, or ones of unrelated words.
const GOOD: &[&str] =
    &["синий трактор едет медленно", "correct horse battery staple", "k7#Vq2!mZx", "шкаф у окна, 3 полки"];

/// The form behind a link that sets the manager's password.
async fn link(portal: &Portal) -> (Visitor, String) {
    let manager = portal.manager().await;
    let mut door = portal.passer_by();
    let form = door.open("/password").await;
    door.press(&form, "/password", &[("name", "manager")]).await;
    portal.run_errands().await;
    (door, portal.link_to(&manager.account.email).await)
}

#[tokio::test]
async fn by_the_link_what_is_common_or_ones_own_is_refused_in_a_sentence() {
    let portal = Portal::open().await;
    let (mut door, link) = link(&portal).await;
    let form = door.open(&link).await;
    for (refused, words) in [(COMMON, "слишком распространен"), (OWN, "из ваших данных")]
    {
        for password in refused {
            let answer = door.press(&form, &link, &[("password", password)]).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{password:?} is taken");
            assert!(answer.says(words), "{password:?}: {}", answer.text());
            assert!(!answer.says(password) || password.trim().is_empty() || password.starts_with("manager@"));
            assert_eq!(answer.values("#password", "value"), Vec::<String>::new());
        }
    }
    let done = door.press(&form, &link, &[("password", GOOD[0])]).await;
    assert!(done.says("Пароль задан"), "{}", done.text());
}

#[tokio::test]
async fn in_the_profile_the_same_is_refused_and_a_phrase_is_taken() {
    let portal = Portal::open().await;
    let manager = portal.manager().await;
    let mut visitor = portal.visit(&manager).await;
    let profile = visitor.open("/profile").await;
    assert!(
        profile.says("Не меньше 8 знаков. Фразу из нескольких слов запомнить проще"),
        "{}",
        profile.text()
    );
    for password in ["12345678", "password", "managermanager", "        "] {
        let values = [("old", PASSWORD), ("password", password)];
        let refused = visitor.press(&profile, "/profile/password", &values).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{password:?} is taken");
    }
    let mut old = PASSWORD;
    for password in GOOD {
        let values = [("old", old), ("password", *password)];
        let taken = visitor.press(&profile, "/profile/password", &values).await;
        assert!(taken.says("Пароль изменен"), "{password}: {}", taken.text());
        old = password;
    }
}

#[tokio::test]
async fn at_the_console_the_same_is_refused() {
    let portal = Portal::open().await;
    let console = Desk::of_console(&portal.house, "console-user".to_owned());
    let belongs = Belongs::Partner(portal.partner("forsait").await.id);
    let new = TypedPerson {
        login: "ivanova".to_owned(),
        email: "ivanova@forsait.example".to_owned(),
        full_name: "Иванова Светлана".to_owned(),
        role: "partner_staff".to_owned(),
    };
    for password in ["12345678", "ivanovaivanova", "Светлана2026", "cdtnkfyf2026", "        "] {
        let refused = accounts::add(&console, &new, belongs, password).await;
        let Err(Failure::Invalid(faults)) = refused else { panic!("{password:?} is taken") };
        assert_eq!(faults[0].0, "password");
    }
    accounts::add(&console, &new, belongs, GOOD[0]).await.unwrap();
}
