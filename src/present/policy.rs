//! The policy as a table, and how it has changed.

use templates::components::{Cell, Choice, Empty, FilterSelect, Filters, Listing, ListingRow};
use templates::format::Zone;
use templates::pages::RightsPage;
use templates::pages::operator::{Part, PartBody};
use templates::paths;

use super::words;
use crate::domain::role::Role;
use crate::operations::policies::{PolicyBoard, PolicyChange};
use crate::policy::{Permission, Policy, PolicyCell};
use crate::store::policy_versions::KeptPolicy;

/// The roles that the table shows, each with its short heading.
const COLUMNS: [(Role, &str); 12] = [
    (Role::PartnerStaff, "Сотрудник"),
    (Role::PartnerManager, "Менеджер"),
    (Role::PartnerAdmin, "Админ. партнера"),
    (Role::Support, "Поддержка"),
    (Role::OperatorClerk, "Обработка"),
    (Role::OperatorBilling, "Расчеты"),
    (Role::OperatorAdmin, "Админ. оператора"),
    (Role::Client, "Клиент"),
    (Role::ClientAdmin, "Админ. абонента"),
    (Role::ItsLogin, "Программа"),
    (Role::Worker, "Фон"),
    (Role::Console, "Консоль"),
];

/// The page.
#[must_use]
pub fn page(board: &PolicyBoard, zone: Zone) -> RightsPage {
    let mut parts = Vec::new();
    if let Some(change) = &board.change {
        let listing = difference(change);
        let mut part = Part::new("difference", "Что изменилось", PartBody::Listing(listing));
        part.note = between(&board.versions, change, zone);
        parts.push(part);
    }
    parts.push(Part::new("table", "Кому что разрешено", PartBody::Listing(table(&board.policy))));
    parts.push(Part::new("versions", "Версии", PartBody::Listing(versions(&board.versions, zone))));
    RightsPage {
        heading: "Политика".to_owned(),
        lead: "Что разрешено каждой роли. «Да»: роль названа в строке политики сама; «через»: она может все, что другая \
               роль. Версия сохраняется, когда программа начинает работать с другой политикой."
            .to_owned(),
        filters: filters(board, zone),
        parts,
        ..RightsPage::default()
    }
}

fn table(policy: &Policy) -> Listing {
    let row = |permission: &Permission| {
        let (object, act) = permission.object_and_act();
        let about = format!("{} · {object}, {act}", words::rights::object(object));
        let name = Cell::noted(words::rights::permission(*permission), about);
        let cells = COLUMNS.iter().map(|(role, _)| granted(policy, *role, *permission));
        ListingRow { cells: std::iter::once(name).chain(cells).collect(), act: None }
    };
    let mut all: Vec<Permission> = Permission::ALL.to_vec();
    all.sort_by_key(|permission| words::rights::object(permission.object_and_act().0));
    Listing {
        caption: "Кому что разрешено".to_owned(),
        headings: std::iter::once("Право").chain(COLUMNS.map(|(_, name)| name)).map(str::to_owned).collect(),
        rows: all.iter().map(row).collect(),
        empty: Empty::default(),
    }
}

fn granted(policy: &Policy, role: Role, permission: Permission) -> Cell {
    let grants = policy.rows().why(role, permission);
    let through: Vec<&str> = grants
        .iter()
        .filter(|grant| !grant.by.is_empty())
        .map(|grant| words::rights::role(&grant.to))
        .collect();
    match (grants.is_empty(), through.len() == grants.len()) {
        (true, _) => Cell::default(),
        (false, true) => Cell::noted("да", format!("через: {}", through.join(", "))),
        (false, false) => Cell::text("да"),
    }
}

fn difference(change: &PolicyChange) -> Listing {
    let row = |cell: &PolicyCell, what: &str| ListingRow {
        cells: vec![
            Cell::noted(
                words::rights::cell(&cell.object, &cell.act),
                format!("{}, {}", cell.object, cell.act),
            ),
            Cell::text(words::rights::role(&cell.role)),
            Cell::text(what),
        ],
        act: None,
    };
    let added = change.added.iter().map(|cell| row(cell, "разрешено"));
    let removed = change.removed.iter().map(|cell| row(cell, "больше не разрешено"));
    Listing {
        caption: "Что изменилось".to_owned(),
        headings: ["Право", "Роль", "Что стало"].map(str::to_owned).to_vec(),
        rows: added.chain(removed).collect(),
        empty: Empty {
            reason: "Права ролей не изменились.".to_owned(),
            advice: "Версии различаются только порядком строк или пояснениями.".to_owned(),
            link: None,
        },
    }
}

fn between(versions: &[KeptPolicy], change: &PolicyChange, zone: Zone) -> String {
    let at = |id: i64| versions.iter().find(|kept| kept.id == id).map(|kept| zone.moment(kept.at).text());
    match (at(change.from), at(change.to)) {
        (Some(from), Some(to)) => format!("{from} → {to}"),
        (None, _) | (_, None) => String::new(),
    }
}

fn versions(versions: &[KeptPolicy], zone: Zone) -> Listing {
    let row = |kept: &KeptPolicy| ListingRow {
        cells: vec![Cell::text(zone.moment(kept.at).text()), Cell::text(&kept.version.sha256)],
        act: None,
    };
    Listing {
        caption: "Версии политики".to_owned(),
        headings: ["Действует с", "Отпечаток"].map(str::to_owned).to_vec(),
        rows: versions.iter().map(row).collect(),
        empty: Empty {
            reason: "Версий еще нет.".to_owned(),
            advice: "Первая сохранится при следующем запуске программы.".to_owned(),
            link: None,
        },
    }
}

fn filters(board: &PolicyBoard, zone: Zone) -> Filters {
    let Some(change) = &board.change else {
        return Filters { action: paths::policy(), ..Filters::default() };
    };
    let choices: Vec<Choice> = board
        .versions
        .iter()
        .map(|kept| Choice::new(kept.id.to_string(), zone.moment(kept.at).text()))
        .collect();
    let select = |name: &str, label: &str, chosen: i64| FilterSelect {
        name: name.to_owned(),
        label: label.to_owned(),
        choices: choices.clone(),
        chosen: chosen.to_string(),
    };
    Filters {
        action: paths::policy(),
        selects: vec![select("from", "Сравнить", change.from), select("to", "с версией", change.to)],
        ..Filters::default()
    }
}
