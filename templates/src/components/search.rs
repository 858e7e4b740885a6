//! The search box.

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
