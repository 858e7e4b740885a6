//! What surrounds a page of a signed-in client: the portal or the cabinet, which of the two it is, and its menu.

use maud::{Markup, Render, html};

use super::public::{Door, foot};
use super::{Frame, Reader};
use crate::components::Form;
use crate::paths;

/// Where a signed-in client is.
#[derive(Clone, Debug)]
pub struct ClientPlace {
    /// The portal or the cabinet.
    pub door: Door,
    /// Its menu; empty where a page only says what went wrong.
    pub menu: Vec<MenuPart>,
}

/// A part of the menu.
#[derive(Clone, Debug, Default)]
pub struct MenuPart {
    /// Its caption; none where the part is one place alone.
    pub title: String,
    /// The places.
    pub items: Vec<MenuItem>,
}

/// A place of the menu.
#[derive(Clone, Debug)]
pub struct MenuItem {
    /// Its caption.
    pub label: String,
    /// Its URL.
    pub href: String,
    /// Whether it is the present one.
    pub current: bool,
}

impl ClientPlace {
    /// The body of a document around a page.
    pub(super) fn body(&self, frame: &Frame, page: &Markup) -> Markup {
        html! {
            body.client {
                a.skip href="#main" { "К содержанию" }
                header.frame {
                    div.frame-in {
                        (self.doors())
                        @if let Some(reader) = &frame.reader { (who(reader, &frame.csrf)) }
                    }
                }
                @if self.door == Door::Cabinet { (self.places()) }
                (frame.above())
                div.wrap {
                    @if self.door == Door::Cabinet || self.menu.is_empty() { (content(frame, page)) } @else {
                        div.with-menu { (self.menu()) (content(frame, page)) }
                    }
                }
                (foot())
            }
        }
    }

    fn doors(&self) -> Markup {
        let doors = [(Door::Portal, paths::portal()), (Door::Cabinet, paths::cabinet())];
        html! {
            nav aria-label="Портал и кабинет" {
                ul.doors {
                    @for (door, address) in &doors {
                        li { a href=(address) aria-current=[(*door == self.door).then_some("true")] { (door.name()) } }
                    }
                }
            }
        }
    }

    /// The few places of the cabinet in one line, so that a page has the whole width.
    fn places(&self) -> Markup {
        html! {
            @if !self.menu.is_empty() {
                nav.places aria-label="Меню кабинета" {
                    ul { @for item in self.menu.iter().flat_map(|part| &part.items) { (item) } }
                }
            }
        }
    }

    /// The many places of the portal. On a phone they fold; on a wide screen the style sheet shows them whole.
    fn menu(&self) -> Markup {
        html! {
            details.side-menu {
                summary { "Меню портала" }
                nav aria-label="Меню портала" { @for part in &self.menu { (part) } }
            }
        }
    }
}

impl Render for MenuPart {
    fn render(&self) -> Markup {
        html! {
            @if !self.title.is_empty() { p.side-menu-title { (self.title) } }
            ul { @for item in &self.items { (item) } }
        }
    }
}

impl Render for MenuItem {
    fn render(&self) -> Markup {
        html! { li { a href=(self.href) aria-current=[self.current.then_some("page")] { (self.label) } } }
    }
}

fn who(reader: &Reader, csrf: &str) -> Markup {
    html! {
        div.who {
            div.who-name {
                @if !reader.organization.is_empty() { b title=(reader.organization) { (reader.organization) } }
                a href=(paths::profile()) title="Мой профиль" { (reader.name) }
            }
            (Form {
                action: &paths::sign_out(), csrf, hidden: &[], guarded: false,
                content: html! { button."btn btn-sm" { "Выход" } },
            })
        }
    }
}

fn content(frame: &Frame, page: &Markup) -> Markup {
    html! {
        main id="main" tabindex="-1" {
            @if let Some(flash) = &frame.flash { (flash.above(&frame.csrf)) }
            (page)
        }
    }
}
