//! The profile: each user's own password and sessions, in every role.

use axum::http::StatusCode;
use registrar::operations::accounts::{self, Attempt};

use crate::support::{PASSWORD, Portal};

const NEW: &str = "новый длинный пароль";

#[tokio::test]
async fn a_changed_password_ends_the_other_sessions_and_keeps_this_one() {
    let portal = Portal::open().await;
    let number = portal.send(&portal.draft()).await;
    let client = portal.client(portal.organization(number).await.id).await;
    for persona in [portal.staff().await, portal.support().await, client] {
        let mut other = portal.visit(&persona).await;
        let mut visitor = portal.visit(&persona).await;
        let profile = visitor.open("/profile").await;
        assert!(profile.says(&persona.account.email) && profile.says("этот сеанс"), "{}", profile.text());
        let values = [("old", PASSWORD), ("password", NEW)];
        let changed = visitor.press(&profile, "/profile/password", &values).await;
        assert!(changed.says("Пароль изменен"), "{}", changed.text());
        assert!(other.open("/profile").await.says("Вход"));
        assert!(visitor.open("/profile").await.says("Мой профиль"));
    }
    assert_eq!(portal.count("audit where verb = 'password_changed'").await, 3);
    portal.run_errands().await;
    assert_eq!(portal.count("letters where subject = 'Пароль изменен'").await, 3);
    portal.verify().await;
}

#[tokio::test]
async fn the_old_password_is_asked_and_guessing_it_is_stopped() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let mut visitor = portal.visit(&staff).await;
    let profile = visitor.open("/profile").await;
    for (old, new, words) in [
        ("не тот пароль", NEW, "Текущий пароль не подходит"),
        (PASSWORD, "короткий".get(..8).unwrap(), "не короче 8 символов"),
        (PASSWORD, PASSWORD, "совпадает со старым"),
    ] {
        let faulty = visitor.press(&profile, "/profile/password", &[("old", old), ("password", new)]).await;
        assert_eq!(faulty.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}");
        assert!(faulty.says(words), "{words}: {}", faulty.text());
    }
    // A correct old password resets the count of guesses.
    for _ in 0..5 {
        visitor.press(&profile, "/profile/password", &[("old", "guess"), ("password", NEW)]).await;
    }
    let stopped = visitor.press(&profile, "/profile/password", &[("old", PASSWORD), ("password", NEW)]).await;
    assert_eq!(stopped.status, StatusCode::TOO_MANY_REQUESTS);
    let attempt = Attempt {
        login: "staff",
        password: PASSWORD,
        address: "192.0.2.1",
        request_id: "test",
        ..Attempt::default()
    };
    assert!(accounts::sign_in(&portal.house, &attempt).await.is_ok(), "the door counts for itself");
}

#[tokio::test]
async fn nobody_ends_anybody_elses_session() {
    let portal = Portal::open().await;
    let (staff, manager) = (portal.staff().await, portal.manager().await);
    let mut other = portal.visit(&staff).await;
    let mut visitor = portal.visit(&staff).await;
    let profile = visitor.open("/profile").await;
    let ending = profile
        .values("form", "action")
        .into_iter()
        .find(|action| action.starts_with("/profile/sessions/") && action != "/profile/sessions/ending")
        .unwrap();
    let mut stranger = portal.visit(&manager).await;
    stranger.open("/profile").await;
    assert_eq!(stranger.send(&ending, &[]).await.status, StatusCode::NOT_FOUND);
    assert!(visitor.press(&profile, &ending, &[]).await.says("Сеанс завершен."));
    assert!(other.open("/profile").await.says("Вход"));
    portal.visit(&staff).await;
    let profile = visitor.open("/profile").await;
    let alone = visitor.press(&profile, "/profile/sessions/ending", &[]).await;
    assert!(alone.says("Завершено: 1 сеанс."), "{}", alone.text());
    assert!(!alone.offers("/profile/sessions/ending"));
    assert_eq!(portal.count("audit where verb = 'sessions_ended'").await, 2);
}
