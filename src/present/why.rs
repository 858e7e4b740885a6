//! Why something is not allowed, and who may.

use std::collections::HashMap;

use templates::components::{Cell, Empty, Listing, ListingRow, Notice, NoticeTone};
use templates::format::{Zone, date};
use templates::pages::operator::{Part, PartBody, SheetPage};
use templates::paths;

use super::words;
use crate::domain::account::Account;
use crate::domain::role::Role;
use crate::operations::why::{Explained, OwnRole};
use crate::operations::{Bearer, HeldRole, RoleWay, Through};
use crate::policy::{Grant, Permission};

/// The address of the page about a permission.
#[must_use]
pub fn address(permission: Permission) -> String {
    let (object, act) = permission.object_and_act();
    paths::why(object, act)
}

/// The page.
#[must_use]
pub fn page(explained: &Explained, zone: Zone) -> SheetPage {
    let asked = words::rights::permission(explained.permission);
    let mut parts = vec![
        Part::new("who", "Кто может у вас", PartBody::Listing(who(explained, zone))),
        Part::new("own", "Ваши роли", PartBody::Listing(own(explained, zone))),
        Part::new("rows", "Кому это разрешено", PartBody::Listing(ways(&explained.ways))),
    ];
    parts[1].note = stewards(&explained.stewards);
    SheetPage {
        title: "Почему нельзя и кто может · Регистратор".to_owned(),
        heading: "Почему нельзя и кто может".to_owned(),
        lead: format!("Что нужно: {asked}."),
        notices: vec![verdict(explained)],
        parts,
        ..SheetPage::default()
    }
}

fn verdict(explained: &Explained) -> Notice {
    let of_subscriber = explained.permission == Permission::ManageOwnSubscriber;
    let (tone, text) = match (explained.has, of_subscriber) {
        (true, true) => (
            NoticeTone::Info,
            "Это право держится членством: вы ведете пользователей только тех организаций, которые администрируете.",
        ),
        (true, false) => (NoticeTone::Good, "Это право у вас есть. Откройте страницу еще раз."),
        (false, _) if lent_in_vain(explained) => (NoticeTone::Warn, words::rights::STAYS_WITH_THE_HOLDER),
        (false, _) => (NoticeTone::Warn, "Ни одна из ваших ролей этого не разрешает."),
    };
    Notice { tone, text: text.to_owned() }
}

/// Whether the reader stands in for somebody who may, and the right is not lent.
fn lent_in_vain(explained: &Explained) -> bool {
    let may = |held: &HeldRole| explained.ways.iter().any(|way| way.role == held.role);
    !explained.permission.can_be_lent()
        && explained.own.iter().any(|own| !own.held.is_own() && may(&own.held))
}

fn stewards(stewards: &[Account]) -> String {
    let names: Vec<&str> = stewards.iter().map(Account::called).collect();
    if names.is_empty() { String::new() } else { format!("роли дает: {}", names.join(", ")) }
}

/// The roles that may, each with the rows of the policy that let it.
pub(super) fn ways(ways: &[RoleWay]) -> Listing {
    let row = |role: Role, grant: &Grant| ListingRow {
        cells: vec![
            Cell::text(words::capitalised(words::role(role))),
            Cell::noted(words::rights::rows(grant).join(" · "), words::rights::grant(grant)),
        ],
        act: None,
    };
    let rows = ways.iter().flat_map(|way| way.grants.iter().map(move |grant| row(way.role, grant)));
    Listing {
        caption: "Кому это разрешено".to_owned(),
        headings: ["Роль", "Строки политики"].map(str::to_owned).to_vec(),
        rows: rows.collect(),
        empty: Empty {
            reason: "Этого не разрешено никому.".to_owned(),
            advice: "В политике нет строки, которая это разрешает.".to_owned(),
            link: None,
        },
    }
}

