//! The questions of the partner's clients: the board, and one with its answer.

use maud::{Markup, Render, html};

use crate::components::{
    Badge, Body, Card, Control, Empty, Fact, Field, FieldError, Form, Link, Notice, Pager, Tab, error_of,
    error_summary, facts, tabs, trail,
};
use crate::format::Moment;
use crate::pages::{ThreadMessage, thread};
use crate::{Page, paths};

/// The board of questions.
#[derive(Clone, Debug, Default)]
pub struct QuestionsPage {
    /// «Ждут ответа», «Отвеченные», «Закрытые».
    pub tabs: Vec<Tab>,
    /// The questions.
    pub rows: Vec<QuestionRow>,
    /// The pager.
    pub pager: Pager,
    /// The text of an empty tab.
    pub empty: Empty,
}

/// A question on the board.
#[derive(Clone, Debug)]
pub struct QuestionRow {
    /// Its number.
    pub number: String,
    /// The organisation; who asks, as typed, where it is not known.
    pub name: String,
    /// Who asks, as typed, beside the organisation.
    pub signed: Option<String>,
    /// The beginning of the last message.
    pub words: String,
    /// Since when it waits, or when it was answered or closed.
    pub since: Moment,
    /// How long it waits; empty when it does not.
    pub waits: String,
    /// When it was asked.
    pub asked: Moment,
}

/// One question.
#[derive(Clone, Debug, Default)]
pub struct QuestionPage {
    /// Its number.
    pub number: String,
    /// The organisation; who asks, as typed, where it is not known.
    pub name: String,
    /// Its state.
    pub state: Option<Badge>,
    /// The organisation, the contacts, and where the answer goes.
    pub facts: Vec<Fact>,
    /// Its messages, the first one first.
    pub messages: Vec<ThreadMessage>,
    /// What was written since the page was opened.
    pub notice: Option<Notice>,
    /// Whether it closed documents that can be opened again.
    pub reopens: bool,
    /// Whether it may be answered.
    pub answers: bool,
    /// Whether it may be closed without an answer.
    pub closes: bool,
    /// The answer, as typed.
    pub text: String,
    /// The reason, as typed.
    pub reason: String,
    /// How many messages are shown.
    pub version: String,
    /// The faults.
    pub errors: Vec<FieldError>,
    /// The CSRF token.
    pub csrf: String,
}

const HEADING: &str = "Вопросы";

impl Page for QuestionsPage {
    fn title(&self) -> String {
        match self.tabs.iter().find(|tab| tab.current) {
            Some(tab) => format!("{} · {HEADING} · Регистратор", tab.label),
            None => format!("{HEADING} · Регистратор"),
        }
    }
}

impl Render for QuestionsPage {
    fn render(&self) -> Markup {
        html! {
            div.list-head {
                h1 { (HEADING) }
                p."keys-hint with-js mb-0" {
                    kbd { "j" } " " kbd { "k" } " по списку · " kbd { "o" } " открыть · "
                    a href=(paths::keys()) data-keys="" { kbd { "?" } " все клавиши" }
                }
            }
            (tabs(&self.tabs, "Состояние"))
            div.card { @if self.rows.is_empty() { (self.empty) } @else { (self.table()) (self.pager) } }
        }
    }
}

impl QuestionsPage {
    fn table(&self) -> Markup {
        html! {
            table."table list" {
                caption.visually-hidden { "Вопросы клиентов" }
                thead { tr { th scope="col" { "Кто спрашивает" } th scope="col" { "Последнее сообщение" } th scope="col" { "Начало" } } }
                tbody { @for row in &self.rows { (row) } }
            }
        }
    }
}

impl Render for QuestionRow {
    fn render(&self) -> Markup {
        html! {
            tr data-row=(self.number) {
                td.cell-main {
                    a."name break" href=(paths::question(&self.number)) { (self.name) }
                    @if let Some(signed) = &self.signed { div."soft small break" { "подписано: " (signed) } }
                    div."soft small" { "вопрос №\u{a0}" (self.number) " · задан " (self.asked) }
                }
                td data-label="Последнее сообщение" { span.break { (self.words) } }
                td data-label="Начало" {
                    (self.since)
                    @if !self.waits.is_empty() { div."soft small" { "ждет " (self.waits) } }
                }
            }
        }
    }
}

impl Page for QuestionPage {
    fn title(&self) -> String {
        let wrong = if self.errors.is_empty() { "" } else { "Ошибка: " };
        format!("{wrong}Вопрос №\u{a0}{} · Регистратор", self.number)
    }
}

impl Render for QuestionPage {
    fn render(&self) -> Markup {
        let list = Link { label: HEADING.to_owned(), href: paths::questions() };
        html! {
            (trail(&[list], &format!("№\u{a0}{}", self.number)))
            h1 { span.break { (self.name) } @if let Some(state) = &self.state { " " (state) } }
            @if let Some(notice) = &self.notice { (notice) }
            (error_summary(&self.errors, ""))
            div.columns {
                div.column-main {
                    (Card { id: "thread", title: "Сообщения", aside: None, body: Body::Padded(thread(&self.messages)) })
                    @if self.answers {
                        (Card { id: "answer", title: "Ответ", aside: None, body: Body::Padded(self.answer()) })
                    } @else { p.soft { "Вопрос закрыт. Если клиент напишет еще, он снова будет ждать ответа." } }
                }
                div.column-side {
                    (Card { id: "asker", title: "Кто спрашивает", aside: None, body: Body::Padded(facts(&self.facts)) })
                    @if self.reopens {
                        (Card { id: "documents", title: "Документы", aside: None, body: Body::Padded(self.reopening()) })
                    }
                    @if self.closes {
                        (Card { id: "closing", title: "Закрыть без ответа", aside: None, body: Body::Padded(self.closing()) })
                    }
                }
            }
        }
    }
}

impl QuestionPage {
    fn reopening(&self) -> Markup {
        let content = html! { button.btn { "Открыть документы" } };
        html! {
            p { "Клиент сообщил, что это не его организация. Ее документы закрыты для его учетной записи." }
            (Form { action: &paths::reopening(&self.number), csrf: &self.csrf, hidden: &[], guarded: false, content })
        }
    }

    fn answer(&self) -> Markup {
        let content = html! {
            (Field {
                id: "text", name: "text", label: "Ваш ответ", hint: "Не больше 4000\u{a0}символов. Клиент получит его письмом и увидит в кабинете.",
                error: error_of(&self.errors, "text"), control: Control::Area { value: &self.text },
            })
            button."btn btn-primary" { "Ответить" }
        };
        self.form(&paths::question_answer(&self.number), content)
    }

    fn closing(&self) -> Markup {
        let content = html! {
            (Field {
                id: "reason", name: "reason", label: "Почему", hint: "Клиент прочитает это в письме.",
                error: error_of(&self.errors, "reason"), control: Control::Area { value: &self.reason },
            })
            button.btn { "Закрыть без ответа" }
        };
        self.form(&paths::question_closing(&self.number), content)
    }

    fn form(&self, action: &str, content: Markup) -> Markup {
        let hidden = [("version", self.version.as_str())];
        html! { (Form { action, csrf: &self.csrf, hidden: &hidden, guarded: true, content }) }
    }
}
