//! The support line: a search with the answers to the caller's first questions, and a card with masked personal data.

mod card;
pub(super) mod masks;
mod matched;
mod stuck;
mod summary;
mod understood;

use templates::components::Empty;
use templates::format::Zone;
use templates::pages::support::{HeldApplication, SupportPage, SupportResult};
use templates::paths;

pub use card::{TypedDisclosure, card};

use super::organizations::{OrganizationsAsked, held, kpp};
use super::words::subscriber;
use crate::domain::application::Application;
use crate::domain::month::moscow_day;
use crate::operations::Desk;
use crate::operations::organizations::Found;
use crate::operations::support::Search;
use crate::present::words::application;

/// The search with its results.
#[must_use]
pub fn search(desk: &Desk, found: &Search, asked: &OrganizationsAsked, zone: Zone) -> SupportPage {
    let nothing = !found.question.is_empty() && found.list.rows.is_empty();
    SupportPage {
        search: asked.q.clone(),
        results: found.list.rows.iter().map(|row| result(desk, found, row, asked, zone)).collect(),
        nearest: found.list.nearest,
        pager: asked.pager(&paths::support(), &found.list),
        empty: before(),
        understood: if nothing { understood::lines(&found.question) } else { Vec::new() },
        advice: if nothing { understood::advice(&found.question) } else { Vec::new() },
    }
}

/// The URL of a single result, whose card opens at once with the question still shown.
#[must_use]
pub fn only(found: &Search, asked: &OrganizationsAsked) -> Option<String> {
    match found.list.rows.as_slice() {
        [only] if found.list.total == Some(1) && !found.list.nearest => Some(card_address(only, &asked.q)),
        _ => None,
    }
}

fn card_address(row: &Found, asked: &str) -> String {
    paths::with_query(&paths::support_organization(&row.organization.subscriber_code), &[("q", asked)])
}

fn result(desk: &Desk, found: &Search, row: &Found, asked: &OrganizationsAsked, zone: Zone) -> SupportResult {
    let organization = &row.organization;
    let partner = found.partners.iter().find(|partner| partner.id == organization.partner);
    let bound = found.logins.get(&organization.bound_login).map_or("", String::as_str);
    let application = row.lead.as_ref().map(|lead| &lead.application).or(row.current.as_ref());
    SupportResult {
        href: card_address(row, &asked.q),
        name: masks::organization(&organization.requisites),
        inn: organization.requisites.inn.as_str().to_owned(),
        kpp: kpp(organization),
        matched: matched::matched(organization, bound, row.lead.as_ref(), &found.question),
        partner: partner.map(|partner| partner.name.clone()).unwrap_or_default(),
        partner_phone: partner.map(|partner| subscriber::phone(&partner.phone)).unwrap_or_default(),
        products: held(&row.licences, moscow_day(desk.now())),
        application: application.map(|application| HeldApplication {
            number: application.number.to_string(),
            status: application::status(application),
            waiting: waiting(desk, application, zone),
        }),
    }
}

/// Who must act and since when: «ждет партнера с 21.11.2026 12:05 МСК, 2 ч».
fn waiting(desk: &Desk, application: &Application, zone: Zone) -> Option<String> {
    let turn = subscriber::turn(application.stage.code().ball())?;
    let since = zone.since(application.stage_since, desk.now());
    let lasting = templates::format::lasting(since.moment.at, since.now);
    Some(format!("{turn} с {}, {lasting}", since.moment.text()))
}

fn before() -> Empty {
    Empty {
        reason: "Спросите у звонящего ИНН.".to_owned(),
        advice:
            "Подойдет и начало названия, рег. номер, код абонента, логин или телефон. Раскладка, пробелы и \
                 дефисы не важны."
                .to_owned(),
        link: None,
    }
}
