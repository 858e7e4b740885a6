//! A titled part of a page.

use maud::{Markup, Render, html};

/// A titled part of a page.
pub(crate) struct Card<'a> {
    /// Its id, for links and labels.
    pub(crate) id: &'a str,
    /// Its heading.
    pub(crate) title: &'a str,
    /// Content beside the heading.
    pub(crate) aside: Option<Markup>,
    /// The content.
    pub(crate) body: Body,
}

/// The layout of a card's content.
pub(crate) enum Body {
    /// Text with a margin around it.
    Padded(Markup),
    /// A table or list that reaches the edges.
    Flush(Markup),
}

impl Render for Card<'_> {
    fn render(&self) -> Markup {
        let label = format!("{}-title", self.id);
        html! {
            section.card.mb-3 id=(self.id) aria-labelledby=(label) {
                div.card-header {
                    h2.card-title id=(label) { (self.title) }
                    @if let Some(aside) = &self.aside { div."ms-auto small soft card-aside" { (aside) } }
                }
                @match &self.body {
                    Body::Padded(content) => div.card-body { (content) },
                    Body::Flush(content) => (content),
                }
            }
        }
    }
}
