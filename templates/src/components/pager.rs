//! How much of a list is shown, and the way on.

use maud::{Markup, Render, html};

use super::icon;
use crate::format::number;

/// How much of a list is shown, and the way on.
#[derive(Clone, Debug, Default)]
pub struct Pager {
    /// How many rows this page shows.
    pub shown: u64,
    /// How many there are.
    pub total: u64,
    /// Whether there are more than that, which nobody has counted.
    pub more: bool,
    /// What else to say about the list: «новые сверху».
    pub note: Option<String>,
    /// The first page; there when this is not it.
    pub start: Option<String>,
    /// The next page; there when more is to come.
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
