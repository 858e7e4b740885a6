//! Who is not invited, who does not invite, and what a partner's invitation is good for no more.

use axum::http::StatusCode;
use chrono::Duration;
use registrar::domain::ids::{InvitationId, PersonId};
use registrar::domain::role::Role;
use registrar::gateways::tokens;
use registrar::operations::verification::verify;
use registrar::operations::{Failure, administrators, members, people};

use super::{CALLER, INVITED, accept, house, invite, leads_to, link, page_of, seen, vera};
use crate::support::{Page, Portal};

const GONE: &str = "Этого приглашения больше нет";

async fn opened(portal: &Portal, link: &str) -> Page {
    portal.passer_by().open(link).await
}

#[tokio::test]
async fn whoever_administers_already_is_refused_in_words_by_the_partner_and_by_the_subscriber() {
    let portal = Portal::open().await;
    let (organization, first) = house(&portal).await;
    let words = "Владелец этого адреса уже администратор организации";
    let refused = invite(&portal, &organization, "Client@Forsait.example").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.says(words), "{}", refused.text());
    assert_eq!(refused.values("#email", "value"), ["Client@Forsait.example"], "what was typed stays");
    let empty = invite(&portal, &organization, " ").await;
    assert!(empty.says("Укажите e-mail"), "{}", empty.text());
    let own = portal.member(&first).await;
    for (role, said) in
        [("client_admin", words), ("client", "Владелец этого адреса уже работает от имени организации")]
    {
        let typed = members::TypedInvitation {
            organization: organization.subscriber_code.clone(),
            email: first.account.email.clone(),
            role: role.to_owned(),
        };
        let refused = members::invite(&own, &CALLER, &typed).await.unwrap_err();
        assert!(matches!(&refused, Failure::Invalid(faults) if faults[0].1 == said), "{refused:?}");
    }
    assert_eq!(portal.count("invitations").await, 0);
    // Another address of the same account: the link then finds an administrator.
    let link = link(&portal, &organization).await;
    let (_, answer) = accept(&portal, &first, &link).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(answer.says("Вы уже работаете от имени этой организации."), "{}", answer.text());
    assert_eq!(portal.count("invitations").await, 1, "it is not used up");
}

#[tokio::test]
async fn an_account_of_a_desk_never_joins() {
    let portal = Portal::open().await;
    let (organization, _) = house(&portal).await;
    let link = link(&portal, &organization).await;
    for person in [portal.partner_admin().await, portal.staff().await, portal.support().await] {
        let mut browser = portal.visit(&person).await;
        browser.open(&link).await;
        assert_eq!(
            browser.status("POST", &link, &[]).await,
            StatusCode::FORBIDDEN,
            "{}",
            person.account.login
        );
    }
    assert_eq!(portal.count("memberships").await, 1);
}

#[tokio::test]
async fn only_an_administrator_of_the_serving_partner_sees_and_invites() {
    let portal = Portal::open().await;
    let (organization, _) = house(&portal).await;
    link(&portal, &organization).await;
    let (page, withdrawal) = (page_of(&organization), format!("{}/1/withdrawal", page_of(&organization)));
    let sevproekt = portal.partner("sevproekt").await;
    let theirs =
        portal.person("chief-sev", "Главный Лев Ильич", &[(Role::PartnerAdmin, Some(&sevproekt))]).await;
    let forbidden = StatusCode::FORBIDDEN;
    for (person, expected) in [
        (portal.staff().await, forbidden),
        (portal.manager().await, forbidden),
        (portal.support().await, forbidden),
        (portal.admin().await, forbidden),
        (theirs, StatusCode::NOT_FOUND),
    ] {
        let mut browser = portal.visit(&person).await;
        let login = &person.account.login;
        browser.open("/profile").await;
        assert_eq!(browser.status("GET", &page, &[]).await, expected, "{login}");
        assert_eq!(browser.status("POST", &page, &[("email", INVITED)]).await, expected, "{login}");
        assert_eq!(browser.status("POST", &withdrawal, &[]).await, expected, "{login}");
    }
    assert_eq!(portal.count("invitations").await, 1);
    let mut staff = portal.visit(&portal.staff().await).await;
    let card = staff.open(&format!("/partner/organizations/{}", organization.subscriber_code)).await;
    assert!(!leads_to(&card, &page) && !card.says("Администраторы"), "{}", card.text());
}

