//! The people of a tenant: the list, with the form of an invitation.

mod factors;
mod person;

use maud::{Markup, Render, html};

pub use factors::{FactorsPage, LackingRow, ResetForm, ResetRefusalPage, ResetRow, RuleForm, RuleRow};
pub use person::{InvitationState, PersonPage, RoleLine};

use crate::Page;
use crate::components::{
    Badge, Body, Card, Choice, Control, Empty, Field, FieldError, Form, error_of, error_summary,
};
use crate::format::Since;

/// The people of a tenant.
#[derive(Clone, Debug, Default)]
pub struct PeoplePage {
    /// The people, by name.
    pub rows: Vec<PersonRow>,
    /// The text of an empty list.
    pub empty: Empty,
    /// The form of an invitation; `None` for whoever only stands in for an administrator.
    pub invitation: Option<InvitationForm>,
    /// The URL of their second factors.
    pub factors: String,
    /// The CSRF token.
    pub csrf: String,
}

/// One of the people in the list.
#[derive(Clone, Debug)]
pub struct PersonRow {
    /// The URL of the person.
    pub href: String,
    /// The full name.
    pub name: String,
    /// The login.
    pub login: String,
    /// The e-mail.
    pub email: String,
    /// The roles: «менеджер партнера».
    pub roles: Vec<String>,
    /// For whom the person stands in: «замещает: И. Ветров до 30.11.2026».
    pub standing: Vec<String>,
    /// The state: invited, working or disabled.
    pub state: Badge,
    /// When the person last used the portal.
    pub seen: Option<Since>,
}

/// The form of an invitation, with its input.
#[derive(Clone, Debug, Default)]
pub struct InvitationForm {
    /// The form's URL.
    pub action: String,
    /// The login.
    pub login: String,
    /// The full name.
    pub full_name: String,
    /// The e-mail.
    pub email: String,
    /// The roles that can be given.
    pub roles: Vec<Choice>,
    /// The chosen role.
    pub role: String,
    /// The faults.
    pub errors: Vec<FieldError>,
}

impl Page for PeoplePage {
    fn title(&self) -> String {
        "Сотрудники · Регистратор".to_owned()
    }
}

impl Render for PeoplePage {
    fn render(&self) -> Markup {
        html! {
            h1 { "Сотрудники" }
            @if !self.factors.is_empty() {
                p { a href=(self.factors) { "Второй шаг входа: кому обязателен, у кого его нет" } }
            }
            div.columns {
                div.column-main {
                    div.card { @if self.rows.is_empty() { (self.empty) } @else { (self.table()) } }
                }
                div.column-side {
                    (Card { id: "invitation", title: "Пригласить сотрудника", aside: None, body: Body::Padded(self.invite()) })
                }
            }
        }
    }
}

/// What whoever only stands in for an administrator reads instead of a form.
pub(super) const NOT_LENT: &str =
    "Вы замещаете администратора. Это может сделать только тот, у кого роль администратора своя.";

impl PeoplePage {
    fn invite(&self) -> Markup {
        let Some(invitation) = &self.invitation else { return html! { p.soft { (NOT_LENT) } } };
        let content = invitation.fields();
        html! { (Form { action: &invitation.action, csrf: &self.csrf, hidden: &[], guarded: true, content }) }
    }

    fn table(&self) -> Markup {
        html! {
            table."table list" {
                caption.visually-hidden { "Сотрудники" }
                thead {
                    tr {
                        th scope="col" { "Сотрудник" } th scope="col" { "Роли" } th scope="col" { "Состояние" }
                        th scope="col" { "Последний вход" }
                    }
                }
                tbody { @for row in &self.rows { (row) } }
            }
        }
    }
}

impl Render for PersonRow {
    fn render(&self) -> Markup {
        html! {
            tr {
                td.cell-main {
                    a.name href=(self.href) { (self.name) }
                    div."soft small" { span.ident { (self.login) } " · " (self.email) }
                }
                td data-label="Роли" {
                    (self.roles.join(", "))
                    @for standing in &self.standing { div."soft small" { (standing) } }
                }
                td data-label="Состояние" { (self.state) }
                td data-label="Последний вход" {
                    @match &self.seen { Some(seen) => (seen.ago()), None => span.soft { "—" } }
                }
            }
        }
    }
}

impl InvitationForm {
    fn fields(&self) -> Markup {
        let error = |field| error_of(&self.errors, field);
        html! {
            (error_summary(&self.errors, ""))
            (Field {
                id: "full_name", name: "full_name", label: "Фамилия, имя, отчество", hint: "", error: error("full_name"),
                control: Control::Line { value: &self.full_name, complete: "off" },
            })
            (Field {
                id: "email", name: "email", label: "E-mail", hint: "Сюда придет ссылка, по которой сотрудник задаст пароль",
                error: error("email"), control: Control::Line { value: &self.email, complete: "off" },
            })
            (Field {
                id: "login", name: "login", label: "Логин", hint: "Латинские буквы, цифры, точка, дефис", error: error("login"),
                control: Control::Line { value: &self.login, complete: "off" },
            })
            (Field {
                id: "role", name: "role", label: "Роль", hint: "", error: error("role"),
                control: Control::List { choices: &self.roles, chosen: &self.role },
            })
            button."btn btn-primary" { "Пригласить" }
        }
    }
}
