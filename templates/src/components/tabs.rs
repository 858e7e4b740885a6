//! The tabs of a list or a card.

use maud::{Markup, Render, html};

use crate::format::number;

/// A tab of a list or a card.
#[derive(Clone, Debug)]
pub struct Tab {
    /// Its name.
    pub label: String,
    /// Its URL.
    pub href: String,
    /// The number of its entries, where it is shown.
    pub count: Option<u64>,
    /// Whether it is open.
    pub current: bool,
}

impl Render for Tab {
    fn render(&self) -> Markup {
        html! {
            li.nav-item {
                a.nav-link.active[self.current] href=(self.href) aria-current=[self.current.then_some("page")] {
                    (self.label)
                    @if let Some(count) = self.count { " " span.tab-count { (number(count)) } }
                }
            }
        }
    }
}

/// A row of tabs.
pub(crate) fn tabs(list: &[Tab], label: &str) -> Markup {
    html! { nav.tabs aria-label=(label) { ul."nav nav-tabs" { @for tab in list { (tab) } } } }
}
