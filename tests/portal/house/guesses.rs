//! Limits on password guesses: guesses by strangers do not delay a user who has signed in from this browser before, and
//! every other attempt counts.

use axum::http::StatusCode;
use chrono::Duration;
use tokio::task::LocalSet;

use crate::support::{Api, PASSWORD, Page, Portal, Reply, rounds};

const HOME: &str = "198.51.100.7";
const ELSEWHERE: &str = "203.0.113.66";
const WRONG: &str = "wrong-wrong";

/// A program's call from an address.
async fn call(api: &Api, from: &str) -> Reply {
    api.ask("GET", "/api/v1/applications/1", &[("x-forwarded-for", from)], "").await
}

/// Signs in from a browser that the service does not know.
async fn new_browser(portal: &Portal, from: &str, login: &str, password: &str) -> Page {
    portal.passer_by().at(from).sign_in(login, password).await
}

/// Guesses at a login until the service stops checking passwords.
async fn exhaust(portal: &Portal, login: &str) {
    for _ in 0..5 {
        let wrong = new_browser(portal, ELSEWHERE, login, WRONG).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.text());
    }
    let refused = new_browser(portal, ELSEWHERE, login, WRONG).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_burst_of_right_calls_is_never_a_guess() {
    let mut portal = Portal::open().await;
    let program = portal.program().await;
    for _ in 0..(rounds() / 25).max(1) {
        portal = portal.restarted().await;
        portal.sql("delete from sign_in_attempts").await;
        let calls = (0..30).map(|_| {
            let api = portal.api(&program);
            tokio::spawn(async move { call(&api, HOME).await.status })
        });
        for answered in calls.collect::<Vec<_>>() {
            assert_eq!(answered.await.unwrap(), StatusCode::NOT_FOUND, "the pair is right");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_burst_of_right_sign_ins_is_never_a_guess() {
    let portal = Portal::open().await;
    portal.manager().await;
    let together = LocalSet::new();
    for _ in 0..12 {
        let mut browser = portal.passer_by();
        together.spawn_local(async move {
            let answer = browser.sign_in("manager", PASSWORD).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER);
        });
    }
    together.await;
    assert_eq!(portal.count("sessions").await, 12);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_thirty_wrong_calls_at_once_no_more_than_five_are_tried() {
    let portal = Portal::open().await;
    portal.program().await;
    for round in 0..(rounds() / 25).max(1) {
        portal.sql("delete from sign_in_attempts").await;
        let calls = (0..30).map(|guess| {
            let api = portal.api_with("its-demo", &format!("{WRONG}-{round}"));
            tokio::spawn(async move { call(&api, &format!("203.0.113.{guess}")).await.status })
        });
        let mut tried = 0;
        for answered in calls.collect::<Vec<_>>() {
            match answered.await.unwrap() {
                StatusCode::UNAUTHORIZED => tried += 1,
                other => assert_eq!(other, StatusCode::TOO_MANY_REQUESTS),
            }
        }
        assert_eq!(tried, 5);
    }
}

#[tokio::test]
async fn guesses_made_elsewhere_do_not_hold_up_a_program_at_its_own_address() {
    let portal = Portal::open().await;
    let program = portal.program().await;
    assert_eq!(call(&portal.api(&program), HOME).await.status, StatusCode::NOT_FOUND);
    for _ in 0..5 {
        let wrong = call(&portal.api_with("its-demo", WRONG), ELSEWHERE).await;
        assert_eq!(wrong.status, StatusCode::UNAUTHORIZED);
    }
    portal.clock.advance(Duration::minutes(5));
    let portal = portal.restarted().await;
    let refused = call(&portal.api(&program), ELSEWHERE).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS, "an unknown address is counted");
    assert_eq!(refused.header("retry-after"), "600");
    assert!(refused.text().contains("Повторите через 10 минут."), "{}", refused.text());
    assert_eq!(call(&portal.api(&program), HOME).await.status, StatusCode::NOT_FOUND);
    let rows = portal.count("known_addresses").await;
    assert_eq!(rows, 1, "one pair of login and address");
    assert_eq!(portal.count(&format!("known_addresses where digest like '%{HOME}%'")).await, 0);
}

#[tokio::test]
async fn a_program_at_its_own_address_has_a_budget_too() {
    let portal = Portal::open().await;
    let program = portal.program().await;
    call(&portal.api(&program), HOME).await;
    let portal = portal.restarted().await;
    for _ in 0..10 {
        let wrong = call(&portal.api_with("its-demo", WRONG), HOME).await;
        assert_eq!(wrong.status, StatusCode::UNAUTHORIZED);
    }
    for password in [WRONG, PASSWORD] {
        let refused = call(&portal.api_with("its-demo", password), HOME).await;
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    }
    assert_eq!(call(&portal.api(&program), ELSEWHERE).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_address_is_known_for_thirty_days_and_until_the_password_changes() {
    let portal = Portal::open().await;
    let program = portal.program().await;
    call(&portal.api(&program), HOME).await;
    portal.clock.advance(Duration::days(30) + Duration::seconds(1));
    exhaust_program(&portal).await;
    let portal = portal.restarted().await;
    assert_eq!(call(&portal.api(&program), HOME).await.status, StatusCode::TOO_MANY_REQUESTS, "too long ago");
    portal.clock.advance(Duration::minutes(16));
    assert_eq!(call(&portal.api(&program), HOME).await.status, StatusCode::NOT_FOUND);
    assert_eq!(portal.count("known_addresses").await, 1, "the old one is swept away");
    let hash = portal.password_hash().await;
    portal.sql(&format!("update people set password_hash = '{hash}' where login = 'its-demo'")).await;
    exhaust_program(&portal).await;
    assert_eq!(
        call(&portal.api(&program), HOME).await.status,
        StatusCode::TOO_MANY_REQUESTS,
        "another password"
    );
}

async fn exhaust_program(portal: &Portal) {
    for _ in 0..5 {
        call(&portal.api_with("its-demo", WRONG), ELSEWHERE).await;
    }
}

#[tokio::test]
async fn guesses_made_elsewhere_do_not_shut_out_the_browser_that_was_right_before() {
    let portal = Portal::open().await;
    portal.manager().await;
    let mut own = portal.passer_by().at(HOME);
    assert_eq!(own.sign_in("manager", PASSWORD).await.status, StatusCode::SEE_OTHER);
    exhaust(&portal, "manager").await;
    assert_eq!(own.sign_in("manager", PASSWORD).await.status, StatusCode::SEE_OTHER, "this device is known");
    let mut moved = own.at(ELSEWHERE);
    assert_eq!(moved.sign_in("manager", PASSWORD).await.status, StatusCode::SEE_OTHER, "wherever it is");
    let other = new_browser(&portal, HOME, "manager", PASSWORD).await;
    assert_eq!(other.status, StatusCode::TOO_MANY_REQUESTS, "another browser beside it is not");
    for _ in 0..10 {
        let wrong = moved.sign_in("manager", WRONG).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let refused = moved.sign_in("manager", PASSWORD).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS, "a thief at the device is counted");
}

#[tokio::test]
async fn a_device_is_known_for_its_login_for_thirty_days_and_until_the_password_changes() {
    let portal = Portal::open().await;
    let (manager, _) = (portal.manager().await, portal.staff().await);
    let mut own = portal.passer_by();
    own.sign_in("manager", PASSWORD).await;
    exhaust(&portal, "staff").await;
    assert_eq!(own.sign_in("staff", PASSWORD).await.status, StatusCode::TOO_MANY_REQUESTS, "another login");
    portal.clock.advance(Duration::days(30) + Duration::seconds(1));
    exhaust(&portal, "manager").await;
    assert_eq!(own.sign_in("manager", PASSWORD).await.status, StatusCode::TOO_MANY_REQUESTS, "too long ago");
    portal.clock.advance(Duration::minutes(16));
    assert_eq!(own.sign_in("manager", PASSWORD).await.status, StatusCode::SEE_OTHER);
    let hash = portal.password_hash().await;
    portal.sql(&format!("update people set password_hash = '{hash}' where id = {}", manager.id())).await;
    exhaust(&portal, "manager").await;
    let refused = own.sign_in("manager", PASSWORD).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS, "the password is another one");
}

#[tokio::test]
async fn a_foreign_computer_is_never_known() {
    let portal = Portal::open().await;
    portal.manager().await;
    let mut foreign = portal.passer_by();
    foreign.sign_in("manager", PASSWORD).await;
    foreign.open("/sign-in").await;
    let typed = [("login", "manager"), ("password", PASSWORD), ("foreign_computer", "on")];
    assert_eq!(foreign.send("/sign-in", &typed).await.status, StatusCode::SEE_OTHER);
    exhaust(&portal, "manager").await;
    let refused = foreign.sign_in("manager", PASSWORD).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn several_people_at_one_device_are_each_known_there() {
    let portal = Portal::open().await;
    let (_, _) = (portal.manager().await, portal.staff().await);
    let mut shared = portal.passer_by();
    for login in ["manager", "staff"] {
        assert_eq!(shared.sign_in(login, PASSWORD).await.status, StatusCode::SEE_OTHER);
        exhaust(&portal, login).await;
    }
    for login in ["manager", "staff"] {
        assert_eq!(shared.sign_in(login, PASSWORD).await.status, StatusCode::SEE_OTHER, "{login}");
    }
}

#[tokio::test]
async fn how_long_to_wait_is_told_truly_and_the_same_whoever_is_meant() {
    let portal = Portal::open().await;
    portal.manager().await;
    exhaust(&portal, "manager").await;
    exhaust(&portal, "nobody-here").await;
    for (minutes, header, words) in [
        (0, "900", "Повторите через 15 минут."),
        (12, "180", "Повторите через 3 минуты."),
        (2, "60", "Повторите через 1 минуту."),
    ] {
        portal.clock.advance(Duration::minutes(minutes));
        for login in ["manager", "nobody-here"] {
            let refused = new_browser(&portal, HOME, login, PASSWORD).await;
            assert_eq!(
                (refused.status, refused.header("retry-after")),
                (StatusCode::TOO_MANY_REQUESTS, header)
            );
            assert!(refused.says(words), "{}", refused.text());
        }
    }
    portal.clock.advance(Duration::minutes(1) + Duration::microseconds(1));
    assert_eq!(new_browser(&portal, HOME, "manager", PASSWORD).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn what_is_refused_tells_nobody_whose_email_it_is() {
    let portal = Portal::open().await;
    portal.manager().await;
    exhaust(&portal, "manager").await;
    let by_email = new_browser(&portal, HOME, "manager@forsait.example", WRONG).await;
    assert_eq!(by_email.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", by_email.text());
}

#[tokio::test]
async fn a_network_of_version_six_is_one_address() {
    let portal = Portal::open().await;
    for guess in 0..50 {
        let from = format!("2001:db8:1:2::{guess:x}");
        let wrong = new_browser(&portal, &from, &format!("nobody-{guess}"), WRONG).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{guess}");
    }
    let refused = new_browser(&portal, "2001:db8:1:2:ffff::1", "nobody", WRONG).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    let other = new_browser(&portal, "2001:db8:1:3::1", "nobody", WRONG).await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY, "another network");
}

#[tokio::test]
async fn strangers_do_not_keep_anybody_from_changing_their_own_password() {
    let portal = Portal::open().await;
    let manager = portal.manager().await;
    let mut own = portal.visit(&manager).await;
    exhaust(&portal, "manager").await;
    let profile = own.open("/profile").await;
    let values = [("old", PASSWORD), ("password", "новый длинный пароль")];
    let changed = own.press(&profile, "/profile/password", &values).await;
    assert!(changed.says("Пароль изменен"), "{}", changed.text());
}
