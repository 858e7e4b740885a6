//! The lines of a month with all their money, and what may be done with each.

mod action;

use chrono::NaiveDate;
use maud::{Markup, Render, html};
use rust_decimal::Decimal;

pub use action::{LineAction, ReturnedForm};

use super::identifiers;
use crate::components::{Badge, Choice, Empty, Pager, Sum};
use crate::format::{NBSP, amount, date, date_of, percent};
use crate::paths;

/// The lines of a month.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    /// The lines of this page.
    pub rows: Vec<StatementLine>,
    /// The sums over all lines of the month, not only over this page.
    pub totals: Option<LineTotals>,
    /// How much is shown.
    pub pager: Pager,
    /// What to say when there is no line.
    pub empty: Empty,
    /// The reasons for a dispute, or the outcomes of a resolution.
    pub choices: Vec<Choice>,
    /// A form that came back with faults.
    pub returned: Option<ReturnedForm>,
    /// The version of the month that the reader sees.
    pub version: String,
    /// The token against forgery.
    pub csrf: String,
}

/// One line of a month.
#[derive(Clone, Debug)]
pub struct StatementLine {
    /// The identity of the charge.
    pub id: String,
    /// The day of activation.
    pub activated_on: NaiveDate,
    /// The number of the application.
    pub number: String,
    /// The address of the application, where the reader may open it.
    pub application: Option<String>,
    /// The code of the subscriber.
    pub subscriber_code: String,
    /// The organisation.
    pub organization: String,
    /// Its ИНН.
    pub inn: String,
    /// Its КПП; a sole proprietor has none.
    pub kpp: Option<String>,
    /// The registration number of the program.
    pub reg_number: String,
    /// The product.
    pub product: String,
    /// The kind of extension.
    pub tier: Option<String>,
    /// The basis: «Платно».
    pub basis: String,
    /// The promotion that applied.
    pub promotion: Option<String>,
    /// The licence period.
    pub period: Option<(NaiveDate, NaiveDate)>,
    /// How many; −1 for a correction.
    pub quantity: i64,
    /// The price of the price list.
    pub price: Decimal,
    /// What the promotion takes off.
    pub promotion_discount: Option<Decimal>,
    /// The partner's discount in percent.
    pub discount: Decimal,
    /// The sum without VAT.
    pub amount: Decimal,
    /// The rate of VAT: «Без НДС».
    pub vat_rate: String,
    /// The VAT.
    pub vat: Option<Decimal>,
    /// What is paid.
    pub total: Decimal,
    /// Whether it is agreed.
    pub status: Badge,
    /// What was said about it.
    pub comment: Option<String>,
    /// What the reader may do with it.
    pub action: LineAction,
}

/// The sums over all lines of a month.
#[derive(Clone, Debug)]
pub struct LineTotals {
    /// What is summed: «Итого, 41 строка».
    pub label: String,
    /// What promotions take off.
    pub promotion_discount: Decimal,
    /// The sum without VAT.
    pub amount: Decimal,
    /// The VAT.
    pub vat: Decimal,
    /// What is paid.
    pub total: Decimal,
}

impl Render for Lines {
    fn render(&self) -> Markup {
        html! {
            section.card.mb-3 id="lines" aria-labelledby="lines-title" {
                div.card-header { h2.card-title id="lines-title" { "Строки" } div."ms-auto small soft" { "суммы в рублях" } }
                @if self.rows.is_empty() { (self.empty) } @else { (self.table()) (self.pager) }
            }
        }
    }
}

impl Lines {
    fn table(&self) -> Markup {
        html! {
            table."table list lines" {
                caption.visually-hidden { "Строки" }
                thead {
                    tr {
                        th scope="col" { "Дата · №" } th scope="col" { "Организация" } th scope="col" { "Продукт" }
                        th.num scope="col" { "Кол." } th.num scope="col" { "Цена" }
                        th.num scope="col" { "Скидка" br; "акции" } th.num scope="col" { "Скидка" br; "партнера" }
                        th.num scope="col" { "Сумма" } th.num scope="col" { "НДС" } th.num scope="col" { "Всего" }
                        th scope="col" { "Статус" }
                    }
                }
                tbody { @for line in &self.rows { (line.row(self)) } }
                @if let Some(totals) = &self.totals { tfoot { (totals) } }
            }
        }
    }
}

impl StatementLine {
    fn row(&self, lines: &Lines) -> Markup {
        html! {
            tr id={ "line-" (self.id) } {
                td data-label="Дата, №" { (date_of(self.activated_on)) div.small { (self.numbered()) } }
                td.cell-main { (self.whose()) }
                td.cell-product { (self.what()) }
                td.num data-label="Кол." { (self.quantity.to_string().replace('-', "−")) }
                td.num data-label="Цена" { (amount(self.price)) }
                td.num data-label="Скидка акции" { (Sum(self.promotion_discount)) }
                td.num data-label="Скидка партнера" { (percent(self.discount)) }
                td.num data-label="Сумма" { (amount(self.amount)) }
                td.num data-label="НДС" { (self.vat()) }
                td.num data-label="Всего" {
                    a.sum href=(paths::charge(&self.id)) title="Почему столько" { (amount(self.total)) }
                }
                td.cell-verdict {
                    (self.status)
                    @if let Some(comment) = &self.comment { div."small soft" { (comment) } }
                    (self.action.form(&self.id, lines))
                }
            }
        }
    }

    fn numbered(&self) -> Markup {
        html! {
            @match &self.application {
                Some(href) => a href=(href) { (self.number) },
                None => span.soft { (self.number) },
            }
        }
    }

    fn whose(&self) -> Markup {
        html! {
            b { (self.organization) }
            div."soft small" { (identifiers(&self.inn, self.kpp.as_deref())) }
            div."soft small" title="Код абонента · рег. номер программы" {
                span.ident { (self.subscriber_code) } " · " span.ident { (self.reg_number) }
            }
        }
    }

    fn what(&self) -> Markup {
        html! {
            (self.product)
            @if let Some(tier) = &self.tier { div."small soft" { (tier) } }
            @if let Some((from, to)) = self.period { div."small soft" { (date(from)) " –" (NBSP) (date(to)) } }
            div."small soft" { (self.basis) @if let Some(promotion) = &self.promotion { " · " (promotion) } }
        }
    }

    fn vat(&self) -> Markup {
        html! {
            @match self.vat {
                Some(vat) => { (amount(vat)) div."small soft" { (self.vat_rate) } },
                None => span.soft { (self.vat_rate) },
            }
        }
    }
}

impl Render for LineTotals {
    fn render(&self) -> Markup {
        html! {
            tr {
                th scope="row" colspan="5" { (self.label) }
                td.num data-label="Скидка акции" { (amount(self.promotion_discount)) }
                td.cell-none {}
                td.num data-label="Сумма" { (amount(self.amount)) }
                td.num data-label="НДС" { (amount(self.vat)) }
                td.num data-label="Всего" { (amount(self.total)) }
                td.cell-none {}
            }
        }
    }
}
