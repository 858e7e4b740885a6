//! Links that set a password: each works once and for a day, and the form gives the same answer for every name.

use axum::http::StatusCode;
use chrono::Duration;
use registrar::domain::errand::Errand;
use registrar::domain::ids::PartnerId;
use registrar::domain::role::Scope;
use registrar::operations::access::{self, Asking};
use registrar::operations::accounts::{self, Attempt};
use registrar::store::audit;

use crate::support::{PASSWORD, Persona, Portal, Visitor};

const NEW: &str = "новый длинный пароль";

async fn ask(visitor: &mut Visitor, name: &str) -> (StatusCode, String) {
    let form = visitor.open("/password").await;
    let answer = visitor.press(&form, "/password", &[("name", name)]).await;
    (answer.status, answer.text())
}

/// The letter that reports a changed password.
async fn notice_to(portal: &Portal, who: &Persona) -> String {
    let letters = registrar::store::letters::latest(portal.db(), &Scope::Everything, 10).await.unwrap();
    let own =
        letters.into_iter().find(|one| one.recipient == who.account.email && one.subject == "Пароль изменен");
    own.map_or_else(String::new, |letter| letter.text)
}

async fn signs_in(portal: &Portal, who: &Persona, password: &str) -> bool {
    let attempt = Attempt {
        login: &who.account.login,
        password,
        address: "192.0.2.1",
        request_id: "test",
        ..Attempt::default()
    };
    accounts::sign_in(&portal.house, &attempt).await.is_ok()
}

#[tokio::test]
async fn a_forgotten_password_is_set_anew_and_every_session_ends() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let mut working = portal.visit(&staff).await;
    let mut door = portal.passer_by();
    assert!(door.open("/sign-in").await.values("a", "href").contains(&"/password".to_owned()));
    let (status, told) = ask(&mut door, " staff ").await;
    assert!(status == StatusCode::OK && told.contains("отправлено письмо"), "{told}");
    portal.run_errands().await;
    let link = portal.link_to(&staff.account.email).await;
    let form = door.open(&link).await;
    let short = door.press(&form, &link, &[("password", "короче")]).await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(short.says("не короче 8 символов"), "{}", short.text());
    let done = door.press(&form, &link, &[("password", NEW)]).await;
    assert!(done.says("Пароль задан"), "{}", done.text());
    assert!(working.open("/partner/applications").await.says("Вход"), "the old session is gone");
    portal.run_errands().await;
    let notice = notice_to(&portal, &staff).await;
    assert!(notice.contains("под логином staff изменен") && !notice.contains(&link), "{notice}");
    assert!(signs_in(&portal, &staff, NEW).await && !signs_in(&portal, &staff, PASSWORD).await);
    let again = door.press(&form, &link, &[("password", PASSWORD)]).await;
    assert_eq!(again.status, StatusCode::GONE, "a link is used once");
    assert_eq!(door.open(&link).await.status, StatusCode::GONE);
    let house = portal.partner("forsait").await.id;
    let noted = audit::entries_in(portal.db(), house, &audit::person_subject(staff.id()), 10).await.unwrap();
    assert_eq!(
        (noted.len(), noted[0].verb.as_str(), noted[0].actor.as_str()),
        (1, "password_reset", "staff")
    );
    portal.verify().await;
}

