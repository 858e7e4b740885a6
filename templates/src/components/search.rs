//! The search boxes of a desk and of a page.

use maud::{Markup, Render, html};

use super::icon;

/// The search box of a desk.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// The URL of the results; the words are sent as `q`.
    pub action: String,
    /// The search words.
    pub value: String,
    /// The placeholder: «ИНН, название, № заявления».
    pub placeholder: String,
}

impl Render for Search {
    fn render(&self) -> Markup {
        html! {
            form.search role="search" method="get" action=(self.action) {
                (icon::SEARCH)
                input."form-control form-control-sm" type="search" name="q" value=(self.value) placeholder=(self.placeholder)
                    aria-label="Поиск" autocomplete="off" data-search="" aria-keyshortcuts="/";
                kbd.search-key aria-hidden="true" { "/" }
            }
        }
    }
}

/// The search box of a page, for its list or its contents.
pub(crate) struct PageSearch<'a> {
    /// The URL of the results; the words are sent as `q`.
    pub(crate) action: &'a str,
    /// The label among other search boxes: «Поиск логинов».
    pub(crate) about: &'a str,
    /// The placeholder: «Логин или e-mail».
    pub(crate) label: &'a str,
    /// The search words.
    pub(crate) value: &'a str,
}

impl Render for PageSearch<'_> {
    fn render(&self) -> Markup {
        html! {
            form.search-page role="search" aria-label=(self.about) method="get" action=(self.action) {
                label.form-label for="search" { (self.label) }
                div.search-line {
                    input.form-control id="search" type="search" name="q" value=(self.value) autocomplete="off" spellcheck="false"
                        data-search="" aria-keyshortcuts="/";
                    button."btn btn-primary" { (icon::SEARCH) "Найти" }
                }
            }
        }
    }
}
