//! The administrators of a subscriber, whom its partner may invite: inviting, joining, promotion, and who is told.

mod refused;

use axum::http::StatusCode;
use registrar::domain::organization::Organization;
use registrar::domain::role::{Role, Scope};
use registrar::operations::administrators::{self, Administration};
use registrar::operations::verification::verify;
use registrar::operations::{Requester, members};
use registrar::store::letters;

use crate::support::{Page, Persona, Portal, Visitor};

const INVITED: &str = "vera@romashka.example";
const CALLER: Requester<'static> = Requester { address: "192.0.2.1", secret: &[7], request_id: "test" };

/// An organisation of «Форсайт», and its administrator.
async fn house(portal: &Portal) -> (Organization, Persona) {
    let organization = portal.organization(portal.send(&portal.draft()).await).await;
    let admin = portal.client(organization.id).await;
    (organization, admin)
}

async fn vera(portal: &Portal) -> Persona {
    portal.person("vera", "Сидорова Вера Павловна", &[(Role::Client, None)]).await
}

fn page_of(organization: &Organization) -> String {
    format!("/partner/organizations/{}/administrators", organization.subscriber_code)
}

async fn invite(portal: &Portal, organization: &Organization, email: &str) -> Page {
    let mut browser = portal.visit(&portal.partner_admin().await).await;
    let address = page_of(organization);
    let page = browser.open(&address).await;
    browser.press(&page, &address, &[("email", email)]).await
}

fn leads_to(page: &Page, address: &str) -> bool {
    page.values("a", "href").iter().any(|href| href == address)
}

/// Invites, and answers with the link of the letter.
async fn link(portal: &Portal, organization: &Organization) -> String {
    let said = invite(portal, organization, INVITED).await;
    assert!(said.says(&format!("Приглашение отправлено на {INVITED}.")), "{}", said.text());
    portal.run_errands().await;
    portal.link_to(INVITED).await
}

async fn accept(portal: &Portal, person: &Persona, link: &str) -> (Visitor, Page) {
    let mut browser = portal.visit(person).await;
    let asked = browser.open(link).await;
    let answer = browser.press(&asked, link, &[]).await;
    (browser, answer)
}

/// The texts of the letters to an address, the latest first.
async fn letters_to(portal: &Portal, address: &str) -> Vec<String> {
    let all = letters::latest(portal.db(), &Scope::Everything, 100).await.unwrap();
    all.into_iter().filter(|letter| letter.recipient == address).map(|letter| letter.text).collect()
}

async fn seen(portal: &Portal, organization: &Organization) -> Administration {
    let desk = portal.partner_admin().await.desk();
    administrators::of(&desk, &organization.subscriber_code).await.unwrap()
}

#[tokio::test]
async fn the_partner_invites_an_administrator_who_joins_by_the_letter_and_the_others_are_told() {
    let portal = Portal::open().await;
    let (organization, first) = house(&portal).await;
    let mut partner = portal.visit(&portal.partner_admin().await).await;
    let card = partner.open(&format!("/partner/organizations/{}", organization.subscriber_code)).await;
    assert!(leads_to(&card, &page_of(&organization)), "{}", card.text());
    let page = partner.open(&page_of(&organization)).await;
    assert!(page.says("Петрова Анна Ивановна") && page.says("c•••@forsait.example"), "{}", page.text());
    assert!(!page.says(&first.account.email) && !page.says("Приглашены"), "{}", page.text());
    let said = partner.press(&page, &page_of(&organization), &[("email", " Vera@Romashka.example ")]).await;
    assert!(said.says("Приглашены") && said.says(INVITED), "{}", said.text());
    assert_eq!(portal.count("errands where payload like '%vera@%'").await, 0);
    portal.run_errands().await;
    let told = letters_to(&portal, &first.account.email).await.remove(0);
    for words in
        ["Здравствуйте, Петрова Анна Ивановна!", "обслуживающая организация ООО «forsait»", "Пользователи"]
    {
        assert!(told.contains(words), "{words}: {told}");
    }
    let letter = letters_to(&portal, INVITED).await.remove(0);
    assert!(letter.contains("Обслуживающая организация ООО «forsait» приглашает вас"), "{letter}");
    let link = portal.link_to(INVITED).await;
    let offered = portal.passer_by().open(&link).await;
    assert!(offered.says("ООО «forsait»") && offered.says("Зарегистрироваться"), "{}", offered.text());
    let vera = vera(&portal).await;
    let (mut joined, answer) = accept(&portal, &vera, &link).await;
    assert!(answer.says("Приглашение принято."), "{}", answer.text());
    assert!(joined.open("/portal/subscriber/invitation").await.says("Пригласить"), "an administrator");
    assert_eq!(portal.count("memberships where role = 'client_admin'").await, 2);
    let by_inn = format!("memberships where by_inn and person_id = {}", first.id());
    assert_eq!(portal.count(&by_inn).await, 1, "the ИНН opens whom it opened");
    let page = partner.open(&page_of(&organization)).await;
    assert!(page.says("Сидорова Вера Павловна") && !page.says("Приглашены"), "{}", page.text());
    portal.verify().await;
}

