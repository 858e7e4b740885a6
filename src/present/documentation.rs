//! The documentation: its tree or what was found in it, and an article; the phone of the line that helps stands on each.

use serde::Deserialize;
use templates::documentation;
use templates::pages::{ArticlePage, DocumentationPage};

/// What is being searched for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ArticlesAsked {
    /// The words.
    pub q: String,
}

/// The tree of the documentation, or what was found in it.
#[must_use]
pub fn page(asked: &ArticlesAsked, phone: String) -> DocumentationPage {
    let search = asked.q.trim().to_owned();
    DocumentationPage { hits: documentation::search(&search), search, phone }
}

/// An article, if there is one with this address.
#[must_use]
pub fn article(slug: &str, phone: String) -> Option<ArticlePage> {
    documentation::article(slug).map(|article| ArticlePage { article, phone })
}
