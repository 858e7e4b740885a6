//! The administrators of an organisation in the cabinet, and inviting one.

use maud::{Markup, Render, html};

use crate::components::{
    Body, Card, Control, Empty, Field, FieldError, Form, Link, error_of, error_summary, trail,
};
use crate::pages::organization_head;
use crate::{Page, paths};

/// Who administers an organisation in the cabinet, and whom the partner invited.
#[derive(Clone, Debug, Default)]
pub struct AdministratorsPage {
    /// The code of the subscriber.
    pub code: String,
    /// The name.
    pub name: String,
    /// The ИНН.
    pub inn: String,
    /// The КПП; a sole proprietor has none.
    pub kpp: Option<String>,
    /// The administrators.
    pub administrators: Vec<AdministratorRow>,
    /// What is said when there is none.
    pub empty: Empty,
    /// The partner's invitations that wait.
    pub invited: Vec<WaitingAdministrator>,
    /// The address, as typed.
    pub email: String,
    /// The faults.
    pub errors: Vec<FieldError>,
    /// The CSRF token.
    pub csrf: String,
}

/// An administrator of the organisation.
#[derive(Clone, Debug, Default)]
pub struct AdministratorRow {
    /// The name; a masked login when nobody gave one.
    pub name: String,
    /// The masked login.
    pub login: String,
    /// The masked e-mail; empty when there is none.
    pub email: String,
    /// Since which day; empty when nobody knows.
    pub since: String,
    /// Whether the account is blocked.
    pub blocked: bool,
}

/// An invitation that waits.
#[derive(Clone, Debug, Default)]
pub struct WaitingAdministrator {
    /// Its identity.
    pub id: String,
    /// The address.
    pub email: String,
    /// Until which moment.
    pub until: String,
}

const HEADING: &str = "Администраторы в личном кабинете";

impl Page for AdministratorsPage {
    fn title(&self) -> String {
        format!("{HEADING} · {}", self.name)
    }
}

impl Render for AdministratorsPage {
    fn render(&self) -> Markup {
        let list = Link { label: "Организации".to_owned(), href: paths::organizations() };
        let card = Link { label: self.name.clone(), href: paths::organization(&self.code) };
        html! {
            (trail(&[list, card], "Администраторы"))
            (organization_head(&self.name, &self.inn, self.kpp.as_deref(), &self.code))
            h2 { (HEADING) }
            div.columns {
                div.column-main {
                    div."card mb-3" { @if self.administrators.is_empty() { (self.empty) } @else { (self.table()) } }
                }
                div.column-side {
                    (Card {
                        id: "inviting", title: "Пригласить администратора", aside: None, body: Body::Padded(self.form()),
                    })
                    @if !self.invited.is_empty() {
                        (Card { id: "invited", title: "Приглашены", aside: None, body: Body::Padded(self.waiting()) })
                    }
                }
            }
        }
    }
}

impl AdministratorsPage {
    fn table(&self) -> Markup {
        html! {
            table."table list" {
                caption.visually-hidden { (HEADING) }
                thead {
                    tr {
                        th scope="col" { "Администратор" } th scope="col" { "E-mail" } th scope="col" { "Действует с" }
                    }
                }
                tbody { @for row in &self.administrators { (row) } }
            }
        }
    }

    fn waiting(&self) -> Markup {
        html! { ul."plain-list" { @for invited in &self.invited { li { (self.withdrawal(invited)) } } } }
    }

    fn withdrawal(&self, invited: &WaitingAdministrator) -> Markup {
        let action = paths::administrator_withdrawal(&self.code, &invited.id);
        let content = html! {
            button."btn btn-sm mt-1" { "Отозвать" span.visually-hidden { " приглашение: " (invited.email) } }
        };
        html! {
            div.break { (invited.email) }
            div."soft small" { "до " (invited.until) }
            (Form { action: &action, csrf: &self.csrf, hidden: &[], guarded: false, content })
        }
    }

    fn form(&self) -> Markup {
        let action = paths::administrators(&self.code);
        let content = html! {
            (error_summary(&self.errors, ""))
            (Field {
                id: "email", name: "email", label: "E-mail", error: error_of(&self.errors, "email"),
                hint: "На него придет письмо со ссылкой. Она действует 7\u{a0}дней и один раз.",
                control: Control::Line { value: &self.email, complete: "off" },
            })
            button.btn { "Пригласить администратора" }
            p."soft small mt-2 mb-0" { "Нынешние администраторы узнают о приглашении из письма." }
        };
        html! { (Form { action: &action, csrf: &self.csrf, hidden: &[], guarded: true, content }) }
    }
}

impl Render for AdministratorRow {
    fn render(&self) -> Markup {
        html! {
            tr {
                td.cell-main {
                    div.break { (self.name) }
                    div."soft small" { "логин " (self.login) }
                    @if self.blocked { div."soft small" { "учетная запись заблокирована" } }
                }
                td data-label="E-mail" {
                    @if self.email.is_empty() { span.soft { "нет" } } @else { span.break { (self.email) } }
                }
                td data-label="Действует с" {
                    @if self.since.is_empty() { span.soft { "давно" } } @else { (self.since) }
                }
            }
        }
    }
}
