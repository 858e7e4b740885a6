//! The partner's sublicense contracts with their discounts.

use maud::{Markup, Render, html};
use rust_decimal::Decimal;

use crate::Page;
use crate::components::{Badge, Body, Card, Empty, Fact, Notice, facts};
use crate::format::percent;

/// The sublicense contracts of the partner, the latest first.
#[derive(Clone, Debug, Default)]
pub struct ContractPage {
    /// The notice that the contract ends soon or has ended.
    pub notice: Option<Notice>,
    /// The contracts.
    pub contracts: Vec<ContractCard>,
    /// The text of an empty list.
    pub empty: Empty,
}

/// A sublicense contract.
#[derive(Clone, Debug)]
pub struct ContractCard {
    /// Its number.
    pub number: String,
    /// Whether it is in force.
    pub state: Badge,
    /// The days of signing, beginning and end.
    pub facts: Vec<Fact>,
    /// The discounts.
    pub discounts: Vec<DiscountRow>,
}

/// A discount of a contract.
#[derive(Clone, Debug)]
pub struct DiscountRow {
    /// The product.
    pub product: String,
    /// The discount, in percent.
    pub percent: Decimal,
    /// «с 01.07.2026», «01.03.2024 – 30.06.2026».
    pub period: String,
    /// Whether it is in force today.
    pub now: bool,
}

impl Page for ContractPage {
    fn title(&self) -> String {
        "Договор · Регистратор".to_owned()
    }
}

impl Render for ContractPage {
    fn render(&self) -> Markup {
        html! {
            h1 { "Договор" }
            p.soft { "Скидка партнера определяется сублицензионным договором. Договоры ведет оператор." }
            @if let Some(notice) = &self.notice { (notice) }
            @if self.contracts.is_empty() { div.card { (self.empty) } }
            @for (index, contract) in self.contracts.iter().enumerate() { (contract.card(index)) }
        }
    }
}

impl ContractCard {
    fn card(&self, index: usize) -> Markup {
        let title = format!("Сублицензионный договор №\u{a0}{}", self.number);
        let content = html! {
            div.card-body { (facts(&self.facts)) }
            @if !self.discounts.is_empty() { (self.table()) }
        };
        let aside = html! { (self.state) };
        html! {
            (Card { id: &format!("contract-{index}"), title: &title, aside: Some(aside), body: Body::Flush(content) })
        }
    }

    fn table(&self) -> Markup {
        html! {
            table."table list" {
                caption.visually-hidden { "Скидки по договору №\u{a0}" (self.number) }
                thead {
                    tr {
                        th scope="col" { "Продукт" } th.num scope="col" { "Скидка партнера" } th scope="col" { "Действует" }
                        th scope="col" { span.visually-hidden { "Сейчас" } }
                    }
                }
                tbody { @for row in &self.discounts { (row) } }
            }
        }
    }
}

impl Render for DiscountRow {
    fn render(&self) -> Markup {
        html! {
            tr {
                td.cell-main { @if self.now { b { (self.product) } } @else { span.soft { (self.product) } } }
                td.num data-label="Скидка партнера" { (percent(self.percent)) }
                td data-label="Действует" { (self.period) }
                td { @if self.now { span.ok { "действует сейчас" } } }
            }
        }
    }
}
