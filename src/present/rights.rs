//! Who may what, now and on a day that is past.

mod asked;

pub use asked::RightsAsked;
use asked::begins;
use chrono::{DateTime, Utc};
use templates::components::{
    Cell, Choice, Empty, Fact, FilterSelect, FilterText, Filters, Link, Listing, ListingRow, Notice,
    NoticeTone,
};
use templates::format::{Zone, date};
use templates::pages::RightsPage;
use templates::pages::operator::{Part, PartBody};
use templates::paths;

use super::frame::Place;
use super::{why, words};
use crate::domain::form::FieldFaults;
use crate::domain::role::Role;
use crate::domain::tenure::TimeStretch;
use crate::operations::rights::{PersonRights, RightsBoard};
use crate::operations::{Bearer, Desk};
use crate::policy::Permission;

/// The entry in the navigation.
#[must_use]
pub fn place(desk: &Desk) -> Place {
    if desk.partner().is_some() { Place::Rights } else { Place::OperatorRights }
}

/// Who may do something.
#[must_use]
pub fn page(
    desk: &Desk,
    board: &RightsBoard,
    asked: &RightsAsked,
    zone: Zone,
    faults: &FieldFaults,
) -> RightsPage {
    let of_operator = desk.partner().is_none();
    let mut parts = Vec::new();
    if asked.permission().is_some() {
        parts.push(Part::new("who", "Кто может", PartBody::Listing(who(board, asked, zone))));
        parts.push(Part::new("rows", "Кому это разрешено", PartBody::Listing(why::ways(&board.ways))));
    }
    parts.push(Part::new(
        "people",
        "Что может сотрудник",
        PartBody::Listing(people(board, asked, of_operator)),
    ));
    let policy = Link { label: "Политика".to_owned(), href: paths::policy() };
    RightsPage {
        heading: "Кто что может".to_owned(),
        lead: "Выберите право, чтобы узнать, у кого оно есть и почему. Или выберите сотрудника. Если указать день, ответ будет о \
               том дне: по журналу и по политике, которая тогда действовала. Мелким шрифтом стоят строки политики: p разрешает \
               роли действие, g дает ей все, что может другая роль."
            .to_owned(),
        links: if desk.allows(Permission::ViewPolicy) { vec![policy] } else { Vec::new() },
        filters: filters(board, asked, of_operator, faults),
        notices: unknown(board.unknown_until, zone).into_iter().collect(),
        parts,
        ..RightsPage::default()
    }
}

fn who(board: &RightsBoard, asked: &RightsAsked, zone: Zone) -> Listing {
    let past = asked.day().is_some();
    let mut headings: Vec<String> = ["Кто", "Роль", "Откуда она"].map(str::to_owned).to_vec();
    headings.extend(past.then(|| "Когда мог".to_owned()));
    let rows = board.bearers.iter().flat_map(|bearer| {
        let rows = why::bearers(std::slice::from_ref(bearer), &board.names, zone).into_iter();
        rows.map(move |mut row| {
            row.cells.extend(past.then(|| Cell::text(spans(bearer, asked, zone))));
            row
        })
    });
    Listing { caption: "Кто может".to_owned(), headings, rows: rows.collect(), empty: nobody(board) }
}

/// When somebody had a right, within the day that is asked about.
fn spans(bearer: &Bearer, asked: &RightsAsked, zone: Zone) -> String {
    let (first, end) = (begins(asked.day(), zone), begins(asked.day().and_then(|day| day.succ_opt()), zone));
    let span = |span: &TimeStretch| {
        let from = (Some(span.from) != first).then(|| format!("с {}", zone.moment(span.from).clock()));
        let until = (Some(span.until) != end).then(|| format!("до {}", zone.moment(span.until).clock()));
        let said: Vec<String> = from.into_iter().chain(until).collect();
        if said.is_empty() { "весь день".to_owned() } else { said.join(" ") }
    };
    bearer.spans.iter().map(span).collect::<Vec<_>>().join(", ")
}

fn nobody(board: &RightsBoard) -> Empty {
    let may = |roles: &[Role]| board.ways.iter().any(|way| roles.contains(&way.role));
    let people = [Role::OF_PARTNER, Role::OF_OPERATOR].concat();
    let advice = if may(&people) {
        "Посмотрите ниже, каким ролям это разрешено."
    } else if may(&[Role::Client, Role::ClientAdmin]) {
        "Это право клиентов: оно держится членством у абонента."
    } else {
        "Это делает не человек: программа клиента или сам Регистратор."
    };
    Empty {
        reason: "Здесь этого не может никто.".to_owned(), advice: advice.to_owned(), link: None
    }
}

fn people(board: &RightsBoard, asked: &RightsAsked, of_operator: bool) -> Listing {
    let row = |account: &crate::domain::account::Account| {
        let id = account.id.to_string();
        let address = if of_operator { paths::operator_rights_of(&id) } else { paths::rights_of(&id) };
        let address = paths::with_query(&address, &[("day", asked.day.trim())]);
        let state = words::people::account_state(account.state());
        ListingRow {
            cells: vec![Cell::noted(account.called(), &account.login).leading(address), Cell::text(state)],
            act: None,
        }
    };
    Listing {
        caption: "Что может сотрудник".to_owned(),
        headings: ["Кто", "Состояние"].map(str::to_owned).to_vec(),
        rows: board.people.iter().map(row).collect(),
        empty: Empty {
            reason: "Здесь никого нет.".to_owned(),
            advice: "Выберите другую организацию.".to_owned(),
            link: None,
        },
    }
}

