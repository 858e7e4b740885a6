//! The places of a client: the portal and the cabinet, each with its menu.

use templates::layout::{ClientPlace, Door, MenuItem, MenuPart};
use templates::paths;

use crate::domain::service::NotServed;
use crate::present::words::client::service;

/// The place at an address, without its menu: for pages that say what went wrong.
pub(super) fn bare(address: &str) -> ClientPlace {
    let cabinet = address == paths::CABINET || address.starts_with("/cabinet/");
    ClientPlace { door: if cabinet { Door::Cabinet } else { Door::Portal }, menu: Vec::new() }
}

/// The place at an address with its menu; the demo's letters are everywhere.
#[must_use]
pub fn place(address: &str, demo: bool) -> ClientPlace {
    let place = bare(address);
    let mut menu = if place.door == Door::Cabinet { cabinet() } else { portal() };
    menu.extend(demo.then(|| part("Демонстрация", vec![item("Почта", paths::mail())])));
    mark(&mut menu, address);
    ClientPlace { menu, ..place }
}

fn cabinet() -> Vec<MenuPart> {
    let items = [
        ("Мои заявления", paths::cabinet()),
        ("Подать заявление", paths::new_draft()),
        ("Черновики", paths::drafts()),
    ];
    let accounting = vec![
        item("Мои запросы", paths::own_archives()),
        item("Каждый месяц", paths::subscriptions()),
        item("Задать вопрос", paths::new_question()),
        item("Мои вопросы", paths::own_questions()),
    ];
    vec![
        part("1С-Отчетность", items.into_iter().map(|(label, href)| item(label, href)).collect()),
        part("Для бухгалтерии", accounting),
    ]
}

/// Every caption of the portal's menu: what is not served here opens a page that says so.
fn portal() -> Vec<MenuPart> {
    vec![
        part("1С-Отчетность", vec![item("Интернет-поддержка и сервисы", paths::portal_support())]),
        part(
            "Абонент",
            vec![
                item("Код абонента", paths::subscriber_codes()),
                item("Профиль абонента", paths::subscriber_profile()),
                item("Приглашение пользователей", paths::client_invitation()),
                item("Пользователи", paths::members()),
                item("Организации", paths::own_organizations()),
            ],
        ),
        part(
            "Программные продукты",
            vec![
                item("Мои продукты", paths::portal()),
                item("Регистрация", paths::product_registration()),
                elsewhere(NotServed::Enterprise),
                elsewhere(NotServed::Cloud),
                elsewhere(NotServed::Evotor),
                elsewhere(NotServed::Cash),
            ],
        ),
        part(
            "Обслуживание",
            vec![
                item("Договоры", paths::own_its_contracts()),
                elsewhere(NotServed::Configurations),
                elsewhere(NotServed::Services),
                elsewhere(NotServed::CashActivation),
            ],
        ),
    ]
}

fn part(title: &str, items: Vec<MenuItem>) -> MenuPart {
    MenuPart { title: title.to_owned(), items }
}

fn item(label: &str, href: String) -> MenuItem {
    MenuItem { label: label.to_owned(), href, current: false }
}

fn elsewhere(what: NotServed) -> MenuItem {
    item(service(what), paths::not_served(what.code()))
}

/// Marks the place with this address, or the nearest one above it.
fn mark(menu: &mut [MenuPart], address: &str) {
    let items = || menu.iter().flat_map(|part| &part.items);
    let above = |item: &&MenuItem| {
        address.strip_prefix(&item.href).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let nearest = items().filter(above).map(|item| item.href.len()).max().unwrap_or_default();
    for item in menu.iter_mut().flat_map(|part| &mut part.items) {
        item.current = item.href.len() == nearest && above(&&*item);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn current(address: &str) -> Vec<String> {
        let items = place(address, false).menu.into_iter().flat_map(|part| part.items);
        items.filter(|item| item.current).map(|item| item.label).collect()
    }

    #[test]
    fn the_menu_marks_the_place_or_the_nearest_one_above_it() {
        for (address, label) in [
            ("/portal", "Мои продукты"),
            ("/portal/products/7", "Мои продукты"),
            ("/portal/products/registration", "Регистрация"),
            ("/portal/products/registration/0f0f", "Регистрация"),
            ("/portal/services/evotor", "Купленные в Эвотор"),
            ("/cabinet/applications/104001", "Мои заявления"),
            ("/cabinet/drafts/new", "Подать заявление"),
            ("/cabinet/drafts/0f0f/steps/owners", "Черновики"),
            ("/cabinet/archives/new/invoices", "Мои запросы"),
            ("/cabinet/archives/7/address", "Мои запросы"),
            ("/cabinet/subscriptions", "Каждый месяц"),
            ("/cabinet/questions/new", "Задать вопрос"),
            ("/cabinet/questions/7", "Мои вопросы"),
        ] {
            assert_eq!(current(address), [label], "{address}");
        }
        assert_eq!(current("/profile"), Vec::<String>::new());
        assert_eq!(place("/cabinetx", false).door, Door::Portal);
    }
}
