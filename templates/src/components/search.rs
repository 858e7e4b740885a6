//! The search boxes: the one of a desk, and the one of a page.

use maud::{Markup, Render, html};

use super::icon;

/// The search box of a desk.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// The address that answers; the words go there as `q`.
    pub action: String,
    /// What is being searched for.
    pub value: String,
    /// What can be searched for: «ИНН, название, № заявления».
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

/// The search box of a page, which is the way into its list or finds in it.
pub(crate) struct PageSearch<'a> {
    /// The address that answers; the words go there as `q`.
    pub(crate) action: &'a str,
    /// Tells it from other search boxes: «Поиск логинов».
    pub(crate) about: &'a str,
    /// What can be searched for: «Логин или e-mail».
    pub(crate) label: &'a str,
    /// What is being searched for.
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
