//! The document around a page: the navigation of the desk, the bar with search and viewer, the banners.

mod client;
mod public;

use maud::{DOCTYPE, Markup, Render, html};

pub use client::{ClientPlace, MenuItem, MenuPart};
pub use public::Door;

use crate::components::{Flash, Form, Icon, LinkedNotice, Notice, Search};
use crate::format::number;
use crate::{assets, paths};

/// The name of the product.
pub const PRODUCT: &str = "Регистратор";

/// The settings of htmx under the content security policy: no inline styles, no code from attributes.
const HTMX: &str = r#"{"includeIndicatorCSS": false, "history": false}"#;

/// A page: the content of the document.
pub trait Page: Render {
    /// The title of the document: «№ 1042 · ООО «Ромашка» · Заявления».
    fn title(&self) -> String;

    /// The document: this page within its frame.
    fn within(&self, frame: &Frame) -> Markup
    where
        Self: Sized,
    {
        frame.document(&self.title(), &self.render())
    }
}

/// The frame of all pages of a viewer.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// The viewer; `None` before signing in.
    pub reader: Option<Reader>,
    /// The door at which somebody stands who has not signed in as a client yet.
    pub door: Option<Door>,
    /// Where a signed-in client is; `None` at a desk.
    pub client: Option<ClientPlace>,
    /// The navigation of the desk.
    pub nav: Vec<NavItem>,
    /// The session's CSRF token.
    pub csrf: String,
    /// Banners of every page: «Учебный удостоверяющий центр…».
    pub banners: Vec<Notice>,
    /// What the viewer is to do about their sign-in, on every page.
    pub calls: Vec<LinkedNotice>,
    /// The flash message.
    pub flash: Option<Flash>,
    /// The search of this desk.
    pub search: Option<Search>,
}

/// The viewer.
#[derive(Clone, Debug)]
pub struct Reader {
    /// The name: «Ольга Смирнова».
    pub name: String,
    /// The role's label: «сотрудник».
    pub role: String,
    /// For whom the viewer stands in, and until when: «замещает: Орлов Н. С. по 07.12.2026».
    pub stands_in: String,
    /// The organisation for which the viewer works.
    pub organization: String,
}

/// An entry of the navigation.
#[derive(Clone, Debug)]
pub struct NavItem {
    /// Its name.
    pub label: String,
    /// Its URL.
    pub href: String,
    /// Its icon.
    pub icon: Icon,
    /// The count beside it.
    pub count: Option<u64>,
    /// Whether it is the present one.
    pub current: bool,
}

impl Frame {
    fn document(&self, title: &str, page: &Markup) -> Markup {
        html! {
            (DOCTYPE)
            html lang="ru" data-bs-theme="light" {
                (head(title))
                @match (&self.client, self.door) {
                    (Some(place), _) => (place.body(self, page)),
                    (None, Some(door)) => (public::body(door, &self.banners, page)),
                    (None, None) => (self.body(page)),
                }
            }
        }
    }

    fn body(&self, page: &Markup) -> Markup {
        html! {
            body {
                a.skip href="#main" { "К содержанию" }
                div.shell.shell-plain[self.nav.is_empty()] {
                    @if !self.nav.is_empty() { (self.rail()) }
                    div.main {
                        (self.bar())
                        (self.above())
                        main.sheet id="main" tabindex="-1" {
                            @if let Some(flash) = &self.flash { (flash.above(&self.csrf)) }
                            (page)
                        }
                    }
                }
            }
        }
    }

    /// What stands above every page.
    fn above(&self) -> Markup {
        html! {
            @for banner in &self.banners { div.banner { (banner) } }
            @for call in &self.calls { div.banner { (call) } }
        }
    }

    fn rail(&self) -> Markup {
        html! {
            nav.side aria-label="Разделы" {
                (brand())
                ul { @for item in &self.nav { (item) } }
            }
        }
    }

    fn bar(&self) -> Markup {
        html! {
            header.top {
                @if self.nav.is_empty() { (brand()) }
                @if let Some(search) = &self.search { (search) }
                @if let Some(reader) = &self.reader {
                    div.reader {
                        div.reader-organization title=(reader.organization) { (reader.organization) }
                        div.reader-person { a.reader-name href=(paths::profile()) title="Мой профиль" { (reader.name) } " · " (reader.role) @if !reader.stands_in.is_empty() { ", " (reader.stands_in) } }
                    }
                    (Form {
                        action: &paths::sign_out(), csrf: &self.csrf, hidden: &[], guarded: false,
                        content: html! { button."btn btn-sm" { "Выход" } },
                    })
                }
            }
        }
    }
}

impl Render for NavItem {
    fn render(&self) -> Markup {
        html! {
            li {
                a.place href=(self.href) aria-current=[self.current.then_some("page")] {
                    (self.icon)
                    span.place-label { (self.label) }
                    @if let Some(count) = self.count { " " span.place-count { (number(count)) } }
                }
            }
        }
    }
}

fn brand() -> Markup {
    html! { a.brand href=(paths::home()) { (PRODUCT) } }
}

fn head(title: &str) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            meta name="htmx-config" content=(HTMX);
            title { (title) }
            link rel="icon" href=(assets::FAVICON) type="image/svg+xml";
            link rel="stylesheet" href=(assets::STYLESHEET);
            script src=(assets::THEME) {}
            script type="module" src=(assets::SCRIPT) {}
        }
    }
}
