//! Signing in with a login, with an e-mail that belongs to a single user, or with the ИНН of the user's organisation.

use registrar::domain::account::{Account, Assignment};
use registrar::domain::ids::{OrganizationId, PersonId};
use registrar::domain::role::Role;
use registrar::operations::accounts::{self, Attempt, Entered, SignInFailure};
use registrar::store::accounts as rows;

use crate::support::{PASSWORD, Portal};

async fn enters(portal: &Portal, name: &str, password: &str) -> Result<PersonId, SignInFailure> {
    let attempt =
        Attempt { login: name, password, address: "192.0.2.1", request_id: "test", ..Attempt::default() };
    accounts::sign_in(&portal.house, &attempt).await.map(|entered| match entered {
        Entered::Signed(signed) => signed.1.person,
        Entered::Waits(_) => panic!("nobody set up a second factor"),
    })
}

/// A user of an organisation with a password.
async fn member(portal: &Portal, organization: OrganizationId, login: &str, password: &str) -> PersonId {
    let account = Account {
        id: PersonId(0),
        login: login.to_owned(),
        email: format!("{login}@romashka.example"),
        full_name: login.to_owned(),
        password_hash: portal.house.passwords.hash(password).await.unwrap(),
        disabled: false,
        roles: vec![Assignment { role: Role::Client, partner: None }],
    };
    let tx = portal.db().begin().await.unwrap();
    let id = rows::add(&tx, &account, portal.clock.now()).await.unwrap();
    rows::join(&tx, id, organization, portal.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    id
}

#[tokio::test]
async fn an_email_signs_in_when_exactly_one_person_has_it() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    assert_eq!(enters(&portal, " Staff@Forsait.Example ", PASSWORD).await.unwrap(), staff.id());
    let wrong = enters(&portal, "staff@forsait.example", "wrong-wrong").await;
    assert!(matches!(wrong, Err(SignInFailure::Wrong)));
    portal.manager().await;
    portal.sql("update people set email = 'staff@forsait.example' where login = 'manager'").await;
    let two = enters(&portal, "staff@forsait.example", PASSWORD).await;
    assert!(matches!(two, Err(SignInFailure::Wrong)));
    assert!(enters(&portal, "staff", PASSWORD).await.is_ok());
}

#[tokio::test]
async fn signing_in_again_in_the_same_browser_leaves_no_session_behind() {
    let portal = Portal::open().await;
    let (staff, manager) = (portal.staff().await, portal.manager().await);
    let mut visitor = portal.visit(&staff).await;
    let form = visitor.open("/sign-in").await;
    let values = [("login", manager.account.login.as_str()), ("password", PASSWORD)];
    let entered = visitor.press(&form, "/sign-in", &values).await;
    assert!(entered.says("Заявления"), "{}", entered.text());
    assert_eq!(portal.count("sessions").await, 1);
    let form = visitor.open("/sign-in").await;
    visitor.press(&form, "/sign-in", &[("login", "manager"), ("password", "wrong-wrong")]).await;
    assert_eq!(portal.count("sessions").await, 1, "who is not let in ends nothing");
}

#[tokio::test]
async fn a_card_that_is_left_open_asks_by_itself_and_the_session_rests_all_the_same() {
    let portal = Portal::open().await;
    let number = portal.forwarded(&portal.draft()).await;
    let mut visitor = portal.visit(&portal.staff().await).await;
    let card = visitor.open(&format!("/partner/applications/{number}")).await;
    for polling in card.values("[hx-trigger^=every]", "hx-headers") {
        assert_eq!(polling, r#"{"X-Poll": "1"}"#);
    }
    assert_eq!(card.values("[hx-trigger^=every][hx-headers]", "id").len(), 2);
    let progress = format!("/partner/applications/{number}/progress");
    for _ in 0..3 {
        portal.clock.advance(chrono::Duration::hours(1));
        assert_eq!(visitor.poll(&progress).await.status, axum::http::StatusCode::OK);
    }
    portal.clock.advance(chrono::Duration::hours(1));
    assert_eq!(visitor.poll(&progress).await.status, axum::http::StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn guesses_at_one_name_are_counted_together_however_it_is_spelled() {
    let portal = Portal::open().await;
    portal.staff().await;
    for name in
        ["staff@forsait.example", " STAFF@forsait.example", "Staff@Forsait.example ", "staff@forsait.example"]
    {
        assert!(matches!(enters(&portal, name, "wrong-wrong").await, Err(SignInFailure::Wrong)), "{name}");
    }
    assert!(matches!(enters(&portal, "STAFF@FORSAIT.EXAMPLE", "wrong").await, Err(SignInFailure::Wrong)));
    let refused = enters(&portal, "staff@forsait.example", PASSWORD).await;
    assert!(matches!(refused, Err(SignInFailure::Throttled(900))));
    assert!(enters(&portal, "staff", PASSWORD).await.is_ok(), "whose e-mail it is is told to nobody");
}

#[tokio::test]
async fn an_inn_signs_in_the_first_of_the_organisation_and_costs_one_hash() {
    let portal = Portal::open().await;
    let organization = portal.organization(portal.send(&portal.draft()).await).await;
    let inn = organization.requisites.inn.as_str().to_owned();
    let unknown = enters(&portal, &inn, "пароль бухгалтера").await;
    assert!(matches!(unknown, Err(SignInFailure::Ambiguous)), "nobody is there yet");
    let one = member(&portal, organization.id, "petrova", "пароль бухгалтера").await;
    let two = member(&portal, organization.id, "sidorov", "пароль директора").await;
    assert_eq!(enters(&portal, &inn, "пароль бухгалтера").await.unwrap(), one);
    let second = enters(&portal, &inn, "пароль директора").await;
    assert!(matches!(second, Err(SignInFailure::Ambiguous)), "the others have their logins");
    assert_eq!(enters(&portal, "sidorov", "пароль директора").await.unwrap(), two);
    portal.sql("update people set disabled_at = created_at where login = 'petrova'").await;
    assert_eq!(enters(&portal, &inn, "пароль директора").await.unwrap(), two, "who has left is nobody");
    let mut page = portal.passer_by();
    let form = page.open("/sign-in").await;
    let told = page.press(&form, "/sign-in", &[("login", &inn), ("password", "чужой пароль")]).await;
    assert!(told.says("Укажите логин или e-mail."), "{}", told.text());
    assert_eq!(told.values("#login", "value"), std::slice::from_ref(&inn));
    assert_eq!(told.values("#login[autofocus]", "id"), ["login"]);
    assert_eq!(told.values("#password", "value"), Vec::<String>::new(), "what was typed does not come back");
    for spelled in [inn.clone(), format!(" {inn}"), format!("{} {}", &inn[..4], &inn[4..])] {
        for _ in 0..2 {
            let _ = enters(&portal, &spelled, "чужой пароль").await;
        }
    }
    let refused = enters(&portal, &inn, "пароль директора").await;
    assert!(matches!(refused, Err(SignInFailure::Throttled(900))), "however it is spelled");
}
