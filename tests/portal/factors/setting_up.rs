//! Setting up an authenticator app, and recovery codes.

use axum::http::StatusCode;
use chrono::Duration;

use crate::support::{App, PASSWORD, Portal};

#[tokio::test]
async fn an_app_is_in_use_once_its_first_code_was_typed() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let (mut other, mut visitor) = (portal.visit(&staff).await, portal.visit(&staff).await);
    let page = visitor.open("/profile/codes").await;
    let page = visitor.press(&page, "/profile/codes/start", &[]).await;
    let app = App::of(&page);
    assert!(page.values(".qr svg", "width").len() == 1, "the code is drawn");
    assert_eq!(other.open("/profile").await.status, StatusCode::OK, "nothing has changed yet");
    let now = portal.clock.now();
    let stale = app.code(now - Duration::seconds(90));
    for (typed, words) in [
        (stale.as_str(), "Код не подошел"),
        ("12345", "В коде из приложения 6 цифр"),
        ("", "Код не указан"),
        ("k4mx9tqwc2hd", "В коде из приложения 6 цифр"),
    ] {
        let faulty = visitor.press(&page, "/profile/codes/app", &[("code", typed)]).await;
        assert_eq!(faulty.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
        assert!(faulty.says(words), "{typed}: {}", faulty.text());
        assert_eq!(App::of(&faulty).code(now), app.code(now), "the key stays");
    }
    let shown = visitor.press(&page, "/profile/codes/app", &[("code", &app.code(now))]).await;
    assert_eq!(shown.texts(".recovery-codes code").len(), 10, "{}", shown.text());
    assert!(other.open("/profile").await.says("Вход"), "other sessions end");
    assert!(visitor.open("/profile").await.says("осталось 10 кодов"));
    let again = visitor.open("/profile/codes").await;
    assert!(again.texts(".recovery-codes code").is_empty() && again.texts("code.key").is_empty());
    portal.run_errands().await;
    assert_eq!(portal.count("letters where subject like 'Подключено приложение с кодами%'").await, 1);
    portal.verify().await;
}

#[tokio::test]
async fn a_key_that_was_shown_long_ago_is_not_taken() {
    let portal = Portal::open().await;
    let mut visitor = portal.visit(&portal.staff().await).await;
    let page = visitor.open("/profile/codes").await;
    let page = visitor.press(&page, "/profile/codes/start", &[]).await;
    let app = App::of(&page);
    portal.clock.advance(Duration::minutes(30));
    visitor.send("/profile/proof", &[("proof_to", "/profile/codes"), ("proof", PASSWORD)]).await;
    let code = app.code(portal.clock.now());
    let late = visitor.press(&page, "/profile/codes/app", &[("code", &code)]).await;
    assert_eq!((late.status, late.says("Начните заново")), (StatusCode::UNPROCESSABLE_ENTITY, true));
    assert_eq!(portal.count("audit where verb = 'app_set_up'").await, 0);
}

#[tokio::test]
async fn another_phone_takes_over_and_the_codes_on_paper_stay() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let mut visitor = portal.visit(&staff).await;
    let (first, _) = portal.set_up_app(&mut visitor).await;
    let (second, codes) = portal.set_up_app(&mut visitor).await;
    assert!(codes.is_empty(), "there are some");
    let mut step = portal.at_the_second_step(&staff).await;
    let refused = step.send("/sign-in/code", &[("code", &first.code(portal.clock.now()))]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let entered = step.send("/sign-in/code", &[("code", &second.code(portal.clock.now()))]).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn without_the_app_the_password_is_enough_again() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let mut visitor = portal.visit(&staff).await;
    portal.set_up_app(&mut visitor).await;
    let page = visitor.open("/profile/codes").await;
    let removed = visitor.press(&page, "/profile/codes/removal", &[]).await;
    assert!(removed.says("Приложение отключено"), "{}", removed.text());
    assert_eq!(portal.count("recovery_codes").await, 0, "they replaced it");
    let answer = portal.passer_by().sign_in("staff", PASSWORD).await;
    assert_eq!(answer.header("location"), "/");
    portal.run_errands().await;
    assert_eq!(portal.count("letters where subject like 'Отключено приложение с кодами%'").await, 1);
}

#[tokio::test]
async fn recovery_codes_that_are_made_anew_replace_the_earlier_ones() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let mut visitor = portal.visit(&staff).await;
    let none = visitor.open("/profile/codes").await;
    assert!(!none.offers("/profile/codes/recovery"));
    assert_eq!(visitor.send("/profile/codes/recovery", &[]).await.status, StatusCode::NOT_FOUND);
    let (_, early) = portal.set_up_app(&mut visitor).await;
    let page = visitor.open("/profile/codes").await;
    let shown = visitor.press(&page, "/profile/codes/recovery", &[]).await;
    let late = shown.texts(".recovery-codes code");
    assert_eq!((late.len(), early.iter().any(|code| late.contains(code))), (10, false));
    let mut step = portal.at_the_second_step(&staff).await;
    let refused = step.send("/sign-in/code", &[("code", &early[0])]).await;
    assert!(refused.says("Такого запасного кода нет"), "{}", refused.text());
    assert_eq!(step.send("/sign-in/code", &[("code", &late[0])]).await.status, StatusCode::SEE_OTHER);
    let stored = format!("recovery_codes where digest = '{0}' or salt = '{0}'", late[1].replace('-', ""));
    assert_eq!(portal.count(&stored).await, 0, "only hashes are kept");
    portal.verify().await;
}