#[tokio::test]
async fn a_partner_takes_back_its_own_invitations_and_no_others() {
    let portal = Portal::open().await;
    let (organization, first) = house(&portal).await;
    let typed = members::TypedInvitation {
        organization: organization.subscriber_code.clone(),
        email: INVITED.to_owned(),
        role: "client".to_owned(),
    };
    members::invite(&portal.member(&first).await, &CALLER, &typed).await.unwrap();
    portal.run_errands().await;
    let subscribers = portal.link_to(INVITED).await;
    portal.clock.advance(Duration::minutes(1));
    let partners = link(&portal, &organization).await;
    assert_eq!(portal.count("invitations").await, 2, "neither side replaces what the other sent");
    let mut browser = portal.visit(&portal.partner_admin().await).await;
    let page = browser.open(&page_of(&organization)).await;
    let offered: Vec<String> =
        page.values("form", "action").into_iter().filter(|to| to.ends_with("/withdrawal")).collect();
    assert_eq!(offered.len(), 1, "{offered:?}");
    let said = browser.press(&page, &offered[0], &[]).await;
    assert!(said.says("Приглашение отозвано.") && !said.says("Приглашены"), "{}", said.text());
    assert_eq!(opened(&portal, &partners).await.status, StatusCode::GONE);
    assert_eq!(browser.status("POST", &offered[0], &[]).await, StatusCode::NOT_FOUND, "once");
    let desk = portal.partner_admin().await.desk();
    let theirs = administrators::withdraw(&desk, &organization.subscriber_code, InvitationId(1)).await;
    assert!(matches!(theirs, Err(Failure::NotFound)), "{theirs:?}");
    assert_eq!(opened(&portal, &subscribers).await.status, StatusCode::OK);
    portal.verify().await;
}

#[tokio::test]
async fn a_link_is_good_once_and_for_a_week() {
    let portal = Portal::open().await;
    let (organization, _) = house(&portal).await;
    let link_of_vera = link(&portal, &organization).await;
    accept(&portal, &vera(&portal).await, &link_of_vera).await;
    let boris = portal.person("boris", "Серов Борис Ильич", &[(Role::Client, None)]).await;
    let mut browser = portal.visit(&boris).await;
    assert!(browser.open(&link_of_vera).await.says(GONE));
    assert_eq!(browser.status("POST", &link_of_vera, &[]).await, StatusCode::GONE, "used twice");
    portal.clock.advance(Duration::minutes(1));
    let late = link(&portal, &organization).await;
    assert!(browser.open(&late).await.says("Принять приглашение"));
    portal.clock.advance(Duration::days(7));
    let mut browser = portal.visit(&boris).await;
    assert!(browser.open(&late).await.says(GONE));
    assert_eq!(browser.status("POST", &late, &[]).await, StatusCode::GONE, "expired");
    assert!(seen(&portal, &organization).await.invited.is_empty());
    assert_eq!(portal.count("memberships").await, 2);
}

