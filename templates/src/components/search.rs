//! The search boxes of a desk and of a page.

use maud::{Markup, Render, html};

use super::icon;
use super::suggestions::{PLACE, TYPED, suggesting};
use crate::paths;

/// The search box of a desk.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// The URL of the results; the words are sent as `q`.
    pub action: String,
    /// The search words.
    pub value: String,
    /// The placeholder: «ИНН, название, № заявления».
    pub placeholder: String,
    /// Whether organisations are looked for, so that they can be suggested.
    pub suggests: bool,
}

impl Render for Search {
    fn render(&self) -> Markup {
        html! {
            form.search role="search" method="get" action=(self.action) {
                (icon::SEARCH)
                (suggesting(&html! {
                    input."form-control form-control-sm" type="search" name="q" value=(self.value) placeholder=(self.placeholder)
                        aria-label="Поиск" autocomplete="off" data-search="" aria-keyshortcuts="/"
                        hx-get=[self.suggests.then(paths::suggestions)] hx-trigger=[self.suggests.then_some(TYPED)]
                        hx-target=[self.suggests.then_some(PLACE)] hx-swap=[self.suggests.then_some("outerHTML")]
                        hx-sync=[self.suggests.then_some("this:replace")];
                    kbd.search-key aria-hidden="true" { "/" }
                }))
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
    /// Whether organisations are looked for, so that they can be suggested.
    pub(crate) suggests: bool,
    /// Whether the page begins with it, so that one types at once.
    pub(crate) first: bool,
}

impl PageSearch<'_> {
    fn input(&self) -> Markup {
        html! {
            input.form-control id="search" type="search" name="q" value=(self.value) autocomplete="off" spellcheck="false"
                data-search="" aria-keyshortcuts="/" autofocus[self.first && self.value.is_empty()]
                hx-get=[self.suggests.then(paths::suggestions)] hx-trigger=[self.suggests.then_some(TYPED)]
                hx-target=[self.suggests.then_some(PLACE)] hx-swap=[self.suggests.then_some("outerHTML")]
                hx-sync=[self.suggests.then_some("this:replace")];
        }
    }
}

impl Render for PageSearch<'_> {
    fn render(&self) -> Markup {
        html! {
            form.search-page role="search" aria-label=(self.about) method="get" action=(self.action) {
                label.form-label for="search" { (self.label) }
                div.search-line {
                    @if self.suggests { (suggesting(&self.input())) } @else { (self.input()) }
                    button."btn btn-primary" { (icon::SEARCH) "Найти" }
                }
            }
        }
    }
}
