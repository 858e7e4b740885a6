//! A colleague who looks at the same thing now: initials in a circle, the name in words.

use maud::{Markup, Render, html};

/// A colleague who looks at the same thing now.
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
