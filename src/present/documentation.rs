//! The documentation: table of contents, search results, articles. Each page shows the support line's telephone.

use serde::Deserialize;
use templates::documentation;
use templates::pages::{ArticlePage, DocumentationPage};

/// The query of a search.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ArticlesAsked {
    /// The words.
    pub q: String,
}

/// The table of contents, or the results of a search.
#[must_use]
pub fn page(asked: &ArticlesAsked, phone: String) -> DocumentationPage {
    let search = asked.q.trim().to_owned();
    DocumentationPage { hits: documentation::search(&search), search, phone }
}

/// The article with this slug, if there is one.
#[must_use]
pub fn article(slug: &str, phone: String) -> Option<ArticlePage> {
    documentation::article(slug).map(|article| ArticlePage { article, phone })
}
