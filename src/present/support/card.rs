//! The card of the support line: personal data is masked unless disclosed; the only verb drops dead errands.

use templates::components::{Choice, Fact, FieldError, Link};
use templates::format::Zone;
use templates::pages::CertificateRow;
use templates::pages::support::{Disclosure, PersonRow, SupportOrganizationPage};
use templates::paths;

use super::summary::{name, subject};
use super::{masks, matched::matched, stuck, summary};
use crate::domain::application::Application;
use crate::domain::disclosure::Disclosed;
use crate::domain::ids::ApplicationNumber;
use crate::domain::month::moscow_day;
use crate::domain::submission::SignatureRole;
use crate::operations::Desk;
use crate::operations::support::SupportCard;
use crate::policy::Permission;
use crate::present::operator::ReturnedReason;
use crate::present::organizations::{applications, certificates, facts, kpp, products};
use crate::present::words;
use crate::present::words::subscriber;

/// The form of a disclosure, with its faults.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct TypedDisclosure {
    /// What was searched for.
    pub q: String,
    /// The code of what is to be disclosed.
    pub what: String,
    /// The reason.
    pub reason: String,
    /// The last disclosure that the page knew of.
    pub seen: String,
    /// The faults.
    #[serde(skip)]
    pub faults: Vec<(&'static str, String)>,
    /// The refused form that drops dead errands, if there is one.
    #[serde(skip)]
    pub reset: Option<ReturnedReason>,
}

/// Suggested reasons.
const REASONS: [&str; 4] = [
    "Звонящий называет данные, сверяем с карточкой",
    "Перезвонить клиенту по его обращению",
    "Отправить клиенту письмо по его просьбе",
    "Запрос обслуживающей организации по заявлению",
];

/// The card with the form of a disclosure.
#[must_use]
pub fn card(
    desk: &Desk,
    found: &SupportCard,
    typed: &TypedDisclosure,
    csrf: String,
    zone: Zone,
) -> SupportOrganizationPage {
    let (card, today) = (&found.card, moscow_day(desk.now()));
    let organization = &card.organization;
    SupportOrganizationPage {
        search: typed.q.clone(),
        code: organization.subscriber_code.clone(),
        name: name(found),
        inn: organization.requisites.inn.as_str().to_owned(),
        kpp: kpp(organization),
        matched: matched(organization, &card.bound_login, found.lead.as_ref(), &found.question),
        answer: subject(found).map(|application| answer(desk, application, zone)),
        stuck: stuck::stuck(desk, card, typed.reset.as_ref(), zone),
        details: details(found),
        products: products(card, today, on_this_page),
        applications: applications(&card.applications, desk.now(), zone, |_| None),
        people: people(found),
        certificates: certificates(&card.certificates, today)
            .into_iter()
            .map(|row| discreet(found, row))
            .collect(),
        disclosure: disclosure(desk, found, typed, csrf.clone()),
        csrf,
        summary: summary::text(desk, found, zone),
    }
}

/// What the caller asks first: the stage, who must act, and since when.
fn answer(desk: &Desk, application: &Application, zone: Zone) -> String {
    let since = zone.since(application.stage_since, desk.now());
    let stage = words::stage(application.stage.code());
    let lasting = templates::format::lasting(since.moment.at, since.now);
    let turn = subscriber::turn(application.stage.code().ball()).map(|turn| format!("; {turn}"));
    format!(
        "Заявление №\u{a0}{}: «{stage}» с {} ({lasting}){}.",
        application.number,
        since.moment.text(),
        turn.unwrap_or_default()
    )
}

/// A link to the list on this page, since the support line may not open the partner's card.
fn on_this_page(number: ApplicationNumber) -> Link {
    Link { label: format!("№\u{a0}{number}"), href: "#applications".to_owned() }
}

fn details(found: &SupportCard) -> Vec<Fact> {
    let mut facts = facts(&found.card, contacts(found));
    if found.hides_the_organization() {
        for fact in &mut facts {
            match fact.label.as_str() {
                "Полное наименование" => fact.value = masks::proprietor(&fact.value),
                "Юридический адрес" => fact.value = masks::address(&fact.value),
                _ => {}
            }
        }
    }
    facts
}

fn contacts(found: &SupportCard) -> [Fact; 2] {
    let requisites = &found.card.organization.requisites;
    let (phone, email) = (requisites.phone.as_str(), requisites.email.as_str());
    if found.shows(Disclosed::contacts) {
        return [Fact::identifier("Телефон", subscriber::phone(phone)), Fact::identifier("E-mail", email)];
    }
    [Fact::new("Телефон", masks::phone(phone)), Fact::new("E-mail", masks::email(email))]
}

fn people(found: &SupportCard) -> Vec<PersonRow> {
    let open = found.shows(Disclosed::people);
    let shown = |full: &str, mask: fn(&str) -> String| if open { full.to_owned() } else { mask(full) };
    let owners = found.owners.iter().map(|owner| PersonRow {
        name: shown(&owner.full_name(), masks::name),
        position: format!("{} · {}", owner.position, words::owner_kind(owner.kind)),
        snils: shown(owner.snils.as_str(), masks::snils),
        email: shown(owner.email.as_str(), masks::email),
        roles: roles(&owner.roles),
    });
    let is_owner = |snils: &str| found.owners.iter().any(|owner| owner.snils.as_str() == snils);
    let others = found.users.iter().filter(|user| !is_owner(user.snils.as_str()));
    let users = others.map(|user| PersonRow {
        name: "Пользователь".to_owned(),
        position: "имени в заявлении нет".to_owned(),
        snils: shown(user.snils.as_str(), masks::snils),
        email: shown(user.email.as_str(), masks::email),
        roles: roles(&user.roles),
    });
    owners.chain(users).collect()
}

fn roles(roles: &[SignatureRole]) -> Vec<String> {
    roles.iter().map(|role| words::signature_role(*role).to_owned()).collect()
}

fn discreet(found: &SupportCard, row: CertificateRow) -> CertificateRow {
    if found.shows(Disclosed::people) {
        row
    } else {
        CertificateRow { owner: masks::name(&row.owner), ..row }
    }
}

fn disclosure(desk: &Desk, found: &SupportCard, typed: &TypedDisclosure, csrf: String) -> Option<Disclosure> {
    let faults = typed
        .faults
        .iter()
        .map(|(field, text)| FieldError { field: (*field).to_owned(), text: text.clone() });
    let shown = found.disclosed.as_ref().map(|(_, reason)| reason.clone());
    let chosen = Disclosed::from_code(&typed.what).unwrap_or(Disclosed::Contacts);
    let form = Disclosure {
        action: paths::support_organization(&found.card.organization.subscriber_code),
        csrf,
        search: typed.q.clone(),
        choices: Disclosed::ALL.iter().map(|what| Choice::new(what.code(), of_what(*what))).collect(),
        chosen: chosen.code().to_owned(),
        reason: if shown.is_none() { typed.reason.clone() } else { String::new() },
        suggestions: REASONS.map(str::to_owned).to_vec(),
        seen: found.seen.to_string(),
        errors: faults.collect(),
        shown,
    };
    desk.allows(Permission::RevealPersonalData).then_some(form)
}

const fn of_what(what: Disclosed) -> &'static str {
    match what {
        Disclosed::Contacts => "Телефон и e-mail организации",
        Disclosed::People => "Людей: имена, СНИЛС, e-mail",
        Disclosed::Everything => "Все",
    }
}
