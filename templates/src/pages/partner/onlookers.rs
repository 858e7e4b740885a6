//! Who else looks at a card now: a fragment that asks again while the card is open.

use maud::{Markup, Render, html};

use crate::components::{Onlooker, POLL};
use crate::paths;

/// Who else looks at a card now.
#[derive(Clone, Debug, Default)]
pub struct Onlookers {
    /// The application's number.
    pub number: String,
    /// The colleagues.
    pub people: Vec<Onlooker>,
    /// The token against forgery.
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
