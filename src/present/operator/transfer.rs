//! The transfer of an organisation: its partner, what prevents a transfer, and its former partners.

use templates::components::{
    Cell, Choice, Fact, Link, Listing, ListingRow, Notice, NoticeTone, Questions, Search as SearchBox,
    TimelineEntry, Tone,
};
use templates::format::Zone;
use templates::pages::operator::{Part, PartBody, SheetPage};
use templates::paths;

use super::pieces::nothing;
use super::typed::{Returned, errors};
use crate::domain::application::Application;
use crate::domain::ids::{ItsLoginId, PartnerId};
use crate::domain::organization::{OrganizationEvent, OrganizationRefusal};
use crate::operations::organizations::Found;
use crate::operations::support::Search;
use crate::operations::transfer::Service;
use crate::present::organizations::kpp;
use crate::present::words;
use crate::present::words::application::status;

use crate::store::audit::Entry;

/// The search for an organisation, with those that were found.
#[must_use]
pub fn transfer_search(asked: &str, found: &Search) -> SheetPage {
    let rows = &found.list.rows;
    let said = if asked.is_empty() {
        None
    } else if rows.is_empty() {
        Some(format!("По запросу «{asked}» ничего не найдено. Надежнее всего ИНН или код абонента."))
    } else if found.list.nearest {
        Some("Точного совпадения нет, показаны похожие названия.".to_owned())
    } else if found.list.next.is_some() {
        Some(format!("Показаны первые {}. Уточните запрос, если нужной организации нет.", rows.len()))
    } else {
        None
    };
    let part = || Part::new("found", "Найденные организации", PartBody::Listing(choice(found)));
    SheetPage {
        parts: if rows.is_empty() { Vec::new() } else { vec![part()] },
        title: "Смена партнера · Оператор".to_owned(),
        trail: vec![to_partners()],
        heading: "Смена обслуживающего партнера".to_owned(),
        lead: "Прежние заявления останутся у прежнего партнера, новые пойдут новому.".to_owned(),
        search: Some(search(asked)),
        notices: said.into_iter().map(|text| Notice { tone: NoticeTone::Warn, text }).collect(),
        ..SheetPage::default()
    }
}

fn search(asked: &str) -> SearchBox {
    let placeholder = "ИНН, название, код абонента, рег. номер, телефон".to_owned();
    SearchBox { action: paths::transfers(), value: asked.to_owned(), placeholder, suggests: false }
}

fn choice(found: &Search) -> Listing {
    let row = |one: &Found| {
        let organization = &one.organization;
        let requisites = &organization.requisites;
        let kpp = kpp(organization).map(|kpp| format!(" · КПП {kpp}")).unwrap_or_default();
        let partner = found.partners.iter().find(|partner| partner.id == organization.partner);
        ListingRow {
            cells: vec![
                Cell::noted(&requisites.short_name, format!("ИНН {}{kpp}", requisites.inn.as_str()))
                    .leading(paths::transfer(&organization.subscriber_code)),
                Cell::text(organization.subscriber_code.clone()),
                Cell::text(partner.map(|partner| partner.name.clone()).unwrap_or_default()),
            ],
            act: None,
        }
    };
    Listing {
        caption: "Найденные организации".to_owned(),
        headings: ["Организация", "Код абонента", "Партнер"].map(str::to_owned).to_vec(),
        rows: found.list.rows.iter().map(row).collect(),
        ..Listing::default()
    }
}

fn to_partners() -> Link {
    Link { label: "Партнеры и договоры".to_owned(), href: paths::partners() }
}

