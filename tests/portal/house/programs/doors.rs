//! What a program's password opens: the intake API, as the account's own password does, and nothing else.

use axum::http::StatusCode;
use chrono::Duration;
use registrar::operations::profile::{self, ChangeFailure};
use registrar::operations::{Failure, accounts, its_logins};

use super::{HOME, LOGIN, call, holder, made};
use crate::support::{PASSWORD, PHRASE, Portal};

#[tokio::test]
async fn it_opens_no_door_of_the_browser() {
    let portal = Portal::open().await;
    let holder = holder(&portal).await;
    let word = made(&portal, &holder, "Склад").await;
    for door in ["/sign-in", "/portal/sign-in", "/cabinet/sign-in"] {
        let mut visitor = portal.passer_by();
        visitor.open(door).await;
        let refused = visitor.send(door, &[("login", LOGIN), ("password", &word)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{door}");
        assert!(refused.says("Неверный логин или пароль."), "{door}");
    }
    assert_eq!(portal.count("sessions").await, 0);
}

#[tokio::test]
async fn a_program_with_it_reads_no_page_of_its_owner() {
    let portal = Portal::open().await;
    let holder = holder(&portal).await;
    let word = made(&portal, &holder, "Склад").await;
    let api = portal.api_with(LOGIN, &word);
    for address in [
        "/",
        "/profile",
        "/profile/programs",
        "/portal",
        "/portal/contracts",
        "/cabinet",
        "/cabinet/archives",
        "/cabinet/drafts",
    ] {
        let answer = api.get(address).await;
        assert!(
            answer.status.is_redirection() || answer.text().contains("Вход для сотрудников"),
            "{address}: {}",
            answer.status
        );
    }
    let made = api.ask("POST", "/profile/programs", &[], "name=x").await;
    assert_ne!(made.status, StatusCode::OK);
    assert_eq!(portal.count("program_passwords").await, 1);
}

#[tokio::test]
async fn it_proves_nothing_where_the_own_password_is_asked() {
    let portal = Portal::open().await;
    let holder = holder(&portal).await;
    let word = made(&portal, &holder, "Склад").await;
    let attempt = accounts::Attempt {
        login: LOGIN,
        password: PASSWORD,
        address: HOME,
        request_id: "test",
        ..accounts::Attempt::default()
    };
    let accounts::Entered::Signed(signed) = accounts::sign_in(&portal.house, &attempt).await.unwrap() else {
        panic!("no second factor");
    };
    let (_, session) = *signed;
    let refused = profile::change_password(&holder.desk(), &session, &word, PHRASE).await;
    let Err(ChangeFailure::Failure(Failure::Invalid(faults))) = refused else { panic!("{refused:?}") };
    assert_eq!(faults, [("old", "Текущий пароль не подходит".to_owned())]);
}

#[tokio::test]
async fn it_works_beside_the_own_password_and_outlives_its_change() {
    let portal = Portal::open().await;
    let holder = holder(&portal).await;
    let word = made(&portal, &holder, "Склад").await;
    let api = portal.api_for_all();
    for password in [PASSWORD, &word] {
        assert_eq!(call(&api, password, HOME).await.status, StatusCode::NOT_FOUND);
    }
    let mut visitor = portal.visit(&holder).await;
    let page = visitor.open("/profile").await;
    let values = [("old", PASSWORD), ("password", PHRASE)];
    assert!(visitor.press(&page, "/profile/password", &values).await.says("Пароль изменен"));
    assert_eq!(call(&api, &word, HOME).await.status, StatusCode::NOT_FOUND);
    assert_eq!(call(&api, PASSWORD, HOME).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn it_is_of_its_own_account_alone() {
    let portal = Portal::open().await;
    let holder = holder(&portal).await;
    portal.its_login("its-other", "forsait").await;
    let word = made(&portal, &holder, "Склад").await;
    for login in ["its-other", "nobody-here", "", "ITS-DEMO"] {
        let answer = portal.api_with(login, &word).get("/api/v1/applications/1").await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{login}");
    }
}

#[tokio::test]
async fn a_block_and_the_end_of_a_contract_hold_for_it_as_for_the_own_password() {
    let portal = Portal::open().await;
    let holder = holder(&portal).await;
    let word = made(&portal, &holder, "Склад").await;
    let (api, admin) = (portal.api_for_all(), portal.partner_admin().await);
    let login = portal.program().await.login;
    let told = async || {
        let mut told = Vec::new();
        for password in [PASSWORD, &word] {
            let answer = call(&api, password, HOME).await;
            told.push((answer.status, answer.problem()));
        }
        assert_eq!(told[0], told[1]);
        told.remove(0)
    };
    assert_eq!(told().await.0, StatusCode::NOT_FOUND);
    its_logins::block(&admin.desk(), login.id, login.version).await.unwrap();
    assert_eq!(told().await, (StatusCode::FORBIDDEN, "login_blocked".to_owned()));
    its_logins::unblock(&admin.desk(), login.id, login.version + 1).await.unwrap();
    assert_eq!(told().await.0, StatusCode::NOT_FOUND);
    portal.sql("update its_logins set contract_until = '2026-11-17'").await;
    portal.clock.advance(Duration::minutes(1));
    assert_eq!(told().await.0, StatusCode::NOT_FOUND, "what was sent is still seen");
    for password in [PASSWORD, &word] {
        let refused =
            api.typing(LOGIN, password).post(&format!("key-{}", password.len()), &portal.draft()).await;
        assert_eq!(
            (refused.status, refused.problem()),
            (StatusCode::FORBIDDEN, "no_active_contract".to_owned())
        );
    }
    portal.sql("delete from its_logins").await;
    assert_eq!(told().await, (StatusCode::FORBIDDEN, "no_active_contract".to_owned()));
    portal.sql("update people set disabled_at = created_at where login = 'its-demo'").await;
    assert_eq!(told().await, (StatusCode::UNAUTHORIZED, "unauthorized".to_owned()));
}

#[tokio::test]
async fn whoever_works_at_a_desk_now_signs_in_with_none() {
    let portal = Portal::open().await;
    let holder = holder(&portal).await;
    let word = made(&portal, &holder, "Склад").await;
    portal
        .sql("insert into role_assignments (person_id, role, tenant) select id, 'support', 0 from people where login = 'its-demo'")
        .await;
    assert_eq!(call(&portal.api_for_all(), &word, HOME).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn with_a_second_factor_a_program_needs_a_password_of_its_own() {
    let portal = Portal::open().await;
    let holder = holder(&portal).await;
    let word = made(&portal, &holder, "Склад").await;
    assert_eq!(call(&portal.api_for_all(), PASSWORD, HOME).await.status, StatusCode::NOT_FOUND);
    let mut visitor = portal.visit(&holder).await;
    portal.set_up_app(&mut visitor).await;
    let at_once = call(&portal.api_for_all(), PASSWORD, HOME).await;
    let portal = portal.restarted().await;
    let api = portal.api_for_all();
    for refused in [at_once, call(&api, PASSWORD, HOME).await, call(&api, PASSWORD, "192.0.2.99").await] {
        let told = (refused.status, refused.problem());
        assert_eq!(told, (StatusCode::FORBIDDEN, "program_password_needed".to_owned()));
        assert!(refused.text().contains("Пароли для программ"), "{}", refused.text());
    }
    let wrong = call(&api, "wrong-wrong", HOME).await;
    assert_eq!((wrong.status, wrong.problem()), (StatusCode::UNAUTHORIZED, "unauthorized".to_owned()));
    assert_eq!(call(&api, &word, HOME).await.status, StatusCode::NOT_FOUND);
}
