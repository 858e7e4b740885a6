//! The support line: a search that says at once what the caller will ask, and a card with personal data masked.

use chrono::NaiveDate;
use templates::components::{Empty, Fact, Link};
use templates::format::Zone;
use templates::pages::support::{StuckApplication, SupportOrganizationPage, SupportPage, SupportResult};
use templates::paths;

use super::operator::{ReturnedReason, reason_form};
use super::organizations::{Asked, applications, certificates, facts, kpp, mode, product, products};
use super::words::issuance::RESET;
use super::words::subscriber;
use super::{queue, words};
use crate::domain::application::Application;
use crate::domain::ids::ApplicationNumber;
use crate::domain::month::moscow_day;
use crate::domain::organization::asked_terms;
use crate::domain::partner::Partner;
use crate::domain::stage::StageCode;
use crate::operations::Desk;
use crate::operations::organizations::{Found, OrganizationCard, OrganizationList};
use crate::policy::Permission;

/// The search with what it found.
#[must_use]
pub fn search(
    desk: &Desk,
    found: &OrganizationList,
    partners: &[Partner],
    asked: &Asked,
    zone: Zone,
) -> SupportPage {
    let today = moscow_day(desk.now());
    let row = |one: &Found| SupportResult {
        matched: matched(one, &asked.q),
        partner: partners
            .iter()
            .find(|partner| partner.id == one.organization.partner)
            .map_or_else(String::new, |partner| partner.name.clone()),
        waiting: one.last.as_ref().and_then(|last| waiting(desk, last, zone)),
        ..result(one, today)
    };
    SupportPage {
        search: asked.q.clone(),
        results: found.rows.iter().map(row).collect(),
        pager: asked.pager(&paths::support(), found),
        empty: empty(&asked.q),
    }
}

fn result(found: &Found, today: NaiveDate) -> SupportResult {
    let organization = &found.organization;
    SupportResult {
        code: organization.subscriber_code.clone(),
        name: organization.requisites.short_name.clone(),
        inn: organization.requisites.inn.as_str().to_owned(),
        kpp: kpp(organization),
        matched: None,
        partner: String::new(),
        product: product(&found.licences, today),
        mode: mode(&found.licences, today),
        status: found.last.as_ref().map(queue::status),
        waiting: None,
    }
}

/// Whose turn it is and for how long: «ход партнера, 2 ч».
fn waiting(desk: &Desk, last: &Application, zone: Zone) -> Option<String> {
    let turn = subscriber::turn(last.stage.code().ball())?;
    let since = zone.since(last.stage_since, desk.now());
    Some(format!("{turn}, {}", templates::format::lasting(since.moment.at, since.now)))
}

/// By what it was found, when the row itself does not show it; contacts are named and not shown.
fn matched(found: &Found, asked: &str) -> Option<String> {
    let terms = asked_terms(asked);
    let [term] = terms.as_slice() else { return None };
    let (organization, last) = (&found.organization, found.last.as_ref());
    let number = last.map(|last| last.number.to_string()).unwrap_or_default();
    let shown = [
        ("код абонента", organization.subscriber_code.as_str()),
        (subscriber::registration(organization.requisites.kind), organization.requisites.ogrn.as_str()),
        ("рег. номер", last.map(|last| last.asked.reg_number.as_str()).unwrap_or_default()),
        ("№ заявления", number.as_str()),
    ];
    let shown = shown.into_iter().find(|(_, value)| value.starts_with(term.as_str()));
    let phone = || {
        let kept = organization.requisites.phone.as_str().trim_start_matches('+');
        kept.starts_with(term.as_str()).then(|| "телефон".to_owned())
    };
    shown.map(|(label, value)| format!("{label} {value}")).or_else(phone)
}

fn empty(asked: &str) -> Empty {
    let (reason, advice) = if asked_terms(asked).is_empty() {
        (
            "Спросите у звонящего ИНН.",
            "Подойдет и начало названия, рег. номер, код абонента, логин или телефон.",
        )
    } else {
        (
            "Ничего не найдено.",
            "Проверьте номер по цифрам или начните с названия. Организация появляется с первым заявлением.",
        )
    };
    Empty { reason: reason.to_owned(), advice: advice.to_owned(), link: None }
}

