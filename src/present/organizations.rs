//! Organisations of the partner: the list and the card.

mod found;
mod holdings;
mod listing;

pub use found::{only, suggestions};
pub use listing::{OrganizationsAsked, list};

use serde::Deserialize;
use templates::components::{Empty, Fact, Link, Listing, Pager, RowTotal, Tab};
use templates::format::{Zone, date};
use templates::pages::partner::{OrganizationPage, OrganizationPart};
use templates::paths;

pub(super) use holdings::{applications, certificates, held, products};

use super::journal;
use super::words::{regions, subscriber};
use crate::domain::application::Application;
use crate::domain::ids::ApplicationNumber;
use crate::domain::month::moscow_day;
use crate::domain::organization::Organization;
use crate::operations::Desk;
use crate::operations::journal::Journal;
use crate::operations::organizations::OrganizationCard;
use crate::policy::Permission;

fn nothing(reason: &str, advice: &str) -> Empty {
    Empty { reason: reason.to_owned(), advice: advice.to_owned(), link: None }
}

pub(super) fn kpp(organization: &Organization) -> Option<String> {
    Some(organization.kpp().to_owned()).filter(|kpp| !kpp.is_empty())
}

/// A tab of the card; serialised as its code in URLs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardPart {
    /// «Общие сведения».
    #[default]
    Details,
    /// «Продукты».
    Products,
    /// «Заявления».
    Applications,
    /// «Сертификаты и пользователи».
    Certificates,
    /// «История изменений».
    History,
}

impl CardPart {
    const ALL: [Self; 5] =
        [Self::Details, Self::Products, Self::Applications, Self::Certificates, Self::History];

    const fn code(self) -> &'static str {
        match self {
            Self::Details => "",
            Self::Products => "products",
            Self::Applications => "applications",
            Self::Certificates => "certificates",
            Self::History => "history",
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Details => "Общие сведения",
            Self::Products => "Продукты",
            Self::Applications => "Заявления",
            Self::Certificates => "Сертификаты",
            Self::History => "История изменений",
        }
    }
}

/// The card with one part of it open; the history, and which page of it is asked for, is there when that part is.
#[must_use]
pub fn card(
    desk: &Desk,
    card: &OrganizationCard,
    part: CardPart,
    history: Option<(&Journal, &journal::JournalAsked)>,
    zone: Zone,
) -> OrganizationPage {
    let organization = &card.organization;
    let part_opened = match history {
        Some((journal, asked)) => {
            let address = paths::organization(&organization.subscriber_code);
            let (list, pager) = journal::of_organization(desk, journal, asked, &address, zone);
            OrganizationPart::History(list, pager)
        }
        None => open_part(desk, card, part, zone),
    };
    OrganizationPage {
        code: organization.subscriber_code.clone(),
        name: organization.requisites.short_name.clone(),
        inn: organization.requisites.inn.as_str().to_owned(),
        kpp: kpp(organization),
        administrators: administrators(desk, organization, part),
        tabs: CardPart::ALL.iter().map(|each| tab(card, *each, part)).collect(),
        part: part_opened,
        empty: empty_part(part),
    }
}

/// Where its administrators are: under «Общие сведения», for whoever may invite one.
fn administrators(desk: &Desk, organization: &Organization, part: CardPart) -> Option<Link> {
    let shown = part == CardPart::Details && desk.allows(Permission::InviteAdministrator);
    shown.then(|| Link {
        label: "Администраторы в личном кабинете".to_owned(),
        href: paths::administrators(&organization.subscriber_code),
    })
}

fn tab(card: &OrganizationCard, part: CardPart, open: CardPart) -> Tab {
    let address = paths::organization(&card.organization.subscriber_code);
    let count = match part {
        CardPart::Details | CardPart::Products | CardPart::History => None,
        CardPart::Applications => Some(card.applications_count),
        CardPart::Certificates => u64::try_from(card.certificates.len()).ok(),
    };
    Tab {
        label: part.name().to_owned(),
        href: paths::with_query(&address, &[("tab", part.code())]),
        count,
        current: part == open,
    }
}

