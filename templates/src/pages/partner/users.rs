//! The users of the multi-user mode: the client's list, read-only for the partner.

use maud::{Markup, Render, html};

use crate::components::{Notice, NoticeTone, email};

/// The users of the multi-user mode.
#[derive(Clone, Debug, Default)]
pub struct Users {
    /// The client's list.
    pub list: Vec<User>,
    /// What the client must do when the list is empty or does not fit.
    pub task: Option<String>,
    /// The text when there is no list and none is needed.
    pub note: Option<String>,
}

/// One user.
#[derive(Clone, Debug)]
pub struct User {
    /// The name, if it is known from the owners.
    pub name: Option<String>,
    /// The СНИЛС, masked if the viewer may not see it.
    pub snils: String,
    /// The e-mail.
    pub email: String,
    /// The roles.
    pub roles: Vec<String>,
    /// The controlling bodies with which this user works.
    pub authorities: Vec<String>,
}

impl Render for Users {
    fn render(&self) -> Markup {
        html! {
            @if self.task.is_some() || self.note.is_some() {
                div.card-body {
                    @if let Some(task) = &self.task { (Notice { tone: NoticeTone::Warn, text: task.clone() }) }
                    @if let Some(note) = &self.note { p."soft m-0" { (note) } }
                }
            }
            @if !self.list.is_empty() { (self.table()) }
        }
    }
}

impl Users {
    fn table(&self) -> Markup {
        html! {
            table."table list" {
                caption.visually-hidden { "Пользователи" }
                thead {
                    tr {
                        th scope="col" { "Пользователь" } th scope="col" { "СНИЛС" } th scope="col" { "Роли" }
                        th scope="col" { "Направления" }
                    }
                }
                tbody { @for user in &self.list { (user) } }
            }
        }
    }
}

impl Render for User {
    fn render(&self) -> Markup {
        html! {
            tr {
                td.cell-main {
                    @if let Some(name) = &self.name { b { (name) } }
                    div."soft small break" { (email(&self.email)) }
                }
                td.nowrap data-label="СНИЛС" { span.ident { (self.snils) } }
                td data-label="Роли" { div.pills { @for role in &self.roles { span."pill pill-quiet" { (role) } } } }
                td data-label="Направления" { (self.authorities.join(" · ")) }
            }
        }
    }
}
