//! Bulk verbs: the preview with its questions, and the results.

use maud::{Markup, Render, html};

use super::ReasonQuestion;
use crate::components::{
    Badge, Body, Card, Choice, Control, Field, FieldError, Form, Link, Notice, NoticeTone, Tone, error_of,
    error_summary, hidden, trail, undo_left,
};
use crate::{Page, paths};

/// The preview of a bulk verb.
#[derive(Clone, Debug)]
pub struct BulkPage {
    /// The verb with the count: «Взять в работу: 12 заявлений».
    pub heading: String,
    /// The consequence, in one line.
    pub consequence: String,
    /// The applications.
    pub rows: Vec<BulkRow>,
    /// To how many of them the verb would apply.
    pub possible: u64,
    /// The verb's question.
    pub asks: Option<BulkAsks>,
    /// The faults of the form.
    pub errors: Vec<FieldError>,
    /// The hidden fields: the verb, the applications with their versions, the list.
    pub hidden: Vec<(String, String)>,
    /// The list's URL.
    pub list: String,
    /// The CSRF token.
    pub csrf: String,
}

/// The question of a verb.
#[derive(Clone, Debug)]
pub enum BulkAsks {
    /// A reason.
    Reason(ReasonQuestion),
    /// The multi-user mode.
    Mode {
        /// Off, and the tiers of the extension.
        choices: Vec<Choice>,
        /// The chosen one.
        chosen: String,
    },
}

/// The preview of one application.
#[derive(Clone, Debug)]
pub struct BulkRow {
    /// Its number.
    pub number: String,
    /// The URL of its card.
    pub href: String,
    /// Its organisation.
    pub organization: String,
    /// The stage.
    pub status: Badge,
    /// The reviewer.
    pub reviewer: Option<String>,
    /// What would happen, or why nothing would.
    pub outcome: String,
    /// The tone of the outcome.
    pub tone: Tone,
    /// The price: «1 440,00 ₽».
    pub price: Option<String>,
}

/// The results of a bulk verb.
#[derive(Clone, Debug)]
pub struct BulkResultPage {
    /// «Взято в работу: 10 из 12».
    pub heading: String,
    /// The rows.
    pub rows: Vec<BulkDone>,
    /// The hidden fields of a retry for the others; empty when all were done.
    pub again: Vec<(String, String)>,
    /// The undo of what was forwarded.
    pub undo: Option<BulkUndo>,
    /// The list's URL.
    pub list: String,
    /// The CSRF token.
    pub csrf: String,
}

/// The undo of several forwardings.
#[derive(Clone, Debug)]
pub struct BulkUndo {
    /// How many there are.
    pub count: u64,
    /// The seconds left.
    pub seconds_left: u64,
    /// The hidden fields: the verb, the applications with their versions, the list.
    pub hidden: Vec<(String, String)>,
}

/// The result for one application.
#[derive(Clone, Debug)]
pub struct BulkDone {
    /// Its number.
    pub number: String,
    /// The URL of its card; `None` when it is not in scope.
    pub href: Option<String>,
    /// Its organisation.
    pub organization: String,
    /// The outcome.
    pub outcome: String,
    /// The tone of the outcome.
    pub tone: Tone,
}

/// The prefix of the ids of the form's fields.
const PREFIX: &str = "bulk-";

impl Page for BulkPage {
    fn title(&self) -> String {
        format!("{} · Заявления", self.heading)
    }
}

impl Page for BulkResultPage {
    fn title(&self) -> String {
        format!("{} · Заявления", self.heading)
    }
}

impl Render for BulkPage {
    fn render(&self) -> Markup {
        html! {
            (trail(&[back(&self.list)], "Несколько сразу"))
            h1 { (self.heading) }
            p.lead { (self.consequence) }
            div.bulk-form { (self.form()) }
            (Card { id: "bulk-rows", title: "Что произойдет", aside: None, body: Body::Flush(self.table()) })
        }
    }
}

impl BulkPage {
    fn form(&self) -> Markup {
        let hidden = hidden(&self.hidden);
        let content = html! {
            (error_summary(&self.errors, PREFIX))
            @if let Some(asks) = self.asks.as_ref().filter(|_| self.possible > 0 || !self.errors.is_empty() || self.is_mode()) {
                (self.fields(asks))
            }
            @if self.possible == 0 {
                (Notice { tone: NoticeTone::Warn, text: "Ни с одним из этих заявлений это сейчас не сделать.".to_owned() })
            }
            div.verbs-row {
                @if self.possible > 0 { button."btn btn-primary" { "Выполнить для " (self.possible) } }
                @if self.is_mode() {
                    button.btn formaction=(paths::bulk()) { "Показать, что изменится" }
                }
                a.btn href=(self.list) { "К списку" }
            }
        };
        html! {
            (Form { action: &paths::bulk_run(), csrf: &self.csrf, hidden: &hidden, guarded: true, content })
        }
    }

