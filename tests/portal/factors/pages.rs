//! What the pages of second factors show: secrets once, what is asked before something ends, where one is led.

use axum::http::StatusCode;
use chrono::Duration;

use super::{is_shut, require};
use crate::support::{PASSWORD, Portal, at};

const CODES: &str = "/profile/codes";
const RECOVERY: &str = "/profile/codes/recovery";

#[tokio::test]
async fn recovery_codes_are_shown_once_and_a_reload_makes_none() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let (mut visitor, mut other) = (portal.visit(&staff).await, portal.visit(&portal.manager().await).await);
    assert!(visitor.open(RECOVERY).await.says("Коды уже показаны"), "nothing was made yet");
    let (_, first) = portal.set_up_app(&mut visitor).await;
    assert_eq!(first.len(), 10);
    let again = visitor.open(RECOVERY).await;
    assert!(again.says("Коды уже показаны") && again.says("Выпустите новые"), "{}", again.text());
    let page = visitor.open(CODES).await;
    let made = visitor.send(RECOVERY, &[]).await;
    assert_eq!((made.status, made.header("location")), (StatusCode::SEE_OTHER, RECOVERY));
    // What is on its way to the page opens for nobody else and at no other page.
    let sealed = visitor.cookies.get("registrar-once").cloned().unwrap();
    other.cookies.insert("registrar-once".to_owned(), sealed);
    assert!(other.open(RECOVERY).await.texts(".recovery-codes code").is_empty());
    assert_eq!(visitor.open(RECOVERY).await.texts(".recovery-codes code").len(), 10);
    for _ in 0..2 {
        assert!(visitor.open(RECOVERY).await.says("Коды уже показаны"));
    }
    assert_eq!(portal.count("audit where verb = 'recovery_codes_made'").await, 2);
    assert!(page.offers(RECOVERY));
    portal.verify().await;
}

#[tokio::test]
async fn what_ends_something_asks_first_without_a_script() {
    let portal = Portal::open().await;
    let mut visitor = portal.visit(&portal.staff().await).await;
    portal.set_up_app(&mut visitor).await;
    let page = visitor.open(CODES).await;
    for (action, words) in [
        ("/profile/codes/removal", "Коды этого приложения больше не подойдут"),
        (RECOVERY, "Прежние коды перестанут действовать"),
    ] {
        let asked = page.texts(&format!("details.menu:has(form[action='{action}']) .menu-body"));
        assert_eq!(asked.len(), 1, "{action}: {}", page.text());
        assert!(asked[0].contains(words), "{action}: {asked:?}");
    }
}

#[tokio::test]
async fn a_secret_opens_the_app_on_the_same_phone_and_can_be_copied() {
    let portal = Portal::open().await;
    let mut visitor = portal.visit(&portal.staff().await).await;
    let page = visitor.open(CODES).await;
    let page = visitor.press(&page, "/profile/codes/start", &[]).await;
    let links = page.values("a[href^='otpauth://totp/']", "href");
    assert_eq!(links.len(), 1, "{}", page.text());
    assert_eq!(page.values("[data-copies]", "data-copies"), ["app-key"]);
    assert_eq!(page.values("a.help", "href"), ["/documentation/second-step"]);
    let client = portal.client_without_organization().await;
    let article = portal.visit(&client).await.open("/documentation/second-step").await;
    assert_eq!(article.status, StatusCode::OK, "clients read it too");
}

