//! What happens between two steps of signing in, or while something is being changed: nobody stays in who would not get in
//! now.

use axum::http::StatusCode;
use chrono::Duration;
use tokio::task::LocalSet;

use super::required::{is_shut, require};
use super::signing_in::answered;
use crate::support::{App, PASSWORD, Portal, Visitor};

const NEW: &str = "новый длинный пароль";

/// Lets some people sign in with the password while something is done, and waits for all of them.
async fn while_others_sign_in(portal: &Portal, done: impl Future<Output = ()> + 'static) {
    let together = LocalSet::new();
    for _ in 0..4 {
        let mut thief = portal.passer_by();
        together.spawn_local(async move { thief.sign_in("staff", PASSWORD).await });
    }
    together.spawn_local(done);
    together.await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_sign_in_under_way_survives_a_change_of_the_password() {
    for _ in 0..5 {
        let portal = Portal::open().await;
        let mut owner = portal.visit(&portal.staff().await).await;
        let profile = owner.open("/profile").await;
        while_others_sign_in(&portal, async move {
            let values = [("old", PASSWORD), ("password", NEW)];
            let changed = owner.press(&profile, "/profile/password", &values).await;
            assert!(changed.says("Пароль изменен"), "{}", changed.text());
        })
        .await;
        assert_eq!(portal.count("sessions").await, 1, "the owner's");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_sign_in_under_way_survives_the_setting_up_of_an_app() {
    for _ in 0..5 {
        let portal = Portal::open().await;
        let mut owner = portal.visit(&portal.staff().await).await;
        let page = owner.open("/profile/codes").await;
        let page = owner.press(&page, "/profile/codes/start", &[]).await;
        let code = App::of(&page).code(portal.clock.now());
        while_others_sign_in(&portal, async move {
            let shown = owner.press(&page, "/profile/codes/app", &[("code", &code)]).await;
            assert_eq!(shown.texts(".recovery-codes code").len(), 10, "{}", shown.text());
        })
        .await;
        assert_eq!(portal.count("sessions").await, 1, "the owner's");
        assert_eq!(portal.count("sessions where factor = 'password'").await, 0);
    }
}

#[tokio::test]
async fn a_sign_in_that_waits_ends_with_a_change_of_the_password() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let mut owner = portal.visit(&staff).await;
    let (app, _) = portal.set_up_app(&mut owner).await;
    let mut thief = portal.at_the_second_step(&staff).await;
    let profile = owner.open("/profile").await;
    let values = [("old", PASSWORD), ("password", NEW)];
    assert!(owner.press(&profile, "/profile/password", &values).await.says("Пароль изменен"));
    let late = thief.send("/sign-in/code", &[("code", &app.code(portal.clock.now()))]).await;
    assert_eq!(late.header("location"), "/sign-in", "it begins anew");
    assert_eq!(portal.count("sessions").await, 1, "the owner's");
}

#[tokio::test]
async fn what_one_session_sets_up_another_neither_sees_nor_confirms() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let (mut owner, mut thief) = (portal.visit(&staff).await, portal.visit(&staff).await);
    let page = owner.open("/profile/codes").await;
    let page = owner.press(&page, "/profile/codes/start", &[]).await;
    let app = App::of(&page);
    let seen = thief.open("/profile/codes").await;
    assert!(seen.texts("code.key").is_empty(), "{}", seen.text());
    let code = app.code(portal.clock.now());
    let refused = thief.send("/profile/codes/app", &[("code", &code)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.says("начали в другом сеансе"), "{}", refused.text());
    // A session that was not proven for long does not confirm what it began either.
    portal.clock.advance(Duration::minutes(11));
    let code = app.code(portal.clock.now());
    let unproven = owner.send("/profile/codes/app", &[("code", &code)]).await;
    assert_eq!(unproven.status, StatusCode::FORBIDDEN, "{}", unproven.text());
    assert_eq!(portal.count("authenticators where secret is not null").await, 0);
}

#[tokio::test]
async fn whoever_knew_the_password_shuts_the_owner_out_no_longer_than_it_is_changed() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let mut owner = portal.visit(&staff).await;
    let (app, codes) = portal.set_up_app(&mut owner).await;
    for _ in 0..4 {
        let mut thief = portal.at_the_second_step(&staff).await;
        for _ in 0..5 {
            assert_eq!(answered(&mut thief, "000000").await, StatusCode::UNPROCESSABLE_ENTITY);
        }
        portal.clock.advance(Duration::minutes(15));
    }
    let mut elsewhere = portal.at_the_second_step(&staff).await;
    assert_eq!(answered(&mut elsewhere, &codes[0]).await, StatusCode::TOO_MANY_REQUESTS, "20 a day");
    let code = app.code(portal.clock.now());
    owner.open("/profile").await;
    owner.send("/profile/proof", &[("proof_to", "/profile"), ("proof", &code)]).await;
    let profile = owner.open("/profile").await;
    let values = [("old", PASSWORD), ("password", NEW)];
    let changed = owner.press(&profile, "/profile/password", &values).await;
    assert!(changed.says("Пароль изменен"), "{}", changed.text());
    let mut elsewhere = portal.passer_by();
    elsewhere.sign_in("staff", NEW).await;
    elsewhere.open("/sign-in/code").await;
    assert_eq!(answered(&mut elsewhere, &codes[0]).await, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn browsers_that_knew_only_the_password_guess_as_strangers_do() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let mut thieves = Vec::new();
    for _ in 0..4 {
        thieves.push(portal.visit(&staff).await);
    }
    let mut owner = portal.visit(&staff).await;
    let (app, _) = portal.set_up_app(&mut owner).await;
    let mut looked_at = 0;
    for thief in &mut thieves {
        thief.sign_in("staff", PASSWORD).await;
        thief.open("/sign-in/code").await;
        for _ in 0..5 {
            looked_at += usize::from(answered(thief, "000000").await == StatusCode::UNPROCESSABLE_ENTITY);
        }
    }
    assert_eq!(looked_at, 5, "over all of them");
    owner.send("/sign-out", &[]).await;
    owner.sign_in("staff", PASSWORD).await;
    owner.open("/sign-in/code").await;
    let code = app.code(portal.clock.now());
    assert_eq!(answered(&mut owner, &code).await, StatusCode::SEE_OTHER, "where the app was set up");
}

#[tokio::test]
async fn a_session_of_a_factor_that_is_gone_is_shut_when_one_is_required() {
    let portal = Portal::open().await;
    let (staff, admin) = (portal.staff().await, portal.partner_admin().await);
    let mut owner = portal.visit(&staff).await;
    let (app, _) = portal.set_up_app(&mut owner).await;
    let mut other = portal.at_the_second_step(&staff).await;
    assert_eq!(answered(&mut other, &app.code(portal.clock.now())).await, StatusCode::SEE_OTHER);
    let page = owner.open("/profile/codes").await;
    assert!(owner.press(&page, "/profile/codes/removal", &[]).await.says("Приложение отключено"));
    require(&portal, &admin, "/partner/people", &[("role", "partner_staff"), ("from", "2026-11-18")]).await;
    assert!(is_shut(&mut other, "/partner/applications").await, "it signed in with a code of that app");
}

#[tokio::test]
async fn of_two_who_press_ok_at_once_one_enters() {
    let portal = Portal::open().await;
    let mut visitor = portal.passer_by();
    let link = portal.registered(&mut visitor, "romashka", "buh@romashka.example").await;
    let waiting = visitor.open("/portal/confirmation").await;
    portal.passer_by().confirm(&link).await;
    let mut twin: Visitor = portal.passer_by();
    twin.cookies.clone_from(&visitor.cookies);
    twin.csrf.clone_from(&visitor.csrf);
    tokio::join!(
        visitor.press(&waiting, "/portal/confirmation", &[]),
        twin.press(&waiting, "/portal/confirmation", &[])
    );
    assert_eq!(portal.count("sessions").await, 1);
}
