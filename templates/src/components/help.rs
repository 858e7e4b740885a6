//! A link to the article that explains a place, where people ask about it.

use maud::{Markup, Render, html};

use crate::paths;

/// A link to an article of the documentation.
pub(crate) struct Help<'a> {
    /// The end of the article's address.
    pub(crate) article: &'a str,
    /// What it explains: «многопользовательский режим».
    pub(crate) about: &'a str,
    /// Whether that is written out; else it is only heard, where the place of the link says it to who sees.
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
