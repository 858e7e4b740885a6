//! A link to the article that explains a place, where people ask about it.

use maud::{Markup, Render, html};

use crate::paths;

/// A link to an article of the documentation.
pub(crate) struct Help<'a> {
    /// The end of the article's address.
    pub(crate) article: &'a str,
    /// What it explains, for who cannot see where the link stands: «многопользовательский режим».
    pub(crate) about: &'a str,
}

impl Render for Help<'_> {
    fn render(&self) -> Markup {
        html! { a.help href=(paths::article(self.article)) { "Справка" span.visually-hidden { ": " (self.about) } } }
    }
}
