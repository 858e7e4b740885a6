//! Samples of each page (empty, usual and extreme) for the gallery and its checks.

mod acts;
mod application;
mod archives;
mod attachments;
mod bulk;
mod cabinet;
mod cloud;
mod contracts;
mod desks;
mod documentation;
mod documents;
mod drafts;
mod expiring;
mod factors;
mod house;
mod journal;
mod logins;
mod organization;
mod passkeys;
mod portal;
mod products;
mod profile;
mod programs;
mod questions;
mod queue;
mod reasons;
mod rights;
mod sales;
mod seller;
mod sendings;
mod sheet;
mod simple;
mod standing_in;
mod statement;
mod subscriptions;
mod support;

use std::borrow::Cow;

use chrono::{DateTime, TimeZone as _, Utc};
use maud::Markup;

use crate::components::{Icon, Notice, NoticeTone, Search, icon};
use crate::format::{Moment, Zone};
use crate::layout::{ClientPlace, Door, MenuItem, MenuPart, NavItem, Reader};
use crate::{Frame, Page, paths};

/// A page of the gallery.
pub struct Sample {
    /// Its name, also the name of its file.
    pub name: Cow<'static, str>,
    /// The document.
    pub html: Markup,
}

/// Every page of the gallery.
#[must_use]
pub fn all() -> Vec<Sample> {
    [
        simple::samples(),
        queue::samples(),
        bulk::samples(),
        application::samples(),
        statement::samples(),
        organization::samples(),
        support::samples(),
        desks::samples(),
        cabinet::samples(),
        cloud::samples(),
        attachments::samples(),
        acts::samples(),
        archives::samples(),
        subscriptions::samples(),
        documents::samples(),
        expiring::samples(),
        factors::samples(),
        questions::samples(),
        rights::samples(),
        standing_in::samples(),
        sales::samples(),
        seller::samples(),
        sendings::samples(),
        sheet::samples(),
        documentation::samples(),
        house::samples(),
        journal::samples(),
        logins::samples(),
        passkeys::samples(),
        contracts::samples(),
        drafts::samples(),
        portal::samples(),
        profile::samples(),
        programs::samples(),
        products::samples(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn sample(name: impl Into<Cow<'static, str>>, page: &impl Page, frame: &Frame) -> Sample {
    Sample { name: name.into(), html: page.within(frame) }
}

/// A CSRF token.
const CSRF: &str = "c29tZS10b2tlbg";

/// A name of the maximum length.
fn long_name() -> String {
    let name = "Федеральное государственное бюджетное образовательное учреждение дополнительного профессионального образования \
                «Институт повышения квалификации руководящих работников и специалистов топливно-энергетического комплекса \
                Восточно-Сибирского региона имени академика Ф";
    name.chars().take(248).chain("».".chars()).collect()
}

fn at(day: u32, hour: u32, minute: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, day, hour, minute, 0).single().expect("the samples' days exist")
}

/// The present instant of the samples: 21.11.2026 at 14:05 in Moscow.
fn now() -> DateTime<Utc> {
    at(21, 11, 5)
}

fn moment(day: u32, hour: u32, minute: u32) -> Moment {
    Zone::moscow().moment(at(day, hour, minute))
}

fn training_banner() -> Notice {
    Notice {
        tone: NoticeTone::Warn,
        text: "Учебный удостоверяющий центр: сертификаты не годятся для отчетности".to_owned(),
    }
}

fn place(label: &str, href: String, icon: Icon, count: Option<u64>, current: bool) -> NavItem {
    NavItem { label: label.to_owned(), href, icon, count, current }
}

/// The frame of the partner's desk; `current` is the index of the open entry.
fn partner_frame(current: usize) -> Frame {
    Frame {
        reader: Some(reader("Ольга Смирнова", "сотрудник", "ООО «Форсайт»")),
        nav: vec![
            place("Заявления", paths::queue(), icon::INBOX, Some(27), current == 0),
            place("Организации", paths::organizations(), icon::BUILDING, None, current == 1),
            place("Сверка", paths::statements(), icon::RECEIPT_2, Some(1), current == 2),
            place("Почта", paths::mail(), icon::MAIL, None, current == 3),
            place("Документация", paths::documentation(), icon::BOOK, None, current == 4),
        ],
        csrf: CSRF.to_owned(),
        banners: vec![training_banner()],
        door: None,
        client: None,
        calls: Vec::new(),
        flash: None,
        search: Some(Search {
            action: paths::queue(),
            value: String::new(),
            placeholder: "ИНН, название, № заявления, рег. номер…".to_owned(),
            suggests: true,
        }),
    }
}

fn reader(name: &str, role: &str, organization: &str) -> Reader {
    let [name, role, organization] = [name, role, organization].map(str::to_owned);
    Reader { name, role, stands_in: String::new(), organization }
}

fn operator_frame(current: usize) -> Frame {
    Frame {
        reader: Some(reader("Мария Белова", "расчеты с партнерами", "Оператор")),
        nav: vec![
            place("Сверка", paths::operator_statements(), icon::RECEIPT_2, Some(2), current == 0),
            place("Заявления", paths::operator_applications(), icon::SERVER_COG, Some(2), current == 1),
            place("Партнеры и договоры", paths::partners(), icon::BUILDING, None, current == 2),
        ],
        search: None,
        ..partner_frame(0)
    }
}

fn support_frame() -> Frame {
    Frame {
        reader: Some(reader("Ирина Котова", "линия поддержки", "Оператор")),
        nav: vec![place("Поиск", paths::support(), icon::SEARCH, None, true)],
        search: None,
        ..partner_frame(0)
    }
}

/// The frame of a client in the cabinet.
fn cabinet_frame() -> Frame {
    client_frame(Door::Cabinet, &[("", &[("Мои заявления", paths::cabinet())])])
}

/// The frame of a client in the portal.
fn portal_frame() -> Frame {
    client_frame(
        Door::Portal,
        &[
            ("Абонент", &[("Код абонента", paths::subscriber_codes())]),
            (
                "Программные продукты",
                &[
                    ("Регистрация", paths::product_registration()),
                    ("На базе 1С:Предприятия 8", paths::not_served("enterprise")),
                    ("Облачная инфраструктура", paths::not_served("cloud")),
                ],
            ),
            ("", &[("Договоры", paths::own_its_contracts())]),
        ],
    )
}

fn client_frame(door: Door, menu: &[(&str, &[(&str, String)])]) -> Frame {
    let item = |(place, (label, href)): (usize, &(&str, String))| MenuItem {
        label: (*label).to_owned(),
        href: href.clone(),
        current: place == 0,
    };
    let part = |(title, items): &(&str, &[(&str, String)])| MenuPart {
        title: (*title).to_owned(),
        items: items.iter().enumerate().map(item).collect(),
    };
    Frame {
        reader: Some(reader("Анна Петрова", "клиент", &long_name())),
        client: Some(ClientPlace { door, menu: menu.iter().map(part).collect() }),
        nav: Vec::new(),
        search: None,
        ..partner_frame(0)
    }
}
