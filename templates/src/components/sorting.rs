//! A heading of a list by which the list is ordered.

use maud::{Markup, Render, html};

/// A heading of a list by which the list is ordered.
#[derive(Clone, Debug, Default)]
pub struct SortHeading {
    /// Its name.
    pub label: String,
    /// The URL of the list in this order; of the opposite order while this one holds.
    pub href: String,
    /// The direction while the list is ordered by it.
    pub sorted: Option<SortDirection>,
}

/// The direction of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortDirection {
    /// The smallest or earliest first.
    Up,
    /// The greatest or latest first.
    Down,
}

impl SortDirection {
    const fn aria(self) -> &'static str {
        match self {
            Self::Up => "ascending",
            Self::Down => "descending",
        }
    }

    const fn arrow(self) -> &'static str {
        match self {
            Self::Up => "↑",
            Self::Down => "↓",
        }
    }
}

impl Render for SortHeading {
    fn render(&self) -> Markup {
        html! {
            th scope="col" aria-sort=[self.sorted.map(SortDirection::aria)] {
                a.sorts href=(self.href) {
                    (self.label)
                    @if let Some(sorted) = self.sorted { span aria-hidden="true" { "\u{a0}" (sorted.arrow()) } }
                }
            }
        }
    }
}
