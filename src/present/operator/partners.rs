//! The partners for the operator: the list, and the card with contracts, discounts and history.

use chrono::NaiveDate;
use templates::components::{
    Badge, Cell, Empty, Fact, Link, Listing, ListingRow, Search, TimelineEntry, Tone,
};
use templates::format::{Zone, date, percent};
use templates::pages::operator::{Part, PartBody, SheetPage};
use templates::paths;

use super::partner_forms::{administrator_form, discount_form};
use super::pieces::{nothing, term, zone};
use super::typed::Returned;
use crate::domain::contract::Contract;
use crate::domain::dated::Dated;
use crate::domain::month::moscow_day;
use crate::domain::partner::PartnerEvent;
use crate::domain::price::Discount;
use crate::domain::statement::Statement;
use crate::operations::Desk;
use crate::operations::partnership::{PartnerPage, PartnerRow};
use crate::policy::Permission;
use crate::present::standing::{badge, notice};
use crate::present::statements::{heading, status};
use crate::present::words;
use crate::store::audit::Entry;

/// The list of partners.
#[must_use]
pub fn partners_page(desk: &Desk, found: &[PartnerRow], asked: &str) -> SheetPage {
    let today = moscow_day(desk.now());
    let mut links = Vec::new();
    if desk.allows(Permission::ManageContract) {
        links.push(Link { label: "Добавить партнера".to_owned(), href: paths::enrolment() });
    }
    if desk.allows(Permission::TransferOrganization) {
        links.push(Link {
            label: "Сменить партнера организации".to_owned(), href: paths::transfers()
        });
    }
    let headings = ["Партнер", "Код", "Договор", "Действует", "Телефон"];
    let listing = Listing {
        caption: "Партнеры".to_owned(),
        headings: headings.map(str::to_owned).to_vec(),
        rows: found.iter().map(|row| partner_row(row, today)).collect(),
        empty: Empty {
            reason: "Партнеров не найдено.".to_owned(),
            advice: "Ищите по названию, коду, ИНН, e-mail или номеру договора.".to_owned(),
            link: Some(Link { label: "Показать всех".to_owned(), href: paths::partners() }),
        },
    };
    SheetPage {
        title: "Партнеры и договоры · Оператор".to_owned(),
        heading: "Партнеры и договоры".to_owned(),
        search: Some(Search {
            action: paths::partners(),
            value: asked.to_owned(),
            placeholder: "Название, код, ИНН, номер договора".to_owned(),
            suggests: false,
        }),
        links,
        parts: vec![Part::new("partners", "Партнеры", PartBody::Listing(listing))],
        ..SheetPage::default()
    }
}

fn partner_row(row: &PartnerRow, today: NaiveDate) -> ListingRow {
    let partner = &row.partner;
    let number = row.contract.as_ref().map(|contract| format!("№\u{a0}{}", contract.number));
    let ahead = row.contract.as_ref().filter(|contract| today < contract.from);
    let state = ahead.map_or_else(|| badge(&row.standing), |contract| state(contract, today));
    let cells = vec![
        Cell::noted(&partner.name, format!("ИНН {}", partner.inn)).leading(paths::partner(&partner.code)),
        Cell::text(&partner.code),
        Cell::text(number.unwrap_or_default()),
        Cell::badge(state),
        Cell::text(words::subscriber::phone(&partner.phone)),
    ];
    ListingRow { cells, act: None }
}

fn state(contract: &Contract, today: NaiveDate) -> Badge {
    term(contract.from, contract.to, today)
}

/// A form of a partner's card that is shown again with its faults.
#[derive(Clone, Debug)]
pub enum ReturnedTo {
    /// Another discount.
    Discount(Returned),
    /// The first administrator.
    Administrator(Returned),
}

/// The card of a partner.
#[must_use]
pub fn partner_page(
    desk: &Desk,
    found: &PartnerPage,
    returned: Option<ReturnedTo>,
    csrf: String,
) -> SheetPage {
    let today = moscow_day(desk.now());
    let partner = &found.partner;
    let edits = desk.allows(Permission::ManageContract);
    let edit = |label: &str, href: String| Link { label: label.to_owned(), href };
    let mut links = Vec::new();
    if edits {
        links.push(edit("Изменить карточку", paths::partner_card(&partner.code)));
        links.push(edit("Новый договор", paths::contract(&partner.code)));
    }
    let open = found.contracts.iter().filter(|contract| contract.to.is_none_or(|last| today < last));
    let open: Vec<&Contract> = open.collect();
    let (discount, administrator) = match returned {
        Some(ReturnedTo::Discount(returned)) => (Some(returned), None),
        Some(ReturnedTo::Administrator(returned)) => (None, Some(returned)),
        None => (None, None),
    };
    let mut side = Vec::new();
    if edits && !found.administered {
        let form = administrator_form(partner, administrator);
        side.push(Part::new("administrator", "Первый администратор", PartBody::Questions(form)));
    }
    if edits && !open.is_empty() {
        let form = discount_form(partner, &open, today, discount);
        side.push(Part::new("discount", "Изменить скидку", PartBody::Questions(form)));
    }
    side.push(Part::new("holdings", "Показатели", PartBody::Facts(holdings(found))));
    side.push(Part::new("months", "Сверка", PartBody::Listing(months(desk, found))));
    SheetPage {
        title: format!("{} · Партнеры · Оператор", partner.name),
        trail: vec![edit("Партнеры и договоры", paths::partners())],
        heading: partner.name.clone(),
        links,
        notices: notice(&found.standing).into_iter().collect(),
        parts: vec![
            Part::new("requisites", "Реквизиты", PartBody::Facts(requisites(found))),
            Part::new("contracts", "Договоры", PartBody::Listing(contracts(found, today))),
            Part::new("discounts", "Скидки", PartBody::Listing(discounts(found, today))),
            Part::new("history", "История изменений", PartBody::History(history(found))),
        ],
        side,
        csrf,
        ..SheetPage::default()
    }
}

