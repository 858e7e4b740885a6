//! Proving again who one is: asked for after ten minutes, with what was typed kept.

use axum::http::StatusCode;
use chrono::Duration;

use crate::support::{PASSWORD, Portal};

#[tokio::test]
async fn after_ten_minutes_the_password_is_asked_for_and_then_it_goes_on() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let mut visitor = portal.visit(&staff).await;
    let page = visitor.open("/profile/codes").await;
    portal.clock.advance(Duration::minutes(10));
    let asked = visitor.press(&page, "/profile/codes/start", &[("note", "осталось")]).await;
    assert_eq!(asked.status, StatusCode::FORBIDDEN);
    assert!(asked.says("Подтвердите, что это вы") && asked.says("Ваш пароль"), "{}", asked.text());
    assert_eq!(portal.count("authenticators").await, 0);
    let old = visitor.cookies.get("registrar-session").cloned();
    let wrong = visitor.press(&asked, "/profile/proof", &[("proof", "не тот пароль")]).await;
    assert!(wrong.says("Пароль не подошел"), "{}", wrong.text());
    assert_eq!(wrong.values("input[name=note]", "value"), ["осталось"], "what was typed stays");
    let done = visitor.press(&wrong, "/profile/proof", &[("proof", PASSWORD)]).await;
    assert_eq!(done.texts("code.key").len(), 1, "{}", done.text());
    assert_ne!(visitor.cookies.get("registrar-session").cloned(), old, "the session has another token");
    let again = visitor.press(&done, "/profile/codes/start", &[]).await;
    assert_eq!(again.status, StatusCode::OK, "not asked twice");
}

#[tokio::test]
async fn with_a_second_factor_a_code_is_asked_for_and_no_password() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let mut visitor = portal.visit(&staff).await;
    let (app, codes) = portal.set_up_app(&mut visitor).await;
    portal.clock.advance(Duration::minutes(10));
    let page = visitor.open("/profile").await;
    let typed = [("old", PASSWORD), ("password", "новый длинный пароль")];
    let asked = visitor.press(&page, "/profile/password", &typed).await;
    assert!(asked.says("Код из приложения"), "{}", asked.text());
    let refused = visitor.press(&asked, "/profile/proof", &[("proof", PASSWORD)]).await;
    assert!(refused.says("Такого запасного кода нет"), "{}", refused.text());
    let code = app.code(portal.clock.now());
    let anew = [("proof", code.as_str()), typed[0], typed[1]];
    let changed = visitor.press(&refused, "/profile/proof", &anew).await;
    assert!(changed.says("Пароль изменен"), "{}", changed.text());
    portal.clock.advance(Duration::minutes(10));
    let page = visitor.open("/profile/codes").await;
    let asked = visitor.press(&page, "/profile/codes/removal", &[]).await;
    let removed = visitor.press(&asked, "/profile/proof", &[("proof", &codes[0])]).await;
    assert!(removed.says("Приложение отключено"), "{}", removed.text());
    portal.verify().await;
}

#[tokio::test]
async fn a_proof_leads_nowhere_else_and_guessing_it_is_stopped() {
    let portal = Portal::open().await;
    let mut visitor = portal.visit(&portal.staff().await).await;
    visitor.open("/profile/codes").await;
    for to in ["https://evil.example/", "//evil.example", "", "/\\evil.example"] {
        let sent = [("proof_to", to), ("proof_method", "post"), ("proof", PASSWORD)];
        assert_eq!(visitor.send("/profile/proof", &sent).await.status, StatusCode::NOT_FOUND, "{to}");
    }
    for _ in 0..5 {
        let sent = [("proof_to", "/profile"), ("proof", "wrong-wrong")];
        assert_eq!(visitor.send("/profile/proof", &sent).await.status, StatusCode::FORBIDDEN);
    }
    let sent = [("proof_to", "/profile"), ("proof", PASSWORD)];
    assert_eq!(visitor.send("/profile/proof", &sent).await.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn no_password_and_no_code_stands_on_any_page_and_passwords_are_typed_anew() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let mut visitor = portal.visit(&staff).await;
    let (app, _) = portal.set_up_app(&mut visitor).await;
    portal.clock.advance(Duration::minutes(10));
    let page = visitor.open("/profile").await;
    let typed = [("old", PASSWORD), ("password", "новый длинный пароль"), ("note", "осталось")];
    let asked = visitor.press(&page, "/profile/password", &typed).await;
    let code = "123456";
    let refused = visitor.press(&asked, "/profile/proof", &[typed[0], typed[1], ("proof", code)]).await;
    for page in [&asked, &refused] {
        assert!(page.says("Пароли мы не храним, поэтому введите их заново."), "{}", page.text());
        for secret in [PASSWORD, typed[1].1, code] {
            assert!(!page.values("input", "value").iter().any(|value| value == secret), "{secret}");
        }
        assert_eq!(page.values("form[action='/profile/proof'] input[name=note]", "value"), ["осталось"]);
        assert_eq!(page.values("input[type=password]", "name"), ["old", "password"]);
    }
    let code = app.code(portal.clock.now());
    let changed = visitor.press(&refused, "/profile/proof", &[("proof", &code), typed[0], typed[1]]).await;
    assert!(changed.says("Пароль изменен"), "{}", changed.text());
}

#[tokio::test]
async fn a_proof_that_a_requirement_stops_is_not_printed_and_the_rest_waits() {
    let portal = Portal::open().await;
    let (admin, operator) = (portal.partner_admin().await, portal.admin().await);
    let mut visitor = portal.visit(&admin).await;
    visitor.open("/partner/people").await;
    portal.clock.advance(Duration::minutes(10));
    let new = [
        ("login", "novy"),
        ("full_name", "Новый Петр"),
        ("email", "novy@x.example"),
        ("role", "partner_staff"),
    ];
    let asked = visitor.send("/partner/people", &new).await;
    let rule = [("role", "partner_admin"), ("from", "2026-11-18")];
    super::required::require(&portal, &operator, "/operator/people", &rule).await;
    let stopped = visitor.press(&asked, "/profile/proof", &[("proof", PASSWORD)]).await;
    assert!(stopped.says("Нужен второй шаг входа"), "{}", stopped.text());
    assert!(
        !stopped.values("input", "value").iter().any(|value| value == PASSWORD),
        "the password is printed"
    );
    assert_eq!(stopped.values("form[action='/partner/people'] input[name=login]", "value"), ["novy"]);
}
