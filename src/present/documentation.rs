//! The documentation: table of contents, search results, articles. Each page shows the support line's telephone.

use serde::Deserialize;
use templates::documentation::{self, Readers};
use templates::pages::{ArticlePage, DocumentationPage};

use crate::operations::Desk;
use crate::policy::Permission;

/// The query of a search.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ArticlesAsked {
    /// The words.
    pub q: String,
}

/// Which articles the viewer reads: all of them, or those for clients.
#[must_use]
pub fn readers(desk: &Desk) -> Readers {
    if desk.allows(Permission::ViewDocumentation) { Readers::Desks } else { Readers::Clients }
}

/// The table of contents, or the results of a search.
#[must_use]
pub fn page(asked: &ArticlesAsked, readers: Readers, phone: String) -> DocumentationPage {
    let search = asked.q.trim().to_owned();
    DocumentationPage { hits: documentation::search(&search, readers), search, readers, phone }
}

/// The article with this slug, if there is one.
#[must_use]
pub fn article(slug: &str, readers: Readers, phone: String) -> Option<ArticlePage> {
    documentation::article(slug, readers).map(|article| ArticlePage { article, readers, phone })
}
