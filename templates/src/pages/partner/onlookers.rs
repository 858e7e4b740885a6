//! The other viewers of a card: a fragment that polls while the card is open.

use maud::{Markup, Render, html};

use crate::components::{Onlooker, POLL};
use crate::paths;

/// The other viewers of a card.
#[derive(Clone, Debug, Default)]
pub struct Onlookers {
    /// The application's number.
    pub number: String,
    /// The colleagues.
    pub people: Vec<Onlooker>,
    /// The CSRF token.
    pub csrf: String,
}

impl Render for Onlookers {
    fn render(&self) -> Markup {
        html! {
            div.onlookers id="onlookers" hx-post=(paths::presence(&self.number)) hx-trigger="every 15s" hx-headers=(POLL)
                hx-include="#onlookers" hx-swap="outerHTML" {
                input type="hidden" name="csrf" value=(self.csrf);
                @if !self.people.is_empty() {
                    span."soft small" { "Сейчас смотрят: " }
                    @for person in &self.people { (person) " " span.small { (person.name) } " " }
                }
            }
        }
    }
}
