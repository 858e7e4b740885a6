//! Applications at the authority, those that need a person, and approved ones with unsent letters.

use maud::{Markup, Render, html};

use crate::Page;
use crate::components::{Badge, Empty, Help, Notice, PageSearch, Pager, ReasonForm, Tab, tabs};
use crate::format::Since;
use crate::paths;

/// Applications at the authority, those that need a person, or undelivered ones.
#[derive(Clone, Debug)]
pub struct OperatorApplicationsPage {
    /// The search words.
    pub search: String,
    /// The notice about an outage of the authority.
    pub outage: Option<Notice>,
    /// «У удостоверяющего центра», «Требует внимания», «Одобрено, не доставлено».
    pub tabs: Vec<Tab>,
    /// The rows of the open tab.
    pub rows: AuthorityRows,
    /// The pager.
    pub pager: Pager,
    /// The text of an empty list.
    pub empty: Empty,
    /// The CSRF token.
    pub csrf: String,
}

/// The rows of a tab.
#[derive(Clone, Debug)]
pub enum AuthorityRows {
    /// Applications at the authority.
    Waiting(Vec<AtAuthority>),
    /// Applications that need a person.
    Stuck(Vec<Stuck>),
    /// Approved applications with unsent letters.
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
    /// When its stage began.
    pub since: Since,
    /// The next step: «следующая проверка в 14:09».
    pub note: Option<String>,
    /// The form that refuses it, if the viewer may.
    pub refuse: Option<ReasonForm>,
}

/// A dead errand.
#[derive(Clone, Debug)]
pub struct Stuck {
    /// The number of its application.
    pub number: String,
    /// Its name: «Запрос на сертификат, владелец 1».
    pub what: String,
    /// The organisation.
    pub organization: String,
    /// The partner.
    pub partner: String,
    /// The message of the last failure.
    pub last_error: String,
    /// The number of attempts.
    pub tries: u64,
    /// When it died.
    pub since: Since,
    /// The verbs that the viewer may use.
    pub steps: Vec<ReasonForm>,
}

/// An approved application with an unsent letter to the client.
#[derive(Clone, Debug)]
pub struct Undelivered {
    /// Its number.
    pub number: String,
    /// The organisation.
    pub organization: String,
    /// The partner.
    pub partner: String,
    /// The letter's recipient.
    pub to: String,
    /// Whether the letter will be retried.
    pub state: Badge,
    /// The last message of the mail server.
    pub last_error: Option<String>,
    /// The number of attempts.
    pub tries: u64,
    /// When the application was approved.
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
            (search(&self.search))
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

fn search(words: &str) -> Markup {
    PageSearch {
        action: &paths::operator_applications(),
        about: "Поиск заявлений у оператора",
        label: "№ заявления, название, ИНН",
        value: words,
        suggests: false,
        first: false,
    }
    .render()
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
                        th scope="col" { "Начало" } th scope="col" { span.visually-hidden { "Действие" } }
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
                    div."soft small" { "№\u{a0}" (self.number) " · " (self.organization) }
                }
                td data-label="Партнер" { (self.partner) }
                td."bad break" data-label="Последняя ошибка" { (self.last_error) }
                td { (self.since.short()) div."soft small" { "попыток: " (self.tries) } }
                td.cell-action { @for step in &self.steps { (step.menu(csrf)) } }
            }
        }
    }
}