    fn is_mode(&self) -> bool {
        matches!(self.asks, Some(BulkAsks::Mode { .. }))
    }

    fn fields(&self, asks: &BulkAsks) -> Markup {
        match asks {
            BulkAsks::Reason(question) => question.fields(PREFIX, &self.errors),
            BulkAsks::Mode { choices, chosen } => html! {
                (Field {
                    id: "bulk-mode", name: "mode", label: "Многопользовательский режим", hint: "", error: error_of(&self.errors, "mode"),
                    control: Control::Radios { choices, chosen },
                })
            },
        }
    }

    fn table(&self) -> Markup {
        html! {
            table."table list" {
                caption.visually-hidden { "Что произойдет с каждым заявлением" }
                thead {
                    tr {
                        th scope="col" { "№" } th scope="col" { "Организация" } th scope="col" { "Сейчас" }
                        th scope="col" { "Что произойдет" } th."num" scope="col" { "К оплате оператору" }
                    }
                }
                tbody { @for row in &self.rows { (row) } }
            }
        }
    }
}

impl Render for BulkRow {
    fn render(&self) -> Markup {
        html! {
            tr {
                td."nowrap" { (self.number) }
                td.cell-main { a.name href=(self.href) { (self.organization) } }
                td {
                    (self.status)
                    @if let Some(reviewer) = &self.reviewer { div."soft small" { (reviewer) } }
                }
                td class=(self.tone.ink()) { (self.outcome) }
                td.num.cell-none[self.price.is_none()] data-label="К оплате оператору" {
                    @match &self.price { Some(price) => (price), None => span.soft { "—" } }
                }
            }
        }
    }
}

impl Render for BulkResultPage {
    fn render(&self) -> Markup {
        html! {
            (trail(&[back(&self.list)], "Несколько сразу"))
            h1 { (self.heading) }
            div."verbs-row bulk-form" {
                a."btn btn-primary" href=(self.list) { "К списку" }
                @if let Some(undo) = &self.undo { (undo.form(&self.csrf)) }
                @if !self.again.is_empty() { (self.again()) }
            }
            (Card { id: "bulk-rows", title: "Что сделано", aside: None, body: Body::Flush(self.table()) })
        }
    }
}

impl BulkUndo {
    fn form(&self, csrf: &str) -> Markup {
        let label =
            if self.count == 1 { "Отменить отправку" } else { "Отменить все" };
        let hidden = hidden(&self.hidden);
        let content = html! { button.btn { (label) (self.count()) (undo_left(self.seconds_left)) } };
        html! { div data-undo="" { (Form { action: &paths::bulk_run(), csrf, hidden: &hidden, guarded: false, content }) } }
    }

    fn count(&self) -> Markup {
        html! { @if self.count > 1 { " " (self.count) } }
    }
}

impl BulkResultPage {
    fn again(&self) -> Markup {
        let hidden = hidden(&self.again);
        let content = html! { button.btn { "Посмотреть невыполненные" } };
        html! { (Form { action: &paths::bulk(), csrf: &self.csrf, hidden: &hidden, guarded: false, content }) }
    }

    fn table(&self) -> Markup {
        html! {
            table."table list" {
                caption.visually-hidden { "Что сделано с каждым заявлением" }
                thead {
                    tr { th scope="col" { "№" } th scope="col" { "Организация" } th scope="col" { "Итог" } }
                }
                tbody { @for row in &self.rows { (row) } }
            }
        }
    }
}

impl Render for BulkDone {
    fn render(&self) -> Markup {
        html! {
            tr {
                td."nowrap" { (self.number) }
                td.cell-main {
                    @match &self.href {
                        Some(href) => a.name href=(href) { (self.organization) },
                        None => span.soft { "—" },
                    }
                }
                td class=(self.tone.ink()) { (self.outcome) }
            }
        }
    }
}

fn back(list: &str) -> Link {
    Link { label: "Заявления".to_owned(), href: list.to_owned() }
}