/// An organisation, with the form of its transfer if it has no open applications.
#[must_use]
pub fn transfer_page(found: &Service, returned: Option<Returned>, csrf: String) -> SheetPage {
    let name = &found.organization.requisites.short_name;
    let (mut parts, mut side, mut notices) = (Vec::new(), Vec::new(), Vec::new());
    parts.push(Part::new("service", "Кто обслуживает", PartBody::Facts(facts(found))));
    if found.open.is_empty() {
        side.push(Part::new("transfer", "Новый партнер", PartBody::Questions(form(found, returned))));
    } else {
        let refusal = OrganizationRefusal::ApplicationsOpen(found.open.len()).into();
        notices.push(Notice { tone: NoticeTone::Warn, text: words::refusal(&refusal) });
        parts.push(Part::new("open", "Мешают открытые заявления", PartBody::Listing(open(found))));
    }
    if !found.history.is_empty() {
        parts.push(Part::new("history", "История", PartBody::History(history(found))));
    }
    SheetPage {
        title: format!("{name} · Смена партнера · Оператор"),
        trail: vec![to_partners(), Link { label: "Смена партнера".to_owned(), href: paths::transfers() }],
        heading: name.clone(),
        notices,
        parts,
        side,
        csrf,
        ..SheetPage::default()
    }
}

fn facts(found: &Service) -> Vec<Fact> {
    let organization = &found.organization;
    vec![
        Fact::identifier("Код абонента", &organization.subscriber_code),
        Fact::identifier("ИНН", organization.requisites.inn.as_str()),
        Fact::identifier("КПП", organization.kpp()),
        Fact::new("Партнер", partner(found, organization.partner)),
        Fact::identifier("Логин ИТС", &found.bound_login),
        Fact::new("Закреплен", Zone::moscow().moment(organization.bound_at).text()),
    ]
}

fn partner(found: &Service, id: PartnerId) -> String {
    let partner = found.partners.iter().find(|partner| partner.id == id);
    partner.map_or_else(String::new, |partner| partner.name.clone())
}

fn open(found: &Service) -> Listing {
    let row = |application: &Application| ListingRow {
        cells: vec![
            Cell::noted(format!("№\u{a0}{}", application.number), words::kind(application.asked.kind)),
            Cell::text(partner(found, application.partner)),
            Cell::badge(status(application)),
        ],
        act: None,
    };
    Listing {
        caption: "Открытые заявления".to_owned(),
        headings: ["Заявление", "Партнер", "Статус"].map(str::to_owned).to_vec(),
        rows: found.open.iter().map(row).collect(),
        empty: nothing("Открытых заявлений нет.", ""),
    }
}

fn form(found: &Service, returned: Option<Returned>) -> Questions {
    let Returned { typed, faults } = returned.unwrap_or_default();
    let others = found.partners.iter().filter(|partner| partner.id != found.organization.partner);
    let choices = others.map(|partner| Choice::new(&partner.code, &partner.name));
    let none = Choice::new("", "Выберите партнера");
    Questions {
        id: "transfer".to_owned(),
        action: paths::transfer(&found.organization.subscriber_code),
        list: vec![
            typed.one_of("partner", "Партнер", std::iter::once(none).chain(choices).collect()),
            typed.line("login", "Логин ИТС у нового партнера", "Его выдает новый партнер"),
            typed.text("reason", "Причина", "Останется в истории, например номер обращения"),
        ],
        hidden: Vec::new(),
        button: "Передать организацию".to_owned(),
        consequence: "Прежний партнер больше не увидит организацию в списке; его заявления останутся у него."
            .to_owned(),
        errors: errors(&faults),
    }
}

fn history(found: &Service) -> Vec<TimelineEntry> {
    let login = |id: &ItsLoginId| found.logins.get(id).cloned().unwrap_or_default();
    let told = |entry: &Entry<OrganizationEvent>| {
        let OrganizationEvent::OrganizationTransferred {
            from_partner,
            from_login,
            to_partner,
            to_login,
            reason,
        } = entry.event.as_ref()?;
        let was = format!("{} ({})", partner(found, *from_partner), login(from_login));
        let now = format!("{} ({})", partner(found, *to_partner), login(to_login));
        Some(TimelineEntry {
            at: Zone::moscow().moment(entry.at),
            actor: found
                .names
                .contains_key(&entry.actor)
                .then(|| format!("{}:", words::standing_in::actor(&found.names, entry))),
            text: format!("{was} → {now}"),
            detail: Some(reason.clone()),
            tone: Tone::Work,
        })
    };
    found.history.iter().filter_map(told).collect()
}
