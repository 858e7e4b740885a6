//! A link to the article that explains a part of a page.

use maud::{Markup, Render, html};

use crate::paths;

/// A link to an article of the documentation.
pub(crate) struct Help<'a> {
    /// The article's slug.
    pub(crate) article: &'a str,
    /// What it explains: «многопользовательский режим».
    pub(crate) about: &'a str,
    /// Whether the label is visible; otherwise only a screen reader gets it.
    pub(crate) written_out: bool,
}

impl Render for Help<'_> {
    fn render(&self) -> Markup {
        html! {
            a.help href=(paths::article(self.article)) {
                "Справка" span.visually-hidden[!self.written_out] { ": " (self.about) }
            }
        }
    }
}
