//! A colleague who is viewing the same page now, with initials in a circle.

use maud::{Markup, Render, html};

/// A colleague who is viewing the same page now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Onlooker {
    /// The initials: «ИВ».
    pub initials: String,
    /// The name: «И. Ветров».
    pub name: String,
}

impl Render for Onlooker {
    fn render(&self) -> Markup {
        let words = format!("Смотрит {}", self.name);
        html! {
            span.onlooker title=(words) {
                span aria-hidden="true" { (self.initials) }
                span.visually-hidden { (words) }
            }
        }
    }
}