fn open_part(desk: &Desk, card: &OrganizationCard, part: CardPart, zone: Zone) -> OrganizationPart {
    match part {
        CardPart::Details => OrganizationPart::Details(details(card)),
        CardPart::Products => {
            OrganizationPart::Products(products(card, moscow_day(desk.now()), to_application))
        }
        CardPart::Applications => {
            let link = |application: &Application| Some(paths::application(&application.number.to_string()));
            let rows = applications(&card.applications, desk.now(), zone, link);
            let shown = u64::try_from(rows.len()).unwrap_or_default();
            let note = Some("новые сверху".to_owned());
            let total = RowTotal::Exactly(card.applications_count);
            let pager = Pager { shown, total, note, ..Pager::default() };
            OrganizationPart::Applications(rows, pager)
        }
        CardPart::Certificates => {
            OrganizationPart::Certificates(certificates(&card.certificates, moscow_day(desk.now())))
        }
        CardPart::History => OrganizationPart::History(Listing::default(), Pager::default()),
    }
}

fn to_application(number: ApplicationNumber) -> Link {
    Link { label: format!("№\u{a0}{number}"), href: paths::application(&number.to_string()) }
}

fn empty_part(part: CardPart) -> Empty {
    match part {
        CardPart::Details | CardPart::History => Empty::default(),
        CardPart::Products => nothing("Продуктов еще нет.", "Они появятся, когда заявление будет одобрено."),
        CardPart::Applications => nothing("Заявлений нет.", "Клиент отправляет заявление из программы 1С."),
        CardPart::Certificates => {
            nothing("Сертификатов еще нет.", "Они появятся, когда их выпустит удостоверяющий центр.")
        }
    }
}

/// «Общие сведения», unmasked.
fn details(card: &OrganizationCard) -> Vec<Fact> {
    let requisites = &card.organization.requisites;
    let contacts = [
        Fact::identifier("Телефон", subscriber::phone(requisites.phone.as_str())),
        Fact::identifier("E-mail", requisites.email.as_str()),
    ];
    facts(card, contacts)
}

/// «Общие сведения», with the contacts as this viewer may see them.
pub(super) fn facts(card: &OrganizationCard, contacts: [Fact; 2]) -> Vec<Fact> {
    let organization = &card.organization;
    let requisites = &organization.requisites;
    let bound = format!("закреплен за абонентом с {}", date(moscow_day(organization.bound_at)));
    let budget = if requisites.is_budget {
        "да, клиент Казначейства России"
    } else {
        "нет"
    };
    let (registration, number) = subscriber::registration(requisites);
    let mut facts = vec![
        Fact::new("Полное наименование", &requisites.full_name),
        Fact::new("Вид", subscriber::kind(requisites.kind)),
        Fact::identifier("ИНН", requisites.inn.as_str()),
        Fact::identifier("КПП", organization.kpp()),
        Fact::identifier(registration, number),
        Fact::new("Юридический адрес", &requisites.legal_address),
        Fact::new("Регион", regions::region(requisites.region.as_str())),
        Fact::new("Бюджетная организация", budget),
    ];
    facts.retain(|fact| !fact.value.is_empty());
    facts.extend(contacts);
    facts.extend([
        Fact::identifier("Код абонента", &organization.subscriber_code),
        Fact {
            note: Some(bound), ..Fact::identifier("Логин портала 1С:ИТС", &card.bound_login)
        },
        Fact::new("Обслуживающая организация", &card.partner.name),
        Fact::identifier("Телефон партнера", subscriber::phone(&card.partner.phone)),
        Fact::new("Абонент с", date(moscow_day(organization.created_at))),
    ]);
    facts
}
