//! What a search box suggests while one types.

use maud::{Markup, Render, html};

use crate::pages::identifiers;

/// When a search box asks for suggestions, and where they are put.
pub(super) const TYPED: &str = "input changed delay:200ms";
/// The element behind the box that the answer replaces.
pub(super) const PLACE: &str = "next .suggestions";

/// The organisations that the letters typed so far may mean.
#[derive(Clone, Debug, Default)]
pub struct Suggestions {
    /// The organisations, by name.
    pub list: Vec<Suggestion>,
}

/// An organisation that is suggested.
#[derive(Clone, Debug)]
pub struct Suggestion {
    /// The URL of its card.
    pub href: String,
    /// Its name.
    pub name: String,
    /// Its ИНН.
    pub inn: String,
    /// Its КПП; a sole proprietor has none.
    pub kpp: Option<String>,
}

impl Render for Suggestions {
    fn render(&self) -> Markup {
        html! {
            ul.suggestions aria-label="Подсказки" {
                @for one in &self.list {
                    li { a href=(one.href) { (one.name) " " span."soft small" { (identifiers(&one.inn, one.kpp.as_deref())) } } }
                }
            }
        }
    }
}

/// A search box with what it suggests below itself; where scripts are off it is the box alone.
pub(super) fn suggesting(input: &Markup) -> Markup {
    html! { div.suggesting data-suggests="" { (input) (Suggestions::default()) } }
}
