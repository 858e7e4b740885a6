//! A titled part of a page.

use maud::{Markup, Render, html};

/// A titled part of a page.
pub(crate) struct Card<'a> {
    /// Its identity, for links to it and for its label.
    pub(crate) id: &'a str,
    /// Its heading.
    pub(crate) title: &'a str,
    /// What stands beside the heading.
    pub(crate) aside: Option<Markup>,
    /// What it holds.
    pub(crate) body: Body,
}

/// How the content of a card is set.
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
