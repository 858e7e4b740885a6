//! The price before the click: each step from the price list to what is paid.

use maud::{Markup, Render, html};

/// The identity of the preview on the page; the fragment replaces what stands under it.
pub(crate) const PREVIEW: &str = "price-preview";

/// What the chosen parameters will cost.
#[derive(Clone, Debug, Default)]
pub struct PricePreview {
    /// One block for each product that will be billed.
    pub blocks: Vec<PriceBlock>,
    /// What all of them come to, where there are several: «3 984,00 ₽».
    pub sum: Option<String>,
    /// Why there is nothing to pay or why no price can be told, or how that will change.
    pub note: Option<String>,
    /// The total as a form sends it along, so that the sum that was seen is the sum that is charged.
    pub sent: Option<String>,
}

/// The price of one product.
#[derive(Clone, Debug)]
pub struct PriceBlock {
    /// The product: «Многопользовательский режим, от 2 до 9».
    pub product: String,
    /// The steps from the price list down.
    pub lines: Vec<PriceLine>,
    /// What is paid: «К оплате оператору, сверка за ноябрь».
    pub total: PriceLine,
}

/// One step of a price.
#[derive(Clone, Debug)]
pub struct PriceLine {
    /// What it is: «Скидка партнера 40 %».
    pub label: String,
    /// Why: «не распространяется на многопользовательский режим».
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
