//! The pager of a list.

use maud::{Markup, Render, html};

use super::icon;
use crate::format::number;

/// The pager of a list.
#[derive(Clone, Debug, Default)]
pub struct Pager {
    /// How many rows this page shows.
    pub shown: u64,
    /// How many there are.
    pub total: u64,
    /// Whether there are more than the counted number.
    pub more: bool,
    /// A note about the list: «новые сверху».
    pub note: Option<String>,
    /// The URL of the first page, unless this is it.
    pub start: Option<String>,
    /// The URL of the next page, if there is one.
    pub next: Option<String>,
}

impl Render for Pager {
    fn render(&self) -> Markup {
        html! {
            nav.card-footer.pager aria-label="Страницы списка" {
                span {
                    (if self.shown == 1 { "Показано " } else { "Показаны " }) (number(self.shown))
                    @if self.more { ", всего больше " } @else { " из " }
                    (number(self.total))
                    @if let Some(note) = &self.note { ", " (note) }
                }
                span.pager-links {
                    @if let Some(start) = &self.start { a href=(start) { (icon::ARROW_LEFT) "В начало" } }
                    @if let Some(next) = &self.next { a href=(next) rel="next" { "Дальше" (icon::ARROW_RIGHT) } }
                }
            }
        }
    }
}
