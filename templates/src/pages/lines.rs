//! The lines of a month with all their sums, and the viewer's verb for each.

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
    /// The sums over all lines of the month, not only of this page.
    pub totals: Option<LineTotals>,
    /// The pager.
    pub pager: Pager,
    /// The text of an empty list.
    pub empty: Empty,
    /// The reasons of a dispute, or the answers to one.
    pub choices: Vec<Choice>,
    /// A refused form.
    pub returned: Option<ReturnedForm>,
    /// The version of the month that the viewer sees.
    pub version: String,
    /// The CSRF token.
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
    /// The application's URL, if the viewer may open it.
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
    /// The tier of the extension.
    pub tier: Option<String>,
    /// The basis: «Платно».
    pub basis: String,
    /// The promotion that applied.
    pub promotion: Option<String>,
    /// The licence period.
    pub period: Option<(NaiveDate, NaiveDate)>,
    /// The quantity; -1 for a correction.
    pub quantity: i64,
    /// The list price.
    pub price: Decimal,
    /// The promotion's discount.
    pub promotion_discount: Option<Decimal>,
    /// The partner's discount in percent.
    pub discount: Decimal,
    /// The sum without VAT.
    pub amount: Decimal,
    /// The rate of VAT: «Без НДС».
    pub vat_rate: String,
    /// The VAT.
    pub vat: Option<Decimal>,
    /// The sum payable.
    pub total: Decimal,
    /// The status.
    pub status: Badge,
    /// The comment.
    pub comment: Option<String>,
    /// The viewer's verb.
    pub action: LineAction,
}

/// The sums over all lines of a month.
#[derive(Clone, Debug)]
pub struct LineTotals {
    /// The label: «Итого, 41 строка».
    pub label: String,
    /// The promotions' discounts.
    pub promotion_discount: Decimal,
    /// The sum without VAT.
    pub amount: Decimal,
    /// The VAT.
    pub vat: Decimal,
    /// The sum payable.
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