#[tokio::test]
async fn one_address_gets_five_invitations_a_day() {
    let portal = Portal::open().await;
    let (organization, _) = house(&portal).await;
    for _ in 0..5 {
        assert_eq!(invite(&portal, &organization, INVITED).await.status, StatusCode::OK);
    }
    let over = invite(&portal, &organization, INVITED).await;
    assert_eq!(over.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", over.text());
    assert!(over.says("На этот адрес за сутки отправлено 5 приглашений"), "{}", over.text());
}

#[tokio::test]
async fn the_limit_of_a_partner_is_its_own_for_each_organisation() {
    let portal = Portal::open().await;
    let (organization, first) = house(&portal).await;
    let desk = portal.partner_admin().await.desk();
    let code = &organization.subscriber_code;
    for place in 0..20 {
        let to = format!("more{}@romashka.example", place % 4);
        administrators::invite(&desk, &CALLER, code, &to).await.unwrap();
    }
    let over = invite(&portal, &organization, INVITED).await;
    assert_eq!(over.status, StatusCode::TOO_MANY_REQUESTS, "{}", over.text());
    assert_eq!(over.values("#email", "value"), [INVITED], "what was typed stays");
    assert_eq!(portal.count("invitations").await, 4, "the latest to the same address");
    let typed = members::TypedInvitation {
        organization: code.clone(),
        email: INVITED.to_owned(),
        role: "client".to_owned(),
    };
    members::invite(&portal.member(&first).await, &CALLER, &typed).await.unwrap();
    let other = portal.organization(portal.send(&portal.draft()).await).await;
    administrators::invite(&desk, &CALLER, &other.subscriber_code, INVITED).await.unwrap();
    portal.clock.advance(Duration::hours(25));
    let desk = portal.partner_admin().await.desk();
    administrators::invite(&desk, &CALLER, code, INVITED).await.unwrap();
}

#[tokio::test]
async fn what_a_partner_sent_ends_when_another_serves_the_organisation() {
    let portal = Portal::open().await;
    portal.its_login("its-sev", "sevproekt").await;
    let organization = portal.organization(portal.approved(&portal.draft()).await).await;
    let link = link(&portal, &organization).await;
    let address = format!("/operator/transfers/{}", organization.subscriber_code);
    let mut operator = portal.visit(&portal.admin().await).await;
    let page = operator.open(&address).await;
    let to = [("partner", "sevproekt"), ("login", "its-sev"), ("reason", "Обращение 17")];
    assert!(operator.press(&page, &address, &to).await.says("Организация передана новому партнеру."));
    assert!(opened(&portal, &link).await.says(GONE));
    portal.verify().await;
}

#[tokio::test]
async fn what_an_administrator_of_the_partner_sent_ends_with_their_role() {
    for disabled in [true, false] {
        let portal = Portal::open().await;
        let (organization, _) = house(&portal).await;
        let forsait = portal.partner("forsait").await;
        let roles = [(Role::PartnerAdmin, Some(&forsait)), (Role::PartnerStaff, Some(&forsait))];
        let leaving = portal.person("leaving", "Уходов Лев Ильич", &roles).await;
        let code = &organization.subscriber_code;
        administrators::invite(&leaving.desk(), &CALLER, code, INVITED).await.unwrap();
        administrators::invite(&portal.partner_admin().await.desk(), &CALLER, code, "a@b.example")
            .await
            .unwrap();
        let desk = portal.partner_admin().await.desk();
        let version = people::open(&desk, leaving.id()).await.unwrap().colleague.version;
        end(&desk, leaving.id(), version, disabled).await;
        let left = seen(&portal, &organization).await.invited;
        assert_eq!(left.len(), 1, "{disabled}");
        assert_eq!(left[0].email, "a@b.example");
    }
}

#[tokio::test]
async fn whoever_joins_by_an_invitation_that_no_partner_sent_is_found() {
    let portal = Portal::open().await;
    let (organization, _) = house(&portal).await;
    let (partner, by) = (portal.partner("forsait").await.id, portal.partner_admin().await.id());
    let token = "0f".repeat(32);
    let (of, digest) = (organization.id, tokens::digest(&token));
    let forged = format!(
        "insert into invitations (organization_id, email, role, invited_by, partner_id, digest, asked_at, expires_at) \
         values ({of}, '{INVITED}', 'client_admin', {by}, {partner}, '{digest}', '2026-11-18T09:00:00+00:00', \
         '2099-01-01T09:00:00+00:00')"
    );
    portal.sql(&forged).await;
    let broken = async || {
        let all = verify(portal.db()).await.unwrap();
        all.into_iter().filter_map(|found| found.broken).collect::<Vec<_>>()
    };
    assert_eq!(broken().await, ["invitation:1 that nobody sent"]);
    let vera = vera(&portal).await;
    members::accept(&portal.member(&vera).await, &token).await.unwrap();
    assert_eq!(broken().await, [format!("person:{} joined uninvited by partner:{partner}", vera.id())]);
}

async fn end(desk: &registrar::operations::Desk, id: PersonId, version: i32, disabled: bool) {
    if disabled {
        people::disable(desk, id, version, people::Successor::Unsaid).await.unwrap();
    } else {
        people::end_role(desk, id, version, Role::PartnerAdmin).await.unwrap();
    }
}
