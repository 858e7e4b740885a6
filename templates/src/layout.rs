//! The document around a page: the rail with the desk's places, the bar with the search and the reader, the banners.

mod public;

use maud::{DOCTYPE, Markup, Render, html};

pub use public::Door;

use crate::components::{Form, Icon, Notice, Search};
use crate::format::number;
use crate::{assets, paths};

/// The name of the product.
pub const PRODUCT: &str = "Регистратор";

/// What htmx may do under our content policy: no style of its own, no code from attributes.
const HTMX: &str = r#"{"includeIndicatorCSS": false, "history": false}"#;

/// A page: what stands in the middle of the document.
pub trait Page: Render {
    /// The title of the document: «№ 1042 · ООО «Ромашка» · Заявления».
    fn title(&self) -> String;

    /// The document: this page within what surrounds it.
    fn within(&self, frame: &Frame) -> Markup
    where
        Self: Sized,
    {
        frame.document(&self.title(), &self.render())
    }
}

/// What surrounds every page of one reader.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// Who reads; nobody before the sign-in.
    pub reader: Option<Reader>,
    /// The door at which somebody stands who has not signed in as a client yet.
    pub door: Option<Door>,
    /// The desk's places.
    pub nav: Vec<NavItem>,
    /// The session's token against forgery.
    pub csrf: String,
    /// What is to be known on every page: «Учебный удостоверяющий центр…».
    pub banners: Vec<Notice>,
    /// What the last step came to.
    pub flash: Option<Notice>,
    /// The search of this desk.
    pub search: Option<Search>,
}

/// Who reads.
#[derive(Clone, Debug)]
pub struct Reader {
    /// The name: «Ольга Смирнова».
    pub name: String,
    /// The caption of the role: «сотрудник».
    pub role: String,
    /// The organisation in whose name the reader works.
    pub organization: String,
}

/// A place of the desk.
#[derive(Clone, Debug)]
pub struct NavItem {
    /// Its name.
    pub label: String,
    /// Its address.
    pub href: String,
    /// Its picture.
    pub icon: Icon,
    /// How many things wait there.
    pub count: Option<u64>,
    /// Whether the reader is there.
    pub current: bool,
}

impl Frame {
    fn document(&self, title: &str, page: &Markup) -> Markup {
        html! {
            (DOCTYPE)
            html lang="ru" data-bs-theme="light" {
                (head(title))
                @match self.door {
                    Some(door) => (public::body(door, &self.banners, page)),
                    None => (self.body(page)),
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
                        @for banner in &self.banners { div.banner { (banner) } }
                        main.sheet id="main" tabindex="-1" {
                            @if let Some(flash) = &self.flash { div.flash { (flash) } }
                            (page)
                        }
                    }
                }
            }
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
                        div.reader-person { a.reader-name href=(paths::profile()) title="Мой профиль" { (reader.name) } " · " (reader.role) }
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
