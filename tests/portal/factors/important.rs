//! What asks again who one is: every such act of every role, with what was typed kept.

use axum::http::StatusCode;
use chrono::Duration;
use registrar::domain::settings::Setting;

use crate::support::{PASSWORD, Page, Persona, Portal, Visitor};

/// An act that is asked for by a form, or by a link where there is none.
struct Act {
    address: String,
    form: Option<&'static [(&'static str, &'static str)]>,
}

/// A price list of a version that nobody has seen.
const PRICES: &[(&str, &str)] =
    &[("from", "2035-01-01"), ("rows", "main;sole_proprietor;z55;12;;;7100"), ("seen", "x")];

fn form(address: impl Into<String>, form: &'static [(&'static str, &'static str)]) -> Act {
    Act { address: address.into(), form: Some(form) }
}

fn link(address: &str) -> Act {
    Act { address: address.to_owned(), form: None }
}

impl Act {
    async fn by(&self, visitor: &mut Visitor) -> Page {
        match self.form {
            Some(typed) => visitor.send(&self.address, typed).await,
            None => visitor.open(&self.address).await,
        }
    }
}

/// What everybody does with the own account.
fn own() -> Vec<Act> {
    vec![
        form("/profile/codes/start", &[]),
        form("/profile/codes/recovery", &[]),
        form("/profile/codes/removal", &[]),
        form("/profile/passkeys", &[("name", "Ноутбук"), ("answer", "{}")]),
        form("/profile/passkeys/1/removal", &[]),
        form("/profile/cloud/linking", &[("issuer", "https://nobody.example")]),
    ]
}

fn of_people(list: &str, person: impl std::fmt::Display) -> Vec<Act> {
    vec![
        form(
            list,
            &[
                ("login", "novaya"),
                ("full_name", "Новая Анна"),
                ("email", "new@x.example"),
                ("role", "nobody"),
            ],
        ),
        form(format!("{list}/{person}/roles"), &[("version", "0"), ("role", "partner_manager")]),
        form(format!("{list}/{person}/roles/partner_staff/ending"), &[("version", "0")]),
        form(format!("{list}/{person}/enabling"), &[("version", "0")]),
        form(format!("{list}/factors"), &[("role", "nobody"), ("from", "01.12.2035")]),
        form(format!("{list}/factor-resets"), &[("login", "nobody"), ("reason", "Потерян телефон")]),
    ]
}

/// What lets clients and their programs in.
fn of_clients() -> Vec<Act> {
    vec![
        form("/partner/logins", &[("login", "novy"), ("email", "novy@x.example"), ("contract_until", "")]),
        form("/partner/logins/offers", &[("offered_login", "novy"), ("offered_until", "")]),
        form("/partner/logins/1/unblocking", &[("version", "0")]),
        form("/partner/logins/1/link", &[("version", "0")]),
        form("/partner/organizations/1/administrators", &[("email", "novy@x.example")]),
    ]
}

/// What lets somebody act for a subscriber.
fn of_members() -> Vec<Act> {
    vec![
        form("/portal/subscriber/invitation", &[("email", "novy@x.example"), ("role", "nobody")]),
        form("/portal/subscriber/organizations/1/people/1/ending", &[]),
        form("/portal/subscriber/organizations/1/people/1/by-inn", &[]),
    ]
}

async fn everything(portal: &Portal) -> Vec<(Persona, Vec<Act>)> {
    let (staff, clerk) = (portal.staff().await, portal.clerk().await);
    let mut of_partner = of_people("/partner/people", staff.id());
    of_partner.push(link("/partner/journal/export"));
    of_partner.extend(of_clients());
    let mut of_operator = of_people("/operator/people", clerk.id());
    of_operator.push(form("/operator/prices/publication", PRICES));
    let transfer = &[("partner", "nobody"), ("login", "nobody"), ("reason", "По просьбе клиента")];
    of_operator.push(form("/operator/transfers/1", transfer));
    let setting = format!("/operator/settings/{}", Setting::ALL[0].code());
    of_operator.push(form(setting, &[("value", "?"), ("from", "2035-01-01")]));
    let number = portal.send(&portal.draft()).await;
    let member = portal.client(portal.organization(number).await.id).await;
    vec![
        (staff, own()),
        (
            portal.manager().await,
            [own(), vec![link("/partner/documents/book?year=2026")]].into_iter().flatten().collect(),
        ),
        (portal.support().await, own()),
        (clerk, own()),
        (portal.billing().await, own()),
        (member, own().into_iter().chain(of_members()).collect()),
        (portal.partner_admin().await, of_partner),
        (portal.admin().await, of_operator),
    ]
}

#[tokio::test]
async fn every_important_act_asks_once_in_ten_minutes_and_keeps_what_was_typed() {
    let portal = Portal::open().await;
    for (persona, acts) in everything(&portal).await {
        for act in acts {
            let what = format!("{} {}", persona.account.login, act.address);
            let mut visitor = portal.visit(&persona).await;
            visitor.open("/profile").await;
            let recent = act.by(&mut visitor).await;
            assert!(!recent.says("Подтвердите, что это вы"), "{what}: signed in just now");
            portal.clock.advance(Duration::minutes(10));
            let asked = act.by(&mut visitor).await;
            assert_eq!(asked.status, StatusCode::FORBIDDEN, "{what}: {}", asked.text());
            assert!(asked.says("Подтвердите, что это вы"), "{what}: {}", asked.text());
            for (name, value) in act.form.unwrap_or_default() {
                let kept = asked.values(&format!("form input[type=hidden][name={name}]"), "value");
                assert!(kept.contains(&(*value).to_owned()), "{what}: {name} is lost");
            }
            let done = visitor.press(&asked, "/profile/proof", &[("proof", PASSWORD)]).await;
            assert!(!done.says("Подтвердите, что это вы"), "{what}: {}", done.text());
            assert_ne!(done.status, StatusCode::FORBIDDEN, "{what}: it goes on");
            let again = act.by(&mut visitor).await;
            assert!(!again.says("Подтвердите, что это вы"), "{what}: not asked twice");
        }
    }
}