#[tokio::test]
async fn where_it_is_required_every_way_is_named_and_the_call_is_a_link() {
    let portal = Portal::open().await;
    let (staff, admin) = (portal.staff().await, portal.partner_admin().await);
    require(&portal, &admin, "/partner/people", &[("role", "partner_staff"), ("from", "2026-11-19")]).await;
    let mut visitor = portal.visit(&staff).await;
    let queue = visitor.open("/partner/applications").await;
    assert_eq!(queue.values(".banner a", "href"), [CODES], "{}", queue.text());
    portal.clock.turn_to(at("2026-11-18T21:00:00Z"));
    let mut visitor = portal.visit(&staff).await;
    assert!(is_shut(&mut visitor, "/partner/applications").await);
    let page = visitor.open(CODES).await;
    assert!(page.says("Пока его нет, открываются лишь эта страница и ключи доступа"), "{}", page.text());
    assert!(page.values("main a", "href").contains(&"/profile/passkeys".to_owned()), "{}", page.text());
    assert_eq!(page.texts("form[action='/profile/codes/start'] .btn-primary"), ["Подключить"]);
}

#[tokio::test]
async fn after_a_recovery_code_every_page_says_how_many_are_left() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let (_, codes) = portal.set_up_app(&mut portal.visit(&staff).await).await;
    let mut step = portal.at_the_second_step(&staff).await;
    step.send("/sign-in/code", &[("code", &codes[0])]).await;
    let queue = step.open("/partner/applications").await;
    assert!(queue.says("Вы вошли по запасному коду, осталось: 9 запасных кодов."), "{}", queue.text());
    assert_eq!(queue.values(".banner a", "href"), [CODES]);
    portal.set_up_app(&mut step).await;
    assert!(!step.open("/partner/applications").await.says("Вы вошли по запасному коду"));
}

#[tokio::test]
async fn too_many_codes_leave_the_other_ways_open_and_the_owner_reads_what_was_guessed() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let mut own = portal.visit(&staff).await;
    portal.set_up_app(&mut own).await;
    let mut thief = portal.at_the_second_step(&staff).await;
    for _ in 0..5 {
        thief.send("/sign-in/code", &[("code", "000000")]).await;
    }
    let shut = thief.send("/sign-in/code", &[("code", "000000")]).await;
    assert_eq!(shut.status, StatusCode::TOO_MANY_REQUESTS);
    assert_ne!(shut.header("retry-after"), "");
    assert!(shut.says("Слишком много неверных кодов. Следующий примем через"), "{}", shut.text());
    assert!(
        !shut.says("подбора пароля") && shut.says("Обратитесь к своему администратору"),
        "{}",
        shut.text()
    );
    let profile = own.open("/profile").await;
    assert!(profile.says("Кто-то знает ваш пароль и подбирал код второго шага"), "{}", profile.text());
    assert!(!profile.says("Пароль к вашей учетной записи подбирали"), "{}", profile.text());
}

#[tokio::test]
async fn a_proof_names_what_goes_on_and_leads_back() {
    let portal = Portal::open().await;
    let mut visitor = portal.visit(&portal.staff().await).await;
    let page = visitor.open("/profile/codes").await;
    portal.clock.advance(Duration::minutes(10));
    let asked = visitor.press(&page, "/profile/codes/start", &[]).await;
    assert!(asked.says("подключить приложение с кодами"), "{}", asked.text());
    assert!(!asked.says("Номер запроса"), "nothing failed");
    assert_eq!(asked.values(".proof a.btn", "href"), ["/"], "nobody knows where they came from");
    for (before, back) in [
        ("http://localhost/profile/codes?from=letter", "/profile/codes?from=letter"),
        ("https://evil.example/profile", "/"),
        ("http://localhost//evil.example", "/"),
    ] {
        let asked = visitor.send_from(before, "/profile/codes/start").await;
        assert_eq!(asked.values(".proof a.btn", "href"), [back], "{before}");
        let wrong = visitor.press(&asked, "/profile/proof", &[("proof", "не тот пароль")]).await;
        assert_eq!(wrong.values(".proof a.btn", "href"), [back], "{before}: after a wrong password");
        visitor.press(&wrong, "/profile/proof", &[("proof", PASSWORD)]).await;
        portal.clock.advance(Duration::minutes(10));
        visitor.open("/profile/codes").await;
    }
}
