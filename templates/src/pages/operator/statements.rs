//! A month of all partners: forming, publishing, agreements, invoices.

use maud::{Markup, Render, html};
use rust_decimal::Decimal;

use crate::components::{Badge, Choice, Empty, FilterSelect, Link, Total, Turn, VerbButton, totals, verbs};
use crate::format::{amount, number};
use crate::pages::exports;
use crate::{Page, paths};

/// A month of all partners.
#[derive(Clone, Debug, Default)]
pub struct OperatorStatementsPage {
    /// The month in URLs: «2026-10».
    pub month: String,
    /// The month in words: «Октябрь 2026».
    pub caption: String,
    /// The months to choose from.
    pub months: Vec<Choice>,
    /// The verbs that form the month.
    pub verbs: Vec<VerbButton>,
    /// The figures over all partners.
    pub totals: Vec<Total>,
    /// The files.
    pub exports: Vec<Link>,
    /// The partners.
    pub rows: Vec<PartnerMonth>,
    /// The text when the month is not formed.
    pub empty: Empty,
    /// The CSRF token.
    pub csrf: String,
}

/// A partner's month in the list.
#[derive(Clone, Debug)]
pub struct PartnerMonth {
    /// The partner's code.
    pub partner: String,
    /// The partner's name.
    pub name: String,
    /// The URL of the partner's month, once it is formed.
    pub href: Option<String>,
    /// The state.
    pub status: Badge,
    /// Who must act, and until when.
    pub turn: Turn,
    /// The number of lines.
    pub lines: u64,
    /// How many of them are disputed.
    pub disputed: u64,
    /// The sum payable.
    pub total: Decimal,
    /// The number of the invoice.
    pub invoice: Option<String>,
    /// The operator's next step: «Опубликовать», «Выставить счет».
    pub verb: Option<VerbButton>,
}

impl Page for OperatorStatementsPage {
    fn title(&self) -> String {
        format!("{} · Сверка · Оператор", self.caption)
    }
}

impl Render for OperatorStatementsPage {
    fn render(&self) -> Markup {
        html! {
            h1 { "Сверка за " (self.caption.to_lowercase()) }
            div.statement-tools {
                (self.chooser())
                (verbs(&self.verbs, &self.csrf, &[]))
                (exports(&self.exports))
            }
            (totals(&self.totals))
            div.card { @if self.rows.is_empty() { (self.empty) } @else { (self.table()) } }
        }
    }
}

impl OperatorStatementsPage {
    fn chooser(&self) -> Markup {
        let month = FilterSelect {
            name: "month".to_owned(),
            label: "Месяц".to_owned(),
            choices: self.months.clone(),
            chosen: self.month.clone(),
        };
        html! {
            form.filter-row method="get" action=(paths::operator_statements()) data-auto-submit="" {
                (month.control(false))
                button."btn btn-sm without-js" { "Показать" }
            }
        }
    }

    fn table(&self) -> Markup {
        html! {
            table."table list" {
                caption.visually-hidden { "Партнеры" }
                thead {
                    tr {
                        th scope="col" { "Партнер" } th scope="col" { "Статус" } th.num scope="col" { "Строк" }
                        th.num scope="col" { "Расхождений" } th.num scope="col" { "Всего, ₽" } th scope="col" { "Счет" }
                        th scope="col" { span.visually-hidden { "Действие" } }
                    }
                }
                tbody { @for row in &self.rows { (row.line(&self.csrf)) } }
            }
        }
    }
}

impl PartnerMonth {
    fn line(&self, csrf: &str) -> Markup {
        let described = format!("next-{}", self.partner);
        html! {
            tr {
                td.cell-main {
                    @match &self.href { Some(href) => a.name href=(href) { (self.name) }, None => b { (self.name) } }
                }
                td { (self.status) div.small { (self.turn) } }
                td.num data-label="Строк" { (number(self.lines)) }
                td.num data-label="Расхождений" {
                    @if self.disputed > 0 { span.bad { (number(self.disputed)) } } @else { span.soft { "—" } }
                }
                td.num data-label="Всего, ₽" { (amount(self.total)) }
                td data-label="Счет" { @match &self.invoice { Some(text) => (text), None => span.soft { "—" } } }
                td.cell-action {
                    @if let Some(verb) = &self.verb { (verb.form(csrf, &described)) (verb.consequence_line(&described)) }
                }
            }
        }
    }
}
