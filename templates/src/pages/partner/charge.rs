//! The explanation of a line: the price step by step, and the actions that led to it.

use maud::{Markup, Render, html};

use crate::Page;
use crate::components::{Badge, Body, Card, Fact, Link, PriceBlock, TimelineEntry, facts, timeline, trail};

/// The explanation of one line.
#[derive(Clone, Debug)]
pub struct ChargePage {
    /// The breadcrumbs: the months, the month.
    pub trail: Vec<Link>,
    /// The product.
    pub product: String,
    /// The organisation.
    pub organization: String,
    /// The status.
    pub status: Badge,
    /// Facts: application, period, basis, quantity.
    pub facts: Vec<Fact>,
    /// The price step by step.
    pub price: PriceBlock,
    /// The dated rules, in words.
    pub rule: String,
    /// The actions that led to it, newest first.
    pub causes: Vec<TimelineEntry>,
}

impl Page for ChargePage {
    fn title(&self) -> String {
        format!("{} · {} · Сверка", self.product, self.organization)
    }
}

impl Render for ChargePage {
    fn render(&self) -> Markup {
        let price = html! {
            (self.price)
            p."soft small mb-0" { (self.rule) }
        };
        html! {
            (trail(&self.trail, "Объяснение строки"))
            h1 { (self.product) " · " (self.organization) }
            div.progress-line { (self.status) }
            div.columns {
                div.column-main {
                    (Card { id: "charge", title: "Что в строке", aside: None, body: Body::Padded(facts(&self.facts)) })
                    (Card { id: "causes", title: "Откуда она взялась", aside: None, body: Body::Padded(timeline(&self.causes)) })
                }
                div.column-side { (Card { id: "price", title: "Почему столько", aside: None, body: Body::Padded(price) }) }
            }
        }
    }
}
