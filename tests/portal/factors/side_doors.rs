//! Ways in beside login and password: none of them replaces a second factor, and none avoids setting up one that is
//! required. The provider of «Войти через облако» is tried in `cloud::entering`.

use axum::http::StatusCode;
use chrono::Duration;

use super::required::is_shut;
use crate::support::{CODE, PASSWORD, Portal, Visitor, answer};

const PHONE: &str = "+79990000001";
const EMAIL: &str = "buh@romashka.example";
const NEW: &str = "новый длинный пароль";

/// Asks for another password by e-mail, and sets it by the letter's link.
async fn recover(portal: &Portal, email: &str) -> Visitor {
    let mut visitor = portal.passer_by();
    let form = visitor.open("/portal/recovery").await;
    let sum = answer(&form);
    visitor.press(&form, "/portal/recovery", &[("email", email), ("sum", &sum)]).await;
    portal.run_errands().await;
    let link = portal.link_to(email).await;
    set_password(&mut visitor, &link).await;
    visitor
}

/// Asks for another password by phone, and sets it by the code.
async fn recover_by_phone(portal: &Portal, phone: &str) -> Visitor {
    let mut visitor = portal.passer_by();
    let form = visitor.open("/portal/recovery/phone").await;
    let sum = answer(&form);
    let page = visitor.press(&form, "/portal/recovery/phone", &[("mobile", phone), ("sum", &sum)]).await;
    let code = portal.code_to(phone).await;
    let form = visitor.type_code(&page, &code).await;
    let link = form.values("form", "action").into_iter().find(|action| action.starts_with("/password/"));
    set_password(&mut visitor, &link.unwrap()).await;
    visitor
}

async fn set_password(visitor: &mut Visitor, link: &str) {
    let form = visitor.open(link).await;
    let done = visitor.press(&form, link, &[("password", NEW)]).await;
    assert!(done.says("Пароль задан"), "{}", done.text());
}

/// Requires a second factor of everybody from this day on.
async fn required_of_all(portal: &Portal) {
    let mut admin = portal.visit(&portal.admin().await).await;
    portal.set_up_app(&mut admin).await;
    let address = "/operator/people/factors";
    let page = admin.open(address).await;
    let rule = [("role", ""), ("partner", ""), ("from", "2026-11-18")];
    let done = admin.press(&page, address, &rule).await;
    assert!(done.says("сделан обязательным"), "{}", done.text());
}

#[tokio::test]
async fn whoever_registers_recovers_or_is_invited_sets_up_the_required_one_first() {
    let portal = Portal::open().await;
    let mut admin = portal.visit(&portal.partner_admin().await).await;
    portal.set_up_app(&mut admin).await;
    required_of_all(&portal).await;

    let mut registered = portal.passer_by();
    let link = portal.registered(&mut registered, "romashka", EMAIL).await;
    let waiting = registered.open("/portal/confirmation").await;
    portal.passer_by().confirm(&link).await;
    registered.press(&waiting, "/portal/confirmation", &[]).await;
    assert!(is_shut(&mut registered, "/portal").await, "registered by e-mail");

    let mut by_phone = portal.passer_by();
    let page = by_phone.register_by_phone("vasilek", PHONE, &[]).await;
    assert!(page.offers(CODE), "{}", page.text());
    let code = portal.code_to(PHONE).await;
    by_phone.type_code(&page, &code).await;
    assert!(is_shut(&mut by_phone, "/portal").await, "registered by phone");

    portal.clock.advance(Duration::minutes(1));
    for (mut recovered, name) in
        [(recover(&portal, EMAIL).await, EMAIL), (recover_by_phone(&portal, PHONE).await, PHONE)]
    {
        assert!(recovered.open("/profile").await.says("Вход"), "{name}: a new password opens no session");
        assert_eq!(recovered.sign_in(name, NEW).await.status, StatusCode::SEE_OTHER, "{name}");
        assert!(is_shut(&mut recovered, "/portal").await, "recovered: {name}");
    }

    let list = admin.open("/partner/people").await;
    let values = [
        ("login", "orehova"),
        ("full_name", "Орехова Полина Денисовна"),
        ("email", "orehova@forsait.example"),
        ("role", "partner_staff"),
    ];
    admin.press(&list, "/partner/people", &values).await;
    portal.run_errands().await;
    let mut invited = portal.passer_by();
    set_password(&mut invited, &portal.link_to("orehova@forsait.example").await).await;
    invited.sign_in("orehova", NEW).await;
    assert!(is_shut(&mut invited, "/partner/applications").await, "invited");
    portal.verify().await;
}

#[tokio::test]
async fn whoever_has_one_shows_it_after_recovery_too() {
    let portal = Portal::open().await;
    let mut registered = portal.passer_by();
    let link = portal.registered(&mut registered, "romashka", EMAIL).await;
    let waiting = registered.open("/portal/confirmation").await;
    portal.passer_by().confirm(&link).await;
    registered.press(&waiting, "/portal/confirmation", &[]).await;
    let mut by_phone = portal.passer_by();
    portal.registered_by_phone(&mut by_phone, "vasilek", PHONE).await;
    let mut apps = Vec::new();
    for owner in [&mut registered, &mut by_phone] {
        apps.push(portal.set_up_app(owner).await.0);
    }
    portal.run_errands().await;
    portal.clock.advance(Duration::minutes(1));
    let recovered = [(recover(&portal, EMAIL).await, EMAIL), (recover_by_phone(&portal, PHONE).await, PHONE)];
    for ((mut thief, name), app) in recovered.into_iter().zip(apps) {
        assert!(thief.open("/profile").await.says("Вход"), "{name}");
        let asked = thief.sign_in(name, NEW).await;
        assert!(asked.header("location").starts_with("/sign-in/code"), "{name}");
        assert!(thief.open("/portal").await.says("Войти"), "{name}: nothing opens before the code");
        thief.open("/sign-in/code").await;
        let entered = thief.send("/sign-in/code", &[("code", &app.code(portal.clock.now()))]).await;
        assert_eq!(entered.status, StatusCode::SEE_OTHER, "{name}: {}", entered.text());
    }
}

#[tokio::test]
async fn by_the_inn_it_is_the_same_account_and_the_same_questions() {
    let portal = Portal::open().await;
    let program = portal.program().await;
    let number = portal.forwarded(&portal.draft()).await;
    portal.run_errands_after_the_undo_window().await;
    let inn = portal.organization(number).await.requisites.inn.as_str().to_owned();
    required_of_all(&portal).await;
    let mut client = portal.passer_by();
    assert_eq!(client.sign_in(&inn, PASSWORD).await.status, StatusCode::SEE_OTHER);
    assert!(is_shut(&mut client, &format!("/cabinet/applications/{number}")).await);
    // The program of the same account goes on: it has no browser to set one up in, and opens no page.
    assert_eq!(portal.api(&program).application(number).await.status, StatusCode::OK);
    let mut page = Visitor::program(portal.door(false), &program);
    assert_ne!(page.status("GET", "/profile", &[]).await, StatusCode::OK);
    portal.set_up_app(&mut client).await;
    assert!(!is_shut(&mut client, "/cabinet").await);
    let asked = portal.passer_by().sign_in(&inn, PASSWORD).await;
    assert!(asked.header("location").starts_with("/sign-in/code"), "{}", asked.text());
    assert_eq!(portal.api(&program).application(number).await.problem(), "program_password_needed");
}
