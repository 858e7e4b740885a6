//! The pager of a list.

use maud::{Markup, Render, html};

use super::icon;
use crate::format::number;

/// The pager of a list.
#[derive(Clone, Debug, Default)]
pub struct Pager {
    /// Which row of the list is the first one of this page, from 1.
    pub first: u64,
    /// How many rows this page shows.
    pub shown: u64,
    /// How many there are.
    pub total: RowTotal,
    /// A note about the list: «новые сверху».
    pub note: Option<String>,
    /// The URL of the first page, unless this is it.
    pub start: Option<String>,
    /// The URL of the page before, unless this is the first one.
    pub back: Option<String>,
    /// The URL of the next page, if there is one.
    pub next: Option<String>,
}

/// How many rows a list has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowTotal {
    /// So many.
    Exactly(u64),
    /// More than so many: they are counted no further.
    MoreThan(u64),
    /// They are not counted.
    #[default]
    Unknown,
}

impl Pager {
    /// «Показаны 51–100 из 130», «Показаны 1–50, есть еще», and of what has no pages «Показаны 4 из 4».
    fn words(&self) -> String {
        let last = (self.first + self.shown).saturating_sub(1);
        let paged = self.start.is_some() || self.next.is_some();
        let shown = if paged {
            format!("Показаны {}–{}", number(self.first), number(last))
        } else {
            let verb = if self.shown == 1 { "Показано" } else { "Показаны" };
            format!("{verb} {}", number(self.shown))
        };
        match self.total {
            RowTotal::Exactly(total) => format!("{shown} из {}", number(total)),
            RowTotal::MoreThan(total) => format!("{shown}, всего больше {}", number(total)),
            RowTotal::Unknown if self.next.is_some() => format!("{shown}, есть еще"),
            RowTotal::Unknown if paged => shown,
            RowTotal::Unknown => format!("{shown} из {}", number(self.shown)),
        }
    }
}

impl Render for Pager {
    fn render(&self) -> Markup {
        html! {
            nav.card-footer.pager aria-label="Страницы списка" {
                span { (self.words()) @if let Some(note) = &self.note { ", " (note) } }
                span.pager-links {
                    @if let Some(start) = &self.start { a href=(start) { "В начало" } }
                    @if let Some(back) = &self.back { a href=(back) rel="prev" { (icon::ARROW_LEFT) "Назад" } }
                    @if let Some(next) = &self.next { a href=(next) rel="next" { "Дальше" (icon::ARROW_RIGHT) } }
                }
            }
        }
    }
}
