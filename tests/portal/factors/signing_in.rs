//! Signing in with a second factor: what is taken, what is not, and how often one may guess.

use axum::http::StatusCode;
use chrono::Duration;

use crate::support::{PASSWORD, Persona, Portal, Visitor};

pub(super) async fn answered(visitor: &mut Visitor, code: &str) -> StatusCode {
    visitor.send("/sign-in/code", &[("code", code)]).await.status
}

async fn everybody(portal: &Portal) -> Vec<Persona> {
    let client = portal.client_without_organization().await;
    vec![portal.staff().await, portal.partner_admin().await, portal.admin().await, client]
}

#[tokio::test]
async fn after_the_password_the_code_is_asked_for_and_nothing_opens_before() {
    let portal = Portal::open().await;
    for persona in everybody(&portal).await {
        let login = persona.account.login.clone();
        let mut visitor = portal.visit(&persona).await;
        let (app, _) = portal.set_up_app(&mut visitor).await;
        let mut step = portal.at_the_second_step(&persona).await;
        assert!(step.open("/profile").await.says("Вход"), "{login}: no session yet");
        let page = step.open("/sign-in/code?next=%2Fprofile").await;
        let wrong = step.press(&page, "/sign-in/code", &[("code", "000000")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{login}");
        assert!(wrong.says("Код не подошел") && wrong.says(&login), "{}", wrong.text());
        let entered = step.press(&wrong, "/sign-in/code", &[("code", &app.code(portal.clock.now()))]).await;
        assert!(entered.says("Мой профиль"), "{login}: {}", entered.text());
        assert!(step.cookies.get("registrar-step").is_none_or(|cookie| cookie.len() <= 2), "it is over");
    }
    assert_eq!(portal.count("sessions where factor = 'code'").await, 8);
}

#[tokio::test]
async fn a_code_is_taken_once_and_of_the_neighbouring_steps_too() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let (app, _) = portal.set_up_app(&mut portal.visit(&staff).await).await;
    portal.clock.advance(Duration::minutes(2));
    let now = portal.clock.now();
    for (skew, taken) in [(-60, false), (-30, true), (0, true), (30, true), (60, false)] {
        let mut step = portal.at_the_second_step(&staff).await;
        let code = app.code(now + Duration::seconds(skew));
        assert_eq!(answered(&mut step, &code).await == StatusCode::SEE_OTHER, taken, "{skew}");
    }
    let mut step = portal.at_the_second_step(&staff).await;
    for skew in [-30, 0, 30] {
        let used = step.send("/sign-in/code", &[("code", &app.code(now + Duration::seconds(skew)))]).await;
        assert!(used.says("уже использован"), "{skew}: {}", used.text());
    }
    // Codes that were right once are no guesses: the next one is taken.
    portal.clock.advance(Duration::minutes(1));
    assert_eq!(answered(&mut step, &app.code(portal.clock.now())).await, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn of_two_browsers_with_one_code_at_once_one_enters() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let (app, _) = portal.set_up_app(&mut portal.visit(&staff).await).await;
    for _ in 0..10 {
        let (mut one, mut other) =
            (portal.at_the_second_step(&staff).await, portal.at_the_second_step(&staff).await);
        let code = app.code(portal.clock.now());
        let (first, second) = tokio::join!(answered(&mut one, &code), answered(&mut other, &code));
        let entered = [first, second].into_iter().filter(|status| *status == StatusCode::SEE_OTHER);
        assert_eq!(entered.count(), 1);
        portal.clock.advance(Duration::seconds(30));
    }
}

#[tokio::test]
async fn a_recovery_code_replaces_the_phone_once_and_the_owner_is_told() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let (_, codes) = portal.set_up_app(&mut portal.visit(&staff).await).await;
    let mut step = portal.at_the_second_step(&staff).await;
    assert_eq!(answered(&mut step, &codes[3].to_uppercase()).await, StatusCode::SEE_OTHER);
    let mut again = portal.at_the_second_step(&staff).await;
    let used = again.send("/sign-in/code", &[("code", &codes[3])]).await;
    assert!(used.says("или он уже использован"), "{}", used.text());
    assert_eq!(answered(&mut again, &codes[4]).await, StatusCode::SEE_OTHER);
    portal.run_errands().await;
    assert_eq!(portal.count("letters where subject like 'Вход по запасному коду%'").await, 2);
    assert!(again.open("/profile").await.says("осталось 8 кодов"));
    portal.verify().await;
}

#[tokio::test]
async fn a_sign_in_waits_ten_minutes_and_belongs_to_its_browser() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let (app, _) = portal.set_up_app(&mut portal.visit(&staff).await).await;
    let mut late = portal.at_the_second_step(&staff).await;
    portal.clock.advance(Duration::minutes(10));
    let answer = late.send("/sign-in/code", &[("code", &app.code(portal.clock.now()))]).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/sign-in"));
    assert!(late.open("/profile").await.says("Вход"));
    let mut stranger = portal.passer_by();
    stranger.open("/sign-in").await;
    let answer = stranger.send("/sign-in/code", &[("code", &app.code(portal.clock.now()))]).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/sign-in"));
}

#[tokio::test]
async fn a_disabled_account_does_not_pass_the_second_step() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let (app, _) = portal.set_up_app(&mut portal.visit(&staff).await).await;
    let mut step = portal.at_the_second_step(&staff).await;
    let mut admin = portal.visit(&portal.partner_admin().await).await;
    let page = admin.open(&format!("/partner/people/{}", staff.id())).await;
    admin.press(&page, &format!("/partner/people/{}/disabling", staff.id()), &[]).await;
    let answer = step.send("/sign-in/code", &[("code", &app.code(portal.clock.now()))]).await;
    assert_eq!(answer.header("location"), "/sign-in");
    assert!(step.open("/profile").await.says("Вход"));
}

#[tokio::test]
async fn whoever_knows_the_password_may_guess_few_codes_and_the_owner_is_told() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let mut home = portal.visit(&staff).await;
    let (app, _) = portal.set_up_app(&mut home).await;
    let mut looked_at = 0;
    // Two days, one guess in 24 minutes, from ever other addresses.
    for minute in 0..2880_u32 {
        let address = format!("203.0.{}.{}", minute / 250 % 250, minute % 250);
        let mut thief = portal.passer_by().at(&address);
        if minute % 24 == 0 {
            thief.sign_in("staff", PASSWORD).await;
            thief.open("/sign-in/code").await;
            let guess = format!("{:06}", u64::from(minute) * 347 % 1_000_000);
            let right = [-30, 0, 30].map(|skew| app.code(portal.clock.now() + Duration::seconds(skew)));
            if !right.contains(&guess)
                && answered(&mut thief, &guess).await == StatusCode::UNPROCESSABLE_ENTITY
            {
                looked_at += 1;
            }
        }
        portal.clock.advance(Duration::minutes(1));
    }
    assert!((20..=60).contains(&looked_at), "twenty a day: {looked_at}");
    portal.run_errands().await;
    let told = portal.count("letters where subject like 'Кто-то знает пароль и подбирал код%'").await;
    assert!((2..=4).contains(&told), "once a Moscow day: {told}");
    // On the owner's own computer nothing of that counts.
    home.send("/sign-out", &[]).await;
    home.sign_in("staff", PASSWORD).await;
    home.open("/sign-in/code").await;
    assert_eq!(answered(&mut home, &app.code(portal.clock.now())).await, StatusCode::SEE_OTHER);
}