fn requisites(found: &PartnerPage) -> Vec<Fact> {
    let partner = &found.partner;
    vec![
        Fact::identifier("Код", &partner.code),
        Fact::identifier("ИНН", &partner.inn),
        Fact::identifier("КПП", partner.kpp.clone().unwrap_or_default()),
        Fact::new("Телефон", words::subscriber::phone(&partner.phone)),
        Fact::new("E-mail", &partner.email),
        Fact::new("Часовой пояс", zone(partner.utc_offset_minutes)),
    ]
}

fn contracts(found: &PartnerPage, today: NaiveDate) -> Listing {
    let row = |contract: &Contract| {
        let cells = vec![
            Cell::text(format!("№\u{a0}{}", contract.number)),
            Cell::text(date(contract.signed_on)),
            Cell::text(date(contract.from)),
            Cell::text(last_day(contract.to)),
            Cell::badge(state(contract, today)),
        ];
        ListingRow { cells, act: None }
    };
    let headings = ["Договор", "Подписан", "Действует с", "Действует по", "Состояние"];
    Listing {
        caption: "Договоры".to_owned(),
        headings: headings.map(str::to_owned).to_vec(),
        rows: found.contracts.iter().rev().map(row).collect(),
        empty: nothing("Договоров нет.", "Без договора партнер не может отправлять заявления."),
    }
}

fn last_day(day: Option<NaiveDate>) -> String {
    day.map_or_else(|| "без срока".to_owned(), date)
}

fn discounts(found: &PartnerPage, today: NaiveDate) -> Listing {
    let mut all: Vec<(&Contract, &Dated<Discount>)> = found
        .contracts
        .iter()
        .flat_map(|contract| contract.discounts.iter().map(move |discount| (contract, discount)))
        .collect();
    all.sort_by_key(|(_, discount)| (discount.value.product, std::cmp::Reverse(discount.from)));
    let row = |(contract, discount): &(&Contract, &Dated<Discount>)| {
        let to = [discount.to, contract.to].into_iter().flatten().min();
        let cells = vec![
            Cell::text(words::product(discount.value.product)),
            Cell::number(percent(discount.value.rate.percent())),
            Cell::text(date(discount.from)),
            Cell::text(last_day(to)),
            Cell::text(format!("№\u{a0}{}", contract.number)),
            Cell::badge(term(discount.from, to, today)),
        ];
        ListingRow { cells, act: None }
    };
    let headings = ["Продукт", "Скидка", "Действует с", "Действует по", "Договор", "Состояние"];
    Listing {
        caption: "Скидки".to_owned(),
        headings: headings.map(str::to_owned).to_vec(),
        rows: all.iter().map(row).collect(),
        empty: nothing("Скидок нет.", "Партнер платит полную цену прайс-листа."),
    }
}

fn holdings(found: &PartnerPage) -> Vec<Fact> {
    let held = &found.holdings;
    vec![
        Fact::new("Сотрудников", held.people.to_string()),
        Fact::new("Организаций", held.organizations.to_string()),
        Fact::new("Логинов ИТС", held.logins.to_string()),
    ]
}

fn months(desk: &Desk, found: &PartnerPage) -> Listing {
    let row = |statement: &Statement| {
        let caption = Cell::text(heading(statement.month));
        let month = statement.month.to_string();
        let caption = if desk.allows(Permission::ViewStatement) {
            caption.leading(paths::operator_statement(&month, &found.partner.code))
        } else {
            caption
        };
        ListingRow { cells: vec![caption, Cell::badge(status(statement.state))], act: None }
    };
    Listing {
        caption: "Последние месяцы, не больше шести".to_owned(),
        headings: ["Месяц", "Состояние"].map(str::to_owned).to_vec(),
        rows: found.months.iter().map(row).collect(),
        empty: nothing("Отчетов еще нет.", "Первый появится после публикации."),
    }
}

fn history(found: &PartnerPage) -> Vec<TimelineEntry> {
    let told = |entry: &Entry<PartnerEvent>| TimelineEntry {
        at: Zone::moscow().moment(entry.at),
        actor: found
            .names
            .contains_key(&entry.actor)
            .then(|| format!("{}:", words::standing_in::actor(&found.names, entry))),
        text: words::event(&entry.verb).to_owned(),
        detail: entry.event.as_ref().and_then(words::terms::partner),
        tone: Tone::Work,
    };
    found.history.iter().map(told).collect()
}