#[tokio::test]
async fn the_history_says_who_invited_and_the_operator_reads_who_joined_by_it() {
    let portal = Portal::open().await;
    let (organization, _) = house(&portal).await;
    let link = link(&portal, &organization).await;
    accept(&portal, &vera(&portal).await, &link).await;
    let mut staff = portal.visit(&portal.staff().await).await;
    let history = format!("/partner/organizations/{}?tab=history", organization.subscriber_code);
    let shown = staff.open(&history).await;
    for words in ["Приглашен администратор абонента", "Громова Инна Юрьевна", "1 письмо администратору"]
    {
        assert!(shown.says(words), "{words}: {}", shown.text());
    }
    assert!(!shown.says(INVITED) && !leads_to(&shown, &page_of(&organization)), "{}", shown.text());
    let mut manager = portal.visit(&portal.manager().await).await;
    let journal = manager.open("/partner/journal").await;
    assert!(journal.says("администраторы в личном кабинете"), "{}", journal.text());
    let mut operator = portal.visit(&portal.admin().await).await;
    let joined = operator.open("/operator/journal").await;
    assert!(joined.says("по приглашению обслуживающей организации"), "{}", joined.text());
    portal.verify().await;
}

#[tokio::test]
async fn whoever_acts_for_the_organisation_is_promoted_by_the_partner_and_by_its_administrator() {
    for by_partner in [true, false] {
        let portal = Portal::open().await;
        let (organization, first) = house(&portal).await;
        let vera = vera(&portal).await;
        let own = portal.member(&first).await;
        let typed = |role: &str| members::TypedInvitation {
            organization: organization.subscriber_code.clone(),
            email: INVITED.to_owned(),
            role: role.to_owned(),
        };
        members::invite(&own, &CALLER, &typed("client")).await.unwrap();
        portal.run_errands().await;
        accept(&portal, &vera, &portal.link_to(INVITED).await).await;
        assert_eq!(portal.count("memberships where role = 'client_admin'").await, 1);
        let since = seen(&portal, &organization).await.members.of(vera.id()).unwrap().since;
        portal.clock.advance(chrono::Duration::hours(1));
        if by_partner {
            link(&portal, &organization).await;
        } else {
            members::invite(&own, &CALLER, &typed("client_admin")).await.unwrap();
            portal.run_errands().await;
        }
        let (mut browser, answer) = accept(&portal, &vera, &portal.link_to(INVITED).await).await;
        assert!(answer.says("Приглашение принято."), "{by_partner}: {}", answer.text());
        assert!(browser.open("/portal/subscriber/invitation").await.says("Пригласить"), "{by_partner}");
        let members = seen(&portal, &organization).await.members;
        assert!(members.administers(vera.id()) && members.of(vera.id()).unwrap().since == since);
        assert!(members.of(first.id()).unwrap().by_inn, "{by_partner}");
        portal.verify().await;
        portal.sql(&format!("update memberships set role = 'client' where person_id = {}", vera.id())).await;
        let broken = verify(portal.db()).await.unwrap().into_iter().filter(|found| found.broken.is_some());
        assert_eq!(broken.count(), 1, "{by_partner}: what was promoted behind the program's back is found");
    }
}

#[tokio::test]
async fn whoever_is_invited_first_where_nobody_acts_is_whom_the_inn_opens() {
    let portal = Portal::open().await;
    let organization = portal.organization(portal.send(&portal.draft()).await).await;
    let mut partner = portal.visit(&portal.partner_admin().await).await;
    let page = partner.open(&page_of(&organization)).await;
    assert!(page.says("Администратора пока нет."), "{}", page.text());
    let link = link(&portal, &organization).await;
    assert_eq!(portal.count("errands where kind = 'administrator_invited'").await, 0, "nobody to tell");
    let vera = vera(&portal).await;
    accept(&portal, &vera, &link).await;
    let members = seen(&portal, &organization).await.members;
    assert!(members.administers(vera.id()) && members.of(vera.id()).unwrap().by_inn);
    portal.verify().await;
}

#[tokio::test]
async fn of_two_who_accept_at_once_one_joins() {
    let portal = Portal::open().await;
    let (organization, _) = house(&portal).await;
    let link = link(&portal, &organization).await;
    let token = link.trim_start_matches("/portal/invitation/");
    let other = portal.person("boris", "Серов Борис Ильич", &[(Role::Client, None)]).await;
    let (one, other) = (portal.member(&vera(&portal).await).await, portal.member(&other).await);
    let (first, second) = tokio::join!(members::accept(&one, token), members::accept(&other, token));
    assert_eq!([&first, &second].iter().filter(|done| done.is_ok()).count(), 1, "{first:?} {second:?}");
    assert_eq!(portal.count("memberships where role = 'client_admin'").await, 2);
    portal.verify().await;
}

#[tokio::test]
async fn an_administrator_is_told_even_when_whoever_was_invited_has_ended_them() {
    let portal = Portal::open().await;
    let (organization, first) = house(&portal).await;
    portal
        .sql(&format!(
            "update people set disabled_at = '2026-11-18T09:00:00+00:00' where id = {}",
            first.id()
        ))
        .await;
    invite(&portal, &organization, INVITED).await;
    portal.sql("delete from memberships").await;
    portal.run_errands().await;
    let told = letters_to(&portal, &first.account.email).await;
    assert!(told.len() == 1 && told[0].contains("пригласила еще одного администратора"), "{told:?}");
    assert_eq!(portal.count("errands where state = 'dead'").await, 0);
}

#[tokio::test]
async fn the_subscribers_administrator_sees_the_partners_invitation_and_takes_it_back() {
    let portal = Portal::open().await;
    let (organization, first) = house(&portal).await;
    let link = link(&portal, &organization).await;
    let mut own = portal.visit(&first).await;
    let page = own.open("/portal/subscriber/people").await;
    assert!(page.says(INVITED) && page.says("по приглашению обслуживающей организации"), "{}", page.text());
    let withdrawal =
        page.values("form", "action").into_iter().find(|to| to.ends_with("/withdrawal")).unwrap();
    assert!(own.press(&page, &withdrawal, &[]).await.says("Приглашение отозвано."));
    assert_eq!(portal.passer_by().open(&link).await.status, StatusCode::GONE);
    assert!(seen(&portal, &organization).await.invited.is_empty());
}