fn unknown(until: Option<DateTime<Utc>>, zone: Zone) -> Option<Notice> {
    let until = zone.moment(until?).text();
    let text = format!(
        "Политика до {until} не сохранена: ответ дан по той, что действовала после этого. Роли взяты из журнала."
    );
    Some(Notice { tone: NoticeTone::Warn, text })
}

fn filters(board: &RightsBoard, asked: &RightsAsked, of_operator: bool, faults: &FieldFaults) -> Filters {
    let mut all: Vec<Permission> = Permission::ALL.to_vec();
    let about = |permission: Permission| words::rights::object(permission.object_and_act().0);
    all.sort_by_key(|permission| (about(*permission), words::rights::permission(*permission)));
    let rights = all.into_iter().map(|permission| {
        let (object, act) = permission.object_and_act();
        let label = format!("{}: {}", about(permission), words::rights::permission(permission));
        Choice::new(format!("{object}.{act}"), words::capitalised(&label))
    });
    let partners = board.partners.iter().map(|partner| Choice::new(&partner.code, &partner.name));
    let mut selects = vec![select("right", "Право", "не выбрано", rights, &asked.right)];
    let mut texts = vec![typed("day", "День", &asked.day, faults)];
    if of_operator {
        selects.push(select("house", "Где", "у оператора", partners, &asked.house));
        texts.push(typed("subscriber", "Код абонента", &asked.subscriber, faults));
    }
    let action = if of_operator { paths::operator_rights() } else { paths::rights() };
    Filters { action, selects, typed: texts, ..Filters::default() }
}

fn typed(name: &str, label: &str, value: &str, faults: &FieldFaults) -> FilterText {
    FilterText {
        name: name.to_owned(),
        label: label.to_owned(),
        value: value.to_owned(),
        day: name == "day",
        error: faults.iter().find(|(field, _)| *field == name).map(|(_, words)| words.clone()),
    }
}

fn select(
    name: &str,
    label: &str,
    any: &str,
    values: impl Iterator<Item = Choice>,
    chosen: &str,
) -> FilterSelect {
    FilterSelect {
        name: name.to_owned(),
        label: label.to_owned(),
        choices: std::iter::once(Choice::new("", format!("{label}: {any}"))).chain(values).collect(),
        chosen: chosen.to_owned(),
    }
}

/// What somebody may.
#[must_use]
pub fn person(
    desk: &Desk,
    found: &PersonRights,
    asked: &RightsAsked,
    zone: Zone,
    faults: &FieldFaults,
) -> RightsPage {
    let of_operator = desk.partner().is_none();
    let id = found.account.id.to_string();
    let (list, own) = if of_operator {
        (paths::operator_rights(), paths::operator_rights_of(&id))
    } else {
        (paths::rights(), paths::rights_of(&id))
    };
    let day = asked.day().map_or_else(|| "сейчас".to_owned(), |day| format!("на {}", date(day)));
    RightsPage {
        trail: vec![Link { label: "Кто что может".to_owned(), href: list }],
        heading: found.account.called().to_owned(),
        lead: format!("Что может {day}."),
        filters: Filters {
            action: own,
            typed: vec![typed("day", "День", &asked.day, faults)],
            ..Filters::default()
        },
        notices: unknown(found.unknown_until, zone).into_iter().collect(),
        parts: vec![
            Part::new("account", "Учетная запись", PartBody::Facts(facts(found))),
            Part::new("rights", "Что может", PartBody::Listing(rights(found, asked, zone))),
        ],
        ..RightsPage::default()
    }
}

fn facts(found: &PersonRights) -> Vec<Fact> {
    let client = !found.account.is_of_desk();
    let nowhere = if client { "клиент" } else { "оператор" };
    vec![
        Fact::identifier("Логин", &found.account.login),
        Fact::new("Где", found.at.clone().unwrap_or_else(|| nowhere.to_owned())),
        Fact {
            note: client.then(|| "показаны абоненты, у которых он состоит сейчас".to_owned()),
            ..Fact::new("Состояние", words::people::account_state(found.account.state()))
        },
    ]
}

fn rights(found: &PersonRights, asked: &RightsAsked, zone: Zone) -> Listing {
    let past = asked.day().is_some();
    let row = |(permission, bearer): &(Permission, Bearer)| {
        let by = bearer.roles.iter().map(|held| {
            let through = why::through(&held.through, &found.names, zone);
            format!("{}: {through}", words::capitalised(words::role(held.role)))
        });
        let rows: Vec<String> = bearer.roles.iter().map(why::rows).collect();
        let mut cells = vec![
            Cell::text(words::capitalised(words::rights::permission(*permission))),
            Cell::noted(by.collect::<Vec<_>>().join("; "), rows.join("; ")),
        ];
        cells.extend(past.then(|| Cell::text(spans(bearer, asked, zone))));
        ListingRow { cells, act: None }
    };
    let mut headings: Vec<String> = ["Право", "Почему"].map(str::to_owned).to_vec();
    headings.extend(past.then(|| "Когда мог".to_owned()));
    Listing {
        caption: "Что может".to_owned(),
        headings,
        rows: found.rights.iter().map(row).collect(),
        empty: Empty {
            reason: "Прав нет.".to_owned(),
            advice: "Ролей нет, или учетная запись не работала.".to_owned(),
            link: None,
        },
    }
}
