//! An empty list, with the reason and advice.

use maud::{Markup, Render, html};

use super::Link;

/// Why a list is empty, and what to do.
#[derive(Clone, Debug, Default)]
pub struct Empty {
    /// The reason.
    pub reason: String,
    /// What happens next, or what to do.
    pub advice: String,
    /// A link to the next step.
    pub link: Option<Link>,
}

impl Render for Empty {
    fn render(&self) -> Markup {
        html! {
            div.nothing {
                p.nothing-reason { (self.reason) }
                @if !self.advice.is_empty() { p.soft { (self.advice) } }
                @if let Some(link) = &self.link { a.btn href=(link.href) { (link.label) } }
            }
        }
    }
}