#[tokio::test]
async fn the_answer_and_the_work_are_the_same_when_nobody_has_the_name() {
    let portal = Portal::open().await;
    portal.staff().await;
    let mut told = vec![];
    for name in ["staff", "staff@forsait.example", "nobody-here", "nobody@forsait.example", "9900815901"] {
        let before = portal.count("errands").await;
        told.push(ask(&mut portal.passer_by(), name).await);
        assert_eq!(portal.count("errands").await, before + 1, "{name}");
    }
    assert!(told.iter().all(|answer| answer == &told[0]), "{told:?}");
    portal.run_errands().await;
    assert_eq!(portal.letters(), 2);
    assert_eq!(portal.count("errands where state = 'done'").await, 5);
    assert_eq!(portal.count("security_events where kind = 'password_asked'").await, 5);
    let empty = ask(&mut portal.passer_by(), "  ").await;
    assert_eq!(empty.0, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_link_is_good_for_a_day_after_its_letter() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    ask(&mut portal.passer_by(), "staff").await;
    portal.clock.advance(Duration::hours(30));
    portal.run_errands().await;
    let link = portal.link_to(&staff.account.email).await;
    portal.clock.advance(Duration::hours(24) - Duration::microseconds(1));
    let mut door = portal.passer_by();
    let form = door.open(&link).await;
    assert_eq!(form.status, StatusCode::OK);
    portal.clock.advance(Duration::microseconds(1));
    let late = door.press(&form, &link, &[("password", NEW)]).await;
    assert_eq!(late.status, StatusCode::GONE);
    assert!(late.says("Запросить новую ссылку"), "{}", late.text());
    assert!(signs_in(&portal, &staff, PASSWORD).await);
    for wrong in ["/password/x", "/password/%00", "/password/0123"] {
        assert!(door.open(wrong).await.status.is_client_error(), "{wrong}");
    }
}

#[tokio::test]
async fn only_the_digest_of_a_link_is_kept_and_it_is_made_with_its_letter() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    ask(&mut portal.passer_by(), "staff").await;
    assert_eq!(portal.count("password_links where digest is null").await, 1);
    portal.run_errands().await;
    let token = portal.link_to(&staff.account.email).await.trim_start_matches("/password/").to_owned();
    assert_eq!(token.len(), 64);
    assert_eq!(portal.count(&format!("password_links where digest = '{token}'")).await, 0);
    assert_eq!(portal.count(&format!("errands where payload like '%{token}%'")).await, 0);
    let payload = serde_json::to_string(&Errand::PasswordLetter { link: registrar::domain::ids::LinkId(7) });
    assert_eq!(payload.unwrap(), r#"{"kind":"password_letter","link":7}"#);
}

#[tokio::test]
async fn a_link_that_two_use_at_once_sets_one_password() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    for round in 0..crate::support::rounds() / 10 {
        let asking = Asking { name: "staff", address: "192.0.2.1", request_id: "test" };
        access::ask(&portal.house, &asking).await.unwrap();
        portal.run_errands().await;
        let token = portal.link_to(&staff.account.email).await.trim_start_matches("/password/").to_owned();
        let (one, two) = (format!("первый пароль {round}"), format!("второй пароль {round}"));
        let (first, second) = tokio::join!(
            access::set_password(&portal.house, &token, &one, "test-1"),
            access::set_password(&portal.house, &token, &two, "test-2"),
        );
        assert_eq!([first.is_ok(), second.is_ok()].iter().filter(|done| **done).count(), 1);
        assert!(signs_in(&portal, &staff, if first.is_ok() { &one } else { &two }).await);
        portal.clock.advance(Duration::minutes(16));
    }
    portal.verify().await;
}

#[tokio::test]
async fn asking_is_throttled_by_name_in_silence_and_by_address_aloud() {
    let portal = Portal::open().await;
    portal.staff().await;
    let mut door = portal.passer_by();
    let first = ask(&mut door, "staff").await;
    for _ in 0..4 {
        assert_eq!(ask(&mut door, "STAFF").await, first, "nobody is told");
    }
    portal.run_errands().await;
    assert_eq!(portal.letters(), 1, "«STAFF» is nobody's login");
    assert_eq!(portal.count("errands").await, 3);
    for number in 0..15 {
        ask(&mut door, &format!("name-{number}")).await;
    }
    assert_eq!(ask(&mut door, "manager").await.0, StatusCode::TOO_MANY_REQUESTS);
    portal.clock.advance(Duration::minutes(4));
    let (_, told) = ask(&mut door, "manager").await;
    assert!(told.contains("Повторите через 11 минут."), "{told}");
    portal.clock.advance(Duration::minutes(16));
    assert_eq!(ask(&mut door, "staff").await, first);
}

#[tokio::test]
async fn a_disabled_person_gets_no_link() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    ask(&mut portal.passer_by(), "staff").await;
    portal.sql("update people set disabled_at = created_at where login = 'staff'").await;
    ask(&mut portal.passer_by(), &staff.account.email).await;
    portal.run_errands().await;
    assert_eq!(portal.letters(), 0);
    assert_eq!(portal.count("errands where state = 'done'").await, 2);
}

#[tokio::test]
async fn a_letter_that_cannot_go_out_is_tried_again_and_then_left() {
    let portal = Portal::open().await;
    portal.staff().await;
    portal.break_mail();
    ask(&mut portal.passer_by(), "staff").await;
    for _ in 0..8 {
        portal.run_errands().await;
        portal.clock.advance(Duration::minutes(13));
    }
    assert_eq!(portal.count("errands where state = 'dead'").await, 1);
    assert_eq!(portal.count(&format!("audit where chain = {}", PartnerId(0))).await, 0);
}

#[tokio::test]
async fn a_form_from_another_browser_sets_nothing() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    ask(&mut portal.passer_by(), "staff").await;
    portal.run_errands().await;
    let link = portal.link_to(&staff.account.email).await;
    let form = portal.passer_by().open(&link).await;
    let forged = portal.passer_by().press(&form, &link, &[("password", NEW)]).await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);
    assert!(signs_in(&portal, &staff, PASSWORD).await);
}
