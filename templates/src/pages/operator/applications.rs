//! What is at the authority, what is stuck and needs a person, and what was approved and has not been told.

use maud::{Markup, Render, html};

use crate::Page;
use crate::components::{Badge, Empty, Help, Notice, Pager, ReasonForm, Tab, tabs};
use crate::format::Since;

/// What is at the authority, what needs a person, or what has not been delivered.
#[derive(Clone, Debug)]
pub struct OperatorApplicationsPage {
    /// The authority does not answer: since when, and how much waits.
    pub outage: Option<Notice>,
    /// «У удостоверяющего центра», «Требует внимания», «Одобрено, не доставлено».
    pub tabs: Vec<Tab>,
    /// The rows of the open part.
    pub rows: AuthorityRows,
    /// How much is shown.
    pub pager: Pager,
    /// What to say when there is nothing.
    pub empty: Empty,
    /// The token against forgery.
    pub csrf: String,
}

/// The rows of a part.
#[derive(Clone, Debug)]
pub enum AuthorityRows {
    /// What waits for the authority.
    Waiting(Vec<AtAuthority>),
    /// What is stuck.
    Stuck(Vec<Stuck>),
    /// What was approved and has not been told.
    Undelivered(Vec<Undelivered>),
}

/// An application at the authority.
#[derive(Clone, Debug)]
pub struct AtAuthority {
    /// Its number.
    pub number: String,
    /// The organisation.
    pub organization: String,
    /// The partner.
    pub partner: String,
    /// The stage.
    pub status: Badge,
    /// Since when.
    pub since: Since,
    /// What comes next: «следующая проверка в 14:09».
    pub note: Option<String>,
    /// Refusing it, where the reader may.
    pub refuse: Option<ReasonForm>,
}

/// A piece of work that is stuck.
#[derive(Clone, Debug)]
pub struct Stuck {
    /// The number of its application.
    pub number: String,
    /// What it is: «Запрос на сертификат, владелец 1».
    pub what: String,
    /// The organisation.
    pub organization: String,
    /// The partner.
    pub partner: String,
    /// The last words of the other side.
    pub last_error: String,
    /// How often it was tried.
    pub tries: u64,
    /// Since when it is stuck.
    pub since: Since,
    /// What the reader may do about it.
    pub steps: Vec<ReasonForm>,
}

/// An approved application whose letter to the client has not left.
#[derive(Clone, Debug)]
pub struct Undelivered {
    /// Its number.
    pub number: String,
    /// The organisation.
    pub organization: String,
    /// The partner.
    pub partner: String,
    /// To whom the letter goes.
    pub to: String,
    /// Whether it will be tried again.
    pub state: Badge,
    /// The last words of the mail server.
    pub last_error: Option<String>,
    /// How often it was tried.
    pub tries: u64,
    /// Since when the application is approved.
    pub since: Since,
}

impl Page for OperatorApplicationsPage {
    fn title(&self) -> String {
        match self.tabs.iter().find(|tab| tab.current) {
            Some(tab) => format!("{} · Выпуск сертификатов · Оператор", tab.label),
            None => "Выпуск сертификатов · Оператор".to_owned(),
        }
    }
}

impl Render for OperatorApplicationsPage {
    fn render(&self) -> Markup {
        html! {
            div.heading-line {
                h1 { "Выпуск сертификатов" }
                (Help { article: "authority", about: "удостоверяющий центр и «требует внимания»", written_out: false })
            }

            @if let Some(outage) = &self.outage { (outage) }
            (tabs(&self.tabs, "Заявления у оператора"))
            div.card {
                @match &self.rows {
                    AuthorityRows::Waiting(rows) if !rows.is_empty() => { (self.waiting(rows)) (self.pager) },
                    AuthorityRows::Stuck(rows) if !rows.is_empty() => { (self.stuck(rows)) (self.pager) },
                    AuthorityRows::Undelivered(rows) if !rows.is_empty() => { (undelivered(rows)) (self.pager) },
                    AuthorityRows::Waiting(_) | AuthorityRows::Stuck(_) | AuthorityRows::Undelivered(_) => (self.empty),
                }
            }
        }
    }
}

fn undelivered(rows: &[Undelivered]) -> Markup {
    html! {
        table."table list" {
            caption.visually-hidden { "Одобрено, не доставлено" }
            thead {
                tr {
                    th scope="col" { "№" } th scope="col" { "Организация" } th scope="col" { "Партнер" }
                    th scope="col" { "Письмо клиенту" } th scope="col" { "Последняя ошибка" }
                }
            }
            tbody { @for row in rows { (row) } }
        }
    }
}

impl Render for Undelivered {
    fn render(&self) -> Markup {
        html! {
            tr {
                td.nowrap { (self.number) }
                td.cell-main { b { (self.organization) } div."soft small" { "одобрено " (self.since.short()) " назад" } }
                td data-label="Партнер" { (self.partner) }
                td data-label="Письмо клиенту" {
                    (self.state)
                    div."soft small break" { (self.to) " · попыток: " (self.tries) }
                }
                td."bad break".cell-none[self.last_error.is_none()] data-label="Последняя ошибка" {
                    @match &self.last_error { Some(words) => (words), None => span.soft { "—" } }
                }
            }
        }
    }
}

impl OperatorApplicationsPage {
    fn waiting(&self, rows: &[AtAuthority]) -> Markup {
        let acting = rows.iter().any(|row| row.refuse.is_some());
        html! {
            table."table list" {
                caption.visually-hidden { "У удостоверяющего центра" }
                thead {
                    tr {
                        th scope="col" { "№" } th scope="col" { "Организация" } th scope="col" { "Партнер" } th scope="col" { "Статус" }
                        @if acting { th scope="col" { span.visually-hidden { "Действие" } } }
                    }
                }
                tbody { @for row in rows { (row.line(&self.csrf, acting)) } }
            }
        }
    }

    fn stuck(&self, rows: &[Stuck]) -> Markup {
        html! {
            table."table list" {
                caption.visually-hidden { "Требует внимания" }
                thead {
                    tr {
                        th scope="col" { "Что" } th scope="col" { "Партнер" } th scope="col" { "Последняя ошибка" }
                        th scope="col" { "С какого времени" } th scope="col" { span.visually-hidden { "Действие" } }
                    }
                }
                tbody { @for row in rows { (row.line(&self.csrf)) } }
            }
        }
    }
}

impl AtAuthority {
    fn line(&self, csrf: &str, acting: bool) -> Markup {
        html! {
            tr {
                td.nowrap { (self.number) }
                td.cell-main { b { (self.organization) } }
                td data-label="Партнер" { (self.partner) }
                td {
                    (self.status)
                    div."soft small" { (self.since.short()) @if let Some(note) = &self.note { " · " (note) } }
                }
                @if acting { td.cell-action { @if let Some(refuse) = &self.refuse { (refuse.menu(csrf)) } } }
            }
        }
    }
}

impl Stuck {
    fn line(&self, csrf: &str) -> Markup {
        html! {
            tr id={ "stuck-" (self.number) } {
                td.cell-main {
                    b { (self.what) }
                    div."soft small" { "№ " (self.number) " · " (self.organization) }
                }
                td data-label="Партнер" { (self.partner) }
                td."bad break" data-label="Последняя ошибка" { (self.last_error) }
                td { (self.since.short()) div."soft small" { "попыток: " (self.tries) } }
                td.cell-action { @for step in &self.steps { (step.menu(csrf)) } }
            }
        }
    }
}
