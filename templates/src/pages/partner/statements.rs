//! The partner's months.

use maud::{Markup, Render, html};
use rust_decimal::Decimal;

use crate::components::{Badge, Body, Card, Empty, Fact, Notice, Turn, facts};
use crate::format::{amount, number};
use crate::{Page, paths};

/// The partner's months, newest first.
#[derive(Clone, Debug, Default)]
pub struct StatementsPage {
    /// The notice that the partner's contract ends soon or has ended.
    pub notice: Option<Notice>,
    /// The live month.
    pub live: Option<LiveMonth>,
    /// The months.
    pub rows: Vec<StatementRow>,
    /// The text of an empty list.
    pub empty: Empty,
}

/// The live month: the charges so far.
#[derive(Clone, Debug)]
pub struct LiveMonth {
    /// The month in words: «Ноябрь 2026».
    pub caption: String,
    /// Its figures so far.
    pub figures: Vec<Fact>,
    /// What will happen to it.
    pub note: String,
}

/// A month in the list.
#[derive(Clone, Debug)]
pub struct StatementRow {
    /// The month in URLs: «2026-10».
    pub month: String,
    /// The month in words: «Октябрь 2026».
    pub caption: String,
    /// The state.
    pub status: Badge,
    /// Who must act: «ждет вас до 08.11.2026».
    pub turn: Turn,
    /// The number of lines.
    pub lines: u64,
    /// How many of them are disputed.
    pub disputed: u64,
    /// The sum payable.
    pub total: Decimal,
    /// The number of the invoice.
    pub invoice: Option<String>,
}

impl Page for StatementsPage {
    fn title(&self) -> String {
        "Сверка · Регистратор".to_owned()
    }
}

impl Render for StatementsPage {
    fn render(&self) -> Markup {
        html! {
            h1 { "Сверка" }
            p.soft { "Счет выставляется после того, как сверка за месяц согласована." }
            @if let Some(notice) = &self.notice { (notice) }
            @if let Some(live) = &self.live { (live) }
            div.card { @if self.rows.is_empty() { (self.empty) } @else { (self.table()) } }
        }
    }
}

impl StatementsPage {
    fn table(&self) -> Markup {
        html! {
            table."table list" {
                caption.visually-hidden { "Месяцы" }
                thead {
                    tr {
                        th scope="col" { "Месяц" } th scope="col" { "Статус" } th.num scope="col" { "Строк" }
                        th.num scope="col" { "Расхождений" } th.num scope="col" { "Всего, ₽" } th scope="col" { "Счет" }
                    }
                }
                tbody { @for row in &self.rows { (row) } }
            }
        }
    }
}

impl Render for LiveMonth {
    fn render(&self) -> Markup {
        let aside = html! { (self.caption) };
        let content = html! {
            (facts(&self.figures))
            p."soft small mt-2 mb-0" { (self.note) }
        };
        html! { (Card { id: "live", title: "Текущий месяц", aside: Some(aside), body: Body::Padded(content) }) }
    }
}

impl Render for StatementRow {
    fn render(&self) -> Markup {
        html! {
            tr {
                td.cell-main { a.name href=(paths::statement(&self.month)) { (self.caption) } }
                td { (self.status) div.small { (self.turn) } }
                td.num data-label="Строк" { (number(self.lines)) }
                td.num data-label="Расхождений" {
                    @if self.disputed > 0 { span.bad { (number(self.disputed)) } } @else { span.soft { "—" } }
                }
                td.num data-label="Всего, ₽" { (amount(self.total)) }
                td data-label="Счет" { @match &self.invoice { Some(text) => (text), None => span.soft { "—" } } }
            }
        }
    }
}
