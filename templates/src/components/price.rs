//! The price before the click: each step from the list price to the sum payable.

use maud::{Markup, Render, html};

/// The id of the preview, which htmx replaces.
pub(crate) const PREVIEW: &str = "price-preview";

/// The price of the chosen parameters.
#[derive(Clone, Debug, Default)]
pub struct PricePreview {
    /// One block for each product that would be charged.
    pub blocks: Vec<PriceBlock>,
    /// The sum of several blocks: «3 984,00 ₽».
    pub sum: Option<String>,
    /// Why nothing is to be paid, why there is no price, or how the price will change.
    pub note: Option<String>,
    /// The total as a hidden field, so that the charged sum is the one that was shown.
    pub sent: Option<String>,
}

/// The price of one product.
#[derive(Clone, Debug)]
pub struct PriceBlock {
    /// The product: «Многопользовательский режим, от 2 до 9».
    pub product: String,
    /// The steps from the list price down.
    pub lines: Vec<PriceLine>,
    /// The sum payable: «К оплате оператору, сверка за ноябрь».
    pub total: PriceLine,
}

/// One step of a price.
#[derive(Clone, Debug)]
pub struct PriceLine {
    /// Its label: «Скидка партнера 40 %».
    pub label: String,
    /// The explanation: «не распространяется на многопользовательский режим».
    pub note: Option<String>,
    /// The sum, or «—», or «Без НДС».
    pub sum: String,
}

impl Render for PricePreview {
    fn render(&self) -> Markup {
        html! {
            div.preview id=(PREVIEW) aria-live="polite" {
                @for block in &self.blocks { (block) }
                @if let Some(sum) = &self.sum { p.price-sum { "Итого к оплате " b.num { (sum) } } }
                @if let Some(sent) = &self.sent { input type="hidden" name="total" value=(sent); }
                @if let Some(note) = &self.note { p.soft.m-0 { (note) } }
            }
        }
    }
}

impl Render for PriceBlock {
    fn render(&self) -> Markup {
        html! {
            table.price {
                caption { (self.product) }
                tbody { @for line in &self.lines { tr { (line) } } }
                tfoot { tr.total { (self.total) } }
            }
        }
    }
}

impl Render for PriceLine {
    fn render(&self) -> Markup {
        html! {
            th scope="row" {
                (self.label)
                @if let Some(note) = &self.note { " " span.soft { (note) } }
            }
            td.num { (self.sum) }
        }
    }
}
