//! What is at the authority, and what is stuck and needs a person.

use maud::{Markup, Render, html};

use crate::components::{
    Badge, Control, Empty, Field, FieldError, Form, Help, Pager, Tab, error_of, error_summary, tabs,
};
use crate::format::Since;
use crate::{Page, paths};

/// What is at the authority, or what needs a person.
#[derive(Clone, Debug)]
pub struct OperatorApplicationsPage {
    /// «У удостоверяющего центра», «Требует внимания».
    pub tabs: Vec<Tab>,
    /// The rows of the open part.
    pub rows: AuthorityRows,
    /// How much is shown.
    pub pager: Pager,
    /// What to say when there is nothing.
    pub empty: Empty,
    /// A form that came back: its application, what was written, what is wrong.
    pub returned: Option<(String, String, Vec<FieldError>)>,
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
    /// Whether this reader may send it again, and what that will do.
    pub resend: Option<String>,
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
            (tabs(&self.tabs, "Заявления у оператора"))
            div.card {
                @match &self.rows {
                    AuthorityRows::Waiting(rows) if !rows.is_empty() => { (waiting(rows)) (self.pager) },
                    AuthorityRows::Stuck(rows) if !rows.is_empty() => { (self.stuck(rows)) (self.pager) },
                    AuthorityRows::Waiting(_) | AuthorityRows::Stuck(_) => (self.empty),
                }
            }
        }
    }
}

fn waiting(rows: &[AtAuthority]) -> Markup {
    html! {
        table."table list" {
            caption.visually-hidden { "У удостоверяющего центра" }
            thead {
                tr { th scope="col" { "№" } th scope="col" { "Организация" } th scope="col" { "Партнер" } th scope="col" { "Статус" } }
            }
            tbody {
                @for row in rows {
                    tr {
                        td.nowrap { (row.number) }
                        td.cell-main { b { (row.organization) } }
                        td data-label="Партнер" { (row.partner) }
                        td {
                            (row.status)
                            div."soft small" { (row.since.short()) @if let Some(note) = &row.note { " · " (note) } }
                        }
                    }
                }
            }
        }
    }
}

impl OperatorApplicationsPage {
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
                tbody { @for row in rows { (row.line(self)) } }
            }
        }
    }
}

impl Stuck {
    fn line(&self, page: &OperatorApplicationsPage) -> Markup {
        html! {
            tr id={ "stuck-" (self.number) } {
                td.cell-main {
                    b { (self.what) }
                    div."soft small" { "№ " (self.number) " · " (self.organization) }
                }
                td data-label="Партнер" { (self.partner) }
                td."bad break" data-label="Последняя ошибка" { (self.last_error) }
                td { (self.since.short()) div."soft small" { "попыток: " (self.tries) } }
                td.cell-action { @if let Some(consequence) = &self.resend { (self.form(page, consequence)) } }
            }
        }
    }

    fn form(&self, page: &OperatorApplicationsPage, consequence: &str) -> Markup {
        let returned = page.returned.as_ref().filter(|(number, ..)| *number == self.number);
        let (written, errors) = returned.map_or(("", &[][..]), |(_, written, errors)| (written, errors));
        let prefix = format!("stuck-{}-", self.number);
        let content = html! {
            (error_summary(errors, &prefix))
            (Field {
                id: &format!("{prefix}reason"), name: "reason", label: "Почему отправляем еще раз", hint: consequence,
                error: error_of(errors, "reason"), control: Control::Area { value: written },
            })
            button."btn btn-primary" { "Отправить еще раз" }
        };
        let action = paths::resending(&self.number);
        html! {
            details."menu menu-end menu-wide" data-menu="" open[returned.is_some()] {
                summary."btn btn-sm" { "Отправить еще раз" }
                div.menu-body { (Form { action: &action, csrf: &page.csrf, hidden: &[], guarded: true, content }) }
            }
        }
    }
}