fn own(explained: &Explained, zone: Zone) -> Listing {
    let row = |own: &OwnRole| {
        let lets = match (own.counts, own.held.grants.is_empty()) {
            (false, _) => Cell::noted("нет", "роль в другой организации здесь не действует"),
            (true, true) if own.held.is_own() || explained.permission.can_be_lent() => Cell::text("нет"),
            (true, true) => Cell::noted("нет", "замещение этого не разрешает"),
            (true, false) => Cell::noted("да", rows(&own.held)),
        };
        let at = own.at.clone().unwrap_or_default();
        ListingRow {
            cells: vec![
                Cell::noted(words::capitalised(words::role(own.held.role)), at),
                Cell::text(through(&own.held.through, &explained.names, zone)),
                lets,
            ],
            act: None,
        }
    };
    Listing {
        caption: "Ваши роли".to_owned(),
        headings: ["Ваша роль", "Откуда она", "Разрешает"].map(str::to_owned).to_vec(),
        rows: explained.own.iter().map(row).collect(),
        empty: Empty {
            reason: "Ролей у вас нет.".to_owned(),
            advice: "Роль дает администратор.".to_owned(),
            link: None,
        },
    }
}

fn who(explained: &Explained, zone: Zone) -> Listing {
    let colleagues = bearers(&explained.bearers, &explained.names, zone);
    let members = explained.subscribers.iter().flat_map(|one| {
        bearers(&one.bearers, &explained.names, zone).into_iter().map(|row| beside(row, &one.name))
    });
    Listing {
        caption: "Кто может у вас".to_owned(),
        headings: ["Кто", "Роль", "Откуда она"].map(str::to_owned).to_vec(),
        rows: colleagues.into_iter().chain(members).collect(),
        empty: Empty { reason: nobody(explained), advice: advice(explained), link: None },
    }
}

fn beside(mut row: ListingRow, name: &str) -> ListingRow {
    if let Some(cell) = row.cells.first_mut() {
        name.clone_into(&mut cell.note);
    }
    row
}

/// Those who have a right: the name, the role, and by what they hold it.
pub(super) fn bearers(bearers: &[Bearer], names: &HashMap<String, String>, zone: Zone) -> Vec<ListingRow> {
    let row = |bearer: &Bearer, held: &HeldRole| ListingRow {
        cells: vec![
            Cell::noted(bearer.account.called(), &bearer.account.login),
            Cell::noted(words::capitalised(words::role(held.role)), rows(held)),
            Cell::text(through(&held.through, names, zone)),
        ],
        act: None,
    };
    bearers.iter().flat_map(|bearer| bearer.roles.iter().map(move |held| row(bearer, held))).collect()
}

/// The rows that let a role do what was asked.
pub(super) fn rows(held: &HeldRole) -> String {
    let grants = held.grants.iter().map(|grant| words::rights::rows(grant).join(" · "));
    grants.collect::<Vec<_>>().join("; ")
}

/// By what somebody holds a role.
pub(super) fn through(through: &Through, names: &HashMap<String, String>, zone: Zone) -> String {
    match through {
        Through::Assignment(Some(giving)) => {
            let by = names.get(&giving.by).map_or(giving.by.as_str(), String::as_str);
            format!("роль дана {}, {by}", zone.moment(giving.at).text())
        }
        Through::Assignment(None) => "роль была с самого начала".to_owned(),
        Through::Membership(organization) => format!("пользователь абонента {organization}"),
        Through::StandingIn(giver, until) => {
            format!("замещает: {} до {}", words::people::short_name(giver), date(*until))
        }
    }
}

/// Why nobody of the reader's own may, and who does it.
fn nobody(explained: &Explained) -> String {
    let may = |roles: &[Role]| explained.ways.iter().any(|way| roles.contains(&way.role));
    let partners: Vec<&str> = explained.subscribers.iter().map(|one| one.partner.as_str()).collect();
    if may(Role::OF_PARTNER) {
        return match partners.first() {
            Some(first) if partners.iter().all(|one| one == first) => format!("Это делает {first}."),
            Some(_) => format!("Это делают {}.", partners.join(", ")),
            None => "Это делают сотрудники партнера.".to_owned(),
        };
    }
    if may(Role::OF_OPERATOR) {
        "Это делает оператор.".to_owned()
    } else if may(&[Role::Client, Role::ClientAdmin]) {
        "Это делают клиенты в личном кабинете.".to_owned()
    } else if may(&[Role::ItsLogin]) {
        "Это делает программа клиента.".to_owned()
    } else {
        "Это делает сам Регистратор.".to_owned()
    }
}

fn advice(explained: &Explained) -> String {
    if explained.stewards.is_empty() {
        "Среди ваших такого права нет ни у кого.".to_owned()
    } else {
        "Среди ваших сотрудников такого права нет ни у кого.".to_owned()
    }
}
