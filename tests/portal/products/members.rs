//! The people of a subscriber: inviting, joining by the letter, ending, and whom the ИНН opens.

use axum::http::StatusCode;
use chrono::Duration;
use registrar::domain::organization::Organization;
use registrar::domain::role::Role;
use registrar::operations::{Failure, members};

use crate::support::{GuessingWay, Persona, Portal, Visitor, beside};

const INVITING: &str = "/portal/subscriber/invitation";
const PEOPLE: &str = "/portal/subscriber/people";
const INVITED: &str = "vera@romashka.example";

/// An organisation, and its administrator.
async fn house(portal: &Portal) -> (Organization, Persona) {
    let number = portal.send(&portal.draft()).await;
    let organization = portal.organization(number).await;
    let admin = portal.client(organization.id).await;
    (organization, admin)
}

/// Another member; all members administer from then on.
async fn second_administrator(portal: &Portal, organization: &Organization) -> Persona {
    let vera = portal.person("vera", "Сидорова Вера Павловна", &[(Role::Client, None)]).await;
    let tx = portal.db().begin().await.unwrap();
    registrar::store::accounts::join(&tx, vera.id(), organization.id, portal.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    portal.sql("update memberships set role = 'client_admin'").await;
    vera
}

async fn invite(browser: &mut Visitor, email: &str, role: &str) -> String {
    let form = browser.open(INVITING).await;
    browser.press(&form, INVITING, &[("email", email), ("role", role)]).await.text()
}

#[tokio::test]
async fn an_administrator_invites_and_the_invited_joins_by_the_letter_once() {
    let portal = Portal::open().await;
    let (organization, admin) = house(&portal).await;
    let mut browser = portal.visit(&admin).await;
    let said = invite(&mut browser, " Vera@Romashka.example ", "client").await;
    assert!(said.contains("Приглашение отправлено на Vera@Romashka.example."), "{said}");
    portal.run_errands().await;
    let link = portal.link_to(INVITED).await;
    let mut stranger = portal.passer_by();
    let offered = stranger.open(&link).await;
    assert!(offered.says(&organization.requisites.short_name) && offered.says("Зарегистрироваться"));
    let vera = portal.person("vera", "Сидорова Вера Павловна", &[(Role::Client, None)]).await;
    let mut invited = portal.visit(&vera).await;
    let asked = invited.open(&link).await;
    assert!(asked.says("Вы вошли с логином vera"), "{}", asked.text());
    let joined = invited.press(&asked, &link, &[]).await;
    assert!(
        joined.says("Приглашение принято.") && joined.says("Сидорова Вера Павловна"),
        "{}",
        joined.text()
    );
    let again = invited.press(&asked, &link, &[]).await;
    assert_eq!(again.status, StatusCode::GONE, "{}", again.text());
    assert!(invited.open("/portal/subscriber/codes").await.says(&organization.subscriber_code));
    let refused = invited.open(INVITING).await;
    assert!(refused.says("Приглашает администратор организации."), "{}", refused.text());
    let form = [
        ("organization", organization.subscriber_code.as_str()),
        ("email", "a@b.example"),
        ("role", "client"),
    ];
    assert_eq!(invited.status("POST", INVITING, &form).await, StatusCode::FORBIDDEN);
    portal.verify().await;
}

#[tokio::test]
async fn an_invitation_says_the_same_whoever_has_the_address() {
    let portal = Portal::open().await;
    let (_, admin) = house(&portal).await;
    portal.person("vera", "Сидорова Вера Павловна", &[(Role::Client, None)]).await;
    let mut browser = portal.visit(&admin).await;
    let known = invite(&mut browser, "vera@house.example", "client").await;
    let unknown = invite(&mut browser, "nobody@house.example", "client").await;
    let plain = |said: &str| said.replace("vera@house.example", "…").replace("nobody@house.example", "…");
    assert!(known.contains("Приглашение отправлено на vera@house.example."), "{known}");
    assert!(plain(&unknown).contains("Приглашение отправлено на …."), "{unknown}");
    let form = browser.open(INVITING).await;
    let faulty = browser.press(&form, INVITING, &[("email", "vera"), ("role", "owner")]).await;
    assert_eq!(faulty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(faulty.values(".error-summary a", "href"), ["#email", "#role"]);
    assert_eq!(faulty.values("#email", "value"), ["vera"], "what was typed stays");
    for _ in 0..18 {
        invite(&mut browser, "more@house.example", "client").await;
    }
    let form = browser.open(INVITING).await;
    let over = browser.press(&form, INVITING, &[("email", INVITED), ("role", "client")]).await;
    assert_eq!(over.status, StatusCode::TOO_MANY_REQUESTS, "{}", over.text());
}

#[tokio::test]
async fn a_link_that_is_over_taken_back_or_made_up_opens_nothing() {
    let portal = Portal::open().await;
    let (_, admin) = house(&portal).await;
    let mut browser = portal.visit(&admin).await;
    invite(&mut browser, INVITED, "client_admin").await;
    portal.run_errands().await;
    let link = portal.link_to(INVITED).await;
    let page = browser.open(PEOPLE).await;
    assert!(page.says(INVITED), "{}", page.text());
    let withdrawal =
        page.values("form", "action").into_iter().find(|to| to.ends_with("/withdrawal")).unwrap();
    assert!(browser.press(&page, &withdrawal, &[]).await.says("Приглашение отозвано."));
    let mut stranger = portal.passer_by();
    assert_eq!(stranger.open(&link).await.status, StatusCode::GONE);
    assert_eq!(
        stranger.open(&format!("/portal/invitation/{}", "0f".repeat(32))).await.status,
        StatusCode::GONE
    );
    invite(&mut browser, INVITED, "client").await;
    portal.run_errands().await;
    let link = portal.link_to(INVITED).await;
    portal.clock.advance(Duration::days(8));
    assert!(stranger.open(&link).await.says("Этого приглашения больше нет"));
}

#[tokio::test]
async fn the_last_administrator_stays_and_the_inn_opens_whom_the_administrator_named() {
    let portal = Portal::open().await;
    let (organization, admin) = house(&portal).await;
    let mut browser = portal.visit(&admin).await;
    invite(&mut browser, INVITED, "client_admin").await;
    portal.run_errands().await;
    let link = portal.link_to(INVITED).await;
    let vera = portal.person("vera", "Сидорова Вера Павловна", &[(Role::Client, None)]).await;
    let mut other = portal.visit(&vera).await;
    let asked = other.open(&link).await;
    other.press(&asked, &link, &[]).await;
    let of = |what: &str, person: &Persona| {
        format!(
            "/portal/subscriber/organizations/{}/people/{}/{what}",
            organization.subscriber_code,
            person.id()
        )
    };
    let page = other.open(PEOPLE).await;
    let named = other.press(&page, &of("by-inn", &vera), &[]).await;
    assert!(named.says("Вход по ИНН назначен."), "{}", named.text());
    let inn = organization.requisites.inn.as_str();
    let mut passer_by = portal.passer_by();
    let signed_in = passer_by.sign_in(inn, crate::support::PASSWORD).await;
    assert_eq!(signed_in.status, StatusCode::SEE_OTHER);
    assert!(passer_by.open("/portal").await.says("Сидорова Вера Павловна"));
    let ended = browser.press(&page, &of("ending", &vera), &[]).await;
    assert!(ended.says("Доступ завершен."), "{}", ended.text());
    assert!(other.open("/portal/subscriber/codes").await.says("Организаций пока нет."), "at once");
    let last = browser.press(&ended, &of("ending", &admin), &[]).await;
    assert_eq!(last.status, StatusCode::CONFLICT);
    assert!(last.says("Это единственный администратор организации"), "{}", last.text());
    assert_eq!(portal.count("memberships where by_inn").await, 1, "the ИНН opens the one who stayed");
    portal.verify().await;
}

#[tokio::test]
async fn another_organisations_people_are_not_found() {
    let portal = Portal::open().await;
    let (organization, admin) = house(&portal).await;
    let stranger = portal.person("vera", "Сидорова Вера Павловна", &[(Role::Client, None)]).await;
    let code = &organization.subscriber_code;
    let of = |what: &str| format!("/portal/subscriber/organizations/{code}/people/{}/{what}", admin.id());
    let mut browser = portal.visit(&stranger).await;
    assert!(!browser.open(PEOPLE).await.says(&organization.requisites.short_name));
    for address in [of("ending"), of("by-inn")] {
        assert_eq!(
            browser.status("POST", &address, &[]).await,
            StatusCode::FORBIDDEN,
            "no administrator at all"
        );
    }
    let own = portal.send(&portal.draft()).await;
    let other = portal.organization(own).await;
    let tx = portal.db().begin().await.unwrap();
    registrar::store::accounts::join(&tx, stranger.id(), other.id, portal.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    let mut browser = portal.visit(&stranger).await;
    browser.open(PEOPLE).await;
    for address in [of("ending"), of("by-inn")] {
        assert_eq!(browser.status("POST", &address, &[]).await, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn nobody_else_uses_up_the_invitations_of_an_organisation() {
    let portal = Portal::open().await;
    let (organization, admin) = house(&portal).await;
    let other = portal.organization(portal.send(&portal.draft()).await).await;
    let stranger = portal.person("vera", "Сидорова Вера Павловна", &[(Role::Client, None)]).await;
    let tx = portal.db().begin().await.unwrap();
    registrar::store::accounts::join(&tx, stranger.id(), other.id, portal.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    let mut browser = portal.visit(&stranger).await;
    browser.open(INVITING).await;
    for place in 0..25 {
        let email = format!("person{place}@romashka.example");
        let form =
            [("organization", organization.subscriber_code.as_str()), ("email", &email), ("role", "client")];
        assert_eq!(browser.status("POST", INVITING, &form).await, StatusCode::NOT_FOUND, "{place}");
    }
    let said = invite(&mut portal.visit(&admin).await, INVITED, "client").await;
    assert!(said.contains("Приглашение отправлено"), "{said}");
}

#[tokio::test]
async fn of_two_administrators_who_end_each_other_at_once_one_stays() {
    let portal = Portal::open().await;
    let (organization, admin) = house(&portal).await;
    let vera = second_administrator(&portal, &organization).await;
    let (one, other) = (portal.member(&admin).await, portal.member(&vera).await);
    let code = &organization.subscriber_code;
    let (first, second) =
        tokio::join!(members::end(&one, code, vera.id()), members::end(&other, code, admin.id()));
    assert_eq!([first, second].iter().filter(|done| done.is_ok()).count(), 1);
    assert_eq!(portal.count("memberships where role = 'client_admin'").await, 1);
}

#[tokio::test]
async fn what_an_ended_administrator_sent_is_good_for_nothing() {
    let portal = Portal::open().await;
    let (organization, admin) = house(&portal).await;
    let vera = second_administrator(&portal, &organization).await;
    invite(&mut portal.visit(&vera).await, INVITED, "client_admin").await;
    assert_eq!(portal.count("invitations").await, 1);
    members::end(&portal.member(&admin).await, &organization.subscriber_code, vera.id()).await.unwrap();
    assert_eq!(portal.count("invitations").await, 0);
}

#[tokio::test]
async fn whoever_was_ended_does_not_come_back_by_another_connection() {
    let portal = Portal::open().await;
    let draft = portal.draft();
    let organization = portal.organization(portal.approved(&draft).await).await;
    let first = portal.program().await.login.account;
    let vera = second_administrator(&portal, &organization).await;
    members::end(&portal.member(&vera).await, &organization.subscriber_code, first).await.unwrap();
    let other = portal.its_login("vera-its", "forsait").await;
    let renewal = portal.send_by(&other, &draft.clone().with("/type", "renew".into())).await.unwrap();
    let ended = portal.program().await.login.login;
    let mut ended = portal.visit(&portal.known(&ended).await).await;
    let page = ended.open(&format!("/cabinet/applications/{renewal}")).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND, "{}", page.text());
    portal.clock.advance(Duration::minutes(1));
    portal.approved(&draft).await;
    assert_eq!(portal.count(&format!("memberships where person_id = {first}")).await, 0);
    portal.verify().await;
}

#[tokio::test]
async fn however_many_guess_an_invitation_nobody_joins_and_the_invited_does() {
    for way in GuessingWay::ALL {
        let portal = Portal::open().await;
        let (organization, admin) = house(&portal).await;
        invite(&mut portal.visit(&admin).await, INVITED, "client_admin").await;
        portal.run_errands().await;
        let link = portal.link_to(INVITED).await;
        let token = link.trim_start_matches("/portal/invitation/");
        let vera = portal.person("vera", "Сидорова Вера Павловна", &[(Role::Client, None)]).await;
        let (desk, mut guesser) = (portal.member(&vera).await, portal.passer_by());
        for (guess, from) in way.guesses(&portal.clock) {
            guesser = guesser.at(&from);
            let word = beside(token, guess);
            if guess % 2 == 0 {
                let page = guesser.open(&format!("/portal/invitation/{word}")).await;
                assert_eq!(page.status, StatusCode::GONE, "{way:?} {guess}");
            } else {
                let joined = members::accept(&desk, &word).await;
                assert!(matches!(joined, Err(Failure::NotFound)), "{way:?} {guess}");
            }
        }
        assert_eq!(portal.count("memberships").await, 1, "{way:?}");
        let mut invited = portal.visit(&vera).await;
        let asked = invited.open(&link).await;
        assert!(invited.press(&asked, &link, &[]).await.says("Приглашение принято."), "{way:?}");
        assert!(invited.open(PEOPLE).await.says(&organization.requisites.short_name), "{way:?}");
    }
}
