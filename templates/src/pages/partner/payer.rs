//! Choosing the payer of a payment among the partner's clients: a search step, and what the chosen one owes.

use maud::{Markup, Render, html};

use crate::components::icon;
use crate::pages::identifiers;

/// The choice of a payer.
#[derive(Clone, Debug, Default)]
pub struct PayerChoice {
    /// The page's address; the words are sent as `find`.
    pub action: String,
    /// What was looked for.
    pub find: String,
    /// The clients that were found.
    pub rows: Vec<PayerRow>,
    /// What is said of them.
    pub said: String,
    /// The chosen one.
    pub chosen: Option<PayerRow>,
    /// What is wrong.
    pub error: String,
}

/// A client that may be the payer.
#[derive(Clone, Debug, Default)]
pub struct PayerRow {
    /// Its name.
    pub name: String,
    /// Its ИНН.
    pub inn: String,
    /// Its КПП; a sole proprietor has none.
    pub kpp: Option<String>,
    /// What it owes, in words.
    pub owes: String,
    /// The page with this payer chosen; where one is chosen, the page without.
    pub href: String,
}

impl Render for PayerChoice {
    fn render(&self) -> Markup {
        match &self.chosen {
            Some(chosen) => html! {
                p.mb-1 { b { (chosen.name) } }
                p."soft small mb-1" { (identifiers(&chosen.inn, chosen.kpp.as_deref())) }
                p.mb-2 { "На сегодня: " b { (chosen.owes) } }
                a href=(chosen.href) { "Выбрать другого" }
            },
            None => self.searching(),
        }
    }
}

impl PayerChoice {
    fn searching(&self) -> Markup {
        let wrong = !self.error.is_empty();
        html! {
            form role="search" aria-label="Поиск плательщика" method="get" action=(self.action) {
                div.field {
                    label.form-label for="find" { "Название или ИНН" }
                    @if wrong { div.field-error id="find-error" { (self.error) } }
                    div.search-line {
                        input.form-control.is-invalid[wrong] id="find" type="search" name="find" value=(self.find) autocomplete="off"
                            spellcheck="false" aria-invalid=[wrong.then_some("true")] aria-describedby=[wrong.then_some("find-error")]
                            hx-get=(self.action) hx-trigger="input changed delay:300ms" hx-select="#payers" hx-target="#payers"
                            hx-swap="outerHTML" hx-sync="this:replace";
                        button."btn" { (icon::SEARCH) "Найти" }
                    }
                }
            }
            div id="payers" aria-live="polite" {
                @if !self.said.is_empty() { p."soft small mt-2 mb-0" { (self.said) } }
                @if !self.rows.is_empty() {
                    ul.payers { @for row in &self.rows { (row.found()) } }
                }
            }
        }
    }
}

impl PayerRow {
    fn found(&self) -> Markup {
        html! {
            li {
                a href=(self.href) { (self.name) }
                div."soft small" { (identifiers(&self.inn, self.kpp.as_deref())) }
                div.small { (self.owes) }
            }
        }
    }
}
