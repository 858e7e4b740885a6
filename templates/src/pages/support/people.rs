//! The people of an organisation, for the support line.

use maud::{Markup, Render, html};

/// A person of the organisation.
#[derive(Clone, Debug)]
pub struct PersonRow {
    /// The name: «Петрова А. И.», or a substitute.
    pub name: String,
    /// The position, or that the person is a user.
    pub position: String,
    /// The СНИЛС, masked unless disclosed.
    pub snils: String,
    /// The e-mail, masked unless disclosed.
    pub email: String,
    /// The roles: подписание, шифрование, администрирование.
    pub roles: Vec<String>,
}

/// A table of people.
pub(super) fn people(list: &[PersonRow]) -> Markup {
    html! {
        table."table list" {
            caption.visually-hidden { "Владельцы подписей и пользователи" }
            thead {
                tr {
                    th scope="col" { "Кто" } th scope="col" { "СНИЛС · e-mail" } th scope="col" { "Роли" }
                }
            }
            tbody { @for person in list { (person) } }
        }
    }
}

impl Render for PersonRow {
    fn render(&self) -> Markup {
        html! {
            tr {
                td.cell-main { b { (self.name) } div."soft small" { (self.position) } }
                td data-label="СНИЛС · e-mail" {
                    div { span."ident nowrap" { (self.snils) } }
                    div."soft small break" { (self.email) }
                }
                td data-label="Роли" {
                    div.pills { @for role in &self.roles { span."pill pill-quiet" { (role) } } }
                    @if self.roles.is_empty() { span.soft { "—" } }
                }
            }
        }
    }
}