/// The card, personal data masked; all that can be done here is dropping what is stuck.
#[must_use]
pub fn card(
    desk: &Desk,
    card: &OrganizationCard,
    returned: Option<&ReturnedReason>,
    csrf: String,
    zone: Zone,
) -> SupportOrganizationPage {
    let organization = &card.organization;
    let today = moscow_day(desk.now());
    let contacts = [
        Fact::new("Телефон", phone(organization.requisites.phone.as_str())),
        Fact::new("E-mail", email(organization.requisites.email.as_str())),
    ];
    SupportOrganizationPage {
        code: organization.subscriber_code.clone(),
        name: organization.requisites.short_name.clone(),
        inn: organization.requisites.inn.as_str().to_owned(),
        kpp: kpp(organization),
        answer: card.applications.first().map(|last| answer(desk, last, zone)),
        stuck: stuck(desk, card, returned, zone),
        details: facts(card, contacts),
        products: products(card, today, on_this_page),
        applications: applications(&card.applications, desk.now(), zone, |_| None),
        certificates: certificates(&card.certificates, today),
        csrf,
    }
}

/// The applications on which automatic work has stopped, to be dropped as long as they move.
fn stuck(
    desk: &Desk,
    card: &OrganizationCard,
    returned: Option<&ReturnedReason>,
    zone: Zone,
) -> Vec<StuckApplication> {
    let code = &card.organization.subscriber_code;
    let one = |application: &Application| {
        let attention = application.attention.as_ref()?;
        let number = application.number;
        let open = StageCode::OPEN.contains(&application.stage.code());
        let action = paths::support_reset(code, &number.to_string());
        Some(StuckApplication {
            number: format!("№ {number}"),
            last_error: attention.words.clone(),
            since: zone.since(attention.since, desk.now()),
            reset: (open && desk.allows(Permission::ResetErrand))
                .then(|| reason_form(("reset", RESET), number, action, returned)),
        })
    };
    card.applications.iter().filter_map(one).collect()
}

/// What the caller asks first: where the last application stands, whose turn it is and since when.
fn answer(desk: &Desk, last: &Application, zone: Zone) -> String {
    let since = zone.since(last.stage_since, desk.now());
    let stage = words::stage(last.stage.code());
    let lasting = templates::format::lasting(since.moment.at, since.now);
    let turn = subscriber::turn(last.stage.code().ball()).map(|turn| format!("; {turn}"));
    format!(
        "Заявление № {}: «{stage}» с {} ({lasting}){}.",
        last.number,
        since.moment.text(),
        turn.unwrap_or_default()
    )
}

/// The support line may not open the partner's card; the number leads to the list on the same page.
fn on_this_page(number: ApplicationNumber) -> Link {
    Link { label: format!("№ {number}"), href: "#applications".to_owned() }
}

/// «+7 999 •••-••-01».
fn phone(full: &str) -> String {
    match (full.get(..5), full.get(full.len().saturating_sub(2)..)) {
        (Some(start), Some(end)) if full.len() == 12 => {
            format!("{} {} •••-••-{end}", &start[..2], &start[2..])
        }
        _ => "•••".to_owned(),
    }
}

/// «b•••@romashka.example».
fn email(full: &str) -> String {
    match full.split_once('@') {
        Some((name, host)) => format!("{}•••@{host}", name.chars().take(1).collect::<String>()),
        None => "•••".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contacts_are_masked_and_still_told_apart() {
        assert_eq!(phone("+79990000001"), "+7 999 •••-••-01");
        assert_eq!(email("buh@romashka.example"), "b•••@romashka.example");
        assert_eq!(email("п@пример.рф"), "п•••@пример.рф");
        for damaged in ["", "12", "ключ"] {
            assert_eq!((phone(damaged), email(damaged)), ("•••".to_owned(), "•••".to_owned()));
        }
    }
}
